//! Use cases of jobs. They run inside the caller's transaction, together with the domain's own rows.
use elenco_db::{Conn, DbError, Instant, JobId, TenantScope};
use serde_json::Value;

use super::model::{Ending, Job, JobState, Lease, NewJob, Progress};
use super::queries;

/// Enqueues a job. Call [`super::Queue::wake`] once the transaction is over.
///
/// # Errors
/// The engine's.
pub fn enqueue(
    conn: &mut Conn,
    scope: &TenantScope,
    id: JobId,
    job: &NewJob,
    now: Instant,
) -> Result<(), DbError> {
    queries::insert(conn, scope, id, job, now)
}

/// One job.
///
/// # Errors
/// The engine's.
pub fn find(conn: &mut Conn, scope: &TenantScope, id: JobId) -> Result<Option<Job>, DbError> {
    queries::find(conn, scope, id)
}

/// Jobs by id, for lists that show how far each is.
///
/// # Errors
/// The engine's.
pub fn list(conn: &mut Conn, scope: &TenantScope, ids: &[JobId]) -> Result<Vec<Job>, DbError> {
    if ids.is_empty() { Ok(Vec::new()) } else { queries::list(conn, scope, ids) }
}

/// Saves where the work stands, in the transaction of the batch that took it there.
///
/// # Errors
/// [`DbError::NotFound`] when another worker has the job: the transaction is undone, so nothing is done twice.
pub fn save_cursor(
    conn: &mut Conn,
    lease: &Lease,
    cursor: &Value,
    progress: &Progress,
) -> Result<(), DbError> {
    queries::save_cursor(conn, lease, cursor, progress)
}

/// Saves how far the work is, in between cursors.
///
/// # Errors
/// [`DbError::NotFound`] when another worker has the job.
pub fn save_progress(conn: &mut Conn, lease: &Lease, progress: &Progress) -> Result<(), DbError> {
    queries::save_progress(conn, lease, progress)
}

/// Whether a lease still holds.
///
/// # Errors
/// The engine's.
pub fn is_held(conn: &mut Conn, lease: &Lease) -> Result<bool, DbError> {
    Ok(queries::cancel_asked(conn, lease)?.is_some())
}

/// Ends a job well, in the transaction of its last batch. What it was given to work with is forgotten with it.
///
/// # Errors
/// [`DbError::NotFound`] when another worker has the job.
pub fn complete(conn: &mut Conn, lease: &Lease, now: Instant) -> Result<(), DbError> {
    queries::finish(conn, lease, JobState::Completed, None, now)
}

/// Ends a job that did not come to its end, in the transaction in which the domain writes that down.
///
/// # Errors
/// [`DbError::NotFound`] when another worker has the job.
pub fn end(conn: &mut Conn, lease: &Lease, ending: &Ending, now: Instant) -> Result<(), DbError> {
    match ending {
        Ending::Cancelled => queries::finish(conn, lease, JobState::Cancelled, None, now),
        Ending::Failed { code, detail } => {
            queries::finish(conn, lease, JobState::Failed, Some((code.as_str(), detail)), now)
        }
    }
}

/// What became of the wish to cancel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelled {
    /// Nobody had taken it up; it is over. The caller ends the domain's own row in the same transaction.
    Ended,
    /// A worker has it and will stop after its present batch.
    Asked,
    /// It was over already.
    TooLate,
}

/// Cancels a job. Call [`super::Queue::wake`] once the transaction is over.
///
/// # Errors
/// The engine's.
pub fn cancel(conn: &mut Conn, scope: &TenantScope, id: JobId, now: Instant) -> Result<Cancelled, DbError> {
    if queries::cancel_queued(conn, scope, id, now)? {
        Ok(Cancelled::Ended)
    } else if queries::ask_to_cancel(conn, scope, id)? {
        Ok(Cancelled::Asked)
    } else {
        Ok(Cancelled::TooLate)
    }
}
