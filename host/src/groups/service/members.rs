//! Who belongs to a group.
use std::collections::HashSet;

use elenco_db::{Conn, GroupId, ProjectId, UserId};
use serde_json::{Value, json};

use super::{entry, rights, validate};
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::groups::model::{Chosen, Group, Moved};
use crate::groups::queries;
use crate::users;
use crate::users::model::{Page, PageAnchor, UserFilter, UserSummary};

/// People of one step through everybody who matches, and of one entry of the audit.
const STEP: i64 = 1000;

/// One page of a group's own members by name.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_members(
    cx: &ServiceContext,
    id: GroupId,
    search: Option<String>,
    anchor: Option<PageAnchor>,
    limit: usize,
) -> Result<Page<UserSummary>, AppError> {
    cx.require(Permission::GroupsGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| {
        let text = search.as_deref().map(fold).filter(|text| !text.is_empty());
        let (keys, has_previous, has_next) =
            queries::list_members(conn, &scope, id, text.as_deref(), anchor.as_ref(), limit)?;
        let edge = |key: Option<&(String, UserId)>, backwards: bool| {
            key.map(|(sort_key, id)| PageAnchor { sort_key: sort_key.clone(), id: *id, backwards })
        };
        let ids: Vec<UserId> = keys.iter().map(|(_, id)| *id).collect();
        Ok(Page {
            items: users::service::summaries(conn, &scope, &ids)?,
            next: edge(keys.last(), false).filter(|_| has_next),
            previous: edge(keys.first(), true).filter(|_| has_previous),
        })
    });
    found.await.map_err(AppError::Database)
}

/// Which of these people are in the group.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn members_among(
    cx: &ServiceContext,
    id: GroupId,
    people: Vec<UserId>,
) -> Result<HashSet<UserId>, AppError> {
    cx.require(Permission::GroupsGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::members_among(conn, &scope, id, &people));
    found.await.map_err(AppError::Database)
}

/// The audit of people who came or went: whom it was, so that it can be taken back by hand.
pub(super) fn moved(came: &[UserId], went: &[UserId]) -> Change {
    let list = |ids: &[UserId]| if ids.is_empty() { Value::Null } else { json!(ids) };
    Change { old: list(went), new: list(came) }
}

/// Puts people into a group; whoever is in it stays. They also join these projects of the group.
///
/// # Errors
/// [`AppError::Invalid`] when somebody is not there or of the other kind, or the group does not work in a project;
/// then nothing is changed. [`AppError::NotFound`].
pub async fn add_members(
    cx: &ServiceContext,
    id: GroupId,
    chosen: Chosen,
    join: Vec<ProjectId>,
) -> Result<Moved, AppError> {
    cx.require(Permission::GroupsUpdate)?;
    cx.require(Permission::UsersList)?;
    if !join.is_empty() {
        cx.require(Permission::UsersUpdate)?;
    }
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let group = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        let own = queries::projects_of(conn, &cx.scope, &[id])?;
        if join.iter().any(|project| own.iter().all(|(_, own, _)| own != project)) {
            return Err(validate::unknown_project(&cx));
        }
        rights::may_bring_in(&cx, conn, id)?;
        match &chosen {
            Chosen::People(ids) => {
                let unique: HashSet<&UserId> = ids.iter().collect();
                let people = queries::just_these(conn, &cx.scope, group.kind, ids)?;
                if people.len() != unique.len() {
                    return Err(validate::unknown_person(&cx));
                }
                Ok(Moved { people: take_in(&cx, conn, &group, people, &join)? })
            }
            Chosen::Matching { project, search } => {
                let filter = UserFilter::searching(search.clone());
                let (mut total, mut anchor, now) = (0, None, cx.app.clock.now());
                loop {
                    let step = users::service::matching(
                        conn,
                        &cx.scope,
                        (*project, group.kind),
                        &filter,
                        now,
                        anchor.as_ref(),
                        STEP,
                    )?;
                    let Some((sort_key, id)) = step.last().cloned() else { break };
                    anchor = Some(PageAnchor { sort_key, id, backwards: false });
                    total += take_in(&cx, conn, &group, step, &join)?;
                }
                Ok(Moved { people: total })
            }
        }
    })
    .await
}

/// Puts some people into a group, inside the caller's transaction; their projects stay as they are. Answers who came;
/// whoever is not there, is of the other kind, or is in it already, does not. Each has an entry in the audit, too.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::Invalid`] when the group gives what the actor has not; [`AppError::NotFound`] when
/// the group is gone.
pub fn add_some(
    cx: &ServiceContext,
    conn: &mut Conn,
    id: GroupId,
    people: &[UserId],
) -> Result<Vec<UserId>, AppError> {
    add_some_joining(cx, conn, id, people, &[])
}

/// As [`add_some`]; who came also joins those of these projects in which the group works.
///
/// # Errors
/// As [`add_some`].
pub fn add_some_joining(
    cx: &ServiceContext,
    conn: &mut Conn,
    id: GroupId,
    people: &[UserId],
    offered: &[ProjectId],
) -> Result<Vec<UserId>, AppError> {
    cx.require(Permission::GroupsUpdate)?;
    let join: Vec<ProjectId> = if offered.is_empty() {
        Vec::new()
    } else {
        cx.require(Permission::UsersUpdate)?;
        let own = queries::projects_of(conn, &cx.scope, &[id])?.into_iter().map(|(_, project, _)| project);
        own.filter(|project| offered.contains(project)).collect()
    };
    let group = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
    rights::may_bring_in(cx, conn, id)?;
    let people = queries::just_these(conn, &cx.scope, group.kind, people)?;
    let came = take_in_new(cx, conn, &group, people, &join)?;
    let entries: Vec<AuditEntry> =
        came.iter().map(|user| tie_entry(cx, *user, "associate", &group.name)).collect();
    audit::insert(conn, &cx.scope, &entries)?;
    Ok(came)
}

/// Takes some people out of a group, inside the caller's transaction. Answers who left; without the group nobody.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub fn remove_some(
    cx: &ServiceContext,
    conn: &mut Conn,
    id: GroupId,
    people: &[UserId],
) -> Result<Vec<UserId>, AppError> {
    cx.require(Permission::GroupsUpdate)?;
    let Some(group) = queries::find(conn, &cx.scope, id)? else { return Ok(Vec::new()) };
    let mut left: Vec<UserId> = queries::members_among(conn, &cx.scope, id, people)?.into_iter().collect();
    left.sort_unstable();
    rights::keeping(cx, conn, |conn| let_go(cx, conn, &group, left.clone()))?;
    let entries: Vec<AuditEntry> =
        left.iter().map(|user| tie_entry(cx, *user, "dissociate", &group.name)).collect();
    audit::insert(conn, &cx.scope, &entries)?;
    Ok(left)
}

/// An entry about a person who comes into a group or leaves it, with the group's name.
fn tie_entry(cx: &ServiceContext, user: UserId, action: &'static str, group: &str) -> AuditEntry {
    let (old, new) =
        if action == "associate" { (Value::Null, json!(group)) } else { (json!(group), Value::Null) };
    let changes = std::collections::BTreeMap::from([("groups".to_owned(), Change { old, new })]);
    cx.audit_entry(cx.app.clock.now(), ("user", user.as_uuid()), action, changes)
}

fn take_in(
    cx: &ServiceContext,
    conn: &mut Conn,
    group: &Group,
    people: Vec<(String, UserId)>,
    join: &[ProjectId],
) -> Result<u64, AppError> {
    Ok(take_in_new(cx, conn, group, people, join)?.len() as u64)
}

fn take_in_new(
    cx: &ServiceContext,
    conn: &mut Conn,
    group: &Group,
    people: Vec<(String, UserId)>,
    join: &[ProjectId],
) -> Result<Vec<UserId>, AppError> {
    let everybody: Vec<UserId> = people.iter().map(|(_, id)| *id).collect();
    let present = queries::members_among(conn, &cx.scope, group.id, &everybody)?;
    let new: Vec<(String, UserId)> = people.into_iter().filter(|(_, id)| !present.contains(id)).collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    queries::add(conn, &cx.scope, group.id, &new)?;
    let ids: Vec<UserId> = new.iter().map(|(_, id)| *id).collect();
    for project in join {
        users::service::join_project(conn, &cx.scope, *project, &ids, cx.app.clock.now())?;
    }
    let mut changes = std::collections::BTreeMap::from([("members".to_owned(), moved(&ids, &[]))]);
    if !join.is_empty() {
        changes.insert("joined".to_owned(), Change { old: Value::Null, new: json!(join) });
    }
    audit::insert(conn, &cx.scope, &[entry(cx, group.id, "add-members", changes)])?;
    Ok(ids)
}

/// Takes people out of a group. Their projects stay as they are.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn remove_members(cx: &ServiceContext, id: GroupId, chosen: Chosen) -> Result<Moved, AppError> {
    cx.require(Permission::GroupsUpdate)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let group = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        rights::keeping(&cx, conn, |conn| match &chosen {
            Chosen::People(ids) => {
                let present = queries::members_among(conn, &cx.scope, id, ids)?;
                Ok(Moved { people: let_go(&cx, conn, &group, present.into_iter().collect())? })
            }
            Chosen::Matching { search, .. } => {
                let text = search.as_deref().map(fold).filter(|text| !text.is_empty());
                let mut total = 0;
                loop {
                    let step = queries::matching(conn, &cx.scope, id, text.as_deref(), None, STEP)?;
                    if step.is_empty() {
                        return Ok(Moved { people: total });
                    }
                    total += let_go(&cx, conn, &group, step.into_iter().map(|(_, id)| id).collect())?;
                }
            }
        })
    })
    .await
}

fn let_go(cx: &ServiceContext, conn: &mut Conn, group: &Group, people: Vec<UserId>) -> Result<u64, AppError> {
    if people.is_empty() {
        return Ok(0);
    }
    queries::remove(conn, &cx.scope, group.id, &people)?;
    let changes = [("members".to_owned(), moved(&[], &people))].into_iter().collect();
    audit::insert(conn, &cx.scope, &[entry(cx, group.id, "remove-members", changes)])?;
    Ok(people.len() as u64)
}
