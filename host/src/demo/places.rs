//! Places of the demo, from a data file.
use elenco_db::LocationId;
use serde::Deserialize;

use crate::app::App;
use crate::error::AppError;
use crate::locations::model::Location;
use crate::users::model::{Address, AddressPart, AddressValue};

const FILE: &str = include_str!("places.json");

#[derive(Debug, Deserialize)]
struct Place {
    code: String,
    name: String,
    address: std::collections::BTreeMap<AddressPart, String>,
    latitude: f64,
    longitude: f64,
}

/// The places of the data file.
pub(super) fn places(app: &App) -> Result<Vec<Location>, AppError> {
    let places: Vec<Place> = serde_json::from_str(FILE)
        .map_err(|error| AppError::Internal(format!("places of the demo: {error}")))?;
    let now = app.clock.now();
    let made = places.into_iter().map(|place| Location {
        id: LocationId::from_uuid(app.ids.uuid()),
        code: place.code,
        name: place.name,
        address: place
            .address
            .into_iter()
            .map(|(part, value)| (part, AddressValue { value, source: None }))
            .collect::<Address>(),
        latitude: Some(place.latitude),
        longitude: Some(place.longitude),
        phone: String::new(),
        active: true,
        version: 1,
        created_at: now,
        updated_at: now,
    });
    Ok(made.collect())
}
