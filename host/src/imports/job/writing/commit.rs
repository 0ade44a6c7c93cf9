//! One batch: saved, counted, explained and remembered in one transaction.
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use elenco_db::{Conn, DbError, ImportId, Instant, UserId};

use super::TOLD;
use super::explain::Explainer;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::job::Cursor;
use crate::imports::job::catalogue::Catalogue;
use crate::imports::job::rows::{PreparedRow, Verdict, note};
use crate::imports::job::staging::Plan;
use crate::imports::job::ties::{self, Settled};
use crate::imports::model::{Failure, Import, Notice, RowCounts, RowProblem};
use crate::imports::queries;
use crate::jobs;
use crate::jobs::meter::Meter;
use crate::jobs::model::{JobContext, Progress};
use crate::users;
use crate::users::model::{Outcome, Submission, UserKind};

/// Rows to write together.
pub struct Batch {
    /// The rows.
    pub rows: Vec<PreparedRow>,
    /// The line that comes after them.
    pub next: u64,
}

impl Batch {
    /// Rows that may go in.
    pub fn open(&self) -> impl Iterator<Item = &PreparedRow> {
        self.rows.iter().filter(|row| row.verdict == Verdict::Open)
    }

    /// Rows that are no people and only tie those who are there.
    pub fn alone(&self) -> impl Iterator<Item = &PreparedRow> {
        self.rows.iter().filter(|row| row.verdict == Verdict::Tie)
    }

    /// Whether anybody is tied to anything.
    pub fn has_ties(&self) -> bool {
        self.alone().next().is_some() || self.open().any(|row| !row.links.is_empty())
    }

    /// The same with some rows refused.
    fn without(&self, refused: &HashMap<u64, Vec<RowProblem>>) -> Self {
        let mut rows = self.rows.clone();
        for row in &mut rows {
            if let Some(problems) = refused.get(&row.row.line) {
                row.problems.extend(problems.clone());
                row.verdict = Verdict::Final;
            }
        }
        Self { rows, next: self.next }
    }
}

/// Writes batches of one import.
pub struct Committer {
    cx: ServiceContext,
    job: JobContext,
    kind: UserKind,
    import: ImportId,
    reader: UserId,
    explainer: Arc<Explainer>,
    rows: u64,
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

/// What is written beside the people; it may be run several times, so it changes nothing of its own.
struct Along {
    job: JobContext,
    import: ImportId,
    before: RowCounts,
    notices: Vec<Notice>,
    failures: Vec<Failure>,
    batch: Arc<Batch>,
    explainer: Arc<Explainer>,
    cursor: serde_json::Value,
    progress: Progress,
    tally: Arc<Mutex<Option<Tally>>>,
    cx: ServiceContext,
    kind: UserKind,
    halt: Arc<Mutex<Option<Halt>>>,
}

/// Why nothing of a batch was written, when that is for its ties.
enum Halt {
    /// These rows do not go in: the others are written without them.
    Refused(HashMap<u64, Vec<RowProblem>>),
    /// It is none of the rows' faults.
    Failed(AppError),
}

impl Along {
    fn settle(&self, conn: &mut Conn, outcomes: &[Outcome]) -> Result<Settled, DbError> {
        // The transaction may run several times: only its last run counts.
        if let Ok(mut place) = self.halt.lock() {
            *place = None;
        }
        if !self.batch.has_ties() {
            return Ok(Settled::default());
        }
        let nobody = HashSet::new();
        let halt = match ties::settle(&self.cx, conn, self.kind, (&self.batch, outcomes), &nobody) {
            Ok(settled) => match settled.refused() {
                refused if refused.is_empty() => return Ok(settled),
                refused => Halt::Refused(refused),
            },
            Err(AppError::Database(error)) => return Err(error),
            Err(error) => Halt::Failed(error),
        };
        if let Ok(mut place) = self.halt.lock() {
            *place = Some(halt);
        }
        Err(users::service::undone())
    }

    fn write(&self, conn: &mut Conn, outcomes: &[Outcome]) -> Result<(), DbError> {
        let settled = self.settle(conn, outcomes)?;
        let mut counts = self.before;
        let mut notices = self.notices.clone();
        let mut failures = self.failures.clone();
        for (row, outcome) in self.batch.open().zip(outcomes) {
            match outcome {
                Ok(saved) => {
                    note(&mut notices, &row.remarks);
                    // A batch with a refused tie does not get this far.
                    counts.add(
                        &settled.with_ties(row.row.line, saved.clone()).unwrap_or_else(|_| saved.clone()),
                    );
                }
                Err(problems) => {
                    failures.push(self.explainer.refused(row, problems.clone()));
                }
            }
        }
        for row in self.batch.alone() {
            note(&mut notices, &row.remarks);
            if let Ok(saved) = settled.alone(row.row.line) {
                counts.add(&saved);
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
        let (id, reader, notices, rows) = (import.id, import.created_by, import.notices.clone(), plan.rows);
        let explainer = Arc::new(Explainer::new(catalogue, plan));
        let kind = import.kind;
        Self { cx, job, kind, import: id, reader, explainer, rows, counts, notices, meter, told_at }
    }

    /// What has become of the rows so far.
    pub fn counts(&self) -> RowCounts {
        self.counts
    }

    /// Writes a batch. A row goes in with all its ties or not at all, so rows whose ties are refused are taken out, and
    /// the others are written anew.
    ///
    /// # Errors
    /// As [`users::service::save_users`]; then nothing of the batch is written, and it may be tried again.
    pub async fn save(&mut self, batch: Arc<Batch>) -> Result<(), AppError> {
        let mut batch = batch;
        while let Some(refused) = self.try_to_save(&batch).await? {
            batch = Arc::new(batch.without(&refused));
        }
        Ok(())
    }

    /// Writes a batch, or answers the rows that stand in the way.
    async fn try_to_save(
        &mut self,
        batch: &Arc<Batch>,
    ) -> Result<Option<HashMap<u64, Vec<RowProblem>>>, AppError> {
        let refused: Vec<&PreparedRow> =
            batch.rows.iter().filter(|row| row.verdict == Verdict::Refused).collect();
        let mut failures = self.explainer.judge_refused(&self.cx, &refused).await?;
        let told = batch.rows.iter().filter(|row| row.verdict == Verdict::Final);
        failures.extend(told.map(|row| self.explainer.failure(row)));
        let now = self.job.app.clock.now();
        let tally: Arc<Mutex<Option<Tally>>> = Arc::default();
        let halt: Arc<Mutex<Option<Halt>>> = Arc::default();
        let along = Along {
            job: self.job.clone(),
            import: self.import,
            before: self.counts,
            notices: self.notices.clone(),
            failures,
            batch: Arc::clone(batch),
            explainer: Arc::clone(&self.explainer),
            cursor: Cursor::Write { next: batch.next }.to_document(),
            progress: self.meter.progress(now, batch.next - 1, Some(self.rows), "write"),
            tally: Arc::clone(&tally),
            cx: self.cx.clone(),
            kind: self.kind,
            halt: Arc::clone(&halt),
        };
        let submissions: Vec<Submission> = batch.open().map(|row| row.submission.clone()).collect();
        let saved = users::service::save_users(&self.cx, submissions, move |conn, outcomes| {
            along.write(conn, outcomes)
        })
        .await;
        if let Err(error) = saved {
            return match halt.lock().ok().and_then(|mut halt| halt.take()) {
                Some(Halt::Refused(rows)) => Ok(Some(rows)),
                Some(Halt::Failed(error)) => Err(error),
                None => Err(self.explain(error).await),
            };
        }
        if let Some(tally) = tally.lock().ok().and_then(|mut tally| tally.take()) {
            (self.counts, self.notices) = (tally.counts, tally.notices);
        }
        if now.timestamp_micros() - self.told_at.timestamp_micros() >= TOLD {
            self.told_at = now;
            self.job.app.bell.ring(self.job.tenant, self.reader);
        }
        Ok(None)
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
