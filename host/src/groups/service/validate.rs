//! What is asked of a group's values and of its place in the tree.
use elenco_db::{Conn, GroupId};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups::model::{Group, GroupValues, LEVELS, Usage};
use crate::groups::queries;
use crate::users::model::Problem;

/// Longest name, in characters.
const NAME: usize = 100;
/// Longest description, in characters.
const DESCRIPTION: usize = 2000;

fn problem(field: &str, code: &str, message: String) -> Problem {
    Problem { field: field.to_owned(), code: code.to_owned(), message }
}

/// Takes away what nobody meant to type: blanks around, control characters. A description may have several lines.
pub(super) fn tidy(mut values: GroupValues) -> GroupValues {
    let name: String = values.name.chars().filter(|c| !c.is_control()).collect();
    values.name = name.trim().to_owned();
    let text = values.description.replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    values.description = text.trim().to_owned();
    values
}

/// Every problem of the values alone, at once.
pub(super) fn check(cx: &ServiceContext, values: &GroupValues) -> Result<(), AppError> {
    let t = cx.texts();
    let mut problems = Vec::new();
    let too_long = |limit: usize| t.ta("groups-problem-too-long", &[("limit", limit.into())]);
    if crate::fold::fold(&values.name).is_empty() {
        problems.push(problem("name", "group.required", t.t("groups-problem-required").into_owned()));
    }
    if values.name.chars().count() > NAME {
        problems.push(problem("name", "group.too-long", too_long(NAME)));
    }
    if values.description.chars().count() > DESCRIPTION {
        problems.push(problem("description", "group.too-long", too_long(DESCRIPTION)));
    }
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}

/// Another group of the kind has the name.
pub(super) fn taken(cx: &ServiceContext) -> Problem {
    problem("name", "group.name-taken", cx.texts().t("groups-problem-name-taken").into_owned())
}

/// Whether a group, with so many levels below it, may stand below this parent. The groups above are held until the
/// transaction ends.
pub(super) fn check_place(
    cx: &ServiceContext,
    conn: &mut Conn,
    group: &Group,
    parent: GroupId,
    levels_below: usize,
) -> Result<(), AppError> {
    let t = cx.texts();
    let refuse = |code: &str, message: String| Err(AppError::Invalid(vec![problem("parent", code, message)]));
    let Some(found) = queries::find(conn, &cx.scope, parent)? else {
        return refuse("group.parent-unknown", t.t("groups-problem-parent").into_owned());
    };
    if found.kind != group.kind {
        return refuse("group.parent-kind", t.t("groups-problem-parent-kind").into_owned());
    }
    let above = queries::lock_above(conn, &cx.scope, parent)?;
    if above.contains(&group.id) {
        return refuse("group.circle", t.t("groups-problem-circle").into_owned());
    }
    if above.len() + 1 + levels_below > LEVELS {
        let message = t.ta("groups-problem-deep", &[("levels", LEVELS.into())]);
        return refuse("group.deep", message);
    }
    Ok(())
}

/// Why a group cannot be deleted.
pub(super) fn in_use(cx: &ServiceContext, usage: &Usage) -> Vec<Problem> {
    let t = cx.texts();
    let mut problems = Vec::new();
    if !usage.children.is_empty() {
        let names: Vec<&str> = usage.children.iter().map(|(_, name)| name.as_str()).collect();
        let message = t.ta("groups-problem-has-children", &[("names", names.join(", ").into())]);
        problems.push(problem("", "group.has-children", message));
    }
    if !usage.plugins.is_empty() {
        let message = t.ta("groups-problem-has-settings", &[("names", usage.plugins.join(", ").into())]);
        problems.push(problem("", "group.has-settings", message));
    }
    problems
}

/// A group that is not there, or is of the other kind.
pub(super) fn unknown_group(cx: &ServiceContext) -> AppError {
    let message = cx.texts().t("groups-problem-unknown").into_owned();
    AppError::Invalid(vec![problem("groups", "group.unknown", message)])
}

/// Somebody who is not there, or is of the other kind.
pub(super) fn unknown_person(cx: &ServiceContext) -> AppError {
    let message = cx.texts().t("groups-problem-person").into_owned();
    AppError::Invalid(vec![problem("people", "group.person-unknown", message)])
}

/// A project that is not there, or in which the group does not work.
pub(super) fn unknown_project(cx: &ServiceContext) -> AppError {
    let message = cx.texts().t("groups-problem-project").into_owned();
    AppError::Invalid(vec![problem("projects", "group.project-unknown", message)])
}
