//! Queries about roles.
use diesel::prelude::*;
use elenco_db::schema::{roles, user_roles};
use elenco_db::{Conn, DbError, Instant, Json, RoleId, TenantId, TenantScope, UserId, each};

#[derive(Debug, Insertable)]
#[diesel(table_name = roles)]
struct RoleRow {
    tenant_id: TenantId,
    id: RoleId,
    name: String,
    name_key: String,
    permissions: Json,
    created_at: Instant,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = user_roles)]
struct UserRoleRow {
    tenant_id: TenantId,
    user_id: UserId,
    role_id: RoleId,
}

/// Documents of the permissions of a user's roles.
pub(super) fn permissions_of(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
) -> Result<Vec<Json>, DbError> {
    let own = user_roles::table
        .filter(user_roles::tenant_id.eq(scope.tenant()))
        .filter(user_roles::user_id.eq(user))
        .select(user_roles::role_id);
    Ok(roles::table
        .filter(roles::tenant_id.eq(scope.tenant()))
        .filter(roles::id.eq_any(own))
        .select(roles::permissions)
        .load(conn)?)
}

pub(super) fn insert(
    conn: &mut Conn,
    scope: &TenantScope,
    id: RoleId,
    name: &str,
    permissions: Json,
    now: Instant,
) -> Result<(), DbError> {
    let row = RoleRow {
        tenant_id: scope.tenant(),
        id,
        name: name.to_owned(),
        name_key: crate::fold::fold(name),
        permissions,
        created_at: now,
    };
    each!(conn, c => diesel::insert_into(roles::table).values(&row).execute(c))?;
    Ok(())
}

pub(super) fn find_named(
    conn: &mut Conn,
    scope: &TenantScope,
    name: &str,
) -> Result<Option<RoleId>, DbError> {
    Ok(roles::table
        .filter(roles::tenant_id.eq(scope.tenant()))
        .filter(roles::name_key.eq(crate::fold::fold(name)))
        .select(roles::id)
        .first(conn)
        .optional()?)
}

pub(super) fn give(conn: &mut Conn, scope: &TenantScope, user: UserId, role: RoleId) -> Result<(), DbError> {
    let row = UserRoleRow { tenant_id: scope.tenant(), user_id: user, role_id: role };
    each!(conn, c => diesel::insert_into(user_roles::table).values(&row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}
