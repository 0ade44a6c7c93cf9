//! Somebody looks at the rows of an import before they go in: repairs cells, leaves rows out, and lets the rest go in.
//! Each change is judged at once, by the same way that the import goes.
mod groups;
mod opened;

use std::collections::BTreeSet;

use elenco_db::{DbError, ImportId, JobId};

use super::{PRIORITY, find_import};
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::job::Payload;
use crate::imports::job::edits::{Edit, still_shared};
use crate::imports::job::staging::Place;
use crate::imports::model::{Failure, Import, ImportState};
use crate::imports::queries;
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob};
use crate::notifications;
use crate::notifications::model::NotificationState;
use crate::users::model::Problem;

pub use groups::{list_failures_with, list_problem_groups};
pub use opened::Judged;
use opened::{Opened, open};

/// Most rows that are judged in one request.
pub const MOST_REPAIRS: usize = 1000;
/// Longest text that is typed over a cell, in characters.
const LONGEST: usize = 32_767;
/// What is typed over one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The row's line.
    pub line: u64,
    /// The column, counted from 0.
    pub column: usize,
    /// What is to stand there.
    pub text: String,
}

/// Types over cells of rows with problems, and judges those rows anew.
///
/// # Errors
/// [`AppError::Conflict`] when the import does not wait any more; [`AppError::NotFound`] for a row without problems;
/// [`AppError::BadRequest`] for too much at once.
pub async fn repair(cx: &ServiceContext, id: ImportId, repairs: Vec<Repair>) -> Result<Judged, AppError> {
    cx.require(Permission::UsersImport)?;
    let too_long = repairs.iter().any(|repair| repair.text.chars().count() > LONGEST);
    if repairs.len() > MOST_REPAIRS || too_long {
        let detail = format!("at most {MOST_REPAIRS} cells at once, of at most {LONGEST} characters");
        return Err(AppError::BadRequest { code: "import.repairs", detail });
    }
    let mut opened = open(cx, id).await?;
    let lines: BTreeSet<u64> = repairs.iter().map(|repair| repair.line).collect();
    opened.only_failures(lines.iter().copied().collect()).await?;
    let mut places = Vec::new();
    for repair in repairs {
        let row = opened.row(repair.line).await?;
        let columns = opened.plan.sheets.get(row.sheet).map_or(0, |sheet| sheet.columns.len());
        if repair.column >= columns {
            return Err(AppError::NotFound);
        }
        let edit = opened.edits.entry(repair.line).or_insert_with(|| Edit::of(&row));
        edit.cells.insert(repair.column, repair.text);
        if edit.leaves_its_name(&opened.plan) {
            places.push(edit.place);
        }
    }
    settle_with_neighbours(opened, lines, places).await
}

/// Leaves a row with problems out, or takes it back.
///
/// # Errors
/// As [`repair`].
pub async fn leave_out(cx: &ServiceContext, id: ImportId, line: u64, out: bool) -> Result<Judged, AppError> {
    cx.require(Permission::UsersImport)?;
    let mut opened = open(cx, id).await?;
    opened.only_failures(vec![line]).await?;
    let row = opened.row(line).await?;
    let edit = opened.edits.entry(line).or_insert_with(|| Edit::of(&row));
    edit.left_out = out;
    let place = edit.place;
    settle_with_neighbours(opened, BTreeSet::from([line]), vec![place]).await
}

async fn settle_with_neighbours(
    mut opened: Opened,
    mut lines: BTreeSet<u64>,
    places: Vec<Place>,
) -> Result<Judged, AppError> {
    // A name that was typed may be another row's: both are then refused, like rows that came so.
    let mut newly_shared = Vec::new();
    for line in &lines {
        let Some(edit) = opened.edits.get(line).filter(|edit| edit.leaves_its_name(&opened.plan)) else {
            continue;
        };
        if edit.left_out {
            continue;
        }
        let mut row = opened.row(*line).await?;
        if opened.plan.sheets.get(row.sheet).is_some_and(|sheet| sheet.ties.is_some()) {
            continue;
        }
        edit.apply(&mut row);
        if let Some(name) = opened.name_of(&row)
            && let Some(other) = opened.has_name(&name, *line).await?
        {
            newly_shared.push((edit.place, other));
        }
    }
    lines.extend(opened.neighbours(&places).await?);
    if !newly_shared.is_empty() {
        return Err(shared(&opened, &newly_shared));
    }
    opened.plan.shared_names = still_shared(&opened.plan, &opened.edits);
    opened.settle(lines).await
}

/// A name that another row of the file has is refused before it is kept.
fn shared(opened: &Opened, shared: &[(Place, Place)]) -> AppError {
    let row = shared.first().map_or(0, |(_, other)| other.row);
    let message = opened.cx.texts().ta("imports-review-name-taken", &[("row", row.into())]);
    AppError::Invalid(vec![Problem {
        field: opened.plan.matching.field().to_owned(),
        code: "import.shared-name".to_owned(),
        message,
    }])
}

/// Types the same over every cell of a column with problems that holds what this row's cell holds. Answers how many
/// rows were judged anew; when there are more than fit into one request, the rest is left for the next.
///
/// # Errors
/// As [`repair`].
pub async fn repair_alike(cx: &ServiceContext, id: ImportId, like: Repair) -> Result<Judged, AppError> {
    let import = find_import(cx, id).await?;
    let scope = cx.scope;
    let line = like.line;
    let first = cx
        .app
        .db
        .read(move |conn| queries::find_failures(conn, &scope, import.id, &[line]))
        .await
        .map_err(AppError::Database)?;
    let holds = |failure: &Failure| failure.cells.get(like.column).cloned().unwrap_or_default();
    let wanted = holds(first.first().ok_or(AppError::NotFound)?);
    let sheet = first.first().map(|failure| failure.sheet);
    let mut repairs = Vec::new();
    let mut after = 0;
    while repairs.len() < MOST_REPAIRS {
        let page = super::list_failures(cx, id, after, 500).await?;
        for failure in &page.items {
            let has_problem = failure.problems.iter().any(|problem| problem.column == Some(like.column));
            if has_problem && Some(failure.sheet) == sheet && holds(failure) == wanted {
                repairs.push(Repair { line: failure.line, ..like.clone() });
            }
        }
        let Some(next) = page.next else { break };
        after = next;
    }
    repairs.truncate(MOST_REPAIRS);
    repair(cx, id, repairs).await
}

/// Lets the rows go in: all that are good when their turn comes. The others are told, like those of any import.
///
/// # Errors
/// [`AppError::Conflict`] when the import does not wait any more.
pub async fn commit_import(cx: &ServiceContext, id: ImportId) -> Result<Import, AppError> {
    cx.require(Permission::UsersImport)?;
    let import = find_import(cx, id).await?;
    if import.state != ImportState::Review {
        return Err(AppError::Conflict);
    }
    let (scope, now, job) = (cx.scope, cx.app.clock.now(), JobId::from_uuid(cx.app.ids.uuid()));
    let handed = cx
        .app
        .db
        .write(move |conn| {
            let Some(payload) = queries::waiting(conn, &scope, id)? else { return Ok(false) };
            let told = serde_json::from_value::<Payload>(payload.clone()).ok();
            if !queries::hand_on(conn, &scope, id, job)? {
                return Ok(false);
            }
            queries::delete_failures(conn, &scope, id, None)?;
            let new = NewJob { kind: JobKind::ImportUsers, payload, priority: PRIORITY };
            jobs::service::enqueue(conn, &scope, job, &new, now)?;
            if let Some(told) = told {
                let pending = NotificationState::Pending;
                notifications::service::set_state(conn, &scope, told.notification, pending, now)?;
            }
            Ok::<bool, DbError>(true)
        })
        .await
        .map_err(AppError::Database)?;
    if !handed {
        return Err(AppError::Conflict);
    }
    cx.app.queue.wake();
    cx.app.bell.ring(cx.scope.tenant(), import.created_by);
    find_import(cx, id).await
}
