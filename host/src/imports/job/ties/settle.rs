//! The ties of a batch: which person each row is about, and what became of it.
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex};

use elenco_db::{Conn, UserId};
use uuid::Uuid;

use super::apply::{self, TiedRow};
use super::{Link, Tie};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::job::rows::{PreparedRow, Verdict};
use crate::imports::job::writing::Batch;
use crate::imports::model::RowProblem;
use crate::imports::queries;
use crate::users;
use crate::users::model::{Outcome, Saved, Submission, UserKind};

/// What became of the rows of a batch that have ties, by line.
#[derive(Debug, Default, Clone)]
pub struct Settled(HashMap<u64, Row>);

/// Whose row it is and what changed, or why it does not go in.
type Row = Result<(Uuid, BTreeSet<&'static str>), Vec<RowProblem>>;

impl Settled {
    /// Rows that are refused for their ties.
    pub fn refused(&self) -> HashMap<u64, Vec<RowProblem>> {
        let bad = |(line, told): (&u64, &Row)| told.as_ref().err().map(|problems| (*line, problems.clone()));
        self.0.iter().filter_map(bad).collect()
    }

    /// What became of a row whose person was saved, with its ties.
    pub fn with_ties(&self, line: u64, saved: Saved) -> Result<Saved, Vec<RowProblem>> {
        let changed = match self.0.get(&line) {
            None => return Ok(saved),
            Some(Err(problems)) => return Err(problems.clone()),
            Some(Ok((_, changed))) => changed.iter().map(|field| (*field).to_owned()),
        };
        Ok(match saved {
            Saved::Created(id) => Saved::Created(id),
            Saved::Updated(id, fields) => Saved::Updated(id, fields.into_iter().chain(changed).collect()),
            Saved::Unchanged(id) => {
                let changed: Vec<String> = changed.collect();
                if changed.is_empty() { Saved::Unchanged(id) } else { Saved::Updated(id, changed) }
            }
        })
    }

    /// What became of a row that only ties somebody.
    pub fn alone(&self, line: u64) -> Result<Saved, Vec<RowProblem>> {
        let id = match self.0.get(&line) {
            Some(Ok((id, _))) => UserId::from_uuid(*id),
            Some(Err(problems)) => return Err(problems.clone()),
            None => UserId::from_uuid(Uuid::nil()),
        };
        self.with_ties(line, Saved::Unchanged(id))
    }
}

fn nobody(cx: &ServiceContext, row: &PreparedRow) -> Vec<RowProblem> {
    let message = cx.texts().t("ties-problem-nobody").into_owned();
    let (column, value) = row.name_cell.clone();
    let (field, code) = ("username".to_owned(), "import.nobody".to_owned());
    vec![RowProblem { column, field, code, message, value }]
}

/// Makes the ties of a batch in the transaction that saved its people. `promised` are user names of people who would be
/// there by then, were this not only tried.
///
/// # Errors
/// What is none of the rows' faults.
pub fn settle(
    cx: &ServiceContext,
    conn: &mut Conn,
    kind: UserKind,
    (batch, outcomes): (&Batch, &[Outcome]),
    promised: &HashSet<String>,
) -> Result<Settled, AppError> {
    let mut rows = Vec::new();
    let mut settled = Settled::default();
    for (row, outcome) in batch.open().zip(outcomes) {
        if let (Ok(saved), false) = (outcome, row.links.is_empty()) {
            rows.push(TiedRow { line: row.row.line, person: saved.id(), links: &row.links });
        }
    }
    let alone: Vec<&PreparedRow> = batch.rows.iter().filter(|row| row.verdict == Verdict::Tie).collect();
    if !alone.is_empty() {
        let names: Vec<String> = alone.iter().filter_map(|row| row.person.clone()).collect();
        let known = queries::people_called(conn, &cx.scope, &names)?;
        for row in alone {
            let name = row.person.clone().unwrap_or_default();
            match known.get(&name) {
                Some((person, of)) if *of == kind => {
                    rows.push(TiedRow { line: row.row.line, person: *person, links: &row.links });
                }
                None if promised.contains(&name) => {
                    let changed = row.links.iter().map(|link| link.field).collect();
                    settled.0.insert(row.row.line, Ok((Uuid::nil(), changed)));
                }
                _ => {
                    settled.0.insert(row.row.line, Err(nobody(cx, row)));
                }
            }
        }
    }
    if rows.is_empty() {
        return Ok(settled);
    }
    let mut told = apply::apply(cx, conn, kind, &rows)?;
    for row in rows {
        let told = told.remove(&row.line).unwrap_or_else(|| Ok(BTreeSet::new()));
        settled.0.insert(row.line, told.map(|changed| (row.person.as_uuid(), changed)));
    }
    Ok(settled)
}

/// What would become of a batch.
#[derive(Debug, Default, Clone)]
pub struct Rehearsed {
    /// Of the rows that are people.
    pub outcomes: Vec<Outcome>,
    /// Of their ties, and of the rows that only tie somebody.
    pub settled: Settled,
}

/// Tries a batch, ties and all, and leaves nothing of it.
///
/// # Errors
/// As [`users::service::save_users`].
pub async fn rehearse(
    cx: &ServiceContext,
    kind: UserKind,
    batch: &Arc<Batch>,
    promised: &Arc<HashSet<String>>,
) -> Result<Rehearsed, AppError> {
    let submissions: Vec<Submission> = batch.open().map(|row| row.submission.clone()).collect();
    if !batch.has_ties() {
        let outcomes = users::service::rehearse_users(cx, submissions).await?;
        return Ok(Rehearsed { outcomes, settled: Settled::default() });
    }
    type Heard = Mutex<Option<Result<Rehearsed, AppError>>>;
    let heard: Arc<Heard> = Arc::default();
    let (hears, acting) = (Arc::clone(&heard), cx.clone());
    let (batch, promised) = (Arc::clone(batch), Arc::clone(promised));
    let undone = users::service::save_users(cx, submissions, move |conn, outcomes| {
        let settled = match settle(&acting, conn, kind, (&batch, outcomes), &promised) {
            Err(AppError::Database(error)) => return Err(error),
            Err(error) => Err(error),
            Ok(settled) => Ok(Rehearsed { outcomes: outcomes.to_vec(), settled }),
        };
        if let Ok(mut heard) = hears.lock() {
            *heard = Some(settled);
        }
        Err(users::service::undone())
    })
    .await;
    match (heard.lock().ok().and_then(|mut heard| heard.take()), undone) {
        (Some(rehearsed), _) => rehearsed,
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => Err(AppError::Internal("a rehearsal was not undone".to_owned())),
    }
}

/// Shifts that rows of a file claim, and which row did so first: rows that are only tried do not see one another in
/// the database, so this sees for it.
#[derive(Default)]
pub struct ClaimedShifts(HashMap<String, Vec<(crate::shifts::model::ShiftValues, u64)>>);

impl ClaimedShifts {
    /// Problems of a good row with what earlier ones claim.
    pub fn claim(&mut self, cx: &ServiceContext, row: &PreparedRow) -> Vec<RowProblem> {
        let Some(person) = &row.person else { return Vec::new() };
        let mut problems = Vec::new();
        for link in row.links.iter().filter(|link| !link.gone) {
            let Link { tie: Tie::Shift(values), .. } = link else { continue };
            let claimed = self.0.entry(person.clone()).or_default();
            let meets = |other: &crate::shifts::model::ShiftValues| {
                other != values && other.since <= values.until && values.since <= other.until
            };
            match claimed.iter().find(|(other, _)| meets(other)) {
                Some((_, other)) => problems.push(RowProblem {
                    column: Some(link.column),
                    field: link.field.to_owned(),
                    code: "shift.overlap".to_owned(),
                    message: cx.texts().ta("ties-problem-within", &[("row", (*other).into())]),
                    value: Some(link.text.clone()),
                }),
                None => claimed.push((*values, row.row.row)),
            }
        }
        problems
    }
}
