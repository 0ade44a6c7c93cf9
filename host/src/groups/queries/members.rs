//! Who belongs to which group.
use std::collections::HashSet;

use diesel::prelude::*;
use elenco_db::dialect::{candidates, contains};
use elenco_db::schema::{group_members, users};
use elenco_db::{Conn, DbError, GroupId, TenantId, TenantScope, UserId, each};

use crate::users::model::{PageAnchor, UserKind};

/// Matches of a search that are looked up one by one; when there are more, the members are walked in order.
const CANDIDATES: i64 = 2000;
/// Texts that are shorter have no index; few members have to be looked into until a page is full.
const SHORTEST_INDEXED: usize = 3;

#[derive(Debug, Insertable)]
#[diesel(table_name = group_members)]
struct MemberRow {
    tenant_id: TenantId,
    group_id: GroupId,
    user_id: UserId,
    sort_key: String,
}

/// The groups that somebody was put into, without those above.
pub fn groups_of(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<Vec<GroupId>, DbError> {
    // Sorted here: asked for an order, SQLite takes the index that has it, and reads every member of every group.
    let mut ids: Vec<GroupId> = group_members::table
        .filter(group_members::tenant_id.eq(scope.tenant()))
        .filter(group_members::user_id.eq(user))
        .select(group_members::group_id)
        .load(conn)?;
    ids.sort_unstable();
    Ok(ids)
}

/// Which of these people are in the group.
pub fn members_among(
    conn: &mut Conn,
    scope: &TenantScope,
    group: GroupId,
    ids: &[UserId],
) -> Result<HashSet<UserId>, DbError> {
    let found: Vec<UserId> = group_members::table
        .filter(group_members::tenant_id.eq(scope.tenant()))
        .filter(group_members::group_id.eq(group))
        .filter(group_members::user_id.eq_any(ids))
        .select(group_members::user_id)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

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

/// Puts people into a group. None of them may be in it yet.
pub fn add(
    conn: &mut Conn,
    scope: &TenantScope,
    group: GroupId,
    people: &[(String, UserId)],
) -> Result<(), DbError> {
    let rows: Vec<MemberRow> = people
        .iter()
        .map(|(sort_key, user)| MemberRow {
            tenant_id: scope.tenant(),
            group_id: group,
            user_id: *user,
            sort_key: sort_key.clone(),
        })
        .collect();
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(group_members::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Takes people out of a group.
pub fn remove(
    conn: &mut Conn,
    scope: &TenantScope,
    group: GroupId,
    people: &[UserId],
) -> Result<(), DbError> {
    for chunk in people.chunks(500) {
        diesel::delete(
            group_members::table
                .filter(group_members::tenant_id.eq(scope.tenant()))
                .filter(group_members::group_id.eq(group))
                .filter(group_members::user_id.eq_any(chunk)),
        )
        .execute(conn)?;
    }
    Ok(())
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
    let people = users::table
        .on(users::tenant_id.eq(group_members::tenant_id).and(users::id.eq(group_members::user_id)));
    let mut query = group_members::table
        .inner_join(people)
        .filter(group_members::tenant_id.eq(scope.tenant()))
        .filter(group_members::group_id.eq(group))
        .select((group_members::sort_key, group_members::user_id))
        .limit(wanted)
        .into_boxed();
    query = match anchor {
        Some(PageAnchor { sort_key, id, backwards: true }) => query
            .filter(
                group_members::sort_key
                    .le(sort_key)
                    .and(group_members::sort_key.lt(sort_key).or(group_members::user_id.lt(id))),
            )
            .order((group_members::sort_key.desc(), group_members::user_id.desc())),
        Some(PageAnchor { sort_key, id, .. }) => query
            .filter(
                group_members::sort_key
                    .ge(sort_key)
                    .and(group_members::sort_key.gt(sort_key).or(group_members::user_id.gt(id))),
            )
            .order((group_members::sort_key, group_members::user_id)),
        None => query.order((group_members::sort_key, group_members::user_id)),
    };
    if let Some(text) = text {
        query = match few_matches(conn, scope, text)? {
            Some(ids) => query.filter(group_members::user_id.eq_any(ids)),
            None => query.filter(contains(text)),
        };
    }
    Ok(query.load(conn)?)
}

/// The people who match a text, when they are few.
fn few_matches(conn: &mut Conn, scope: &TenantScope, text: &str) -> Result<Option<Vec<UserId>>, DbError> {
    if text.chars().count() < SHORTEST_INDEXED {
        return Ok(None);
    }
    let found: Vec<UserId> =
        users::table.filter(candidates(scope, text, CANDIDATES + 1)).select(users::id).load(conn)?;
    Ok((found.len() as i64 <= CANDIDATES).then_some(found))
}

/// Sort keys and ids of members in order, and whether there are more before and after them.
pub type MemberKeys = (Vec<(String, UserId)>, bool, bool);

/// A page of members: their keys in order, and whether there are more on either side.
pub fn list_members(
    conn: &mut Conn,
    scope: &TenantScope,
    group: GroupId,
    text: Option<&str>,
    anchor: Option<&PageAnchor>,
    limit: usize,
) -> Result<MemberKeys, DbError> {
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let mut keys = matching(conn, scope, group, text, anchor, wanted)?;
    let more = keys.len() > limit;
    keys.truncate(limit);
    if anchor.is_some_and(|anchor| anchor.backwards) {
        keys.reverse();
        return Ok((keys, more, true));
    }
    Ok((keys, anchor.is_some(), more))
}
