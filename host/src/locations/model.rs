//! What a location is, and what may be asked to change about one.
use elenco_db::{Instant, LocationId};

use crate::users::model::Address;

/// What plugins fill into an address for a location.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SuggestedAddress {
    /// The parts, each with where it came from.
    pub parts: Address,
    /// Plugins that did not answer, and the code of why.
    pub silent: Vec<(String, String)>,
}

/// One place.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct Location {
    pub id: LocationId,
    /// Short code, unique in the tenant.
    pub code: String,
    pub name: String,
    pub address: Address,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub phone: String,
    pub active: bool,
    /// Grows with every change; a change that names an older one is refused.
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// What a form, a row or a program says about a location, all of it.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "the same as in `Location`")]
pub struct LocationValues {
    pub code: String,
    pub name: String,
    pub address: Address,
    /// Latitude and longitude; a half that is missing or could not be read is NaN, and refused at its place.
    pub position: Option<(f64, f64)>,
    pub phone: String,
    pub active: bool,
}

impl LocationValues {
    /// What is said of a location now.
    pub fn of(location: &Location) -> Self {
        Self {
            code: location.code.clone(),
            name: location.name.clone(),
            address: location.address.clone(),
            position: location.latitude.zip(location.longitude),
            phone: location.phone.clone(),
            active: location.active,
        }
    }
}

/// Which locations a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocationFilter {
    /// What must stand in the name or in the code.
    pub search: Option<String>,
    /// Only active or only inactive ones.
    pub active: Option<bool>,
}

/// Where a page of locations begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocationAnchor {
    /// With the one after this.
    After(LocationId),
    /// It ends with the one before this.
    Before(LocationId),
}

impl LocationAnchor {
    /// The location that it names, as a word.
    pub fn word(self) -> String {
        let (Self::After(id) | Self::Before(id)) = self;
        id.to_string()
    }
}

/// A page of locations, by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LocationPage {
    /// The locations.
    pub items: Vec<Location>,
    /// Where the next page begins.
    pub next: Option<LocationAnchor>,
    /// Where the page before ends.
    pub previous: Option<LocationAnchor>,
}

/// How many people belong to a location, as far as they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// People.
    pub people: i64,
    /// There are more than that.
    pub is_more: bool,
}

/// What became of moving people to another location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// How many were moved.
    pub people: usize,
    /// Others are still there.
    pub is_more: bool,
}
