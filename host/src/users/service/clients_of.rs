//! The clients of a thing: of a company, of a service. Whatever has clients gets them, and loses them, here.
mod person;

use std::collections::{BTreeMap, HashSet};

use elenco_db::{Conn, DbError, ProjectId, UserId};
use serde_json::{Value, json};
use uuid::Uuid;

pub use person::{associate_person, dissociate_person, exchange_some};

use super::{matching, summaries, validate};
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::groups::model::Chosen;
use crate::users::model::{Page, PageAnchor, UserFilter, UserKind, UserSummary};
use crate::users::queries;

/// People of one step through everybody who matches.
const STEP: i64 = 1000;
/// People whom an entry of the audit about the thing names; of more it says how many. The entries about the people name
/// each of them.
const NAMED: usize = 20;

/// Clients by their sort keys.
pub type Keys = Vec<(String, UserId)>;

/// A thing that has clients, by its id.
pub trait HasClients: Copy + Eq + Send + Sync + 'static {
    /// Its word in the audit: `company`.
    const OBJECT: &'static str;
    /// What a person has of it, as the audit calls that: `companies`.
    const CHANGE: &'static str;
    /// What one has to be allowed to see it.
    const SHOW: Permission;
    /// What one has to be allowed to change its clients.
    const UPDATE: Permission;

    /// The id without its type.
    fn uuid(self) -> Uuid;
    /// Its name; nothing when the tenant has no such thing.
    ///
    /// # Errors
    /// The engine's.
    fn name(self, conn: &mut Conn, cx: &ServiceContext) -> Result<Option<String>, DbError>;
    /// Which of these people are its clients.
    ///
    /// # Errors
    /// The engine's.
    fn among(self, conn: &mut Conn, cx: &ServiceContext, ids: &[UserId]) -> Result<HashSet<UserId>, DbError>;
    /// Its clients who match a folded text, from an anchor on.
    ///
    /// # Errors
    /// The engine's.
    fn matching(
        self,
        conn: &mut Conn,
        cx: &ServiceContext,
        text: Option<&str>,
        anchor: Option<&PageAnchor>,
        wanted: i64,
    ) -> Result<Keys, DbError>;
    /// Adds clients, none of whom it has yet.
    ///
    /// # Errors
    /// The engine's.
    fn add(self, conn: &mut Conn, cx: &ServiceContext, people: &[(String, UserId)]) -> Result<(), DbError>;
    /// Takes clients away.
    ///
    /// # Errors
    /// The engine's.
    fn remove(self, conn: &mut Conn, cx: &ServiceContext, people: &[UserId]) -> Result<(), DbError>;
}

/// One page of a thing's clients by name.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_clients<T: HasClients>(
    cx: &ServiceContext,
    of: T,
    search: Option<String>,
    anchor: Option<PageAnchor>,
    limit: usize,
) -> Result<Page<UserSummary>, AppError> {
    cx.require(T::SHOW)?;
    cx.require(Permission::UsersList)?;
    let (acting, db) = (cx.clone(), cx.app.db.clone());
    let found = db.read(move |conn| {
        let text = search.as_deref().map(fold).filter(|text| !text.is_empty());
        let wanted = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut keys = of.matching(conn, &acting, text.as_deref(), anchor.as_ref(), wanted)?;
        let more = keys.len() > limit;
        keys.truncate(limit);
        let backwards = anchor.as_ref().is_some_and(|anchor| anchor.backwards);
        if backwards {
            keys.reverse();
        }
        let (has_previous, has_next) = if backwards { (more, true) } else { (anchor.is_some(), more) };
        let edge = |key: Option<&(String, UserId)>, backwards: bool| {
            key.map(|(sort_key, id)| PageAnchor { sort_key: sort_key.clone(), id: *id, backwards })
        };
        let ids: Vec<UserId> = keys.iter().map(|(_, id)| *id).collect();
        Ok(Page {
            items: summaries(conn, &acting.scope, &ids)?,
            next: edge(keys.last(), false).filter(|_| has_next),
            previous: edge(keys.first(), true).filter(|_| has_previous),
        })
    });
    found.await.map_err(AppError::Database)
}

/// Which of these people are clients of the thing.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn clients_among<T: HasClients>(
    cx: &ServiceContext,
    of: T,
    people: Vec<UserId>,
) -> Result<HashSet<UserId>, AppError> {
    cx.require(T::SHOW)?;
    let (acting, db) = (cx.clone(), cx.app.db.clone());
    db.read(move |conn| of.among(conn, &acting, &people)).await.map_err(AppError::Database)
}

/// What the audit keeps of clients who came to a thing, or left it: an entry about it, and one about each person.
fn entries<T: HasClients>(
    cx: &ServiceContext,
    conn: &mut Conn,
    of: T,
    name: &str,
    people: &[UserId],
    came: bool,
) -> Result<Vec<AuditEntry>, DbError> {
    let change = |value: Value| {
        if came { Change { old: Value::Null, new: value } } else { Change { old: value, new: Value::Null } }
    };
    let now = cx.app.clock.now();
    let whom = if people.len() > NAMED {
        json!(people.len())
    } else {
        let found = summaries(conn, &cx.scope, people)?;
        json!(found.iter().map(|p| format!("{} {}", p.first_names, p.last_names)).collect::<Vec<_>>())
    };
    let action = if came { "associate" } else { "dissociate" };
    let changes = BTreeMap::from([("clients".to_owned(), change(whom))]);
    let mut all = vec![cx.audit_entry(now, (T::OBJECT, of.uuid()), action, changes)];
    all.extend(people.iter().map(|person| {
        let changes = BTreeMap::from([(T::CHANGE.to_owned(), change(json!(name)))]);
        cx.audit_entry(now, ("user", person.as_uuid()), action, changes)
    }));
    Ok(all)
}

/// Those of these people who are not clients of the thing yet become so. Answers of how many.
fn take_in<T: HasClients>(
    cx: &ServiceContext,
    conn: &mut Conn,
    (of, name): (T, &str),
    people: Keys,
) -> Result<u64, AppError> {
    let ids: Vec<UserId> = people.iter().map(|(_, id)| *id).collect();
    let present = of.among(conn, cx, &ids)?;
    let new: Keys = people.into_iter().filter(|(_, id)| !present.contains(id)).collect();
    if new.is_empty() {
        return Ok(0);
    }
    of.add(conn, cx, &new)?;
    let ids: Vec<UserId> = new.iter().map(|(_, id)| *id).collect();
    let entries = entries(cx, conn, of, name, &ids, true)?;
    audit::insert(conn, &cx.scope, &entries)?;
    Ok(ids.len() as u64)
}

fn let_go<T: HasClients>(
    cx: &ServiceContext,
    conn: &mut Conn,
    (of, name): (T, &str),
    people: &[UserId],
) -> Result<u64, AppError> {
    if people.is_empty() {
        return Ok(0);
    }
    let entries = entries(cx, conn, of, name, people, false)?;
    of.remove(conn, cx, people)?;
    audit::insert(conn, &cx.scope, &entries)?;
    Ok(people.len() as u64)
}

fn stranger(cx: &ServiceContext) -> AppError {
    AppError::Invalid(vec![validate::problem(cx, "clients", "client.unknown", "associations-problem-client")])
}

/// Associates clients of a project with a thing; whoever is associated stays so. Answers how many came.
///
/// # Errors
/// [`AppError::Invalid`] when somebody is no client of the project; then nothing is changed. [`AppError::NotFound`].
pub async fn associate_clients<T: HasClients>(
    cx: &ServiceContext,
    of: T,
    project: ProjectId,
    chosen: Chosen,
) -> Result<u64, AppError> {
    cx.require(T::UPDATE)?;
    cx.require(Permission::UsersList)?;
    let (cx, db) = (cx.clone(), cx.app.db.clone());
    db.write(move |conn| {
        let name = of.name(conn, &cx)?.ok_or(AppError::NotFound)?;
        match &chosen {
            Chosen::People(ids) => {
                let unique: HashSet<&UserId> = ids.iter().collect();
                let people = queries::members_of_kind(conn, &cx.scope, project, UserKind::Client, ids)?;
                if people.len() != unique.len() {
                    return Err(stranger(&cx));
                }
                take_in(&cx, conn, (of, &name), people)
            }
            Chosen::Matching { project, search } => {
                let filter = UserFilter::searching(search.clone());
                let (mut total, mut anchor, now) = (0, None, cx.app.clock.now());
                loop {
                    let of_project = (*project, UserKind::Client);
                    let step = matching(conn, &cx.scope, of_project, &filter, now, anchor.as_ref(), STEP)?;
                    let Some((sort_key, id)) = step.last().cloned() else { break };
                    anchor = Some(PageAnchor { sort_key, id, backwards: false });
                    total += take_in(&cx, conn, (of, &name), step)?;
                }
                Ok(total)
            }
        }
    })
    .await
}

/// Takes clients away from a thing. Answers how many went.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn dissociate_clients<T: HasClients>(
    cx: &ServiceContext,
    of: T,
    chosen: Chosen,
) -> Result<u64, AppError> {
    cx.require(T::UPDATE)?;
    let (cx, db) = (cx.clone(), cx.app.db.clone());
    db.write(move |conn| {
        let name = of.name(conn, &cx)?.ok_or(AppError::NotFound)?;
        match &chosen {
            Chosen::People(ids) => {
                let mut present: Vec<UserId> = of.among(conn, &cx, ids)?.into_iter().collect();
                present.sort_unstable();
                let_go(&cx, conn, (of, &name), &present)
            }
            Chosen::Matching { search, .. } => {
                let text = search.as_deref().map(fold).filter(|text| !text.is_empty());
                let mut total = 0;
                loop {
                    let step = of.matching(conn, &cx, text.as_deref(), None, STEP)?;
                    if step.is_empty() {
                        return Ok(total);
                    }
                    let ids: Vec<UserId> = step.into_iter().map(|(_, id)| id).collect();
                    total += let_go(&cx, conn, (of, &name), &ids)?;
                }
            }
        }
    })
    .await
}

/// Lets a thing that is deleted go from everybody: each person's history says so.
///
/// # Errors
/// The engine's.
pub fn let_everybody_go<T: HasClients>(
    cx: &ServiceContext,
    conn: &mut Conn,
    of: T,
    name: &str,
) -> Result<u64, AppError> {
    let mut total = 0;
    loop {
        let step = of.matching(conn, cx, None, None, STEP)?;
        if step.is_empty() {
            return Ok(total);
        }
        let ids: Vec<UserId> = step.into_iter().map(|(_, id)| id).collect();
        total += let_go(cx, conn, (of, name), &ids)?;
    }
}
