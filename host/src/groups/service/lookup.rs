//! What other domains ask about groups.
use std::collections::HashMap;

use elenco_db::{Conn, DbError, GroupId, TenantScope, UserId};

use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups::model::PlacedGroup;
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
