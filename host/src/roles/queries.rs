//! Every query about roles; here the roles themselves.
mod administrators;
mod groups;
pub(super) mod people;

use diesel::prelude::*;
use elenco_db::schema::{roles, tenants};
use elenco_db::{Conn, DbError, Instant, Json, RoleId, TenantId, TenantScope, each};

use super::model::{Grants, ReadyMade, Role, RoleAnchor, RolePage, RoleValues};
use crate::fold::fold;

pub(super) use administrators::{candidates, has_holder, who_may_act};
pub(super) use groups::{any_given, give, given_by, groups_of_roles, of_group, take};

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = roles, treat_none_as_default_value = false)]
struct RoleRow {
    tenant_id: TenantId,
    id: RoleId,
    name: String,
    name_key: String,
    permissions: Json,
    created_at: Instant,
    description: String,
    version: i64,
    template: Option<String>,
}

impl RoleRow {
    fn into_role(self) -> Role {
        Role {
            id: self.id,
            name: self.name,
            description: self.description,
            grants: Grants::read(&self.permissions.0),
            template: self.template.as_deref().and_then(ReadyMade::parse),
            version: self.version,
            created_at: self.created_at,
        }
    }
}

/// Roles by name; those that the tenant does not have are left out.
pub(super) fn find_some(conn: &mut Conn, scope: &TenantScope, ids: &[RoleId]) -> Result<Vec<Role>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = roles::table
        .filter(roles::tenant_id.eq(scope.tenant()))
        .filter(roles::id.eq_any(ids))
        .order(roles::name_key)
        .select(RoleRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(RoleRow::into_role).collect())
}

pub(super) fn find(conn: &mut Conn, scope: &TenantScope, id: RoleId) -> Result<Option<Role>, DbError> {
    Ok(find_some(conn, scope, &[id])?.into_iter().next())
}

/// Every role, by name.
pub(super) fn all(conn: &mut Conn, scope: &TenantScope) -> Result<Vec<Role>, DbError> {
    let rows = roles::table
        .filter(roles::tenant_id.eq(scope.tenant()))
        .order(roles::name_key)
        .select(RoleRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(RoleRow::into_role).collect())
}

/// Adds a role.
///
/// # Errors
/// [`DbError::Unique`] with `roles_name` or `roles_template`.
pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, role: &Role) -> Result<(), DbError> {
    let row = RoleRow {
        tenant_id: scope.tenant(),
        id: role.id,
        name: role.name.clone(),
        name_key: fold(&role.name),
        permissions: Json(role.grants.write()),
        created_at: role.created_at,
        description: role.description.clone(),
        version: role.version,
        template: role.template.map(|template| template.as_str().to_owned()),
    };
    each!(conn, c => diesel::insert_into(roles::table).values(&row).execute(c))?;
    Ok(())
}

/// Puts other values in the place of those with `expected_version`.
///
/// # Errors
/// [`DbError::NotFound`] when somebody else was faster; [`DbError::Unique`] as in [`insert`].
pub(super) fn update(
    conn: &mut Conn,
    scope: &TenantScope,
    id: RoleId,
    expected_version: i64,
    values: &RoleValues,
) -> Result<(), DbError> {
    let changed = diesel::update(
        roles::table
            .filter(roles::tenant_id.eq(scope.tenant()))
            .filter(roles::id.eq(id))
            .filter(roles::version.eq(expected_version)),
    )
    .set((
        roles::name.eq(&values.name),
        roles::name_key.eq(fold(&values.name)),
        roles::description.eq(&values.description),
        roles::permissions.eq(Json(values.grants.write())),
        roles::version.eq(expected_version + 1),
    ))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

/// Deletes a role; whoever had it has it no more.
pub(super) fn delete(conn: &mut Conn, scope: &TenantScope, id: RoleId) -> Result<bool, DbError> {
    let gone =
        diesel::delete(roles::table.filter(roles::tenant_id.eq(scope.tenant())).filter(roles::id.eq(id)))
            .execute(conn)?;
    Ok(gone > 0)
}

/// Holds the tenant until the transaction ends, so that two changes at once cannot each rely on what the other one
/// takes away.
pub(super) fn lock(conn: &mut Conn, scope: &TenantScope) -> Result<(), DbError> {
    diesel::update(tenants::table.filter(tenants::id.eq(scope.tenant())))
        .set(tenants::name.eq(tenants::name))
        .execute(conn)?;
    Ok(())
}

/// A page of roles by name; with a text only those that have it in their names.
pub(super) fn page(
    conn: &mut Conn,
    scope: &TenantScope,
    search: Option<&str>,
    anchor: Option<RoleAnchor>,
    limit: usize,
) -> Result<RolePage, DbError> {
    let edge = match anchor {
        Some(RoleAnchor::After(id) | RoleAnchor::Before(id)) => find(conn, scope, id)?,
        None => None,
    };
    let backwards = edge.is_some() && matches!(anchor, Some(RoleAnchor::Before(_)));
    let mut query = roles::table
        .filter(roles::tenant_id.eq(scope.tenant()))
        .select(RoleRow::as_select())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .into_boxed();
    if let Some(text) = search {
        let pattern = fold(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(roles::name_key.like(format!("%{pattern}%")).escape('\\'));
    }
    query = match &edge {
        Some(edge) if backwards => {
            query.filter(roles::name_key.lt(fold(&edge.name))).order(roles::name_key.desc())
        }
        Some(edge) => query.filter(roles::name_key.gt(fold(&edge.name))).order(roles::name_key),
        None => query.order(roles::name_key),
    };
    let mut found: Vec<Role> = query.load(conn)?.into_iter().map(RoleRow::into_role).collect();
    let more = found.len() > limit;
    found.truncate(limit);
    if backwards {
        found.reverse();
    }
    let (has_next, has_previous) = if backwards { (true, more) } else { (more, edge.is_some()) };
    Ok(RolePage {
        next: found.last().filter(|_| has_next).map(|last| RoleAnchor::After(last.id)),
        previous: found.first().filter(|_| has_previous).map(|first| RoleAnchor::Before(first.id)),
        roles: found,
    })
}
