//! Who belongs to a location.
use std::collections::{BTreeMap, HashMap};

use elenco_db::{Conn, DbError, LocationId, TenantScope, UserId};
use serde_json::json;

use super::validate;
use crate::audit::model::Change;
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::locations::model::{Moved, Usage};
use crate::locations::queries;
use crate::users;
use crate::users::model::{Page, PageAnchor, UserKind, UserSummary};

/// People that are counted; of more it is enough to know that there are more.
const COUNTED: i64 = 1000;
/// People that are moved in one transaction, and in one request.
const BATCH: usize = 500;
const MOVED: usize = 5_000;

pub(super) fn used(conn: &mut Conn, scope: &TenantScope, id: LocationId) -> Result<Usage, DbError> {
    let people = queries::count_people(conn, scope, id, COUNTED + 1)?;
    Ok(Usage { people: people.min(COUNTED), is_more: people > COUNTED })
}

/// How many people belong to a location.
///
/// # Errors
/// The database's.
pub async fn usage(cx: &ServiceContext, id: LocationId) -> Result<Usage, AppError> {
    cx.require(Permission::LocationsList)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| used(conn, &scope, id)).await.map_err(AppError::Database)
}

/// A page of the people of a location, by name, and of which kind each is.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_people(
    cx: &ServiceContext,
    id: LocationId,
    anchor: Option<PageAnchor>,
    limit: usize,
) -> Result<(Page<UserSummary>, HashMap<UserId, UserKind>), AppError> {
    cx.require(Permission::UsersList)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| {
            let (keys, before, after) = queries::list_people(conn, &scope, id, anchor.as_ref(), limit)?;
            let edge = |key: Option<&(String, UserId, String)>, backwards: bool| {
                key.map(|(sort_key, id, _)| PageAnchor { sort_key: sort_key.clone(), id: *id, backwards })
            };
            let next = edge(keys.last().filter(|_| after), false);
            let previous = edge(keys.first().filter(|_| before), true);
            let ids: Vec<_> = keys.iter().map(|(_, id, _)| *id).collect();
            let items = users::service::summaries(conn, &scope, &ids)?;
            let kinds = keys.iter().filter_map(|(_, id, kind)| Some((*id, UserKind::parse(kind)?))).collect();
            Ok((Page { items, next, previous }, kinds))
        })
        .await
        .map_err(AppError::Database)
}

/// Gives the people of a location another one. Their addresses stay as they are. Of very many, the first are moved, and
/// the answer says that there are others.
///
/// # Errors
/// [`AppError::Invalid`] when there is no such other location.
pub async fn move_people(cx: &ServiceContext, from: LocationId, to: LocationId) -> Result<Moved, AppError> {
    cx.require(Permission::LocationsUpdate)?;
    cx.require(Permission::UsersUpdate)?;
    super::find_location(cx, from).await?;
    let target = super::find_location(cx, to).await.ok().filter(|place| place.id != from && place.active);
    if target.is_none() {
        return Err(AppError::Invalid(vec![validate::no_target(cx)]));
    }
    let mut people = 0;
    while people < MOVED {
        let (cx, now) = (cx.clone(), cx.app.clock.now());
        let db = cx.app.db.clone();
        let moved = db
            .write(move |conn| {
                let ids = users::service::relocate(conn, &cx.scope, (from, to), BATCH, now)?;
                let change = || {
                    let change = Change { old: json!(from), new: json!(to) };
                    BTreeMap::from([("location".to_owned(), change)])
                };
                let entries: Vec<_> = ids
                    .iter()
                    .map(|id| cx.audit_entry(now, ("user", id.as_uuid()), "update", change()))
                    .collect();
                audit::insert(conn, &cx.scope, &entries)?;
                Ok::<usize, DbError>(ids.len())
            })
            .await
            .map_err(AppError::Database)?;
        people += moved;
        if moved < BATCH {
            return Ok(Moved { people, is_more: false });
        }
    }
    Ok(Moved { people, is_more: usage(cx, from).await?.people > 0 })
}
