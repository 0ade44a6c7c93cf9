//! What a location is.
use elenco_db::{Instant, LocationId};

use crate::users::model::Address;

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
    pub active: bool,
    pub version: i64,
    pub created_at: Instant,
}
