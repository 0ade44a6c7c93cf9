//! Finds people in a system outside.
//!
//! A complete plugin, which knows one person; a real one asks for the capability `http` and sends requests as
//! [`crate::http`] shows:
//!
//! ```
//! use elenco_sdk::client_lookup::{Candidate, ClientLookup};
//! use elenco_sdk::{Entry, Error, Language, Plugin, Value};
//!
//! struct Directory;
//!
//! impl Plugin for Directory {
//!     type Settings = serde::de::IgnoredAny;
//!     fn open(_: Self::Settings) -> Result<Self, Error> {
//!         Ok(Self)
//!     }
//! }
//!
//! impl ClientLookup for Directory {
//!     fn find(&self, query: &str, _limit: u32, _: Language) -> Result<Vec<Candidate>, Error> {
//!         let known = "Ana Souza".to_lowercase().contains(&query.to_lowercase());
//!         let ana =
//!             Candidate { id: "1".into(), label: "Ana Souza".into(), detail: "ana@example.com".into() };
//!         Ok(if known { vec![ana] } else { Vec::new() })
//!     }
//!     fn read(&self, _id: &str, _: Language) -> Result<Vec<Entry>, Error> {
//!         Ok(vec![Entry { field: "first-name".into(), value: Value::Text("Ana".into()) }])
//!     }
//! }
//!
//! elenco_sdk::export_plugin!(Directory: client_lookup);
//! ```

pub use crate::bindings::client_lookup::exports::elenco::plugin::client_lookup::Candidate;
use crate::{Entry, Error, Language, Plugin};

/// A plugin that finds people in a system outside.
pub trait ClientLookup: Plugin {
    /// People that a query finds, the best first, at most `limit`.
    fn find(&self, query: &str, limit: u32, language: Language) -> Result<Vec<Candidate>, Error>;

    /// What the system outside knows of a person, by the identifiers of our fields.
    fn read(&self, id: &str, language: Language) -> Result<Vec<Entry>, Error>;

    /// Writes changes back. Refuses, unless the plugin says otherwise.
    fn write(&self, _id: &str, _changes: Vec<Entry>, _language: Language) -> Result<(), Error> {
        Err(Error::Unsupported("write".into()))
    }
}
