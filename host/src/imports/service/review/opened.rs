//! An import that waits, opened: its rows, what was typed over them, and how they are judged.
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use elenco_db::{DbError, ImportId};

use super::super::find_import;
use super::MOST_REPAIRS;
use crate::audit::model::Way;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::files::FilesError;
use crate::imports::cells::display;
use crate::imports::job::Payload;
use crate::imports::job::catalogue::Catalogue;
use crate::imports::job::edits::{self, Edits};
use crate::imports::job::rows::{PreparedRow, Preparer, Verdict};
use crate::imports::job::sealed::ImportKey;
use crate::imports::job::staging::{Place, Plan, StagedRow, Staging};
use crate::imports::job::ties;
use crate::imports::job::writing::{Batch, Explainer};
use crate::imports::model::{Failure, Import, ImportState, RowCounts};
use crate::imports::queries;
use crate::users::model::Saved;

/// Rows that are judged in one call of the service.
const BATCH: usize = 100;

/// What became of rows that were judged anew.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judged {
    /// Lines that are good now.
    pub good: Vec<u64>,
    /// Rows that still do not go in.
    pub bad: Vec<Failure>,
}

/// An import that waits, opened.
pub(super) struct Opened {
    pub(super) cx: ServiceContext,
    pub(super) import: Import,
    key: Arc<ImportKey>,
    staging: Staging,
    pub(super) plan: Plan,
    pub(super) edits: Edits,
}

fn store_error(error: FilesError) -> AppError {
    AppError::Files(error)
}

pub(super) async fn open(cx: &ServiceContext, id: ImportId) -> Result<Opened, AppError> {
    let import = find_import(cx, id).await?;
    if import.state != ImportState::Review {
        return Err(AppError::Conflict);
    }
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
    pub(super) async fn row(&self, line: u64) -> Result<StagedRow, AppError> {
        let rows = match self.staging.rows_from(line).await {
            Ok(rows) => rows,
            Err(FilesError::Missing(_)) => return Err(AppError::NotFound),
            Err(error) => return Err(store_error(error)),
        };
        rows.into_iter().find(|row| row.line == line).ok_or(AppError::NotFound)
    }

    /// Whether another row of the file has this user name; what reviewers typed counts.
    pub(super) async fn has_name(&self, name: &str, own: u64) -> Result<Option<Place>, AppError> {
        let mut line = 1;
        while line <= self.plan.rows {
            let rows = self.staging.rows_from(line).await.map_err(store_error)?;
            let Some(last) = rows.last().map(|row| row.line) else { break };
            for mut row in rows {
                if let Some(edit) = self.edits.get(&row.line) {
                    edit.apply(&mut row);
                }
                let left_out = self.edits.get(&row.line).is_some_and(|edit| edit.left_out);
                let is_person = self.plan.sheets.get(row.sheet).is_some_and(|sheet| sheet.ties.is_none());
                if row.line != own && is_person && !left_out && self.name_of(&row).as_deref() == Some(name) {
                    return Ok(Some(Place { sheet: row.sheet, row: row.row }));
                }
            }
            line = last + 1;
        }
        Ok(None)
    }

    pub(super) fn name_of(&self, row: &StagedRow) -> Option<String> {
        let columns = &self.plan.sheets.get(row.sheet)?.columns;
        let matching = self.plan.matching;
        let at = columns.iter().position(|column| column.field.as_deref() == Some(matching.field()))?;
        Some(matching.key(&display(row.cells.get(at)?))).filter(|name| !name.is_empty())
    }

    /// Lines of rows that shared a name with these places, and may be alone with it now.
    pub(super) async fn neighbours(&self, places: &[Place]) -> Result<Vec<u64>, AppError> {
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

    /// User names of rows that only tie people, so far as other rows of the file bring these people.
    async fn promised(&self, batch: &Batch) -> Result<HashSet<String>, AppError> {
        let mut promised = HashSet::new();
        for row in batch.alone() {
            if let Some(name) = &row.person
                && self.has_name(name, row.row.line).await?.is_some()
            {
                promised.insert(name.clone());
            }
        }
        Ok(promised)
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
        let batch = Arc::new(Batch { rows: rows.to_vec(), next: 0 });
        let promised = Arc::new(self.promised(&batch).await?);
        let tried = ties::rehearse(&self.cx, self.import.kind, &batch, &promised).await?;
        for (row, outcome) in batch.open().zip(tried.outcomes) {
            let line = row.row.line;
            let person = outcome.map_err(|problems| explainer.refused(row, problems));
            let failure = |problems| Failure { problems, ..explainer.failure(row) };
            judged
                .push((line, person.and_then(|saved| tried.settled.with_ties(line, saved).map_err(failure))));
        }
        for row in batch.alone() {
            let failure = |problems| Failure { problems, ..explainer.failure(row) };
            judged.push((row.row.line, tried.settled.alone(row.row.line).map_err(failure)));
        }
        Ok(judged)
    }

    /// Keeps the edits of these rows, and what came of them and of their neighbours.
    pub(super) async fn settle(&self, lines: BTreeSet<u64>) -> Result<Judged, AppError> {
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
    pub(super) async fn only_failures(&self, lines: Vec<u64>) -> Result<(), AppError> {
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
