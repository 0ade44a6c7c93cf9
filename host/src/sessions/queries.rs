//! Queries about sessions and failed sign-ins.
pub(super) mod password_links;

use diesel::prelude::*;
use elenco_db::schema::{sessions, sign_in_failures};
use elenco_db::{Conn, DbError, Instant, ProjectId, TenantId, TenantScope, UserId, each};

use super::model::Session;

#[derive(Debug, Insertable)]
#[diesel(table_name = sessions)]
pub(super) struct NewSession {
    pub id_hash: Vec<u8>,
    pub tenant_id: TenantId,
    pub user_id: UserId,
    pub csrf_token: String,
    pub created_at: Instant,
    pub last_seen_at: Instant,
    pub expires_at: Instant,
    pub address: String,
    pub agent: String,
}

type Columns = (Vec<u8>, UserId, Option<ProjectId>, String, Instant, Instant);

pub(super) fn insert(conn: &mut Conn, session: &NewSession) -> Result<(), DbError> {
    each!(conn, c => diesel::insert_into(sessions::table).values(session).execute(c))?;
    Ok(())
}

pub(super) fn find(conn: &mut Conn, scope: &TenantScope, id_hash: &[u8]) -> Result<Option<Session>, DbError> {
    let row: Option<Columns> = sessions::table
        .filter(sessions::id_hash.eq(id_hash))
        .filter(sessions::tenant_id.eq(scope.tenant()))
        .select((
            sessions::id_hash,
            sessions::user_id,
            sessions::project_id,
            sessions::csrf_token,
            sessions::last_seen_at,
            sessions::expires_at,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|(id_hash, user_id, project_id, csrf_token, last_seen_at, expires_at)| Session {
        id_hash,
        user_id,
        project_id,
        csrf_token,
        last_seen_at,
        expires_at,
    }))
}

pub(super) fn touch(conn: &mut Conn, id_hash: &[u8], now: Instant) -> Result<(), DbError> {
    diesel::update(sessions::table.filter(sessions::id_hash.eq(id_hash)))
        .set(sessions::last_seen_at.eq(now))
        .execute(conn)?;
    Ok(())
}

pub(super) fn choose_project(
    conn: &mut Conn,
    scope: &TenantScope,
    id_hash: &[u8],
    project: ProjectId,
) -> Result<(), DbError> {
    diesel::update(
        sessions::table.filter(sessions::id_hash.eq(id_hash)).filter(sessions::tenant_id.eq(scope.tenant())),
    )
    .set(sessions::project_id.eq(Some(project)))
    .execute(conn)?;
    Ok(())
}

pub(super) fn delete(conn: &mut Conn, scope: &TenantScope, id_hash: &[u8]) -> Result<(), DbError> {
    diesel::delete(
        sessions::table.filter(sessions::id_hash.eq(id_hash)).filter(sessions::tenant_id.eq(scope.tenant())),
    )
    .execute(conn)?;
    Ok(())
}

pub(super) fn delete_all_of(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<(), DbError> {
    diesel::delete(
        sessions::table.filter(sessions::tenant_id.eq(scope.tenant())).filter(sessions::user_id.eq(user)),
    )
    .execute(conn)?;
    Ok(())
}

pub(super) fn delete_all_of_these(
    conn: &mut Conn,
    scope: &TenantScope,
    users: &[UserId],
) -> Result<(), DbError> {
    diesel::delete(
        sessions::table
            .filter(sessions::tenant_id.eq(scope.tenant()))
            .filter(sessions::user_id.eq_any(users)),
    )
    .execute(conn)?;
    Ok(())
}

pub(super) fn delete_others_of(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    keep: &[u8],
) -> Result<(), DbError> {
    diesel::delete(
        sessions::table
            .filter(sessions::tenant_id.eq(scope.tenant()))
            .filter(sessions::user_id.eq(user))
            .filter(sessions::id_hash.ne(keep)),
    )
    .execute(conn)?;
    Ok(())
}

pub(super) fn delete_expired(conn: &mut Conn, now: Instant) -> Result<usize, DbError> {
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(conn)?)
}

/// Until when a subject has to wait, and its failures so far.
pub(super) fn failures(
    conn: &mut Conn,
    scope: &TenantScope,
    subject: &str,
) -> Result<Option<(i32, Option<Instant>)>, DbError> {
    Ok(sign_in_failures::table
        .filter(sign_in_failures::tenant_id.eq(scope.tenant()))
        .filter(sign_in_failures::subject.eq(subject))
        .select((sign_in_failures::failures, sign_in_failures::locked_until))
        .first(conn)
        .optional()?)
}

/// Forgets failures so old that nobody is guessing any more: typing errors of an office must not add up for ever.
pub(super) fn forget_stale_failures(
    conn: &mut Conn,
    scope: &TenantScope,
    subject: &str,
    before: Instant,
    now: Instant,
) -> Result<(), DbError> {
    let own = sign_in_failures::table
        .filter(sign_in_failures::tenant_id.eq(scope.tenant()))
        .filter(sign_in_failures::subject.eq(subject))
        .filter(sign_in_failures::last_failure_at.lt(before));
    diesel::delete(
        own.filter(sign_in_failures::locked_until.is_null().or(sign_in_failures::locked_until.le(now))),
    )
    .execute(conn)?;
    Ok(())
}

/// Makes sure that a subject has a row, and holds it: whoever counts at the same moment waits for this transaction and
/// then reads what it wrote.
pub(super) fn hold_failures(
    conn: &mut Conn,
    scope: &TenantScope,
    subject: &str,
    now: Instant,
) -> Result<(), DbError> {
    let row = (
        sign_in_failures::tenant_id.eq(scope.tenant()),
        sign_in_failures::subject.eq(subject),
        sign_in_failures::failures.eq(0),
        sign_in_failures::last_failure_at.eq(now),
    );
    let key = (sign_in_failures::tenant_id, sign_in_failures::subject);
    let touched = sign_in_failures::last_failure_at.eq(now);
    each!(conn, c => diesel::insert_into(sign_in_failures::table)
        .values(&row)
        .on_conflict(key)
        .do_update()
        .set(touched)
        .execute(c))?;
    Ok(())
}

/// Writes down the failures of a subject that [`hold_failures`] holds.
pub(super) fn set_failures(
    conn: &mut Conn,
    scope: &TenantScope,
    subject: &str,
    failures: i32,
    locked_until: Option<Instant>,
) -> Result<(), DbError> {
    let own = sign_in_failures::table
        .filter(sign_in_failures::tenant_id.eq(scope.tenant()))
        .filter(sign_in_failures::subject.eq(subject));
    diesel::update(own)
        .set((sign_in_failures::failures.eq(failures), sign_in_failures::locked_until.eq(locked_until)))
        .execute(conn)?;
    Ok(())
}

pub(super) fn forget_failures(conn: &mut Conn, scope: &TenantScope, subject: &str) -> Result<(), DbError> {
    diesel::delete(
        sign_in_failures::table
            .filter(sign_in_failures::tenant_id.eq(scope.tenant()))
            .filter(sign_in_failures::subject.eq(subject)),
    )
    .execute(conn)?;
    Ok(())
}
