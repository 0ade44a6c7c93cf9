//! Every query about jobs. Those of a worker are fenced: they name its lease and change nothing once another has the
//! job.
mod fenced;

use diesel::dsl::{count_star, min};
use diesel::prelude::*;
use elenco_db::dialect::{SkipLocked, cols};
use elenco_db::schema::jobs;
use elenco_db::{Conn, DbError, Instant, JobId, Json, TenantId, TenantScope};
use serde_json::Value;

use super::model::{Job, JobKind, JobState, NewJob, Progress};

pub use fenced::{cancel_asked, finish, release, renew, save_cursor, save_progress};

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = jobs)]
struct JobRow {
    tenant_id: TenantId,
    id: JobId,
    kind: String,
    state: String,
    payload: Json<Value>,
    cursor: Json<Value>,
    progress: Json<Value>,
    attempts: i32,
    cancel_requested: bool,
    run_at: Instant,
    error_code: Option<String>,
    created_at: Instant,
    started_at: Option<Instant>,
    finished_at: Option<Instant>,
}

impl JobRow {
    /// The job of a row; nothing when a newer version wrote words that this one does not know.
    fn into_job(self) -> Option<Job> {
        Some(Job {
            tenant: self.tenant_id,
            id: self.id,
            kind: JobKind::parse(&self.kind)?,
            state: JobState::parse(&self.state)?,
            payload: self.payload.0,
            cursor: self.cursor.0,
            progress: serde_json::from_value(self.progress.0).unwrap_or_default(),
            attempts: self.attempts,
            cancel_requested: self.cancel_requested,
            run_at: self.run_at,
            error_code: self.error_code,
            created_at: self.created_at,
            started_at: self.started_at,
            finished_at: self.finished_at,
        })
    }
}

fn document(progress: &Progress) -> Json<Value> {
    Json(serde_json::to_value(progress).unwrap_or_default())
}

/// Adds a job that may be taken up from `now` on.
///
/// # Errors
/// The engine's.
pub fn insert(
    conn: &mut Conn,
    scope: &TenantScope,
    id: JobId,
    job: &NewJob,
    now: Instant,
) -> Result<(), DbError> {
    diesel::insert_into(jobs::table)
        .values((
            jobs::tenant_id.eq(scope.tenant()),
            jobs::id.eq(id),
            jobs::kind.eq(job.kind.as_str()),
            jobs::state.eq(JobState::Queued.as_str()),
            jobs::payload.eq(Json(job.payload.clone())),
            jobs::cursor.eq(Json(Value::Null)),
            jobs::progress.eq(document(&Progress::default())),
            jobs::attempts.eq(0),
            jobs::priority.eq(job.priority),
            jobs::run_at.eq(now),
            jobs::cancel_requested.eq(false),
            jobs::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// One job.
///
/// # Errors
/// The engine's.
pub fn find(conn: &mut Conn, scope: &TenantScope, id: JobId) -> Result<Option<Job>, DbError> {
    let row = jobs::table
        .filter(jobs::tenant_id.eq(scope.tenant()))
        .filter(jobs::id.eq(id))
        .select(JobRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(JobRow::into_job))
}

/// Jobs by id.
///
/// # Errors
/// The engine's.
pub fn list(conn: &mut Conn, scope: &TenantScope, ids: &[JobId]) -> Result<Vec<Job>, DbError> {
    let rows = jobs::table
        .filter(jobs::tenant_id.eq(scope.tenant()))
        .filter(jobs::id.eq_any(ids))
        .select(JobRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().filter_map(JobRow::into_job).collect())
}

/// Whose jobs wait, the one whose turn it is first: who has the fewest running, then the most urgent, then the oldest.
/// This and [`claim`] look over all tenants, because they hand out the machine and not what is in it.
///
/// # Errors
/// The engine's.
pub fn waiting_tenants(conn: &mut Conn, now: Instant) -> Result<Vec<TenantId>, DbError> {
    let claimable = (jobs::state.eq(JobState::Queued.as_str()).and(jobs::run_at.le(now)))
        .or(jobs::state.eq(JobState::Running.as_str()).and(jobs::lease_until.lt(now).assume_not_null()));
    let mut waiting: Vec<(TenantId, Option<i32>, Option<Instant>)> = jobs::table
        .filter(claimable)
        .group_by(jobs::tenant_id)
        .select((jobs::tenant_id, min(jobs::priority), min(jobs::run_at)))
        .load(conn)?;
    if waiting.len() > 1 {
        let running: std::collections::HashMap<TenantId, i64> = jobs::table
            .filter(jobs::state.eq(JobState::Running.as_str()))
            .filter(jobs::lease_until.ge(now))
            .group_by(jobs::tenant_id)
            .select((jobs::tenant_id, count_star()))
            .load::<(TenantId, i64)>(conn)?
            .into_iter()
            .collect();
        waiting.sort_by_key(|(tenant, priority, since)| {
            (running.get(tenant).copied().unwrap_or(0), *priority, *since)
        });
    }
    Ok(waiting.into_iter().map(|(tenant, ..)| tenant).collect())
}

/// Takes up the tenant's next job: one that waits, or one whose worker has gone silent.
///
/// # Errors
/// The engine's.
pub fn claim(
    conn: &mut Conn,
    tenant: TenantId,
    owner: &str,
    now: Instant,
    until: Instant,
) -> Result<Option<Job>, DbError> {
    let next = diesel::alias!(jobs as next);
    let claimable =
        (next.field(jobs::state).eq(JobState::Queued.as_str()).and(next.field(jobs::run_at).le(now))).or(
            next.field(jobs::state)
                .eq(JobState::Running.as_str())
                .and(next.field(jobs::lease_until).lt(now).assume_not_null()),
        );
    let first = next
        .filter(next.field(jobs::tenant_id).eq(tenant))
        .filter(claimable)
        .order((next.field(jobs::priority), next.field(jobs::run_at), next.field(jobs::id)))
        .select(next.field(jobs::id))
        .limit(1);
    let row: Option<JobRow> =
        diesel::update(jobs::table.filter(jobs::tenant_id.eq(tenant)).filter(jobs::id.eq(SkipLocked(first))))
            .set((
                jobs::state.eq(JobState::Running.as_str()),
                jobs::lease_owner.eq(Some(owner)),
                jobs::lease_until.eq(Some(until)),
                jobs::attempts.eq(jobs::attempts + 1),
            ))
            .returning(cols::<JobRow>())
            .get_result(conn)
            .optional()?;
    let Some(row) = row else { return Ok(None) };
    if row.started_at.is_none() {
        diesel::update(jobs::table.filter(jobs::tenant_id.eq(tenant)).filter(jobs::id.eq(row.id)))
            .set(jobs::started_at.eq(Some(now)))
            .execute(conn)?;
    }
    Ok(row.into_job())
}

/// Who holds leases at present.
///
/// # Errors
/// The engine's.
pub fn lease_owners(conn: &mut Conn) -> Result<Vec<String>, DbError> {
    let owners: Vec<Option<String>> = jobs::table
        .filter(jobs::state.eq(JobState::Running.as_str()))
        .filter(jobs::lease_owner.is_not_null())
        .select(jobs::lease_owner)
        .load(conn)?;
    Ok(owners.into_iter().flatten().collect())
}

/// Ends leases at once, because their holders are known to be dead.
///
/// # Errors
/// The engine's.
pub fn expire_leases(conn: &mut Conn, owners: &[String], past: Instant) -> Result<usize, DbError> {
    Ok(diesel::update(
        jobs::table
            .filter(jobs::state.eq(JobState::Running.as_str()))
            .filter(jobs::lease_owner.eq_any(owners.iter().map(|owner| Some(owner.as_str())))),
    )
    .set(jobs::lease_until.eq(Some(past)))
    .execute(conn)?)
}

/// Ends a job that nobody has taken up yet; whether there was one.
///
/// # Errors
/// The engine's.
pub fn cancel_queued(conn: &mut Conn, scope: &TenantScope, id: JobId, now: Instant) -> Result<bool, DbError> {
    let changed = diesel::update(
        jobs::table
            .filter(jobs::tenant_id.eq(scope.tenant()))
            .filter(jobs::id.eq(id))
            .filter(jobs::state.eq(JobState::Queued.as_str())),
    )
    .set((
        jobs::state.eq(JobState::Cancelled.as_str()),
        jobs::payload.eq(Json(Value::Null)),
        jobs::finished_at.eq(Some(now)),
    ))
    .execute(conn)?;
    Ok(changed > 0)
}

/// Asks the worker of a running job to stop; whether there was one.
///
/// # Errors
/// The engine's.
pub fn ask_to_cancel(conn: &mut Conn, scope: &TenantScope, id: JobId) -> Result<bool, DbError> {
    let changed = diesel::update(
        jobs::table
            .filter(jobs::tenant_id.eq(scope.tenant()))
            .filter(jobs::id.eq(id))
            .filter(jobs::state.eq(JobState::Running.as_str())),
    )
    .set(jobs::cancel_requested.eq(true))
    .execute(conn)?;
    Ok(changed > 0)
}
