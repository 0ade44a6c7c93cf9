//! Changes to some people at once, inside somebody's transaction.
use diesel::prelude::*;
use elenco_db::schema::{memberships, users};
use elenco_db::{Conn, DbError, Instant, ProjectId, TenantScope, UserId};

use super::people::stored_row;
use crate::users::model::{User, UserKind};
use crate::users::rows::UserRow;

/// The people of a kind among these, held until the transaction ends, so that nobody changes them in between.
///
/// # Errors
/// The engine's.
pub fn hold(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    ids: &[UserId],
) -> Result<Vec<User>, DbError> {
    // An update that changes nothing holds the rows on both engines; in one order, so that two such changes wait for
    // each other instead of giving up.
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    diesel::update(
        users::table
            .filter(users::tenant_id.eq(scope.tenant()))
            .filter(users::id.eq_any(&ids))
            .filter(users::kind.eq(kind.as_str())),
    )
    .set(users::version.eq(users::version))
    .execute(conn)?;
    let rows = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq_any(&ids))
        .filter(users::kind.eq(kind.as_str()))
        .order(users::id)
        .select(UserRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| stored_row(row).user).collect())
}

/// Switches people on or off, in the list of each project too. Their versions grow by one.
///
/// # Errors
/// The engine's.
pub fn set_active(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[UserId],
    active: bool,
    now: Instant,
) -> Result<(), DbError> {
    diesel::update(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq_any(ids)))
        .set((users::active.eq(active), users::version.eq(users::version + 1), users::updated_at.eq(now)))
        .execute(conn)?;
    diesel::update(
        memberships::table
            .filter(memberships::tenant_id.eq(scope.tenant()))
            .filter(memberships::user_id.eq_any(ids)),
    )
    .set(memberships::active.eq(active))
    .execute(conn)?;
    Ok(())
}

/// Since when these people belong to the project; those who do not are left out.
///
/// # Errors
/// The engine's.
pub fn member_since(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    ids: &[UserId],
) -> Result<Vec<(UserId, Instant)>, DbError> {
    Ok(memberships::table
        .filter(memberships::tenant_id.eq(scope.tenant()))
        .filter(memberships::project_id.eq(project))
        .filter(memberships::user_id.eq_any(ids))
        .order(memberships::user_id)
        .select((memberships::user_id, memberships::created_at))
        .load(conn)?)
}

/// Takes people out of a project.
///
/// # Errors
/// The engine's.
pub fn leave_project(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    ids: &[UserId],
) -> Result<(), DbError> {
    diesel::delete(
        memberships::table
            .filter(memberships::tenant_id.eq(scope.tenant()))
            .filter(memberships::project_id.eq(project))
            .filter(memberships::user_id.eq_any(ids)),
    )
    .execute(conn)?;
    Ok(())
}

/// Deletes people; what hangs on them goes too.
///
/// # Errors
/// The engine's.
pub fn delete_some(conn: &mut Conn, scope: &TenantScope, ids: &[UserId]) -> Result<(), DbError> {
    diesel::delete(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq_any(ids)))
        .execute(conn)?;
    Ok(())
}
