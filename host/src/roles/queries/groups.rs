//! Roles that groups give to their members.
use diesel::prelude::*;
use elenco_db::schema::{group_roles, groups};
use elenco_db::{Conn, DbError, GroupId, RoleId, TenantId, TenantScope, each};

#[derive(Debug, Insertable)]
#[diesel(table_name = group_roles)]
struct GroupRoleRow {
    tenant_id: TenantId,
    group_id: GroupId,
    role_id: RoleId,
}

/// Whether any group of the tenant gives a role: where none does, nobody has to look at groups.
pub fn any_given(conn: &mut Conn, scope: &TenantScope) -> Result<bool, DbError> {
    let one: Option<RoleId> = group_roles::table
        .filter(group_roles::tenant_id.eq(scope.tenant()))
        .select(group_roles::role_id)
        .first(conn)
        .optional()?;
    Ok(one.is_some())
}

/// Which of these groups, so far as they are switched on, gives which role.
pub fn given_by(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[GroupId],
) -> Result<Vec<(GroupId, RoleId)>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let giving = groups::table
        .on(groups::tenant_id.eq(group_roles::tenant_id).and(groups::id.eq(group_roles::group_id)));
    Ok(group_roles::table
        .inner_join(giving)
        .filter(group_roles::tenant_id.eq(scope.tenant()))
        .filter(group_roles::group_id.eq_any(ids))
        .filter(groups::active.eq(true))
        .select((group_roles::group_id, group_roles::role_id))
        .load(conn)?)
}

/// The roles of a group itself, switched on or off.
pub fn of_group(conn: &mut Conn, scope: &TenantScope, id: GroupId) -> Result<Vec<RoleId>, DbError> {
    Ok(group_roles::table
        .filter(group_roles::tenant_id.eq(scope.tenant()))
        .filter(group_roles::group_id.eq(id))
        .order(group_roles::role_id)
        .select(group_roles::role_id)
        .load(conn)?)
}

/// Groups that give any of these roles, and whether they are switched on.
pub fn groups_of_roles(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[RoleId],
) -> Result<Vec<(GroupId, bool)>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let giving = groups::table
        .on(groups::tenant_id.eq(group_roles::tenant_id).and(groups::id.eq(group_roles::group_id)));
    Ok(group_roles::table
        .inner_join(giving)
        .filter(group_roles::tenant_id.eq(scope.tenant()))
        .filter(group_roles::role_id.eq_any(ids))
        .select((group_roles::group_id, groups::active))
        .distinct()
        .load(conn)?)
}

/// Lets groups give a role. None of them may give it yet.
pub fn give(conn: &mut Conn, scope: &TenantScope, pairs: &[(GroupId, RoleId)]) -> Result<(), DbError> {
    let rows: Vec<GroupRoleRow> = pairs
        .iter()
        .map(|(group, role)| GroupRoleRow { tenant_id: scope.tenant(), group_id: *group, role_id: *role })
        .collect();
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(group_roles::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Takes roles away from groups.
pub fn take(conn: &mut Conn, scope: &TenantScope, pairs: &[(GroupId, RoleId)]) -> Result<(), DbError> {
    for (group, role) in pairs {
        diesel::delete(
            group_roles::table
                .filter(group_roles::tenant_id.eq(scope.tenant()))
                .filter(group_roles::group_id.eq(group))
                .filter(group_roles::role_id.eq(role)),
        )
        .execute(conn)?;
    }
    Ok(())
}
