//! What other domains ask about groups.
use std::collections::HashMap;

use elenco_db::{Conn, DbError, GroupId, TenantScope, UserId};

use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups::model::{Group, PlacedGroup};
use crate::groups::queries;
use crate::users::model::UserKind;

/// Every group that somebody belongs to: those one was put into, and all above them. In the order of their ids, each
/// once.
///
/// # Errors
/// The engine's.
pub fn groups_of(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<Vec<GroupId>, DbError> {
    let own = queries::groups_of(conn, scope, user)?;
    if own.is_empty() {
        return Ok(own);
    }
    let own = queries::find_some(conn, scope, &own)?;
    let above = queries::above(conn, scope, &own)?;
    let all = above.into_values().flatten().map(|group| group.id).chain(own.iter().map(|group| group.id));
    let mut all: Vec<GroupId> = all.collect();
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// The groups that somebody belongs to, so far as they are switched on: those one was put into, and all above them. A
/// group that is switched off leads nowhere.
///
/// # Errors
/// The engine's.
pub fn active_groups_of(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
) -> Result<Vec<PlacedGroup>, DbError> {
    let own = queries::groups_of(conn, scope, user)?;
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let mut own = queries::find_some(conn, scope, &own)?;
    own.retain(|group| group.active);
    let mut all: Vec<Group> = queries::above(conn, scope, &own)?.into_values().flatten().chain(own).collect();
    all.retain(|group| group.active);
    all.sort_by_key(|group| group.id);
    all.dedup_by_key(|group| group.id);
    in_place(conn, scope, all)
}

fn in_place(conn: &mut Conn, scope: &TenantScope, all: Vec<Group>) -> Result<Vec<PlacedGroup>, DbError> {
    let mut above = queries::above(conn, scope, &all)?;
    let place = |group: Group| {
        let way = above.remove(&group.id).unwrap_or_default();
        PlacedGroup { above: way.into_iter().map(|above| above.name).collect(), group }
    };
    let mut placed: Vec<PlacedGroup> = all.into_iter().map(place).collect();
    placed.sort_by_cached_key(|placed| crate::fold::fold(&placed.path()));
    Ok(placed)
}

/// Which of these groups are switched on.
///
/// # Errors
/// The engine's.
pub fn active_among(conn: &mut Conn, scope: &TenantScope, ids: &[GroupId]) -> Result<Vec<GroupId>, DbError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        let some = queries::find_some(conn, scope, chunk)?;
        found.extend(some.into_iter().filter(|group| group.active).map(|group| group.id));
    }
    Ok(found)
}

/// These groups with their places, by path. Those that the tenant does not have are left out.
///
/// # Errors
/// The engine's.
pub fn placed(conn: &mut Conn, scope: &TenantScope, ids: &[GroupId]) -> Result<Vec<PlacedGroup>, DbError> {
    let found = queries::find_some(conn, scope, ids)?;
    in_place(conn, scope, found)
}

/// A group and those above it, each with its place; nothing when the tenant does not have it.
///
/// # Errors
/// The engine's.
pub fn way_to(
    conn: &mut Conn,
    scope: &TenantScope,
    id: GroupId,
) -> Result<Option<Vec<PlacedGroup>>, DbError> {
    let Some(group) = queries::find(conn, scope, id)? else { return Ok(None) };
    let mut all = queries::above(conn, scope, std::slice::from_ref(&group))?.remove(&id).unwrap_or_default();
    all.push(group);
    in_place(conn, scope, all).map(Some)
}

/// Names of groups. Those that the tenant does not have are left out.
///
/// # Errors
/// The engine's.
pub fn names(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[GroupId],
) -> Result<HashMap<GroupId, String>, DbError> {
    let found = queries::find_some(conn, scope, ids)?;
    Ok(found.into_iter().map(|group| (group.id, group.name)).collect())
}

/// A group and every group below it.
///
/// # Errors
/// The engine's.
pub fn with_those_below(conn: &mut Conn, scope: &TenantScope, id: GroupId) -> Result<Vec<GroupId>, DbError> {
    let mut all = queries::below(conn, scope, id)?;
    all.push(id);
    Ok(all)
}

/// How many people belong to a group: those in it and in any group below it, each once.
///
/// # Errors
/// The engine's.
pub fn count_members(conn: &mut Conn, scope: &TenantScope, id: GroupId) -> Result<i64, DbError> {
    let all = with_those_below(conn, scope, id)?;
    if all == [id] {
        let group = queries::find(conn, scope, id)?;
        return Ok(group.map_or(0, |group| group.members));
    }
    queries::count_people(conn, scope, &all)
}

/// Every group to choose from, those of clients first, each behind the one it belongs to. Of very many the first ones
/// by name. Nothing for whoever may not list groups.
///
/// # Errors
/// The database's.
pub async fn all_for_choice(cx: &ServiceContext) -> Result<Vec<PlacedGroup>, AppError> {
    if !cx.permissions.allow(Permission::GroupsList) {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    for kind in [UserKind::Client, UserKind::Specialist] {
        let most = usize::try_from(super::TREE).unwrap_or(usize::MAX);
        all.extend(super::list_groups(cx, kind, None, None, most).await?.groups);
    }
    Ok(all)
}
