//! Second phase: staged rows become people, in short batches.
//!
//! A batch is one transaction with its failures, the import's counters and the job's cursor, so whatever happens to
//! the process, each row counts exactly once. While one batch is written the next one is read.
mod check;
mod commit;
mod explain;

use std::sync::Arc;
use std::time::Duration;

use elenco_db::Engine;

use super::catalogue::Catalogue;
use super::edits::Edits;
use super::reading::store_failed;
use super::rows::{PreparedRow, Preparer};
use super::staging::{Plan, StagedRow, Staging};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::streams::Failure;
use crate::imports::model::{Import, RowCounts};
use crate::jobs::meter::Meter;
use crate::jobs::model::{JobContext, Stop};
use check::Checker;
use commit::Committer;

pub use commit::Batch;
pub use explain::Explainer;

/// Rows of a batch: the first one, and at most.
const FIRST_SIZE: usize = 50;
const MOST_ROWS: usize = 100;
const FEWEST_ROWS: usize = 10;
/// How long a batch may take, plugins and all, so that its transaction takes less than 25 ms and an administrator who
/// saves meanwhile does not notice.
const LONGEST: Duration = Duration::from_millis(40);
/// How often open pages are told, in microseconds.
const TOLD: i64 = 300_000;

/// How many rows the next batch gets.
#[derive(Debug, Clone, Copy)]
struct Pace {
    size: f64,
    /// Whether the time that a batch takes says nothing about how long others wait for it.
    steady: bool,
}

impl Pace {
    /// Only SQLite has one writer for whom others wait, and hashing passwords does not hold it.
    fn new(engine: Engine, has_passwords: bool) -> Self {
        let size = if has_passwords || engine == Engine::Sqlite { FIRST_SIZE } else { MOST_ROWS };
        Self { size: size as f64, steady: has_passwords || engine != Engine::Sqlite }
    }

    fn rows(self) -> usize {
        self.size as usize
    }

    fn took(&mut self, rows: usize, time: Duration) {
        // A small rest at the end of a piece tells little.
        if self.steady || rows < FEWEST_ROWS {
            return;
        }
        let wanted = rows as f64 * LONGEST.as_secs_f64() / time.as_secs_f64().max(1e-4);
        self.size = wanted.min(self.size * 1.25).clamp(FEWEST_ROWS as f64, MOST_ROWS as f64);
    }
}

/// Staged rows, read ahead piece by piece.
struct Supply {
    staging: Staging,
    rows: std::collections::VecDeque<StagedRow>,
}

impl Supply {
    /// At most `count` rows from this line on; the last of a piece may be fewer.
    async fn take(&mut self, line: u64, count: usize) -> Result<Vec<StagedRow>, Stop> {
        while self.rows.front().is_some_and(|row| row.line < line) {
            self.rows.pop_front();
        }
        if self.rows.front().is_none_or(|row| row.line != line) {
            self.rows = self.staging.rows_from(line).await.map_err(store_failed)?.into();
        }
        let count = count.min(self.rows.len());
        // They stay until their batch is written, because a failing batch is tried again in smaller ones.
        Ok(self.rows.iter().take(count).cloned().collect())
    }
}

/// Where batches go.
enum Sink {
    /// Into the directory.
    Commit(Box<Committer>),
    /// Nowhere: they are only tried.
    Check(Box<Checker>),
}

impl Sink {
    async fn save(&mut self, batch: Arc<Batch>) -> Result<(), AppError> {
        match self {
            Self::Commit(committer) => committer.save(batch).await,
            Self::Check(checker) => checker.save(batch).await,
        }
    }

    fn counts(&self) -> RowCounts {
        match self {
            Self::Commit(committer) => committer.counts(),
            Self::Check(checker) => checker.counts(),
        }
    }
}

/// Everything between the job and its rows.
struct Writer<'a> {
    job: &'a JobContext,
    supply: Supply,
    preparer: Preparer,
    sink: Sink,
    rows: u64,
    pace: Pace,
    /// Up to this line rows go one by one, because a plugin failed over one of them.
    careful_until: u64,
}

/// Whether a plugin failed over what it was given, so that other rows may still do.
fn is_about_the_rows(error: &AppError) -> bool {
    match error {
        AppError::Extension(error) => matches!(error.failure(), Failure::Refused(..) | Failure::Failed),
        _ => false,
    }
}

fn stop(error: AppError) -> Stop {
    match &error {
        AppError::Extension(failed) => match failed.failure() {
            Failure::Stopping => Stop::ServerStopping,
            Failure::Busy | Failure::Unavailable(_) => Stop::busy(failed.to_string()),
            _ => Stop::from(error),
        },
        AppError::Conflict => Stop::busy("somebody else changed the same people"),
        _ => Stop::from(error),
    }
}

enum Attempt {
    Written(usize),
    /// A plugin failed over rows up to this line.
    Stumbled {
        last: u64,
        error: AppError,
    },
}

impl Writer<'_> {
    async fn prepare(&mut self, line: u64, size: usize) -> Result<Result<Vec<PreparedRow>, AppError>, Stop> {
        let rows = self.supply.take(line, size).await?;
        if rows.is_empty() {
            return Err(super::reading::refused("import.lost", serde_json::json!({ "line": line })));
        }
        Ok(self.preparer.prepare(rows).await)
    }

    async fn run(&mut self, from: u64) -> Result<(), Stop> {
        let mut line = from;
        let mut ready: Option<Vec<PreparedRow>> = None;
        while line <= self.rows {
            self.job.check()?;
            let size = if line <= self.careful_until { 1 } else { self.pace.rows() };
            let batch = match ready.take().filter(|_| size > 1) {
                Some(batch) => Ok(batch),
                None => self.prepare(line, size).await?,
            };
            let attempt = match batch {
                Ok(batch) => self.write(batch, &mut ready).await?,
                Err(error) if is_about_the_rows(&error) => {
                    Attempt::Stumbled { last: line + size as u64 - 1, error }
                }
                Err(error) => return Err(stop(error)),
            };
            match attempt {
                Attempt::Written(count) => line += count as u64,
                Attempt::Stumbled { last, .. } if size > 1 => self.careful_until = last,
                Attempt::Stumbled { error, .. } => {
                    let Some(row) = self.supply.take(line, 1).await?.into_iter().next() else { continue };
                    let told = self.preparer.give_up(row, &error);
                    let batch = Batch { rows: vec![told], next: line + 1 };
                    self.sink.save(Arc::new(batch)).await.map_err(stop)?;
                    line += 1;
                }
            }
        }
        Ok(())
    }

    async fn write(
        &mut self,
        rows: Vec<PreparedRow>,
        ready: &mut Option<Vec<PreparedRow>>,
    ) -> Result<Attempt, Stop> {
        let count = rows.len();
        let last = rows.last().map_or(0, |row| row.row.line);
        let batch = Arc::new(Batch { rows, next: last + 1 });
        let began = tokio::time::Instant::now();
        let size = self.pace.rows();
        let (supply, preparer, sink) = (&mut self.supply, &mut self.preparer, &mut self.sink);
        let more = last < self.rows && last >= self.careful_until;
        let following = async { if more { Some(supply.take_after(last, size).await) } else { None } };
        let following = async {
            match following.await {
                Some(Ok(rows)) if !rows.is_empty() => Some(preparer.prepare(rows).await),
                _ => None,
            }
        };
        let save = async {
            let saved = sink.save(batch).await;
            (saved, began.elapsed())
        };
        let ((saved, took), prepared) = tokio::join!(save, following);
        match saved {
            Ok(()) => {
                self.pace.took(count, took);
                // What could not be prepared ahead is prepared in its turn, and fails there.
                *ready = prepared.and_then(Result::ok);
                Ok(Attempt::Written(count))
            }
            Err(error) if is_about_the_rows(&error) => Ok(Attempt::Stumbled { last, error }),
            Err(error) => Err(stop(error)),
        }
    }
}

impl Supply {
    /// Rows behind this line without letting go of those before it.
    async fn take_after(&mut self, line: u64, count: usize) -> Result<Vec<StagedRow>, Stop> {
        let ahead: Vec<StagedRow> =
            self.rows.iter().filter(|row| row.line > line).take(count).cloned().collect();
        if ahead.is_empty() {
            let mut next = self.staging.rows_from(line + 1).await.map_err(store_failed)?;
            let taken = next.iter().take(count).cloned().collect();
            self.rows.extend(next.drain(..));
            return Ok(taken);
        }
        Ok(ahead)
    }
}

/// What is to become of staged rows.
pub struct Task<'a> {
    /// The worker's job.
    pub job: &'a JobContext,
    /// Who imports.
    pub cx: &'a ServiceContext,
    /// The import.
    pub import: &'a Import,
    /// Its rows.
    pub staging: &'a Staging,
    /// What its columns mean.
    pub catalogue: Arc<Catalogue>,
    /// What its sheets are.
    pub plan: Plan,
    /// What a reviewer changed.
    pub edits: Edits,
}

impl Task<'_> {
    /// Writes the rows from this line on. The counts are those of the lines before it.
    ///
    /// # Errors
    /// [`Stop`]; whatever was written before stays, and is counted.
    pub async fn write(self, from: u64) -> Result<RowCounts, Stop> {
        let plan = Arc::new(self.plan.clone());
        let counts = RowCounts { read: plan.rows, ..self.import.rows };
        let committer = Committer::new(
            self.cx.clone(),
            self.job.clone(),
            self.import,
            Arc::clone(&self.catalogue),
            plan,
            counts,
            Meter::new(self.job.app.clock.now(), from - 1),
        );
        Box::pin(self.run(Sink::Commit(Box::new(committer)), from)).await
    }

    /// Tries all rows, and leaves nothing but what was learned.
    ///
    /// # Errors
    /// [`Stop`].
    pub async fn check(self) -> Result<RowCounts, Stop> {
        let explainer = Explainer::new(Arc::clone(&self.catalogue), Arc::new(self.plan.clone()));
        let checker = Checker::new(self.cx.clone(), self.job.clone(), self.import, explainer, &self.plan);
        Box::pin(self.run(Sink::Check(Box::new(checker)), 1)).await
    }

    async fn run(self, sink: Sink, from: u64) -> Result<RowCounts, Stop> {
        let is_secret =
            |field: &str| self.catalogue.kind(field).is_some_and(super::catalogue::Kind::is_secret);
        let mut fields = self.plan.sheets.iter().flat_map(|sheet| &sheet.columns).flat_map(|one| &one.field);
        let has_passwords = fields.any(|field| is_secret(field));
        let rows = self.plan.rows;
        let preparer = Preparer::new(
            self.cx.clone(),
            self.catalogue,
            Arc::new(self.plan),
            self.import.kind,
            self.import.project_id,
            &self.import.options,
            self.edits,
        );
        let preparer = if matches!(sink, Sink::Check(_)) { preparer } else { preparer.for_good() };
        let mut writer = Writer {
            job: self.job,
            supply: Supply { staging: self.staging.clone(), rows: std::collections::VecDeque::new() },
            preparer,
            sink,
            rows,
            pace: Pace::new(self.job.app.db.engine(), has_passwords),
            careful_until: 0,
        };
        writer.run(from).await?;
        Ok(writer.sink.counts())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_pace_stays_in_its_bounds_and_follows_the_time(times in proptest::collection::vec(1_u64..2_000_000, 1..60)) {
            let mut pace = Pace::new(Engine::Sqlite, false);
            for micros in times {
                let before = pace.rows();
                pace.took(before, Duration::from_micros(micros));
                prop_assert!((FEWEST_ROWS..=MOST_ROWS).contains(&pace.rows()));
                if Duration::from_micros(micros) > LONGEST * 2 {
                    prop_assert!(pace.rows() < before || before == FEWEST_ROWS);
                }
            }
        }
    }
}
