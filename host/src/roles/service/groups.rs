//! Roles that groups give to their members.
use std::collections::BTreeMap;

use elenco_db::{Conn, GroupId, RoleId};
use serde_json::json;

use super::{guard, validate};
use crate::audit::model::Change;
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups;
use crate::roles::model::{GivingGroup, Role};
use crate::roles::queries;

/// The roles of a group's members, so far as they come from groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupRoles {
    /// Every role of the tenant, by name.
    pub all: Vec<Role>,
    /// Those that the group gives itself.
    pub own: Vec<RoleId>,
    /// Those that groups above it give, and the path of each such group.
    pub above: Vec<(RoleId, String)>,
}

/// The groups that give a role, by path.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn giving_groups(cx: &ServiceContext, id: RoleId) -> Result<Vec<GivingGroup>, AppError> {
    cx.require(Permission::RolesGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| {
        let ids: Vec<GroupId> =
            queries::groups_of_roles(conn, &scope, &[id])?.into_iter().map(|(group, _)| group).collect();
        groups::service::placed(conn, &scope, &ids)
    });
    let placed = found.await.map_err(AppError::Database)?;
    let giving = |placed: groups::model::PlacedGroup| GivingGroup {
        id: placed.group.id,
        path: placed.path(),
        active: placed.group.active,
    };
    Ok(placed.into_iter().map(giving).collect())
}

/// The roles that a group and those above it give.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn roles_of_group(cx: &ServiceContext, id: GroupId) -> Result<GroupRoles, AppError> {
    cx.require(Permission::RolesList)?;
    cx.require(Permission::GroupsGetObject)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| {
            let way = groups::service::way_to(conn, &scope, id)?.ok_or(AppError::NotFound)?;
            let higher: Vec<GroupId> =
                way.iter().map(|placed| placed.group.id).filter(|above| *above != id).collect();
            let path = |group: GroupId| {
                way.iter()
                    .find(|placed| placed.group.id == group)
                    .map(|placed| placed.path())
                    .unwrap_or_default()
            };
            let above = queries::given_by(conn, &scope, &higher)?;
            Ok(GroupRoles {
                all: queries::all(conn, &scope)?,
                own: queries::of_group(conn, &scope, id)?,
                above: above.into_iter().map(|(group, role)| (role, path(group))).collect(),
            })
        })
        .await
}

fn group_entry(
    cx: &ServiceContext,
    conn: &mut Conn,
    id: GroupId,
    before: &[RoleId],
    after: &[RoleId],
) -> Result<(), AppError> {
    let mut names = |ids: &[RoleId]| -> Result<Vec<String>, AppError> {
        Ok(queries::find_some(conn, &cx.scope, ids)?.into_iter().map(|role| role.name).collect())
    };
    let change = Change { old: json!(names(before)?), new: json!(names(after)?) };
    let changes = BTreeMap::from([("roles".to_owned(), change)]);
    let entry = cx.audit_entry(cx.app.clock.now(), ("group", id.as_uuid()), "update", changes);
    audit::insert(conn, &cx.scope, &[entry])?;
    Ok(())
}

/// Gives roles to a group and takes others from it. Nothing happens to those that are named in neither list.
fn exchange(
    cx: &ServiceContext,
    conn: &mut Conn,
    group: GroupId,
    give: &[RoleId],
    take: &[RoleId],
) -> Result<bool, AppError> {
    let before = queries::of_group(conn, &cx.scope, group)?;
    let mut new: Vec<RoleId> = give.iter().filter(|role| !before.contains(role)).copied().collect();
    new.sort_unstable();
    new.dedup();
    let gone: Vec<RoleId> = take.iter().filter(|role| before.contains(role)).copied().collect();
    if new.is_empty() && gone.is_empty() {
        return Ok(false);
    }
    let roles = queries::find_some(conn, &cx.scope, &new)?;
    if roles.len() != new.len() {
        return Err(validate::unknown_role(cx));
    }
    for role in &roles {
        guard::require_giving(cx, &role.grants)?;
    }
    let pairs = |roles: &[RoleId]| roles.iter().map(|role| (group, *role)).collect::<Vec<_>>();
    queries::give(conn, &cx.scope, &pairs(&new))?;
    queries::take(conn, &cx.scope, &pairs(&gone))?;
    let after: Vec<RoleId> = before.iter().filter(|role| !gone.contains(role)).chain(&new).copied().collect();
    group_entry(cx, conn, group, &before, &after)?;
    Ok(true)
}

/// Makes these the roles that a group gives to its members, and to those of the groups below.
///
/// # Errors
/// [`AppError::Invalid`] for a role that is not there, for permissions that the actor does not have, and when nobody
/// would be left who may do everything; [`AppError::NotFound`].
pub async fn set_roles_of_group(
    cx: &ServiceContext,
    id: GroupId,
    wanted: Vec<RoleId>,
) -> Result<(), AppError> {
    cx.require(Permission::GroupsUpdate)?;
    cx.require(Permission::RolesUpdate)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        guard::keep_an_administrator(&cx, conn, |conn| {
            groups::service::way_to(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
            let before = queries::of_group(conn, &cx.scope, id)?;
            let gone: Vec<RoleId> = before.into_iter().filter(|role| !wanted.contains(role)).collect();
            exchange(&cx, conn, id, &wanted, &gone)?;
            Ok(())
        })
    })
    .await
}

async fn exchange_all(
    cx: &ServiceContext,
    id: RoleId,
    of: Vec<GroupId>,
    comes: bool,
) -> Result<usize, AppError> {
    cx.require(Permission::GroupsUpdate)?;
    cx.require(Permission::RolesUpdate)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        guard::keep_an_administrator(&cx, conn, |conn| {
            queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
            let mut unique = of.clone();
            unique.sort_unstable();
            unique.dedup();
            if groups::service::placed(conn, &cx.scope, &unique)?.len() != unique.len() {
                return Err(validate::unknown_group(&cx));
            }
            let (give, take): (&[RoleId], &[RoleId]) = if comes { (&[id], &[]) } else { (&[], &[id]) };
            let mut moved = 0;
            for group in unique {
                moved += usize::from(exchange(&cx, conn, group, give, take)?);
            }
            Ok(moved)
        })
    })
    .await
}

/// Lets groups give a role to their members. Answers how many did not before.
///
/// # Errors
/// As [`set_roles_of_group`], and for a group that is not there.
pub async fn give_to_groups(cx: &ServiceContext, id: RoleId, to: Vec<GroupId>) -> Result<usize, AppError> {
    exchange_all(cx, id, to, true).await
}

/// Takes a role from groups. Answers how many gave it.
///
/// # Errors
/// As [`give_to_groups`].
pub async fn take_from_groups(
    cx: &ServiceContext,
    id: RoleId,
    from: Vec<GroupId>,
) -> Result<usize, AppError> {
    exchange_all(cx, id, from, false).await
}
