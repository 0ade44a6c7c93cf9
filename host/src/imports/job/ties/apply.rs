//! Ties come to be, and go, through the functions of their domains, in the transaction of the people.
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use elenco_db::{Conn, Instant, ProjectId, ShiftId, UserId};

use super::{Link, Tie};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::model::RowProblem;
use crate::shifts::model::ShiftValues;
use crate::users::model::UserKind;
use crate::{groups, projects, roles, shifts, users};

/// The ties of one row.
#[derive(Clone, Copy)]
pub(super) struct TiedRow<'a> {
    pub(super) line: u64,
    pub(super) person: UserId,
    pub(super) links: &'a [Link],
}

/// What became of the ties of a row: the relations that changed, or why it does not go in.
pub(super) type Told = Result<BTreeSet<&'static str>, Vec<RowProblem>>;

/// Ties that are made with one call: of many people to one thing.
type Bundle<'a> = Vec<(u64, UserId, &'a Link)>;

fn problem(link: &Link, code: &str, message: String) -> RowProblem {
    RowProblem {
        column: Some(link.column),
        field: link.field.to_owned(),
        code: code.to_owned(),
        message,
        value: Some(link.text.clone()),
    }
}

/// What a refusal says about the cell; an error that is none of the row's stays one.
fn explained(cx: &ServiceContext, link: &Link, error: AppError) -> Result<Vec<RowProblem>, AppError> {
    let t = cx.texts();
    Ok(match error {
        AppError::Invalid(problems) => {
            let about = |field: &str| match field {
                "since" | "until" | "calendar" => format!("shift.{field}"),
                _ => link.field.to_owned(),
            };
            let told = problems.into_iter().map(|told| RowProblem {
                field: about(&told.field),
                ..problem(link, &told.code, told.message)
            });
            told.collect()
        }
        AppError::Forbidden(permission) => {
            let message = t.ta("ties-problem-forbidden", &[("permission", permission.as_str().into())]);
            vec![problem(link, "tie.forbidden", message)]
        }
        AppError::NotFound => vec![problem(link, "tie.gone", t.t("ties-problem-gone").into_owned())],
        error => return Err(error),
    })
}

/// Makes, and undoes, the ties of some rows. A later row about the same tie decides.
///
/// # Errors
/// What is none of the rows' faults.
pub(super) fn apply(
    cx: &ServiceContext,
    conn: &mut Conn,
    kind: UserKind,
    rows: &[TiedRow<'_>],
) -> Result<HashMap<u64, Told>, AppError> {
    let mut told: HashMap<u64, Told> = rows.iter().map(|row| (row.line, Ok(BTreeSet::new()))).collect();
    let mut bundles: BTreeMap<(u8, uuid::Uuid, bool, bool), Bundle<'_>> = BTreeMap::new();
    let mut decided: HashSet<(u8, uuid::Uuid, UserId)> = HashSet::new();
    let mut shifts = Vec::new();
    for row in rows.iter().rev() {
        for link in row.links {
            let (sort, id, joins) = match &link.tie {
                Tie::Project(id, _) => (0, id.as_uuid(), false),
                Tie::Group(id, joins) => (1, id.as_uuid(), *joins),
                Tie::Company(id) => (2, id.as_uuid(), false),
                Tie::Service(id) => (3, id.as_uuid(), false),
                Tie::Role(id) => (4, id.as_uuid(), false),
                Tie::Shift(values) => {
                    shifts.push((row.line, row.person, link, *values));
                    continue;
                }
                Tie::ToBeMade(_) => {
                    note(&mut told, row.line, Ok(link.field));
                    continue;
                }
            };
            if decided.insert((sort, id, row.person)) {
                bundles.entry((sort, id, link.gone, joins)).or_default().push((row.line, row.person, link));
            }
        }
    }
    for bundle in bundles.into_values() {
        let Some((.., link)) = bundle.first() else { continue };
        let people: Vec<UserId> = bundle.iter().map(|(_, person, _)| *person).collect();
        match exchange(cx, conn, kind, link, &people) {
            Ok(moved) => {
                let moved: HashSet<UserId> = moved.into_iter().collect();
                for (line, person, link) in &bundle {
                    if moved.contains(person) {
                        note(&mut told, *line, Ok(link.field));
                    }
                }
            }
            Err(error) => {
                // Every row is told at its own cell; the error is the same for all of them.
                let problems = explained(cx, link, error)?;
                for (line, _, link) in &bundle {
                    let own = |told: &RowProblem| problem(link, &told.code, told.message.clone());
                    note(&mut told, *line, Err(problems.iter().map(own).collect()));
                }
            }
        }
    }
    for (line, person, link, values) in shifts.into_iter().rev() {
        match exchange_shift(cx, conn, person, link, values) {
            Ok(true) => note(&mut told, line, Ok("shifts")),
            Ok(false) => {}
            Err(error) => {
                let problems = explained(cx, link, error)?;
                note(&mut told, line, Err(problems));
            }
        }
    }
    Ok(told)
}

fn note(told: &mut HashMap<u64, Told>, line: u64, what: Result<&'static str, Vec<RowProblem>>) {
    let entry = told.entry(line).or_insert_with(|| Ok(BTreeSet::new()));
    match (entry, what) {
        (Ok(changed), Ok(field)) => {
            changed.insert(field);
        }
        (Err(known), Err(more)) => known.extend(more),
        (entry @ Ok(_), Err(problems)) => *entry = Err(problems),
        (Err(_), Ok(_)) => {}
    }
}

/// One tie of many people. Answers whose changed.
fn exchange(
    cx: &ServiceContext,
    conn: &mut Conn,
    kind: UserKind,
    link: &Link,
    people: &[UserId],
) -> Result<Vec<UserId>, AppError> {
    let come = !link.gone;
    match &link.tie {
        Tie::Project(id, name) if come => {
            let now = cx.app.clock.now();
            let since: Vec<(UserId, Instant)> = people.iter().map(|person| (*person, now)).collect();
            users::service::many::associate_with_project(cx, conn, kind, (*id, name), &since)
        }
        Tie::Project(id, name) => {
            let left = users::service::many::dissociate_from_project(cx, conn, kind, (*id, name), people)?;
            Ok(left.into_iter().map(|(person, _)| person).collect())
        }
        Tie::Group(id, joins) if come => {
            let offered = if *joins { visible(cx, conn)? } else { Vec::new() };
            groups::service::add_some_joining(cx, conn, *id, people, &offered)
        }
        Tie::Group(id, _) => groups::service::remove_some(cx, conn, *id, people),
        Tie::Company(id) => users::service::exchange_some(cx, conn, *id, people, come),
        Tie::Service(id) => users::service::exchange_some(cx, conn, *id, people, come),
        Tie::Role(id) => roles::service::exchange_some(cx, conn, *id, people, come),
        Tie::Shift(_) | Tie::ToBeMade(_) => Ok(Vec::new()),
    }
}

/// Only projects that the actor may see, and may put people into, are joined with a group.
fn visible(cx: &ServiceContext, conn: &mut Conn) -> Result<Vec<ProjectId>, AppError> {
    let Some(user) = cx.actor.user() else { return Ok(Vec::new()) };
    let seen = projects::service::visible_to(conn, &cx.scope, user, &cx.permissions)?;
    Ok(seen.into_iter().map(|project| project.id).collect())
}

/// A shift that is there already, to the day, is no other one.
fn exchange_shift(
    cx: &ServiceContext,
    conn: &mut Conn,
    person: UserId,
    link: &Link,
    values: ShiftValues,
) -> Result<bool, AppError> {
    let same = shifts::service::find_same(cx, conn, person, values)?;
    match (link.gone, same) {
        (false, Some(_)) => Ok(false),
        (false, None) => {
            let id = ShiftId::from_uuid(cx.app.ids.uuid());
            shifts::service::add_shift(cx, conn, (id, person), values).map(|_| true)
        }
        (true, Some(shift)) => shifts::service::remove_shift(cx, conn, shift.id).map(|_| true),
        (true, None) => {
            let message = cx.texts().t("ties-problem-no-shift").into_owned();
            let (field, code) = ("since".to_owned(), "tie.no-shift".to_owned());
            Err(AppError::Invalid(vec![users::model::Problem { field, code, message }]))
        }
    }
}
