//! What a worker writes, as long as the job is its own.
use diesel::prelude::*;
use elenco_db::schema::jobs;
use elenco_db::{Conn, DbError, Instant, Json};
use serde_json::Value;

use super::document;
use crate::jobs::model::{JobState, Lease, Progress};

/// One change under a lease; `NotFound` when another worker has the job or it is over.
macro_rules! fenced {
    ($conn:expr, $lease:expr, $changes:expr) => {{
        let changed = diesel::update(
            jobs::table
                .filter(jobs::tenant_id.eq($lease.tenant))
                .filter(jobs::id.eq($lease.job))
                .filter(jobs::state.eq(JobState::Running.as_str()))
                .filter(jobs::lease_owner.eq(Some($lease.owner.as_str()))),
        )
        .set($changes)
        .execute($conn)?;
        if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
    }};
}

/// Holds a lease for longer.
///
/// # Errors
/// [`DbError::NotFound`] when it is lost.
pub fn renew(conn: &mut Conn, lease: &Lease, until: Instant) -> Result<(), DbError> {
    fenced!(conn, lease, jobs::lease_until.eq(Some(until)))
}

/// Whether somebody asked to cancel; nothing when the lease is lost.
///
/// # Errors
/// The engine's.
pub fn cancel_asked(conn: &mut Conn, lease: &Lease) -> Result<Option<bool>, DbError> {
    Ok(jobs::table
        .filter(jobs::tenant_id.eq(lease.tenant))
        .filter(jobs::id.eq(lease.job))
        .filter(jobs::state.eq(JobState::Running.as_str()))
        .filter(jobs::lease_owner.eq(Some(lease.owner.as_str())))
        .select(jobs::cancel_requested)
        .first(conn)
        .optional()?)
}

/// Saves where a worker stands. A job that goes forward has its crashes forgiven.
///
/// # Errors
/// [`DbError::NotFound`] when the lease is lost.
pub fn save_cursor(
    conn: &mut Conn,
    lease: &Lease,
    cursor: &Value,
    progress: &Progress,
) -> Result<(), DbError> {
    let changes =
        (jobs::cursor.eq(Json(cursor.clone())), jobs::progress.eq(document(progress)), jobs::attempts.eq(1));
    fenced!(conn, lease, changes)
}

/// Saves how far a worker is, in between cursors. Only a cursor is a step forward: until then it is remembered how often
/// the job was held up.
///
/// # Errors
/// [`DbError::NotFound`] when the lease is lost.
pub fn save_progress(conn: &mut Conn, lease: &Lease, progress: &Progress) -> Result<(), DbError> {
    let kept: Json<Value> = jobs::table
        .filter(jobs::tenant_id.eq(lease.tenant))
        .filter(jobs::id.eq(lease.job))
        .select(jobs::progress)
        .first(conn)?;
    let delays = kept.0.get("delays").and_then(Value::as_u64).and_then(|delays| u32::try_from(delays).ok());
    let progress = Progress { delays: delays.unwrap_or(0), ..progress.clone() };
    fenced!(conn, lease, jobs::progress.eq(document(&progress)))
}

/// Ends a job. What only the running job needed to know is forgotten.
///
/// # Errors
/// [`DbError::NotFound`] when the lease is lost.
pub fn finish(
    conn: &mut Conn,
    lease: &Lease,
    state: JobState,
    error: Option<(&str, &Value)>,
    now: Instant,
) -> Result<(), DbError> {
    let changes = (
        jobs::state.eq(state.as_str()),
        jobs::payload.eq(Json(Value::Null)),
        jobs::lease_owner.eq(None::<String>),
        jobs::lease_until.eq(None::<Instant>),
        jobs::error_code.eq(error.map(|(code, _)| code.to_owned())),
        jobs::error_detail.eq(error.map(|(_, detail)| detail.to_string())),
        jobs::finished_at.eq(Some(now)),
    );
    fenced!(conn, lease, changes)
}

/// Gives a job back, to be taken up from `run_at` on. `forgive`: this try does not count as one that crashed.
///
/// # Errors
/// [`DbError::NotFound`] when the lease is lost.
pub fn release(
    conn: &mut Conn,
    lease: &Lease,
    run_at: Instant,
    forgive: bool,
    progress: &Progress,
    reason: Option<&str>,
) -> Result<(), DbError> {
    let changes = (
        jobs::state.eq(JobState::Queued.as_str()),
        jobs::lease_owner.eq(None::<String>),
        jobs::lease_until.eq(None::<Instant>),
        jobs::run_at.eq(run_at),
        jobs::attempts.eq(jobs::attempts - i32::from(forgive)),
        jobs::progress.eq(document(progress)),
        jobs::error_detail.eq(reason.map(str::to_owned)),
    );
    fenced!(conn, lease, changes)
}
