//! Use cases about groups.
mod association;
mod lookup;
mod members;
mod projects;
mod rights;
mod validate;

use std::collections::{BTreeMap, HashMap};

use elenco_db::{Conn, DbError, GroupId};
use serde_json::json;

pub use association::{associate, dissociate, groups_of_person};
pub use lookup::{
    active_among, active_groups_of, all_for_choice, count_members, groups_of, names, placed, way_to,
    with_those_below,
};
pub use members::*;
pub use projects::{projects_of, set_projects};
pub use rights::may_bring_in;

use super::model::{Group, GroupAnchor, GroupCounts, GroupPage, GroupValues, PlacedGroup, Usage};
use super::queries;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::UserKind;

/// Most groups of a kind that are shown as a tree; more are a list by name, which no tree of that size could be read
/// better than.
pub const TREE: i64 = 2000;

/// An entry of the audit about a group.
fn entry(
    cx: &ServiceContext,
    id: GroupId,
    action: &'static str,
    changes: BTreeMap<String, Change>,
) -> AuditEntry {
    cx.audit_entry(cx.app.clock.now(), ("group", id.as_uuid()), action, changes)
}

/// What differs between a group and what it is to be, by the name of the form's control.
fn differences(before: &Group, after: &GroupValues) -> BTreeMap<String, Change> {
    let all = [
        ("parent", json!(before.parent), json!(after.parent)),
        ("name", json!(before.name), json!(after.name)),
        ("description", json!(before.description), json!(after.description)),
        ("active", json!(before.active), json!(after.active)),
    ];
    all.into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(field, old, new)| (field.to_owned(), Change { old, new }))
        .collect()
}

/// A name that somebody else has is a problem of the field, whatever else fails is the engine's.
fn refused(cx: &ServiceContext, error: DbError) -> AppError {
    match error {
        DbError::Unique { constraint: "groups_name" } => AppError::Invalid(vec![validate::taken(cx)]),
        DbError::NotFound => AppError::Conflict,
        other => AppError::from(other),
    }
}

/// Adds a group.
///
/// # Errors
/// [`AppError::Invalid`] lists every problem; then nothing is kept.
pub async fn create_group(
    cx: &ServiceContext,
    kind: UserKind,
    values: GroupValues,
) -> Result<Group, AppError> {
    cx.require(Permission::GroupsAdd)?;
    let values = validate::tidy(values);
    validate::check(cx, &values)?;
    let now = cx.app.clock.now();
    let group = Group {
        id: GroupId::from_uuid(cx.app.ids.uuid()),
        kind,
        parent: values.parent,
        name: values.name.clone(),
        description: values.description.clone(),
        active: values.active,
        members: 0,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let (cx, made) = (cx.clone(), group.clone());
    let db = cx.app.db.clone();
    db.write(move |conn| {
        if let Some(parent) = made.parent {
            validate::check_place(&cx, conn, &made, parent, 0)?;
        }
        queries::insert(conn, &cx.scope, &made).map_err(|error| refused(&cx, error))?;
        audit::insert(conn, &cx.scope, &[entry(&cx, made.id, "create", BTreeMap::new())])?;
        Ok::<(), AppError>(())
    })
    .await?;
    Ok(group)
}

/// Changes a group.
///
/// # Errors
/// [`AppError::Conflict`] when `expected_version` is not the present one; [`AppError::Invalid`] as in [`create_group`],
/// also for a place in the tree that would make a circle.
pub async fn change_group(
    cx: &ServiceContext,
    id: GroupId,
    expected_version: Option<i64>,
    values: GroupValues,
) -> Result<Group, AppError> {
    cx.require(Permission::GroupsUpdate)?;
    let values = validate::tidy(values);
    validate::check(cx, &values)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| change(&cx, conn, id, expected_version, &values)).await
}

fn change(
    cx: &ServiceContext,
    conn: &mut Conn,
    id: GroupId,
    expected_version: Option<i64>,
    values: &GroupValues,
) -> Result<Group, AppError> {
    let before = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
    if expected_version.is_some_and(|expected| expected != before.version) {
        return Err(AppError::Conflict);
    }
    let changes = differences(&before, values);
    if changes.is_empty() {
        return Ok(before);
    }
    if let Some(parent) = values.parent.filter(|parent| Some(*parent) != before.parent) {
        let below = queries::height(conn, &cx.scope, id)?;
        validate::check_place(cx, conn, &before, parent, below)?;
    }
    rights::moving(cx, conn, &before, values, |conn| {
        queries::update(conn, &cx.scope, id, before.version, values, cx.app.clock.now())
            .map_err(|error| refused(cx, error))
    })?;
    audit::insert(conn, &cx.scope, &[entry(cx, id, "update", changes)])?;
    queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)
}

/// Where a group is in use.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn usage(cx: &ServiceContext, id: GroupId) -> Result<Usage, AppError> {
    cx.require(Permission::GroupsGetObject)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.read(move |conn| {
        let group = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        used(&cx, conn, &group)
    })
    .await
}

fn used(cx: &ServiceContext, conn: &mut Conn, group: &Group) -> Result<Usage, AppError> {
    let children = queries::children(conn, &cx.scope, group.id)?;
    let projects = queries::projects_of(conn, &cx.scope, &[group.id])?;
    Ok(Usage {
        children: children.into_iter().map(|child| (child.id, child.name)).collect(),
        members: group.members,
        projects: projects.into_iter().map(|(_, id, name)| (id, name)).collect(),
        plugins: queries::plugins_set_for(conn, &cx.scope, group.id)?,
    })
}

/// Deletes a group. Its members and projects are let go; answers whom it held.
///
/// # Errors
/// [`AppError::Invalid`] while groups or settings of plugins hang on it; [`AppError::NotFound`].
pub async fn delete_group(cx: &ServiceContext, id: GroupId) -> Result<Group, AppError> {
    cx.require(Permission::GroupsDelete)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let group = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        let usage = used(&cx, conn, &group)?;
        if usage.is_needed() {
            return Err(AppError::Invalid(validate::in_use(&cx, &usage)));
        }
        let gone = |old: serde_json::Value| Change { old, new: serde_json::Value::Null };
        let changes = [
            ("name".to_owned(), gone(json!(group.name))),
            ("members".to_owned(), gone(json!(group.members))),
        ];
        rights::keeping(&cx, conn, |conn| Ok(queries::delete(conn, &cx.scope, id)?))?;
        audit::insert(conn, &cx.scope, &[entry(&cx, id, "delete", changes.into_iter().collect())])?;
        Ok(group)
    })
    .await
}

/// One group, with the groups above it.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's groups too.
pub async fn find_group(cx: &ServiceContext, id: GroupId) -> Result<(Group, Vec<Group>), AppError> {
    cx.require(Permission::GroupsGetObject)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| {
            let group = queries::find(conn, &scope, id)?.ok_or(AppError::NotFound)?;
            let above = queries::above(conn, &scope, std::slice::from_ref(&group))?.remove(&id);
            Ok((group, above.unwrap_or_default()))
        })
        .await
}

/// How many groups there are of each kind.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn count_groups(cx: &ServiceContext) -> Result<GroupCounts, AppError> {
    cx.require(Permission::GroupsList)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::count(conn, &scope)).await.map_err(AppError::Database)
}

/// Puts each group behind the one it belongs to; groups with the same place stay as they come.
fn in_tree_order(groups: Vec<Group>) -> Vec<PlacedGroup> {
    let known: std::collections::HashSet<GroupId> = groups.iter().map(|group| group.id).collect();
    let mut below: HashMap<Option<GroupId>, Vec<Group>> = HashMap::new();
    for group in groups.into_iter().rev() {
        below.entry(group.parent.filter(|parent| known.contains(parent))).or_default().push(group);
    }
    let mut placed = Vec::new();
    let top = below.remove(&None).unwrap_or_default();
    let mut waiting: Vec<(Group, Vec<String>)> = top.into_iter().map(|group| (group, Vec::new())).collect();
    while let Some((group, above)) = waiting.pop() {
        let mut way = above.clone();
        way.push(group.name.clone());
        let children = below.remove(&Some(group.id)).unwrap_or_default();
        placed.push(PlacedGroup { group, above });
        waiting.extend(children.into_iter().map(|child| (child, way.clone())));
    }
    placed
}

/// A piece of a tree.
fn piece(all: Vec<PlacedGroup>, anchor: Option<GroupAnchor>, limit: usize) -> GroupPage {
    let at = |id: GroupId| all.iter().position(|placed| placed.group.id == id);
    let (from, to) = match anchor {
        Some(GroupAnchor::After(id)) => {
            let from = at(id).map_or(0, |at| at + 1);
            (from, (from + limit).min(all.len()))
        }
        Some(GroupAnchor::Before(id)) => {
            let to = at(id).unwrap_or(all.len());
            (to.saturating_sub(limit), to)
        }
        None => (0, limit.min(all.len())),
    };
    let next = (to < all.len() && to > from).then(|| GroupAnchor::After(all[to - 1].group.id));
    let previous = (from > 0 && to > from).then(|| GroupAnchor::Before(all[from].group.id));
    GroupPage { groups: all.into_iter().skip(from).take(to - from).collect(), is_tree: true, next, previous }
}

/// One page of groups: as a tree while they are few enough, by name when they are searched or many.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_groups(
    cx: &ServiceContext,
    kind: UserKind,
    search: Option<String>,
    anchor: Option<GroupAnchor>,
    limit: usize,
) -> Result<GroupPage, AppError> {
    cx.require(Permission::GroupsList)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| {
            if search.is_none()
                && let Some(all) = queries::tree(conn, &scope, kind, TREE)?
            {
                return Ok(piece(in_tree_order(all), anchor, limit));
            }
            queries::page(conn, &scope, kind, search.as_deref(), anchor, limit)
        })
        .await
        .map_err(AppError::Database)
}

#[cfg(test)]
mod tests;
