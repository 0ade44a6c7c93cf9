//! To whom roles are given, and from whom they are taken.
use std::collections::{BTreeMap, HashSet};

use elenco_db::{Conn, RoleId, UserId};
use serde_json::{Value, json};

use super::{guard, validate};
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::roles::model::Role;
use crate::roles::queries::{self, people};
use crate::users;
use crate::users::model::{Page, PageAnchor, UserKind, UserSummary};

/// One page of the people to whom a role was given, by name.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_people(
    cx: &ServiceContext,
    id: RoleId,
    search: Option<String>,
    anchor: Option<PageAnchor>,
    limit: usize,
) -> Result<Page<UserSummary>, AppError> {
    cx.require(Permission::RolesGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| {
        let text = search.as_deref().map(fold).filter(|text| !text.is_empty());
        let wanted = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let backwards = anchor.as_ref().is_some_and(|anchor| anchor.backwards);
        let from = anchor.as_ref().map(|anchor| (anchor.sort_key.as_str(), anchor.id, anchor.backwards));
        let mut keys = people::matching(conn, &scope, id, text.as_deref(), from, wanted)?;
        let more = keys.len() > limit;
        keys.truncate(limit);
        if backwards {
            keys.reverse();
        }
        let (has_next, has_previous) = if backwards { (true, more) } else { (more, anchor.is_some()) };
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

/// To whom of these people a role was given.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn people_among(
    cx: &ServiceContext,
    id: RoleId,
    ids: Vec<UserId>,
) -> Result<HashSet<UserId>, AppError> {
    cx.require(Permission::RolesGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| people::among(conn, &scope, id, &ids));
    found.await.map_err(AppError::Database)
}

/// Which of these people are clients; the others have their page among specialists.
///
/// # Errors
/// The database's.
pub async fn clients_among(cx: &ServiceContext, ids: Vec<UserId>) -> Result<HashSet<UserId>, AppError> {
    let scope = cx.scope;
    let read = cx.app.db.read(move |conn| users::service::named(conn, &scope, &ids));
    let found = read.await.map_err(AppError::Database)?;
    Ok(found.into_iter().filter(|(_, kind, ..)| *kind == UserKind::Client).map(|(id, ..)| id).collect())
}

/// An entry about a person whose roles became others.
fn person_entry(cx: &ServiceContext, user: UserId, role: &Role, comes: bool) -> AuditEntry {
    let name = json!([role.name]);
    let (action, change) = if comes {
        ("associate", Change { old: Value::Null, new: name })
    } else {
        ("dissociate", Change { old: name, new: Value::Null })
    };
    let changes = BTreeMap::from([("roles".to_owned(), change)]);
    cx.audit_entry(cx.app.clock.now(), ("user", user.as_uuid()), action, changes)
}

/// Gives roles to people; who has one keeps it. Answers how many times something was given.
fn give(cx: &ServiceContext, conn: &mut Conn, ids: &[RoleId], to: &[UserId]) -> Result<usize, AppError> {
    let wanted: HashSet<&RoleId> = ids.iter().collect();
    let roles = queries::find_some(conn, &cx.scope, ids)?;
    if roles.len() != wanted.len() {
        return Err(validate::unknown_role(cx));
    }
    let mut unique = to.to_vec();
    unique.sort_unstable();
    unique.dedup();
    let mut found = Vec::new();
    for chunk in unique.chunks(500) {
        found.extend(users::service::summaries(conn, &cx.scope, chunk)?);
    }
    if found.len() != unique.len() {
        return Err(validate::unknown_person(cx));
    }
    let mut given = 0;
    for role in &roles {
        let present = people::among(conn, &cx.scope, role.id, &unique)?;
        let new: Vec<(String, UserId)> = found
            .iter()
            .filter(|person| !present.contains(&person.id))
            .map(|person| (person.sort_key.clone(), person.id))
            .collect();
        if new.is_empty() {
            continue;
        }
        guard::require_giving(cx, &role.grants)?;
        people::add(conn, &cx.scope, role.id, &new)?;
        let entries: Vec<AuditEntry> = new.iter().map(|(_, id)| person_entry(cx, *id, role, true)).collect();
        audit::insert(conn, &cx.scope, &entries)?;
        given += new.len();
    }
    Ok(given)
}

/// Takes roles from people. Answers how many times something was taken.
fn take(cx: &ServiceContext, conn: &mut Conn, ids: &[RoleId], from: &[UserId]) -> Result<usize, AppError> {
    let mut taken = 0;
    for role in queries::find_some(conn, &cx.scope, ids)? {
        let present = people::among(conn, &cx.scope, role.id, from)?;
        let mut present: Vec<UserId> = present.into_iter().collect();
        present.sort_unstable();
        people::remove(conn, &cx.scope, role.id, &present)?;
        let entries: Vec<AuditEntry> = present.iter().map(|id| person_entry(cx, *id, &role, false)).collect();
        audit::insert(conn, &cx.scope, &entries)?;
        taken += present.len();
    }
    Ok(taken)
}

/// Gives a role to people, or takes it from them, inside the caller's transaction. Answers for whom that was a change.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::Invalid`] when the role holds what the actor does not have, or nobody would be
/// left who may do everything.
pub fn exchange_some(
    cx: &ServiceContext,
    conn: &mut Conn,
    id: RoleId,
    people: &[UserId],
    come: bool,
) -> Result<Vec<UserId>, AppError> {
    cx.require(Permission::RolesUpdate)?;
    let present = people::among(conn, &cx.scope, id, people)?;
    let mut moved: Vec<UserId> =
        people.iter().copied().filter(|user| present.contains(user) != come).collect();
    moved.sort_unstable();
    moved.dedup();
    if moved.is_empty() {
        return Ok(moved);
    }
    if come {
        give(cx, conn, &[id], &moved)?;
    } else {
        guard::keep_an_administrator(cx, conn, |conn| take(cx, conn, &[id], &moved))?;
    }
    Ok(moved)
}

async fn giving(cx: &ServiceContext, ids: Vec<RoleId>, to: Vec<UserId>) -> Result<usize, AppError> {
    cx.require(Permission::RolesUpdate)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| give(&cx, conn, &ids, &to)).await
}

async fn taking(cx: &ServiceContext, ids: Vec<RoleId>, from: Vec<UserId>) -> Result<usize, AppError> {
    cx.require(Permission::RolesUpdate)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| guard::keep_an_administrator(&cx, conn, |conn| take(&cx, conn, &ids, &from))).await
}

/// Gives a role to people. Answers how many got it.
///
/// # Errors
/// [`AppError::Invalid`] for people who are not there, and for permissions that the actor does not have; then nobody
/// gets it.
pub async fn give_to_people(cx: &ServiceContext, id: RoleId, to: Vec<UserId>) -> Result<usize, AppError> {
    giving(cx, vec![id], to).await
}

/// Takes a role from people. Answers how many had it.
///
/// # Errors
/// [`AppError::Invalid`] when nobody would be left who may do everything; then nobody loses it.
pub async fn take_from_people(cx: &ServiceContext, id: RoleId, from: Vec<UserId>) -> Result<usize, AppError> {
    taking(cx, vec![id], from).await
}

/// Gives roles to a person.
///
/// # Errors
/// As [`give_to_people`].
pub async fn associate(cx: &ServiceContext, user: UserId, ids: Vec<RoleId>) -> Result<usize, AppError> {
    giving(cx, ids, vec![user]).await
}

/// Takes roles from a person. What groups give stays.
///
/// # Errors
/// As [`take_from_people`].
pub async fn dissociate(cx: &ServiceContext, user: UserId, ids: Vec<RoleId>) -> Result<usize, AppError> {
    taking(cx, ids, vec![user]).await
}
