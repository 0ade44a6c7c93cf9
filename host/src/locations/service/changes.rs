//! New locations, changes to them, and the end of them.
use std::collections::BTreeMap;

use elenco_db::{Conn, DbError, LocationId};
use serde_json::{Value, json};

use super::{people, validate};
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::locations::model::{Location, LocationValues};
use crate::locations::queries;
use crate::users::model::AddressPart;

/// What differs between two states of a location, by the name of the form's control.
fn differences(before: &Location, after: &Location) -> BTreeMap<String, Change> {
    let mut all: Vec<(String, Value, Value)> = vec![
        ("code".to_owned(), json!(before.code), json!(after.code)),
        ("name".to_owned(), json!(before.name), json!(after.name)),
        ("phone".to_owned(), json!(before.phone), json!(after.phone)),
        ("active".to_owned(), json!(before.active), json!(after.active)),
        ("latitude".to_owned(), json!(before.latitude), json!(after.latitude)),
        ("longitude".to_owned(), json!(before.longitude), json!(after.longitude)),
    ];
    all.extend(AddressPart::ALL.into_iter().map(|part| {
        let of = |place: &Location| json!(place.address.get(&part).map(|entry| &entry.value));
        (format!("address.{}", part.as_str()), of(before), of(after))
    }));
    all.into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(name, old, new)| (name, Change { old, new }))
        .collect()
}

fn entry(
    cx: &ServiceContext,
    id: LocationId,
    action: &'static str,
    changes: BTreeMap<String, Change>,
) -> AuditEntry {
    cx.audit_entry(cx.app.clock.now(), ("location", id.as_uuid()), action, changes)
}

/// A code that another location has is a problem of the field, whatever else fails is the engine's.
fn refused(cx: &ServiceContext, error: DbError) -> AppError {
    match error {
        DbError::Unique { constraint: "locations_code" } => AppError::Invalid(vec![validate::taken(cx)]),
        DbError::NotFound => AppError::Conflict,
        other => AppError::from(other),
    }
}

/// The location that these values make of another one.
pub(super) fn laid_over(cx: &ServiceContext, before: &Location, values: &LocationValues) -> Location {
    let (latitude, longitude) = values.position.unzip();
    Location {
        code: values.code.clone(),
        name: values.name.clone(),
        address: values.address.clone(),
        latitude,
        longitude,
        phone: values.phone.clone(),
        active: values.active,
        version: before.version + 1,
        updated_at: cx.app.clock.now(),
        ..before.clone()
    }
}

/// A location of these values that is not there yet.
pub(super) fn made_of(cx: &ServiceContext, values: &LocationValues) -> Location {
    let now = cx.app.clock.now();
    let blank = Location {
        id: LocationId::from_uuid(cx.app.ids.uuid()),
        code: String::new(),
        name: String::new(),
        address: Default::default(),
        latitude: None,
        longitude: None,
        phone: String::new(),
        active: true,
        version: 0,
        created_at: now,
        updated_at: now,
    };
    laid_over(cx, &blank, values)
}

/// Writes new and changed locations with their audit, all or nothing.
pub(super) fn write(
    cx: &ServiceContext,
    conn: &mut Conn,
    new: &[Location],
    changed: &[(Location, Location)],
) -> Result<(), AppError> {
    queries::insert(conn, &cx.scope, new).map_err(|error| refused(cx, error))?;
    let mut entries: Vec<AuditEntry> =
        new.iter().map(|place| entry(cx, place.id, "create", BTreeMap::new())).collect();
    for (before, after) in changed {
        queries::update(conn, &cx.scope, after).map_err(|error| refused(cx, error))?;
        entries.push(entry(cx, after.id, "update", differences(before, after)));
    }
    for chunk in entries.chunks(500) {
        audit::insert(conn, &cx.scope, chunk)?;
    }
    Ok(())
}

/// Adds locations as they are, without judging them: those of the demo.
///
/// # Errors
/// The database's.
pub async fn create_locations(cx: &ServiceContext, places: Vec<Location>) -> Result<(), AppError> {
    let scope = cx.scope;
    cx.app.db.write(move |conn| queries::insert(conn, &scope, &places)).await.map_err(AppError::Database)
}

/// Adds a location.
///
/// # Errors
/// [`AppError::Invalid`] lists every problem; then nothing is kept.
pub async fn create_location(cx: &ServiceContext, values: LocationValues) -> Result<Location, AppError> {
    cx.require(Permission::LocationsAdd)?;
    let values = validate::tidy(values);
    validate::check(cx, &values)?;
    let place = made_of(cx, &values);
    let (cx, made) = (cx.clone(), place.clone());
    let db = cx.app.db.clone();
    db.write(move |conn| write(&cx, conn, std::slice::from_ref(&made), &[])).await?;
    Ok(place)
}

/// Changes a location. People who have it keep the address that they have.
///
/// # Errors
/// [`AppError::Conflict`] when `expected_version` is not the present one; [`AppError::Invalid`] as in
/// [`create_location`].
pub async fn change_location(
    cx: &ServiceContext,
    id: LocationId,
    expected_version: Option<i64>,
    values: LocationValues,
) -> Result<Location, AppError> {
    cx.require(Permission::LocationsUpdate)?;
    let values = validate::tidy(values);
    validate::check(cx, &values)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let before = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        if expected_version.is_some_and(|expected| expected != before.version) {
            return Err(AppError::Conflict);
        }
        let after = laid_over(&cx, &before, &values);
        if differences(&before, &after).is_empty() {
            return Ok(before);
        }
        write(&cx, conn, &[], &[(before, after.clone())])?;
        Ok(after)
    })
    .await
}

/// Deletes a location that nobody belongs to; answers what it was.
///
/// # Errors
/// [`AppError::Invalid`] while people belong to it; [`AppError::NotFound`].
pub async fn delete_location(cx: &ServiceContext, id: LocationId) -> Result<Location, AppError> {
    cx.require(Permission::LocationsDelete)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let place = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        let usage = people::used(conn, &cx.scope, id)?;
        if usage.people > 0 {
            return Err(AppError::Invalid(vec![validate::in_use(&cx, usage)]));
        }
        queries::delete(conn, &cx.scope, id)?;
        let gone = |old: Value| Change { old, new: Value::Null };
        let changes = [("code", json!(place.code)), ("name", json!(place.name))];
        let changes = changes.into_iter().map(|(name, old)| (name.to_owned(), gone(old))).collect();
        audit::insert(conn, &cx.scope, &[entry(&cx, id, "delete", changes)])?;
        Ok(place)
    })
    .await
}

/// Whether two states of a location say the same.
pub(super) fn is_same(before: &Location, after: &Location) -> bool {
    differences(before, after).is_empty()
}
