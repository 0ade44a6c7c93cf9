//! What a search for a place finds.
use crate::position::Position;

/// A place that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// Region and country, or what else tells it from others of its name.
    pub detail: String,
    /// Where it is.
    pub position: Position,
    /// How near the map is shown then, as Leaflet counts: 0 is the world.
    pub zoom: u8,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FoundPlaces {
    /// The places, the likeliest first.
    pub places: Vec<Found>,
    /// The geocoder of the operator did not answer, so they are the built-in ones.
    pub is_cut_off: bool,
}
