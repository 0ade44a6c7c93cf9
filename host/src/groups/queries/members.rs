//! Who belongs to which group.
use diesel::prelude::*;
use elenco_db::schema::{group_members, users};
use elenco_db::{Conn, DbError, GroupId, TenantScope, UserId};

use crate::users::model::{PageAnchor, UserKind};

/// The members themselves.
mod tied {
    use elenco_db::GroupId;

    elenco_db::people_of!(group_members, group_id: GroupId);
}

pub use tied::{add, among as members_among, of_person as groups_of, remove};

/// How many people are in any of these groups.
pub fn count_people(conn: &mut Conn, scope: &TenantScope, ids: &[GroupId]) -> Result<i64, DbError> {
    Ok(group_members::table
        .filter(group_members::tenant_id.eq(scope.tenant()))
        .filter(group_members::group_id.eq_any(ids))
        .select(diesel::dsl::count(group_members::user_id).aggregate_distinct())
        .get_result(conn)?)
}

/// The people of a kind among these, with the key by which they are sorted.
pub fn just_these(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    ids: &[UserId],
) -> Result<Vec<(String, UserId)>, DbError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        let some: Vec<(String, UserId)> = users::table
            .filter(users::tenant_id.eq(scope.tenant()))
            .filter(users::kind.eq(kind.as_str()))
            .filter(users::id.eq_any(chunk))
            .select((users::sort_key, users::id))
            .load(conn)?;
        found.extend(some);
    }
    Ok(found)
}

fn from(anchor: Option<&PageAnchor>) -> Option<(&str, UserId, bool)> {
    anchor.map(|anchor| (anchor.sort_key.as_str(), anchor.id, anchor.backwards))
}

/// Members by name from an anchor on, at most so many; with a text only those who match it.
pub fn matching(
    conn: &mut Conn,
    scope: &TenantScope,
    group: GroupId,
    text: Option<&str>,
    anchor: Option<&PageAnchor>,
    wanted: i64,
) -> Result<Vec<(String, UserId)>, DbError> {
    tied::matching(conn, scope, group, text, from(anchor), wanted)
}

/// A page of members: their keys in the direction of the walk, one more than fit when there are more, and where to look
/// further when it stopped before the end.
pub fn list_members(
    conn: &mut Conn,
    scope: &TenantScope,
    group: GroupId,
    text: Option<&str>,
    anchor: Option<&PageAnchor>,
    limit: usize,
) -> Result<tied::Page, DbError> {
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    tied::page(conn, scope, group, text, from(anchor), wanted)
}
