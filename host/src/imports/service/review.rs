//! Somebody looks at the rows of an import before they go in: repairs cells, leaves rows out, and lets the rest go in.
//! Each change is judged at once, by the same way that the import goes.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use elenco_db::{DbError, ImportId, JobId};

use super::{PRIORITY, find_import};
use crate::audit::model::Way;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::files::FilesError;
use crate::fold::fold;
use crate::imports::cells::display;
use crate::imports::headers::USERNAME;
use crate::imports::job::catalogue::Catalogue;
use crate::imports::job::rows::{LEFT_OUT, PreparedRow, Preparer, Verdict};
use crate::imports::job::sealed::ImportKey;
use crate::imports::job::staging::{Place, Plan, StagedRow, Staging};
use crate::imports::job::writing::Explainer;
use crate::imports::job::{Payload, edits};
use crate::imports::model::{Edit, Edits, Failure, Import, ImportState, RowCounts, still_shared};
use crate::imports::queries;
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob};
use crate::notifications;
use crate::notifications::model::NotificationState;
use crate::users;
use crate::users::model::{Outcome, Saved};

/// Most rows that are judged in one request.
pub const MOST_REPAIRS: usize = 1000;
/// Longest text that is typed over a cell, in characters.
const LONGEST: usize = 32_767;
/// Rows that are judged in one call of the service.
const BATCH: usize = 100;

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

/// What became of rows that were judged anew.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judged {
    /// Lines that are good now.
    pub good: Vec<u64>,
    /// Rows that still do not go in.
    pub bad: Vec<Failure>,
}

/// An import that waits, opened.
struct Opened {
    cx: ServiceContext,
    import: Import,
    key: Arc<ImportKey>,
    staging: Staging,
    plan: Plan,
    edits: Edits,
}

fn store_error(error: FilesError) -> AppError {
    AppError::Files(error.to_string())
}

async fn open(cx: &ServiceContext, id: ImportId) -> Result<Opened, AppError> {
    let import = find_import(cx, id).await?;
    let scope = cx.scope;
    let waiting =
        cx.app.db.read(move |conn| queries::waiting(conn, &scope, id)).await.map_err(AppError::Database)?;
    let payload = waiting.and_then(|waiting| serde_json::from_value::<Payload>(waiting).ok());
    let key = payload.and_then(|payload| ImportKey::parse(&payload.key)).ok_or(AppError::Conflict)?;
    let staging = Staging::new(cx.app.files.clone(), cx.app.ids.clone(), key, cx.scope.tenant(), id);
    let key = staging.shared_key();
    let plan = staging.get_plan().await.map_err(store_error)?;
    let opening = Arc::clone(&key);
    let edits = cx
        .app
        .db
        .read(move |conn| edits::read(conn, &scope, id, &opening))
        .await
        .map_err(AppError::Database)?;
    let cx = ServiceContext { way: Way::Import(id), culture: import.locale, ..cx.clone() };
    let cx = cx.in_project(import.project_id);
    Ok(Opened { cx, import, key, staging, plan, edits })
}

impl Opened {
    async fn row(&self, line: u64) -> Result<StagedRow, AppError> {
        let rows = match self.staging.rows_from(line).await {
            Ok(rows) => rows,
            Err(FilesError::Missing(_)) => return Err(AppError::NotFound),
            Err(error) => return Err(store_error(error)),
        };
        rows.into_iter().find(|row| row.line == line).ok_or(AppError::NotFound)
    }

    /// Whether another row of the file has this user name; what reviewers typed counts.
    async fn has_name(&self, name: &str, own: u64) -> Result<Option<Place>, AppError> {
        let mut line = 1;
        while line <= self.plan.rows {
            let rows = self.staging.rows_from(line).await.map_err(store_error)?;
            let Some(last) = rows.last().map(|row| row.line) else { break };
            for mut row in rows {
                if let Some(edit) = self.edits.get(&row.line) {
                    edit.apply(&mut row);
                }
                let left_out = self.edits.get(&row.line).is_some_and(|edit| edit.left_out);
                if row.line != own && !left_out && self.name_of(&row).as_deref() == Some(name) {
                    return Ok(Some(Place { sheet: row.sheet, row: row.row }));
                }
            }
            line = last + 1;
        }
        Ok(None)
    }

    fn name_of(&self, row: &StagedRow) -> Option<String> {
        let columns = &self.plan.sheets.get(row.sheet)?.columns;
        let at = columns.iter().position(|column| column.field.as_deref() == Some(USERNAME))?;
        Some(fold(&display(row.cells.get(at)?))).filter(|name| !name.is_empty())
    }

    /// Lines of rows that shared a name with these places, and may be alone with it now.
    async fn neighbours(&self, places: &[Place]) -> Result<Vec<u64>, AppError> {
        let groups = self.plan.shared_names.iter().filter(|group| group.iter().any(|p| places.contains(p)));
        let others: Vec<Place> = groups.flatten().copied().filter(|place| !places.contains(place)).collect();
        let (scope, id) = (self.cx.scope, self.import.id);
        self.cx
            .app
            .db
            .read(move |conn| {
                let mut lines = Vec::new();
                for place in others.iter().take(MOST_REPAIRS) {
                    lines.extend(queries::find_line(conn, &scope, id, (place.sheet, place.row))?);
                }
                Ok::<_, DbError>(lines)
            })
            .await
            .map_err(AppError::Database)
    }

    /// Judges rows as they stand with the edits.
    async fn judge(&self, lines: &BTreeSet<u64>) -> Result<BTreeMap<u64, Result<Saved, Failure>>, AppError> {
        let catalogue = Arc::new(Catalogue::read(&self.cx, self.import.kind).await?);
        let mut preparer = Preparer::new(
            self.cx.clone(),
            Arc::clone(&catalogue),
            Arc::new(self.plan.clone()),
            self.import.kind,
            self.import.project_id,
            &self.import.options,
            self.edits.clone(),
        );
        let explainer = Explainer::new(catalogue, Arc::new(self.plan.clone()));
        let lines: Vec<u64> = lines.iter().copied().collect();
        let mut judged = BTreeMap::new();
        for chunk in lines.chunks(BATCH) {
            let mut rows = Vec::with_capacity(chunk.len());
            for line in chunk {
                rows.push(self.row(*line).await?);
            }
            let prepared = preparer.prepare(rows).await?;
            judged.extend(self.judge_prepared(&explainer, &prepared).await?);
        }
        Ok(judged)
    }

    async fn judge_prepared(
        &self,
        explainer: &Explainer,
        rows: &[PreparedRow],
    ) -> Result<Vec<(u64, Result<Saved, Failure>)>, AppError> {
        let of = |verdict: Verdict| rows.iter().filter(move |row| row.verdict == verdict);
        let refused: Vec<&PreparedRow> = of(Verdict::Refused).collect();
        let mut judged: Vec<(u64, Result<Saved, Failure>)> = explainer
            .judge_refused(&self.cx, &refused)
            .await?
            .into_iter()
            .map(|failure| (failure.line, Err(failure)))
            .collect();
        judged.extend(of(Verdict::Final).map(|row| (row.row.line, Err(explainer.failure(row)))));
        let submissions = of(Verdict::Open).map(|row| row.submission.clone()).collect();
        let outcomes: Vec<Outcome> = users::service::rehearse_users(&self.cx, submissions).await?;
        judged.extend(of(Verdict::Open).zip(outcomes).map(|(row, outcome)| {
            (row.row.line, outcome.map_err(|problems| explainer.refused(row, problems)))
        }));
        Ok(judged)
    }

    /// Keeps the edits of these rows, and what came of them and of their neighbours.
    async fn settle(&self, lines: BTreeSet<u64>) -> Result<Judged, AppError> {
        let judged = self.judge(&lines).await?;
        let own: Edits = self
            .edits
            .iter()
            .filter(|(line, _)| lines.contains(line))
            .map(|(line, edit)| (*line, edit.clone()))
            .collect();
        let sealed = edits::seal(&self.cx.app.ids, &self.key, &own);
        let (scope, id) = (self.cx.scope, self.import.id);
        let all: Vec<u64> = judged.keys().copied().collect();
        let bad: Vec<Failure> = judged.values().filter_map(|row| row.as_ref().err().cloned()).collect();
        let good: Vec<(u64, Saved)> =
            judged.into_iter().filter_map(|(line, row)| row.ok().map(|saved| (line, saved))).collect();
        let (kept_bad, kept_good) = (bad.clone(), good.clone());
        let kept = self
            .cx
            .app
            .db
            .write(move |conn| {
                if queries::waiting(conn, &scope, id)?.is_none() {
                    return Ok(false);
                }
                let before = queries::find_failures(conn, &scope, id, &all)?;
                let was_bad: BTreeSet<u64> = before.iter().map(|failure| failure.line).collect();
                let (mut gained, mut lost) = (RowCounts::default(), RowCounts::default());
                for (_, saved) in kept_good.iter().filter(|(line, _)| was_bad.contains(line)) {
                    gained.add(saved);
                    lost.failed += 1;
                }
                // A row that was good goes bad only by leaving it out, which is not offered for good rows.
                gained.failed +=
                    kept_bad.iter().filter(|failure| !was_bad.contains(&failure.line)).count() as u64;
                queries::put_edits(conn, &scope, id, &sealed)?;
                queries::delete_failures(conn, &scope, id, Some(&all))?;
                queries::insert_failures(conn, &scope, id, &kept_bad)?;
                queries::correct_counts(conn, &scope, id, &gained, &lost)?;
                Ok::<bool, DbError>(true)
            })
            .await
            .map_err(AppError::Database)?;
        if !kept {
            return Err(AppError::Conflict);
        }
        Ok(Judged { good: good.into_iter().map(|(line, _)| line).collect(), bad })
    }

    /// Only rows with problems are changed: the others wait as they are.
    async fn only_failures(&self, lines: Vec<u64>) -> Result<(), AppError> {
        let (scope, id, count) = (self.cx.scope, self.import.id, lines.len());
        let found = self
            .cx
            .app
            .db
            .read(move |conn| queries::find_failures(conn, &scope, id, &lines))
            .await
            .map_err(AppError::Database)?;
        if found.len() == count { Ok(()) } else { Err(AppError::NotFound) }
    }
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
    AppError::Invalid(vec![crate::users::model::Problem {
        field: USERNAME.to_owned(),
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

/// Whether a row is left out by a reviewer.
pub fn is_left_out(failure: &Failure) -> bool {
    failure.problems.iter().any(|problem| problem.code == LEFT_OUT)
}
