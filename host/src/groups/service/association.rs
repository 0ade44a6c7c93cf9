//! The groups of one person.
use std::collections::BTreeMap;

use elenco_db::{Conn, GroupId, ProjectId, UserId};
use serde_json::json;

use super::members::moved;
use super::{entry, rights, validate};
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups::model::{Association, Group, PlacedGroup, Undecided};
use crate::groups::queries;
use crate::users;

/// The groups that somebody was put into, in the order of their paths.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn groups_of_person(cx: &ServiceContext, user: UserId) -> Result<Vec<PlacedGroup>, AppError> {
    cx.require(Permission::GroupsList)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| {
        let own = queries::groups_of(conn, &scope, user)?;
        let own = queries::find_some(conn, &scope, &own)?;
        let mut above = queries::above(conn, &scope, &own)?;
        let place = |group: Group| {
            let way = above.remove(&group.id).unwrap_or_default();
            PlacedGroup { above: way.into_iter().map(|above| above.name).collect(), group }
        };
        Ok(own.into_iter().map(place).collect::<Vec<_>>())
    });
    let mut placed = found.await.map_err(AppError::Database)?;
    placed.sort_by_cached_key(|placed| crate::fold::fold(&placed.path()));
    Ok(placed)
}

/// An entry about the person, beside those about the groups.
fn person_entry(cx: &ServiceContext, user: UserId, before: &[GroupId], after: &[GroupId]) -> AuditEntry {
    let change = Change { old: json!(before), new: json!(after) };
    let changes = BTreeMap::from([("groups".to_owned(), change)]);
    cx.audit_entry(cx.app.clock.now(), ("user", user.as_uuid()), "update", changes)
}

/// Puts a person into groups. Where groups work in projects that the person does not belong to, somebody has to decide
/// first: `decisions` says for each project whether the person joins it. Only projects that the actor may see, and may
/// put people into, are asked about; of the others the person stays out.
///
/// # Errors
/// [`AppError::Invalid`] for a group that is not there or holds the other kind; then nothing is changed.
pub async fn associate(
    cx: &ServiceContext,
    user: UserId,
    groups: Vec<GroupId>,
    decisions: BTreeMap<ProjectId, bool>,
    visible: Vec<ProjectId>,
) -> Result<Association, AppError> {
    cx.require(Permission::GroupsUpdate)?;
    let may_join = cx.permissions.allow(Permission::UsersUpdate);
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let asked = if may_join { visible.as_slice() } else { &[] };
        let wanted = wanted(&cx, conn, user, &groups)?;
        if wanted.new.is_empty() {
            return Ok(Association::Done(0));
        }
        let (open, join) = decide(&cx, conn, user, &wanted.new, &decisions, asked)?;
        if !open.is_empty() {
            return Ok(Association::Undecided(open));
        }
        let mut entries = Vec::new();
        for group in &wanted.new {
            rights::may_bring_in(&cx, conn, group.id)?;
            queries::add(conn, &cx.scope, group.id, &[(wanted.sort_key.clone(), user)])?;
            let changes = [("members".to_owned(), moved(&[user], &[]))].into_iter().collect();
            entries.push(entry(&cx, group.id, "add-members", changes));
        }
        for project in join {
            users::service::join_project(conn, &cx.scope, project, &[user], cx.app.clock.now())?;
        }
        let after: Vec<GroupId> =
            wanted.before.iter().copied().chain(wanted.new.iter().map(|group| group.id)).collect();
        entries.push(person_entry(&cx, user, &wanted.before, &after));
        audit::insert(conn, &cx.scope, &entries)?;
        Ok(Association::Done(wanted.new.len()))
    })
    .await
}

/// The groups somebody is to come into.
struct Wanted {
    before: Vec<GroupId>,
    new: Vec<Group>,
    sort_key: String,
}

fn wanted(
    cx: &ServiceContext,
    conn: &mut Conn,
    user: UserId,
    groups: &[GroupId],
) -> Result<Wanted, AppError> {
    let before = queries::groups_of(conn, &cx.scope, user)?;
    let mut ids: Vec<GroupId> = groups.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let found = queries::find_some(conn, &cx.scope, &ids)?;
    if found.len() != ids.len() {
        return Err(validate::unknown_group(cx));
    }
    let Some(kind) = found.first().map(|group| group.kind) else {
        return Ok(Wanted { before, new: Vec::new(), sort_key: String::new() });
    };
    let person = queries::just_these(conn, &cx.scope, kind, &[user])?;
    let (Some((sort_key, _)), true) =
        (person.into_iter().next(), found.iter().all(|group| group.kind == kind))
    else {
        return Err(validate::unknown_group(cx));
    };
    let new = found.into_iter().filter(|group| !before.contains(&group.id)).collect();
    Ok(Wanted { before, new, sort_key })
}

/// The projects about which nobody has decided yet, and those that the person joins.
fn decide(
    cx: &ServiceContext,
    conn: &mut Conn,
    user: UserId,
    new: &[Group],
    decisions: &BTreeMap<ProjectId, bool>,
    asked: &[ProjectId],
) -> Result<(Vec<Undecided>, Vec<ProjectId>), AppError> {
    let ids: Vec<GroupId> = new.iter().map(|group| group.id).collect();
    let own = users::service::projects_of(conn, &cx.scope, user)?;
    let mut near: Vec<Undecided> = Vec::new();
    for (group, id, name) in queries::projects_of(conn, &cx.scope, &ids)? {
        if own.contains(&id) || !asked.contains(&id) {
            continue;
        }
        let group = new.iter().find(|new| new.id == group).map(|group| group.name.clone());
        match near.iter_mut().find(|project| project.id == id) {
            Some(project) => project.groups.extend(group),
            None => near.push(Undecided { id, name, groups: group.into_iter().collect() }),
        }
    }
    let join = near.iter().filter(|project| decisions.get(&project.id) == Some(&true));
    let join = join.map(|project| project.id).collect();
    near.retain(|project| !decisions.contains_key(&project.id));
    Ok((near, join))
}

/// Takes a person out of groups. The person's projects stay as they are. Answers of how many.
///
/// # Errors
/// The database's.
pub async fn dissociate(cx: &ServiceContext, user: UserId, groups: Vec<GroupId>) -> Result<usize, AppError> {
    cx.require(Permission::GroupsUpdate)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let before = queries::groups_of(conn, &cx.scope, user)?;
        let (gone, after): (Vec<GroupId>, Vec<GroupId>) =
            before.iter().partition(|group| groups.contains(group));
        if gone.is_empty() {
            return Ok(0);
        }
        let mut entries = vec![person_entry(&cx, user, &before, &after)];
        rights::keeping(&cx, conn, |conn| {
            for group in &gone {
                queries::remove(conn, &cx.scope, *group, &[user])?;
            }
            Ok(())
        })?;
        for group in &gone {
            let changes = [("members".to_owned(), moved(&[], &[user]))].into_iter().collect();
            entries.push(entry(&cx, *group, "remove-members", changes));
        }
        audit::insert(conn, &cx.scope, &entries)?;
        Ok(gone.len())
    })
    .await
}
