//! Every query about groups; here the groups themselves.
mod members;
mod projects;
mod tree;

use diesel::prelude::*;
use elenco_db::schema::{groups, plugin_settings};
use elenco_db::{Conn, DbError, GroupId, Instant, TenantId, TenantScope, each};

use super::model::{Group, GroupCounts, GroupValues};
use crate::fold::fold;
use crate::users::model::UserKind;

pub(super) use members::{
    add, count_people, groups_of, just_these, list_members, matching, members_among, remove,
};
pub(super) use projects::{join_projects, leave_projects, named_projects, projects_of};
pub(super) use tree::{above, below, children, height, lock_above, page, tree};

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = groups, treat_none_as_default_value = false)]
struct GroupRow {
    tenant_id: TenantId,
    id: GroupId,
    kind: String,
    parent_id: Option<GroupId>,
    name: String,
    name_key: String,
    description: String,
    active: bool,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
    members: i64,
}

impl GroupRow {
    /// The group of a row. An unknown kind of a newer version reads as the more careful one.
    fn into_group(self) -> Group {
        Group {
            id: self.id,
            kind: UserKind::parse(&self.kind).unwrap_or(UserKind::Client),
            parent: self.parent_id,
            name: self.name,
            description: self.description,
            active: self.active,
            members: self.members,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

pub(super) fn find_some(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[GroupId],
) -> Result<Vec<Group>, DbError> {
    let rows = groups::table
        .filter(groups::tenant_id.eq(scope.tenant()))
        .filter(groups::id.eq_any(ids))
        .order((groups::name_key, groups::id))
        .select(GroupRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(GroupRow::into_group).collect())
}

pub(super) fn find(conn: &mut Conn, scope: &TenantScope, id: GroupId) -> Result<Option<Group>, DbError> {
    Ok(find_some(conn, scope, &[id])?.into_iter().next())
}

/// How many groups there are of each kind.
pub(super) fn count(conn: &mut Conn, scope: &TenantScope) -> Result<GroupCounts, DbError> {
    let mut of = |kind: UserKind| -> Result<i64, DbError> {
        Ok(groups::table
            .filter(groups::tenant_id.eq(scope.tenant()))
            .filter(groups::kind.eq(kind.as_str()))
            .count()
            .get_result(conn)?)
    };
    Ok(GroupCounts { clients: of(UserKind::Client)?, specialists: of(UserKind::Specialist)? })
}

/// Adds a group.
///
/// # Errors
/// [`DbError::Unique`] with `groups_name`.
pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, group: &Group) -> Result<(), DbError> {
    let row = GroupRow {
        tenant_id: scope.tenant(),
        id: group.id,
        kind: group.kind.as_str().to_owned(),
        parent_id: group.parent,
        name: group.name.clone(),
        name_key: fold(&group.name),
        description: group.description.clone(),
        active: group.active,
        version: group.version,
        created_at: group.created_at,
        updated_at: group.updated_at,
        members: 0,
    };
    each!(conn, c => diesel::insert_into(groups::table).values(&row).execute(c))?;
    Ok(())
}

/// Puts other values in the place of those with `expected_version`.
///
/// # Errors
/// [`DbError::NotFound`] when somebody else was faster; [`DbError::Unique`] as in [`insert`].
pub(super) fn update(
    conn: &mut Conn,
    scope: &TenantScope,
    id: GroupId,
    expected_version: i64,
    values: &GroupValues,
    now: Instant,
) -> Result<(), DbError> {
    let changed = diesel::update(
        groups::table
            .filter(groups::tenant_id.eq(scope.tenant()))
            .filter(groups::id.eq(id))
            .filter(groups::version.eq(expected_version)),
    )
    .set((
        groups::parent_id.eq(values.parent),
        groups::name.eq(&values.name),
        groups::name_key.eq(fold(&values.name)),
        groups::description.eq(&values.description),
        groups::active.eq(values.active),
        groups::version.eq(expected_version + 1),
        groups::updated_at.eq(now),
    ))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

/// Deletes a group; its members and projects are let go.
///
/// # Errors
/// [`DbError::ForeignKey`] while groups are below it.
pub(super) fn delete(conn: &mut Conn, scope: &TenantScope, id: GroupId) -> Result<bool, DbError> {
    let gone =
        diesel::delete(groups::table.filter(groups::tenant_id.eq(scope.tenant())).filter(groups::id.eq(id)))
            .execute(conn)?;
    Ok(gone > 0)
}

/// Plugins that have settings for this group alone.
pub(super) fn plugins_set_for(
    conn: &mut Conn,
    scope: &TenantScope,
    id: GroupId,
) -> Result<Vec<String>, DbError> {
    Ok(plugin_settings::table
        .filter(plugin_settings::tenant_id.eq(scope.tenant()))
        .filter(plugin_settings::scope_kind.eq("group"))
        .filter(plugin_settings::scope_id.eq(elenco_db::ObjectId::from(id)))
        .order(plugin_settings::plugin)
        .select(plugin_settings::plugin)
        .load(conn)?)
}
