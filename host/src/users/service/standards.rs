//! Under which rules passwords were taken, and asking people to choose another one.
use std::collections::BTreeMap;

use elenco_db::{Conn, DbError, GroupId, TenantScope, UserId};
use serde_json::json;

use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::settings::Basis;
use crate::groups;
use crate::users::queries;

pub use crate::users::queries::Circle;

/// Most members of a project or a group that are looked at one by one.
const MOST_MEMBERS: i64 = 100_000;
/// People who are asked in one short transaction.
const BATCH: i64 = 1_000;

/// How many passwords were taken under which rules.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// Name of the rules, the rules, and how many people; nothing where they are not known.
    pub counts: Vec<(Option<String>, Option<Basis>, i64)>,
    /// There were too many members to look at all of them.
    pub more: bool,
}

/// The groups of a circle: the one that it names and all below it.
fn groups_of(conn: &mut Conn, scope: &TenantScope, of: &Circle) -> Result<Vec<GroupId>, DbError> {
    match of {
        Circle::Group(id) => groups::service::with_those_below(conn, scope, *id),
        Circle::Everybody | Circle::Project(_) => Ok(Vec::new()),
    }
}

/// Counts people with a password by the rules under which it was taken, of the tenant, a project or a group. Whoever is
/// to choose another one anyway is not counted.
///
/// # Errors
/// The database's.
pub async fn count_by_basis(cx: &ServiceContext, of: Circle) -> Result<Tally, AppError> {
    let scope = cx.scope;
    let bounded = of != Circle::Everybody;
    let (counts, bases) = cx
        .app
        .db
        .read(move |conn| {
            let counts = match of {
                Circle::Everybody => queries::count_by_basis(conn, &scope)?,
                _ => {
                    let groups = groups_of(conn, &scope, &of)?;
                    queries::count_members_by_basis(conn, &scope, (&of, &groups), MOST_MEMBERS)?
                }
            };
            Ok((counts, queries::bases(conn, &scope)?))
        })
        .await
        .map_err(AppError::Database)?;
    let seen: i64 = counts.iter().map(|(_, people)| people).sum();
    let counts = counts.into_iter().map(|(basis, people)| {
        let rules = basis.as_ref().and_then(|basis| bases.get(basis).cloned());
        (basis, rules, people)
    });
    Ok(Tally { counts: counts.collect(), more: bounded && seen >= MOST_MEMBERS })
}

/// Notes of everybody whose password was taken under these rules that they are to choose another one, in short batches,
/// each with its audit. Answers how many.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn ask_to_change(cx: &ServiceContext, of: Circle, bases: Vec<String>) -> Result<u64, AppError> {
    cx.require(Permission::UsersUpdate)?;
    if bases.is_empty() {
        return Ok(0);
    }
    let mut asked = 0;
    loop {
        let batch = ask_some(cx, of.clone(), bases.clone()).await?;
        asked += batch as u64;
        if (batch as i64) < BATCH {
            return Ok(asked);
        }
    }
}

async fn ask_some(cx: &ServiceContext, of: Circle, bases: Vec<String>) -> Result<usize, AppError> {
    let (scope, now, by) = (cx.scope, cx.app.clock.now(), cx.clone());
    cx.app
        .db
        .write(move |conn| {
            let groups = groups_of(conn, &scope, &of)?;
            let people = queries::ask_to_change(conn, &scope, (&of, &groups), &bases, now, BATCH)?;
            let entries: Vec<AuditEntry> = people
                .iter()
                .map(|id| {
                    let change = Change { old: json!(false), new: json!(true) };
                    let changes = BTreeMap::from([("must_change_password".to_owned(), change)]);
                    by.audit_entry(now, ("user", id.as_uuid()), "update", changes)
                })
                .collect();
            audit::insert(conn, &scope, &entries)?;
            Ok(people.len())
        })
        .await
        .map_err(AppError::Database)
}

/// Full names of people, for pages that tell who did something.
///
/// # Errors
/// The database's.
pub async fn names_of(cx: &ServiceContext, ids: Vec<UserId>) -> Result<BTreeMap<UserId, String>, AppError> {
    let scope = cx.scope;
    let found = cx
        .app
        .db
        .read(move |conn| queries::find_by_ids(conn, &scope, &ids))
        .await
        .map_err(AppError::Database)?;
    Ok(found.into_iter().map(|stored| (stored.user.id, stored.user.full_name())).collect())
}
