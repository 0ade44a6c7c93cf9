//! Use cases about services.
mod clients;
mod validate;

use std::collections::BTreeMap;

use elenco_db::{CalendarId, Conn, DbError, ServiceId, TenantScope};
use serde_json::{Value, json};

use super::model::{
    OfferedCalendar, Service, ServiceChanges, ServiceCounts, ServiceFilter, ServicePage, Usage,
};
use super::queries;
use crate::audit::model::Change;
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::companies::model::Anchor;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::{companies, users};

/// Most calendars that the form of a service offers.
const CALENDARS: i64 = 500;

/// Adds a service.
///
/// # Errors
/// [`AppError::Invalid`] lists every problem; then nothing is kept.
pub async fn create_service(cx: &ServiceContext, changes: ServiceChanges) -> Result<Service, AppError> {
    cx.require(Permission::ServicesAdd)?;
    let now = cx.app.clock.now();
    let mut made = Service {
        id: ServiceId::from_uuid(cx.app.ids.uuid()),
        name: String::new(),
        description: String::new(),
        calendar: None,
        active: true,
        clients: 0,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    validate::lay_over(&mut made, &changes);
    let (acting, db, row) = (cx.clone(), cx.app.db.clone(), made.clone());
    db.write(move |conn| {
        validate::check(&acting, conn, &row, true)?;
        queries::insert(conn, &acting.scope, &row).map_err(|error| validate::refused(&acting, error))?;
        let entry = acting.audit_entry(now, ("service", row.id.as_uuid()), "create", BTreeMap::new());
        audit::insert(conn, &acting.scope, &[entry])?;
        Ok::<(), AppError>(())
    })
    .await?;
    Ok(made)
}

/// Changes a service.
///
/// # Errors
/// [`AppError::Conflict`] when `expected_version` is not the present one; [`AppError::Invalid`] as in
/// [`create_service`].
pub async fn change_service(
    cx: &ServiceContext,
    id: ServiceId,
    expected_version: Option<i64>,
    changes: ServiceChanges,
) -> Result<Service, AppError> {
    cx.require(Permission::ServicesUpdate)?;
    let (cx, db) = (cx.clone(), cx.app.db.clone());
    db.write(move |conn| {
        let before = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        if expected_version.is_some_and(|expected| expected != before.version) {
            return Err(AppError::Conflict);
        }
        let mut after = before.clone();
        validate::lay_over(&mut after, &changes);
        validate::check(&cx, conn, &after, after.calendar != before.calendar)?;
        let changes = differences(conn, &cx.scope, &before, &after)?;
        if changes.is_empty() {
            return Ok(before);
        }
        after.updated_at = cx.app.clock.now();
        queries::update(conn, &cx.scope, &after, before.version)
            .map_err(|error| validate::refused(&cx, error))?;
        let entry = cx.audit_entry(after.updated_at, ("service", id.as_uuid()), "update", changes);
        audit::insert(conn, &cx.scope, &[entry])?;
        after.version += 1;
        Ok(after)
    })
    .await
}

/// What differs, by the name of the form's control. A calendar is told by its name.
fn differences(
    conn: &mut Conn,
    scope: &TenantScope,
    before: &Service,
    after: &Service,
) -> Result<BTreeMap<String, Change>, DbError> {
    let mut calendar = |id: Option<CalendarId>| match id {
        Some(id) => queries::calendar_name(conn, scope, id),
        None => Ok(None),
    };
    let mut all = vec![
        ("name", json!(before.name), json!(after.name)),
        ("description", json!(before.description), json!(after.description)),
        ("active", json!(before.active), json!(after.active)),
    ];
    if before.calendar != after.calendar {
        all.push(("calendar", json!(calendar(before.calendar)?), json!(calendar(after.calendar)?)));
    }
    Ok(all
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(field, old, new)| (field.to_owned(), Change { old, new }))
        .collect())
}

/// One service.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's too.
pub async fn find_service(cx: &ServiceContext, id: ServiceId) -> Result<Service, AppError> {
    cx.require(Permission::ServicesGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await;
    found.map_err(AppError::Database)?.ok_or(AppError::NotFound)
}

/// The one that has the name that was refused.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn owner_of(cx: &ServiceContext, name: String) -> Result<Option<Service>, AppError> {
    cx.require(Permission::ServicesList)?;
    let scope = cx.scope;
    let found =
        cx.app.db.read(move |conn| match queries::named(conn, &scope, &users::service::tidy(&name))? {
            Some(id) => queries::find(conn, &scope, id),
            None => Ok(None),
        });
    found.await.map_err(AppError::Database)
}

/// One page of services by name.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_services(
    cx: &ServiceContext,
    filter: ServiceFilter,
    anchor: Option<Anchor<ServiceId>>,
    limit: usize,
) -> Result<ServicePage, AppError> {
    cx.require(Permission::ServicesList)?;
    let scope = cx.scope;
    let filter = ServiceFilter { search: companies::service::searched(filter.search), ..filter };
    let found = cx.app.db.read(move |conn| queries::page(conn, &scope, &filter, anchor, limit));
    found.await.map_err(AppError::Database)
}

/// How many there are.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn count_services(cx: &ServiceContext) -> Result<ServiceCounts, AppError> {
    cx.require(Permission::ServicesList)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::count(conn, &scope)).await.map_err(AppError::Database)
}

/// Names of services. Those that the tenant does not have are left out.
///
/// # Errors
/// The engine's.
pub fn names(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[ServiceId],
) -> Result<BTreeMap<ServiceId, String>, DbError> {
    queries::names(conn, scope, ids)
}

/// Calendars that the form of a service offers, the chosen one among them. Nothing but that one for whoever may not
/// list calendars.
///
/// # Errors
/// The database's.
pub async fn offered_calendars(
    cx: &ServiceContext,
    chosen: Option<CalendarId>,
) -> Result<Vec<OfferedCalendar>, AppError> {
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::offered_calendars(conn, &scope, chosen, CALENDARS)).await;
    let mut all = found.map_err(AppError::Database)?;
    if !cx.permissions.allow(Permission::CalendarsList) {
        all.retain(|calendar| Some(calendar.id) == chosen);
    }
    Ok(all)
}

/// Where a service is in use.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn usage(cx: &ServiceContext, id: ServiceId) -> Result<Usage, AppError> {
    cx.require(Permission::ServicesGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| {
        let Some(service) = queries::find(conn, &scope, id)? else { return Ok(None) };
        queries::usage(conn, &scope, &service).map(Some)
    });
    found.await.map_err(AppError::Database)?.ok_or(AppError::NotFound)
}

/// Deletes a service. Clients and companies are let go; the history of each client says so. Answers with what is gone.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete_service(cx: &ServiceContext, id: ServiceId) -> Result<Service, AppError> {
    cx.require(Permission::ServicesDelete)?;
    let (cx, db) = (cx.clone(), cx.app.db.clone());
    db.write(move |conn| {
        let service = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        let usage = queries::usage(conn, &cx.scope, &service)?;
        users::service::let_everybody_go(&cx, conn, id, &service.name)?;
        queries::delete(conn, &cx.scope, id)?;
        let gone = |old: Value| Change { old, new: Value::Null };
        let changes = BTreeMap::from([
            ("name".to_owned(), gone(json!(service.name))),
            ("clients".to_owned(), gone(json!(usage.clients))),
            ("companies".to_owned(), gone(json!(usage.companies + usage.suppliers))),
        ]);
        let entry = cx.audit_entry(cx.app.clock.now(), ("service", id.as_uuid()), "delete", changes);
        audit::insert(conn, &cx.scope, &[entry])?;
        Ok(service)
    })
    .await
}
