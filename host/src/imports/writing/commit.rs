//! One batch: saved, counted, explained and remembered in one transaction.
use std::sync::{Arc, Mutex};

use elenco_db::{Conn, DbError, ImportId, Instant, UserId};

use super::TOLD;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::catalogue::{Catalogue, Kind};
use crate::imports::cells::display;
use crate::imports::job::Cursor;
use crate::imports::model::{ColumnPlan, Failure, Import, Notice, RowCounts, RowProblem};
use crate::imports::queries;
use crate::imports::rows::{PreparedRow, Verdict, note};
use crate::imports::staging::{Plan, document};
use crate::jobs;
use crate::jobs::meter::Meter;
use crate::jobs::model::{JobContext, Progress};
use crate::users;
use crate::users::model::{Outcome, Problem, Saved, Submission};

/// Rows to write together.
pub struct Batch {
    /// The rows.
    pub rows: Vec<PreparedRow>,
    /// The line that comes after them.
    pub next: u64,
}

/// Writes batches of one import.
pub struct Committer {
    cx: ServiceContext,
    job: JobContext,
    import: ImportId,
    reader: UserId,
    catalogue: Arc<Catalogue>,
    plan: Arc<Plan>,
    counts: RowCounts,
    notices: Vec<Notice>,
    meter: Meter,
    told_at: Instant,
}

/// What a batch comes to once it is written.
struct Tally {
    counts: RowCounts,
    notices: Vec<Notice>,
}

/// What is written beside the people; the closure may run several times, so it changes nothing of its own.
struct Along {
    job: JobContext,
    import: ImportId,
    before: RowCounts,
    notices: Vec<Notice>,
    failures: Vec<Failure>,
    /// The rows that are submitted, as failures would tell them, with the plan's columns to put problems in place.
    submitted: Vec<(Failure, Vec<ColumnPlan>, Vec<(String, &'static str, String)>)>,
    catalogue: Arc<Catalogue>,
    cursor: serde_json::Value,
    progress: Progress,
    tally: Arc<Mutex<Option<Tally>>>,
}

impl Along {
    fn write(&self, conn: &mut Conn, outcomes: &[Outcome]) -> Result<(), DbError> {
        let mut counts = self.before;
        let mut notices = self.notices.clone();
        let mut failures = self.failures.clone();
        for ((failure, columns, remarks), outcome) in self.submitted.iter().zip(outcomes) {
            match outcome {
                Ok(saved) => {
                    note(&mut notices, remarks);
                    match saved {
                        Saved::Created(_) => counts.created += 1,
                        Saved::Updated(..) => counts.updated += 1,
                        Saved::Unchanged(_) => counts.unchanged += 1,
                    }
                }
                Err(problems) => {
                    let mut failure = failure.clone();
                    failure.problems = place(problems, &failure, columns, &self.catalogue);
                    failures.push(failure);
                }
            }
        }
        counts.failed += failures.len() as u64;
        failures.sort_by_key(|failure| failure.line);
        let scope = self.job.scope();
        // First the cursor: it is fenced, and a worker that lost its job must not write the rest.
        jobs::service::save_cursor(conn, &self.job.lease, &self.cursor, &self.progress)?;
        queries::insert_failures(conn, &scope, self.import, &failures)?;
        queries::save_counts(conn, &scope, self.import, &counts, &notices)?;
        if let Ok(mut tally) = self.tally.lock() {
            *tally = Some(Tally { counts, notices });
        }
        Ok(())
    }
}

/// Problems of the service, at the cells that they are about.
fn place(problems: &[Problem], failure: &Failure, columns: &[ColumnPlan], catalogue: &Catalogue) -> Vec<RowProblem> {
    problems
        .iter()
        .map(|problem| {
            let column = columns.iter().position(|column| column.field.as_deref() == Some(problem.field.as_str()));
            let secret = catalogue.kind(&problem.field).is_some_and(Kind::is_secret);
            let cell = column.and_then(|at| failure.cells.get(at)).filter(|_| !secret);
            RowProblem {
                column,
                field: problem.field.clone(),
                code: problem.code.clone(),
                message: problem.message.clone(),
                value: cell.map(|cell| display(&users::field_values::from_document(cell))),
            }
        })
        .collect()
}

impl Committer {
    /// For the rows of this plan; `counts` and the meter begin where an earlier run ended.
    pub fn new(
        cx: ServiceContext,
        job: JobContext,
        import: &Import,
        catalogue: Arc<Catalogue>,
        plan: Arc<Plan>,
        counts: RowCounts,
        meter: Meter,
    ) -> Self {
        let told_at = job.app.clock.now();
        let (id, reader, notices) = (import.id, import.created_by, import.notices.clone());
        Self { cx, job, import: id, reader, catalogue, plan, counts, notices, meter, told_at }
    }

    /// What has become of the rows so far.
    pub fn counts(&self) -> RowCounts {
        self.counts
    }

    fn columns(&self, row: &PreparedRow) -> Vec<ColumnPlan> {
        self.plan.sheets.get(row.row.sheet).map(|sheet| sheet.columns.clone()).unwrap_or_default()
    }

    /// The row as a failure tells it; without what nobody may see.
    fn failure(&self, row: &PreparedRow) -> Failure {
        let columns = self.plan.sheets.get(row.row.sheet).map(|sheet| sheet.columns.as_slice()).unwrap_or_default();
        let secret = |at: usize| {
            let field = columns.get(at).and_then(|column| column.field.as_deref());
            field.and_then(|field| self.catalogue.kind(field)).is_some_and(Kind::is_secret)
        };
        let cells = row.row.cells.iter().enumerate();
        Failure {
            line: row.row.line,
            sheet: row.row.sheet,
            sheet_name: self.plan.sheets.get(row.row.sheet).map(|sheet| sheet.name.clone()).unwrap_or_default(),
            row: row.row.row,
            cells: cells.map(|(at, cell)| if secret(at) { serde_json::Value::Null } else { document(cell) }).collect(),
            problems: row.problems.clone(),
        }
    }

    /// What else is wrong with rows that do not go in: they are saved like the others, and the transaction is undone.
    async fn judge_refused(&self, rows: &[&PreparedRow]) -> Result<Vec<Failure>, AppError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let submissions: Vec<Submission> = rows.iter().map(|row| row.submission.clone()).collect();
        let heard: Arc<Mutex<Option<Vec<Outcome>>>> = Arc::default();
        let hears = Arc::clone(&heard);
        let undone = users::service::save_users(&self.cx, submissions, move |_, outcomes| {
            if let Ok(mut heard) = hears.lock() {
                *heard = Some(outcomes.to_vec());
            }
            Err(queries::undo())
        })
        .await;
        let outcomes = heard.lock().ok().and_then(|mut heard| heard.take());
        let Some(outcomes) = outcomes else {
            return match undone {
                Err(error) => Err(error),
                Ok(_) => Err(AppError::Internal("a dry run was not undone".to_owned())),
            };
        };
        let told = rows.iter().zip(outcomes).map(|(row, outcome)| {
            let mut failure = self.failure(row);
            let also = outcome.err().unwrap_or_default();
            // A cell that could not be read is missing for the service; that would only be the same thing twice.
            let new: Vec<Problem> =
                also.into_iter().filter(|also| failure.problems.iter().all(|known| known.field != also.field)).collect();
            let placed = place(&new, &failure, &self.columns(row), &self.catalogue);
            failure.problems.extend(placed);
            failure
        });
        Ok(told.collect())
    }

    /// Writes a batch.
    ///
    /// # Errors
    /// As [`users::service::save_users`]; then nothing of the batch is written, and it may be tried again.
    pub async fn save(&mut self, batch: &Batch) -> Result<(), AppError> {
        let refused: Vec<&PreparedRow> = batch.rows.iter().filter(|row| row.verdict == Verdict::Refused).collect();
        let mut failures = self.judge_refused(&refused).await?;
        failures.extend(batch.rows.iter().filter(|row| row.verdict == Verdict::Final).map(|row| self.failure(row)));
        let open: Vec<&PreparedRow> = batch.rows.iter().filter(|row| row.verdict == Verdict::Open).collect();
        let now = self.job.app.clock.now();
        let tally: Arc<Mutex<Option<Tally>>> = Arc::default();
        let along = Along {
            job: self.job.clone(),
            import: self.import,
            before: self.counts,
            notices: self.notices.clone(),
            failures,
            submitted: open.iter().map(|row| (self.failure(row), self.columns(row), row.remarks.clone())).collect(),
            catalogue: Arc::clone(&self.catalogue),
            cursor: Cursor::Write { next: batch.next }.to_document(),
            progress: self.meter.progress(now, batch.next - 1, Some(self.plan.rows), "write"),
            tally: Arc::clone(&tally),
        };
        let submissions: Vec<Submission> = open.iter().map(|row| row.submission.clone()).collect();
        let saved =
            users::service::save_users(&self.cx, submissions, move |conn, outcomes| along.write(conn, outcomes)).await;
        if let Err(error) = saved {
            return Err(self.explain(error).await);
        }
        if let Some(tally) = tally.lock().ok().and_then(|mut tally| tally.take()) {
            (self.counts, self.notices) = (tally.counts, tally.notices);
        }
        if now.timestamp_micros() - self.told_at.timestamp_micros() >= TOLD {
            self.told_at = now;
            self.job.app.bell.ring(self.job.tenant, self.reader);
        }
        Ok(())
    }

    /// A batch that keeps meeting a conflict may only mean that another worker has the job.
    async fn explain(&self, error: AppError) -> AppError {
        if !matches!(error, AppError::Conflict) {
            return error;
        }
        let lease = self.job.lease.clone();
        match self.job.app.db.read(move |conn| jobs::service::is_held(conn, &lease)).await {
            Ok(false) => AppError::Database(DbError::NotFound),
            _ => error,
        }
    }
}
