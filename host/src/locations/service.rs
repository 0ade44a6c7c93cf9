//! Use cases about locations.
use std::collections::HashMap;

use elenco_db::LocationId;
use elenco_runtime::contract::{Part, Place};

use super::model::Location;
use super::queries;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::users::model::{Address, AddressPart, AddressValue};

/// Most locations that the drop-down of a form offers.
pub const OFFERED: i64 = 500;

/// One location.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn find_location(cx: &ServiceContext, id: LocationId) -> Result<Location, AppError> {
    let scope = cx.scope;
    let found =
        cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await.map_err(AppError::Database)?;
    found.ok_or(AppError::NotFound)
}

/// Locations by name, from after this one on.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_locations(
    cx: &ServiceContext,
    after: Option<(String, LocationId)>,
    limit: i64,
) -> Result<Vec<Location>, AppError> {
    cx.require(Permission::LocationsList)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::list(conn, &scope, after, limit)).await.map_err(AppError::Database)
}

/// The locations that these words name by code or by name, however they are written. A name that several locations
/// share names none of them; a code always wins over a name.
///
/// # Errors
/// The database's.
pub async fn find_called(
    cx: &ServiceContext,
    words: Vec<String>,
) -> Result<HashMap<String, Location>, AppError> {
    let keys: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let scope = cx.scope;
    let wanted = keys.clone();
    let found = cx
        .app
        .db
        .read(move |conn| queries::find_called(conn, &scope, &wanted))
        .await
        .map_err(AppError::Database)?;
    let mut named = HashMap::new();
    for (word, key) in words.into_iter().zip(keys) {
        let by_code = found.iter().find(|place| fold(&place.code) == key);
        let mut by_name = found.iter().filter(|place| fold(&place.name) == key);
        let only = by_name.next().filter(|_| by_name.next().is_none());
        if let Some(place) = by_code.or(only) {
            named.insert(word, place.clone());
        }
    }
    Ok(named)
}

/// Adds locations.
///
/// # Errors
/// The database's.
pub async fn create_locations(cx: &ServiceContext, places: Vec<Location>) -> Result<(), AppError> {
    let scope = cx.scope;
    cx.app.db.write(move |conn| queries::insert(conn, &scope, &places)).await.map_err(AppError::Database)
}

/// What the auto-fill plugins make of a location for an address: each part with where it came from. Parts in
/// `edited` are a person's word and are left out.
///
/// # Errors
/// [`AppError::Extension`] when a plugin fails.
pub async fn suggest_address(
    cx: &ServiceContext,
    location: &Location,
    typed: &Address,
    edited: &[AddressPart],
) -> Result<Address, AppError> {
    let part = |(part, entry): (&AddressPart, &AddressValue)| Part {
        name: part.as_str().to_owned(),
        value: entry.value.clone(),
    };
    let place = Place {
        id: location.id.to_string(),
        code: location.code.clone(),
        name: location.name.clone(),
        address: location.address.iter().map(part).collect(),
        latitude: location.latitude,
        longitude: location.longitude,
    };
    let typed = typed.iter().map(part).collect();
    let suggestions = cx
        .app
        .extensions
        .suggest_address(&cx.caller, place, typed, cx.culture)
        .await
        .map_err(AppError::Extension)?;
    Ok(suggestions
        .into_iter()
        .filter_map(|s| {
            let part = AddressPart::parse(&s.part)?;
            (!edited.contains(&part))
                .then_some((part, AddressValue { value: s.value, source: Some(s.source) }))
        })
        .collect())
}
