//! Fills an address from a chosen location.
//!
//! The host asks when a person chooses a location in a form, and for import rows with a location. It leaves out
//! what the person has edited already.
//!
//! A complete plugin:
//!
//! ```
//! use elenco_sdk::location_autofill::{LocationAutofill, Part, Place, Suggestion};
//! use elenco_sdk::{Error, Language, Plugin};
//!
//! struct City;
//!
//! impl Plugin for City {
//!     type Settings = serde::de::IgnoredAny;
//!     fn open(_: Self::Settings) -> Result<Self, Error> {
//!         Ok(Self)
//!     }
//! }
//!
//! impl LocationAutofill for City {
//!     fn suggest(&self, place: &Place, _: &[Part], language: Language) -> Result<Vec<Suggestion>, Error> {
//!         let source = language.pick("the location", "la ubicación", "a localização");
//!         let city = place.address.iter().filter(|part| part.name == "city");
//!         Ok(city
//!             .map(|part| Suggestion {
//!                 part: part.name.clone(),
//!                 value: part.value.clone(),
//!                 source: source.into(),
//!             })
//!             .collect())
//!     }
//! }
//!
//! elenco_sdk::export_plugin!(City: location_autofill);
//! ```

pub use crate::bindings::location_autofill::exports::elenco::plugin::location_autofill::{
    Part, Place, Suggestion,
};
use crate::{Error, Language, Plugin};

/// The parts of an address, as the contract names them.
pub const PARTS: [&str; 10] = [
    "street",
    "number",
    "complement",
    "district",
    "city",
    "region",
    "postal-code",
    "country",
    "reference",
    "phone",
];

/// A plugin that fills addresses.
pub trait LocationAutofill: Plugin {
    /// Proposals for a person at `place`, whose address reads `typed` so far.
    fn suggest(&self, place: &Place, typed: &[Part], language: Language) -> Result<Vec<Suggestion>, Error>;
}
