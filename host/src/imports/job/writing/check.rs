//! A batch that is only tried: it goes the whole way that it would go, and nothing of it stays but what was learned.
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use elenco_db::{ImportId, Instant, UserId};

use super::TOLD;
use super::commit::Batch;
use super::explain::Explainer;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::imports::job::rows::{PreparedRow, Verdict, note};
use crate::imports::job::staging::Plan;
use crate::imports::job::ties::{self, ClaimedShifts};
use crate::imports::model::{Failure, Import, Notice, RowCounts, RowProblem};
use crate::imports::queries;
use crate::jobs;
use crate::jobs::meter::Meter;
use crate::jobs::model::JobContext;
use crate::users::model::{Outcome, Problem, Saved, UserKind};

/// What rows of the file claim for themselves alone, and which line did so first. Rows that are only tried do not see
/// one another in the database, so this sees for it.
#[derive(Default)]
struct Claims(HashMap<(&'static str, String), u64>);

impl Claims {
    /// The control whose value an earlier row has.
    fn claim(&mut self, cx: &ServiceContext, row: &PreparedRow) -> Option<&'static str> {
        let changes = &row.submission.changes;
        let email = changes.email.as_deref().filter(|_| cx.app.config.people.unique_email).map(fold);
        let external = changes.external_id.as_deref().map(|id| id.trim().to_owned());
        let claims = [("email", email), ("external_id", external)];
        let claims = claims.into_iter().filter_map(|(control, value)| Some((control, value?)));
        for (control, value) in claims.filter(|(_, value)| !value.is_empty()) {
            if *self.0.entry((control, value)).or_insert(row.row.line) != row.row.line {
                return Some(control);
            }
        }
        None
    }
}

/// Tries batches of one import.
pub struct Checker {
    cx: ServiceContext,
    job: JobContext,
    import: ImportId,
    reader: UserId,
    explainer: Arc<Explainer>,
    rows: u64,
    counts: RowCounts,
    notices: Vec<Notice>,
    claims: Claims,
    kind: UserKind,
    /// Whether rows come that only tie people.
    ties: bool,
    promised: Arc<HashSet<String>>,
    shifts: ClaimedShifts,
    meter: Meter,
    told_at: Instant,
}

impl Checker {
    /// For all rows of an import, from the first one.
    pub fn new(
        cx: ServiceContext,
        job: JobContext,
        import: &Import,
        explainer: Explainer,
        plan: &Plan,
    ) -> Self {
        let (now, rows) = (job.app.clock.now(), plan.rows);
        Self {
            cx,
            import: import.id,
            reader: import.created_by,
            explainer: Arc::new(explainer),
            rows,
            counts: RowCounts { read: rows, ..RowCounts::default() },
            notices: Vec::new(),
            claims: Claims::default(),
            kind: import.kind,
            ties: plan.sheets.iter().any(|sheet| sheet.ties.is_some()),
            promised: Arc::default(),
            shifts: ClaimedShifts::default(),
            meter: Meter::new(now, 0),
            told_at: now,
            job,
        }
    }

    /// What would become of the rows so far.
    pub fn counts(&self) -> RowCounts {
        self.counts
    }

    /// Tries a batch.
    ///
    /// # Errors
    /// As [`ties::rehearse`].
    pub async fn save(&mut self, batch: Arc<Batch>) -> Result<(), AppError> {
        let refused: Vec<&PreparedRow> =
            batch.rows.iter().filter(|row| row.verdict == Verdict::Refused).collect();
        let mut failures = self.explainer.judge_refused(&self.cx, &refused).await?;
        let told = batch.rows.iter().filter(|row| row.verdict == Verdict::Final);
        failures.extend(told.map(|row| self.explainer.failure(row)));
        let tried = ties::rehearse(&self.cx, self.kind, &batch, &self.promised).await?;
        let (mut counts, mut notices) = (self.counts, self.notices.clone());
        let mut people = Vec::new();
        for (row, outcome) in batch.open().zip(tried.outcomes) {
            let judged = self.judged(row, outcome);
            let with_ties = |saved| self.tied(row, tried.settled.with_ties(row.row.line, saved));
            people.push((row, judged.and_then(with_ties)));
        }
        let mut alone = Vec::new();
        for row in batch.alone() {
            alone.push((row, self.tied(row, tried.settled.alone(row.row.line))));
        }
        self.promise(&people);
        for (row, judged) in people.into_iter().chain(alone) {
            match judged {
                Ok(saved) => {
                    note(&mut notices, &row.remarks);
                    counts.add(&saved);
                }
                Err(failure) => failures.push(failure),
            }
        }
        counts.failed += failures.len() as u64;
        failures.sort_by_key(|failure| failure.line);
        self.keep(batch.next, counts, notices, failures).await
    }

    fn judged(&mut self, row: &PreparedRow, outcome: Outcome) -> Result<Saved, Failure> {
        let saved = outcome.map_err(|problems| self.explainer.refused(row, problems))?;
        let Some(control) = self.claims.claim(&self.cx, row) else { return Ok(saved) };
        let (code, key) = match control {
            "email" => ("user.email-taken", "users-problem-email-taken"),
            _ => ("user.external-id-taken", "users-problem-external-id-taken"),
        };
        let message = self.cx.texts().t(key).into_owned();
        let problem = Problem { field: control.to_owned(), code: code.to_owned(), message };
        Err(self.explainer.refused(row, vec![problem]))
    }

    /// A row with its ties, once those of the rows before it are seen.
    fn tied(&mut self, row: &PreparedRow, told: Result<Saved, Vec<RowProblem>>) -> Result<Saved, Failure> {
        let failure = |problems| Failure { problems, ..self.explainer.failure(row) };
        let saved = told.map_err(failure)?;
        match self.shifts.claim(&self.cx, row) {
            problems if problems.is_empty() => Ok(saved),
            problems => Err(Failure { problems, ..self.explainer.failure(row) }),
        }
    }

    /// Ties of later rows may be of people whom these rows make.
    fn promise(&mut self, rows: &[(&PreparedRow, Result<Saved, Failure>)]) {
        let made = rows.iter().filter(|(_, judged)| matches!(judged, Ok(Saved::Created(_))));
        let names: Vec<String> = made.filter_map(|(row, _)| row.person.clone()).collect();
        if self.ties && !names.is_empty() {
            Arc::make_mut(&mut self.promised).extend(names);
        }
    }

    async fn keep(
        &mut self,
        next: u64,
        counts: RowCounts,
        notices: Vec<Notice>,
        failures: Vec<Failure>,
    ) -> Result<(), AppError> {
        let now = self.job.app.clock.now();
        let progress = self.meter.progress(now, next - 1, Some(self.rows), "check");
        let (lease, import, noted) = (self.job.lease.clone(), self.import, notices.clone());
        self.job
            .app
            .db
            .write(move |conn| {
                // Fenced: a worker that lost its job must not write the rest.
                jobs::service::save_progress(conn, &lease, &progress)?;
                queries::insert_failures(conn, &lease.scope(), import, &failures)?;
                queries::save_counts(conn, &lease.scope(), import, &counts, &noted)
            })
            .await
            .map_err(AppError::Database)?;
        (self.counts, self.notices) = (counts, notices);
        if now.timestamp_micros() - self.told_at.timestamp_micros() >= TOLD {
            self.told_at = now;
            self.job.app.bell.ring(self.job.tenant, self.reader);
        }
        Ok(())
    }
}
