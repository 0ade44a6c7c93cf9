//! Every query about changes to many people.
use std::collections::HashSet;

use diesel::prelude::*;
use elenco_db::schema::{bulk_change_people, bulk_changes};
use elenco_db::{
    BulkChangeId, Conn, DbError, Instant, JobId, Json, ProjectId, TenantId, TenantScope, UserId, each,
};

use super::model::{Action, Before, BulkChange, ChangeState, Outcome, Parameters, Selection};
use crate::users::model::UserKind;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = bulk_changes, treat_none_as_default_value = false)]
struct ChangeRow {
    tenant_id: TenantId,
    id: BulkChangeId,
    project_id: ProjectId,
    kind: String,
    action: String,
    parameters: Json<Parameters>,
    selection: Json<Selection>,
    state: String,
    done: i64,
    changed: i64,
    total: Option<i64>,
    created_by: Option<UserId>,
    job_id: Option<JobId>,
    created_at: Instant,
    finished_at: Option<Instant>,
    outcome: Json<Outcome>,
}

impl ChangeRow {
    /// The change of a row; nothing when a newer version wrote words that this one does not know.
    fn into_change(self) -> Option<BulkChange> {
        Some(BulkChange {
            id: self.id,
            project: self.project_id,
            kind: UserKind::parse(&self.kind)?,
            action: Action::parse(&self.action)?,
            parameters: self.parameters.0,
            selection: self.selection.0,
            state: ChangeState::parse(&self.state)?,
            done: self.done,
            changed: self.changed,
            total: self.total,
            created_by: self.created_by,
            job: self.job_id,
            created_at: self.created_at,
            finished_at: self.finished_at,
            outcome: self.outcome.0,
        })
    }
}

pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, change: &BulkChange) -> Result<(), DbError> {
    let row = ChangeRow {
        tenant_id: scope.tenant(),
        id: change.id,
        project_id: change.project,
        kind: change.kind.as_str().to_owned(),
        action: change.action.as_str().to_owned(),
        parameters: Json(change.parameters.clone()),
        selection: Json(change.selection.clone()),
        state: change.state.as_str().to_owned(),
        done: change.done,
        changed: change.changed,
        total: change.total,
        created_by: change.created_by,
        job_id: change.job,
        created_at: change.created_at,
        finished_at: change.finished_at,
        outcome: Json(change.outcome.clone()),
    };
    each!(conn, c => diesel::insert_into(bulk_changes::table).values(&row).execute(c))?;
    Ok(())
}

pub(super) fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    id: BulkChangeId,
) -> Result<Option<BulkChange>, DbError> {
    let row: Option<ChangeRow> = bulk_changes::table
        .filter(bulk_changes::tenant_id.eq(scope.tenant()))
        .filter(bulk_changes::id.eq(id))
        .select(ChangeRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(ChangeRow::into_change))
}

/// The change that a job does.
pub(super) fn find_by_job(
    conn: &mut Conn,
    scope: &TenantScope,
    job: JobId,
) -> Result<Option<BulkChange>, DbError> {
    let row: Option<ChangeRow> = bulk_changes::table
        .filter(bulk_changes::tenant_id.eq(scope.tenant()))
        .filter(bulk_changes::job_id.eq(Some(job)))
        .select(ChangeRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(ChangeRow::into_change))
}

pub(super) fn find_some(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[BulkChangeId],
) -> Result<Vec<BulkChange>, DbError> {
    let rows: Vec<ChangeRow> = bulk_changes::table
        .filter(bulk_changes::tenant_id.eq(scope.tenant()))
        .filter(bulk_changes::id.eq_any(ids))
        .select(ChangeRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().filter_map(ChangeRow::into_change).collect())
}

/// Writes down how far a change is and what became of it so far.
pub(super) fn keep_progress(
    conn: &mut Conn,
    scope: &TenantScope,
    change: &BulkChange,
) -> Result<(), DbError> {
    diesel::update(
        bulk_changes::table
            .filter(bulk_changes::tenant_id.eq(scope.tenant()))
            .filter(bulk_changes::id.eq(change.id)),
    )
    .set((
        bulk_changes::state.eq(change.state.as_str()),
        bulk_changes::done.eq(change.done),
        bulk_changes::changed.eq(change.changed),
        bulk_changes::total.eq(change.total),
        bulk_changes::finished_at.eq(change.finished_at),
        bulk_changes::outcome.eq(Json(change.outcome.clone())),
    ))
    .execute(conn)?;
    Ok(())
}

/// Begins to take a change back; false when somebody else did, or when it is still under way.
pub(super) fn begin_undo(
    conn: &mut Conn,
    scope: &TenantScope,
    id: BulkChangeId,
    job: Option<JobId>,
) -> Result<bool, DbError> {
    let over = [ChangeState::Completed, ChangeState::Cancelled, ChangeState::Failed].map(ChangeState::as_str);
    let begun = diesel::update(
        bulk_changes::table
            .filter(bulk_changes::tenant_id.eq(scope.tenant()))
            .filter(bulk_changes::id.eq(id))
            .filter(bulk_changes::state.eq_any(over)),
    )
    .set((bulk_changes::state.eq(ChangeState::Undoing.as_str()), bulk_changes::job_id.eq(job)))
    .execute(conn)?;
    Ok(begun > 0)
}

/// Which of these people the change has touched already.
pub(super) fn touched_among(
    conn: &mut Conn,
    scope: &TenantScope,
    id: BulkChangeId,
    people: &[UserId],
) -> Result<HashSet<UserId>, DbError> {
    let found: Vec<UserId> = bulk_change_people::table
        .filter(bulk_change_people::tenant_id.eq(scope.tenant()))
        .filter(bulk_change_people::bulk_change_id.eq(id))
        .filter(bulk_change_people::user_id.eq_any(people))
        .select(bulk_change_people::user_id)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// Writes down what stood there before people were changed.
pub(super) fn add_people(
    conn: &mut Conn,
    scope: &TenantScope,
    id: BulkChangeId,
    people: &[(UserId, Before)],
) -> Result<(), DbError> {
    let rows: Vec<_> = people
        .iter()
        .map(|(user, before)| {
            (
                bulk_change_people::tenant_id.eq(scope.tenant()),
                bulk_change_people::bulk_change_id.eq(id),
                bulk_change_people::user_id.eq(*user),
                bulk_change_people::before.eq(Json(before.clone())),
            )
        })
        .collect();
    for chunk in rows.chunks(250) {
        each!(conn, c => diesel::insert_into(bulk_change_people::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// People whom a change touched, after one, in order of id.
pub(super) fn people_after(
    conn: &mut Conn,
    scope: &TenantScope,
    id: BulkChangeId,
    after: Option<UserId>,
    limit: i64,
) -> Result<Vec<(UserId, Before)>, DbError> {
    let mut query = bulk_change_people::table
        .filter(bulk_change_people::tenant_id.eq(scope.tenant()))
        .filter(bulk_change_people::bulk_change_id.eq(id))
        .order(bulk_change_people::user_id)
        .limit(limit)
        .select((bulk_change_people::user_id, bulk_change_people::before))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(bulk_change_people::user_id.gt(after));
    }
    let rows: Vec<(UserId, Json<Before>)> = query.load(conn)?;
    Ok(rows.into_iter().map(|(user, before)| (user, before.0)).collect())
}

/// Forgets, of every tenant, some changes from before this that nobody works on. Answers how many.
pub(super) fn sweep(conn: &mut Conn, before: Instant, limit: i64) -> Result<usize, DbError> {
    let under_way =
        [ChangeState::Pending, ChangeState::Running, ChangeState::Undoing].map(ChangeState::as_str);
    let old: Vec<(TenantId, BulkChangeId)> = bulk_changes::table
        .filter(bulk_changes::created_at.lt(before))
        .filter(bulk_changes::state.ne_all(under_way))
        .order(bulk_changes::created_at)
        .limit(limit)
        .select((bulk_changes::tenant_id, bulk_changes::id))
        .load(conn)?;
    for (tenant, id) in &old {
        diesel::delete(
            bulk_changes::table.filter(bulk_changes::tenant_id.eq(tenant)).filter(bulk_changes::id.eq(id)),
        )
        .execute(conn)?;
    }
    Ok(old.len())
}
