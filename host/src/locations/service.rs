//! Use cases about locations.
mod changes;
mod import;
mod people;
mod validate;

use std::collections::HashMap;

use elenco_db::LocationId;
use elenco_runtime::contract::{Part, Place};

use super::model::{Location, LocationAnchor, LocationFilter, LocationPage, SuggestedAddress};
use super::queries;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::users::model::{Address, AddressPart, AddressValue};

pub use changes::{change_location, create_location, create_locations, delete_location};
pub use import::import_file;
pub use people::{list_people, move_people, usage};

/// Most locations that the drop-down of a form offers without a search.
pub const OFFERED: usize = 100;

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

/// A page of locations by name.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_locations(
    cx: &ServiceContext,
    filter: LocationFilter,
    anchor: Option<LocationAnchor>,
    limit: usize,
) -> Result<LocationPage, AppError> {
    cx.require(Permission::LocationsList)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| queries::page(conn, &scope, &filter, anchor, limit))
        .await
        .map_err(AppError::Database)
}

/// What the drop-down of a form offers: active locations, the first of them or those that a search finds.
///
/// # Errors
/// As [`list_locations`].
pub async fn choices(cx: &ServiceContext, search: Option<String>) -> Result<Vec<Location>, AppError> {
    let filter = LocationFilter { search, active: Some(true) };
    Ok(list_locations(cx, filter, None, OFFERED).await?.items)
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

/// What the auto-fill plugins make of a location for an address: each part with where it came from. A plugin that
/// fails is told and stops no other.
///
/// # Errors
/// [`AppError::Extension`] when the server is stopping.
pub async fn suggest_address(
    cx: &ServiceContext,
    location: &Location,
    typed: &Address,
) -> Result<SuggestedAddress, AppError> {
    let part = |(part, entry): (&AddressPart, &AddressValue)| Part {
        name: part.as_str().to_owned(),
        value: entry.value.clone(),
    };
    let mut address: Vec<Part> = location.address.iter().map(part).collect();
    if !location.phone.is_empty() && !location.address.contains_key(&AddressPart::Phone) {
        let phone = AddressPart::Phone.as_str().to_owned();
        address.push(Part { name: phone, value: location.phone.clone() });
    }
    let place = Place {
        id: location.id.to_string(),
        code: location.code.clone(),
        name: location.name.clone(),
        address,
        latitude: location.latitude,
        longitude: location.longitude,
    };
    let typed = typed.iter().map(part).collect();
    let suggested = cx
        .app
        .extensions
        .suggest_address(&cx.caller, place, typed, cx.culture)
        .await
        .map_err(AppError::Extension)?;
    let parts = suggested.suggestions.into_iter().filter_map(|suggestion| {
        let value = AddressValue { value: suggestion.value, source: Some(suggestion.source) };
        Some((AddressPart::parse(&suggestion.part)?, value))
    });
    Ok(SuggestedAddress { parts: parts.collect(), silent: suggested.silent })
}
