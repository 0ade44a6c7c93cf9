//! The groups of a person, for settings that count for a group and for all groups below it.
use std::collections::BTreeSet;

use diesel::prelude::*;
use elenco_db::schema::{group_members, groups};
use elenco_db::{Conn, DbError, GroupId, TenantScope, UserId};

/// More levels than any tree of groups has: the walk ends though a tree were a ring.
const LEVELS: usize = 64;

/// Every group that somebody belongs to: those one was put into, and all above them.
///
/// # Errors
/// The engine's.
pub fn groups_of(conn: &mut Conn, scope: &TenantScope, id: UserId) -> Result<Vec<GroupId>, DbError> {
    let own: Vec<GroupId> = group_members::table
        .filter(group_members::tenant_id.eq(scope.tenant()))
        .filter(group_members::user_id.eq(id))
        .select(group_members::group_id)
        .load(conn)?;
    let mut all: BTreeSet<GroupId> = own.iter().copied().collect();
    let mut level = own;
    for _ in 0..LEVELS {
        if level.is_empty() {
            break;
        }
        let above: Vec<Option<GroupId>> = groups::table
            .filter(groups::tenant_id.eq(scope.tenant()))
            .filter(groups::id.eq_any(&level))
            .select(groups::parent_id)
            .load(conn)?;
        level = above.into_iter().flatten().filter(|parent| all.insert(*parent)).collect();
    }
    Ok(all.into_iter().collect())
}

/// A group and every group below it.
///
/// # Errors
/// The engine's.
pub fn groups_below(conn: &mut Conn, scope: &TenantScope, id: GroupId) -> Result<Vec<GroupId>, DbError> {
    let mut all = BTreeSet::from([id]);
    let mut level = vec![id];
    for _ in 0..LEVELS {
        if level.is_empty() {
            break;
        }
        let parents: Vec<Option<GroupId>> = level.iter().copied().map(Some).collect();
        let below: Vec<GroupId> = groups::table
            .filter(groups::tenant_id.eq(scope.tenant()))
            .filter(groups::parent_id.eq_any(parents))
            .select(groups::id)
            .load(conn)?;
        level = below.into_iter().filter(|group| all.insert(*group)).collect();
    }
    Ok(all.into_iter().collect())
}
