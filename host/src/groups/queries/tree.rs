//! The tree of groups: what is above, what is below, and its pages.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::groups;
use elenco_db::{Conn, DbError, GroupId, TenantScope};

use super::{GroupRow, find_some};
use crate::fold::fold;
use crate::groups::model::{Group, GroupAnchor, GroupPage, LEVELS, PlacedGroup};
use crate::users::model::UserKind;

/// Every group of a kind, when there are no more than `most`; nothing otherwise.
pub fn tree(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    most: i64,
) -> Result<Option<Vec<Group>>, DbError> {
    let rows = groups::table
        .filter(groups::tenant_id.eq(scope.tenant()))
        .filter(groups::kind.eq(kind.as_str()))
        .order((groups::name_key, groups::id))
        .limit(most + 1)
        .select(GroupRow::as_select())
        .load(conn)?;
    let all: Vec<Group> = rows.into_iter().map(GroupRow::into_group).collect();
    Ok((i64::try_from(all.len()).unwrap_or(i64::MAX) <= most).then_some(all))
}

/// The groups above each of these, the topmost first.
pub fn above(
    conn: &mut Conn,
    scope: &TenantScope,
    of: &[Group],
) -> Result<HashMap<GroupId, Vec<Group>>, DbError> {
    let mut known: HashMap<GroupId, Group> = of.iter().map(|group| (group.id, group.clone())).collect();
    let mut wanted: Vec<GroupId> = of.iter().filter_map(|group| group.parent).collect();
    // A level a time: the tree is never deeper, and a circle in it, which no use case makes, ends here.
    for _ in 0..LEVELS {
        wanted.retain(|id| !known.contains_key(id));
        wanted.sort_unstable();
        wanted.dedup();
        if wanted.is_empty() {
            break;
        }
        let found = find_some(conn, scope, &wanted)?;
        wanted = found.iter().filter_map(|group| group.parent).collect();
        known.extend(found.into_iter().map(|group| (group.id, group)));
    }
    let way = |group: &Group| {
        let mut way = Vec::new();
        let mut next = group.parent;
        while let Some(parent) = next.and_then(|id| known.get(&id)).filter(|_| way.len() < LEVELS) {
            way.push(parent.clone());
            next = parent.parent;
        }
        way.reverse();
        (group.id, way)
    };
    Ok(of.iter().map(way).collect())
}

/// This group and those above it, the nearest first, held against changes until the transaction ends: two moves at
/// once can never make a circle.
pub fn lock_above(conn: &mut Conn, scope: &TenantScope, id: GroupId) -> Result<Vec<GroupId>, DbError> {
    let mut way = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next.filter(|_| way.len() <= LEVELS) {
        let parent: Option<Option<GroupId>> = diesel::update(
            groups::table.filter(groups::tenant_id.eq(scope.tenant())).filter(groups::id.eq(id)),
        )
        .set(groups::updated_at.eq(groups::updated_at))
        .returning(groups::parent_id)
        .get_result(conn)
        .optional()?;
        way.push(id);
        next = parent.flatten();
    }
    Ok(way)
}

/// Groups right below this one, by name.
pub fn children(conn: &mut Conn, scope: &TenantScope, id: GroupId) -> Result<Vec<Group>, DbError> {
    let rows = groups::table
        .filter(groups::tenant_id.eq(scope.tenant()))
        .filter(groups::parent_id.eq(id))
        .order((groups::name_key, groups::id))
        .select(GroupRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(GroupRow::into_group).collect())
}

/// A level of groups each: first the ones right below these.
fn levels_below(conn: &mut Conn, scope: &TenantScope, of: &[GroupId]) -> Result<Vec<Vec<GroupId>>, DbError> {
    let mut levels = Vec::new();
    let mut level = of.to_vec();
    for _ in 0..=LEVELS {
        level = groups::table
            .filter(groups::tenant_id.eq(scope.tenant()))
            .filter(groups::parent_id.eq_any(&level))
            .select(groups::id)
            .load(conn)?;
        if level.is_empty() {
            break;
        }
        levels.push(level.clone());
    }
    Ok(levels)
}

/// Every group below this one.
pub fn below(conn: &mut Conn, scope: &TenantScope, id: GroupId) -> Result<Vec<GroupId>, DbError> {
    Ok(levels_below(conn, scope, &[id])?.concat())
}

/// How many levels of groups are below this one.
pub fn height(conn: &mut Conn, scope: &TenantScope, id: GroupId) -> Result<usize, DbError> {
    Ok(levels_below(conn, scope, &[id])?.len())
}

/// A page of groups by name; with a text only those that have it in their names.
pub fn page(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    search: Option<&str>,
    anchor: Option<GroupAnchor>,
    limit: usize,
) -> Result<GroupPage, DbError> {
    let edge = match anchor {
        Some(GroupAnchor::After(id) | GroupAnchor::Before(id)) => {
            find_some(conn, scope, &[id])?.into_iter().next()
        }
        None => None,
    };
    let backwards = edge.is_some() && matches!(anchor, Some(GroupAnchor::Before(_)));
    let mut query = groups::table
        .filter(groups::tenant_id.eq(scope.tenant()))
        .filter(groups::kind.eq(kind.as_str()))
        .select(GroupRow::as_select())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .into_boxed();
    if let Some(text) = search {
        let pattern = fold(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(groups::name_key.like(format!("%{pattern}%")).escape('\\'));
    }
    // Names are unique among groups of a kind, so the name alone says where a page begins.
    query = match &edge {
        Some(edge) if backwards => {
            query.filter(groups::name_key.lt(fold(&edge.name))).order(groups::name_key.desc())
        }
        Some(edge) => query.filter(groups::name_key.gt(fold(&edge.name))).order(groups::name_key),
        None => query.order(groups::name_key),
    };
    let mut found: Vec<Group> = query.load(conn)?.into_iter().map(GroupRow::into_group).collect();
    let more = found.len() > limit;
    found.truncate(limit);
    if backwards {
        found.reverse();
    }
    let (has_next, has_previous) = if backwards { (true, more) } else { (more, edge.is_some()) };
    let next = found.last().filter(|_| has_next).map(|last| GroupAnchor::After(last.id));
    let previous = found.first().filter(|_| has_previous).map(|first| GroupAnchor::Before(first.id));
    let mut ways = above(conn, scope, &found)?;
    let placed = found.into_iter().map(|group| {
        let way = ways.remove(&group.id).unwrap_or_default();
        PlacedGroup { group, above: way.into_iter().map(|above| above.name).collect() }
    });
    Ok(GroupPage { groups: placed.collect(), is_tree: false, next, previous })
}
