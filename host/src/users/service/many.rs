//! Changes to some people at once, inside the transaction of whoever keeps count of them: a change to many takes these
//! steps batch by batch. Each person has an entry of one's own in the audit.
use std::collections::{BTreeMap, HashSet};

use elenco_db::{Conn, Instant, ProjectId, UserId};
use serde_json::{Value, json};

use super::administrators::may_go;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::sessions;
use crate::users::model::{User, UserKind};
use crate::users::queries;

/// An entry about a person, of one field.
fn entry(
    cx: &ServiceContext,
    id: UserId,
    action: &'static str,
    field: &str,
    (old, new): (Value, Value),
) -> AuditEntry {
    let changes = BTreeMap::from([(field.to_owned(), Change { old, new })]);
    cx.audit_entry(cx.app.clock.now(), ("user", id.as_uuid()), action, changes)
}

/// Switches the people of a kind among these on or off. Whoever is switched off is signed out everywhere; nobody
/// switches oneself off. Answers who changed, each with the version that one has now.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub fn set_active(
    cx: &ServiceContext,
    conn: &mut Conn,
    kind: UserKind,
    ids: &[UserId],
    active: bool,
) -> Result<Vec<(UserId, i64)>, AppError> {
    cx.require(Permission::UsersUpdate)?;
    let people = queries::hold(conn, &cx.scope, kind, ids)?;
    let oneself = cx.actor.user();
    let others = people.into_iter().filter(|user| user.active != active);
    let changed: Vec<User> = others.filter(|user| active || Some(user.id) != oneself).collect();
    let ids: Vec<UserId> = changed.iter().map(|user| user.id).collect();
    let ids = if active { ids } else { may_go(cx, conn, ids)? };
    let changed: Vec<User> = changed.into_iter().filter(|user| ids.contains(&user.id)).collect();
    queries::set_active(conn, &cx.scope, &ids, active, cx.app.clock.now())?;
    if !active {
        sessions::service::end_all_of_these(conn, &cx.scope, &ids)?;
    }
    let entries: Vec<AuditEntry> =
        ids.iter().map(|id| entry(cx, *id, "update", "status", (json!(!active), json!(active)))).collect();
    audit::insert(conn, &cx.scope, &entries)?;
    Ok(changed.into_iter().map(|user| (user.id, user.version + 1)).collect())
}

/// Versions and states of people, held until the transaction ends.
///
/// # Errors
/// The database's.
pub fn held(
    cx: &ServiceContext,
    conn: &mut Conn,
    kind: UserKind,
    ids: &[UserId],
) -> Result<Vec<User>, AppError> {
    Ok(queries::hold(conn, &cx.scope, kind, ids)?)
}

/// Makes the people of a kind among these members of a project, since `at`. Answers who came.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub fn associate_with_project(
    cx: &ServiceContext,
    conn: &mut Conn,
    kind: UserKind,
    (project, name): (ProjectId, &str),
    people: &[(UserId, Instant)],
) -> Result<Vec<UserId>, AppError> {
    cx.require(Permission::ProjectsAddUsers)?;
    let ids: Vec<UserId> = people.iter().map(|(id, _)| *id).collect();
    let present: HashSet<UserId> =
        queries::members_among(conn, &cx.scope, project, &ids)?.into_iter().collect();
    let came: Vec<User> = queries::find_by_ids(conn, &cx.scope, &ids)?
        .into_iter()
        .map(|stored| stored.user)
        .filter(|user| user.kind == kind && !present.contains(&user.id))
        .collect();
    let mut by_time: BTreeMap<Instant, Vec<&User>> = BTreeMap::new();
    for user in &came {
        if let Some((_, at)) = people.iter().find(|(id, _)| *id == user.id) {
            by_time.entry(*at).or_default().push(user);
        }
    }
    for (at, users) in by_time {
        queries::join_project(conn, &cx.scope, project, &users, at)?;
    }
    let entries: Vec<AuditEntry> = came
        .iter()
        .map(|user| entry(cx, user.id, "associate", "projects", (Value::Null, json!(name))))
        .collect();
    audit::insert(conn, &cx.scope, &entries)?;
    Ok(came.into_iter().map(|user| user.id).collect())
}

/// Takes people out of a project. Answers who left, and since when each had been a member.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub fn dissociate_from_project(
    cx: &ServiceContext,
    conn: &mut Conn,
    kind: UserKind,
    (project, name): (ProjectId, &str),
    ids: &[UserId],
) -> Result<Vec<(UserId, Instant)>, AppError> {
    cx.require(Permission::ProjectsDeleteUsers)?;
    let of_kind: HashSet<UserId> = queries::find_by_ids(conn, &cx.scope, ids)?
        .into_iter()
        .filter(|stored| stored.user.kind == kind)
        .map(|stored| stored.user.id)
        .collect();
    let mut left = queries::member_since(conn, &cx.scope, project, ids)?;
    left.retain(|(id, _)| of_kind.contains(id));
    let gone: Vec<UserId> = left.iter().map(|(id, _)| *id).collect();
    queries::leave_project(conn, &cx.scope, project, &gone)?;
    let entries: Vec<AuditEntry> =
        gone.iter().map(|id| entry(cx, *id, "dissociate", "projects", (json!(name), Value::Null))).collect();
    audit::insert(conn, &cx.scope, &entries)?;
    Ok(left)
}

/// Since when these people belong to the project; those who do not are left out.
///
/// # Errors
/// The database's.
pub fn member_since(
    cx: &ServiceContext,
    conn: &mut Conn,
    project: ProjectId,
    ids: &[UserId],
) -> Result<Vec<(UserId, Instant)>, AppError> {
    Ok(queries::member_since(conn, &cx.scope, project, ids)?)
}
