//! What an administrator sets; `settings.schema.json` says the same to the console.

use crate::documents::Document;
use elenco_sdk::{Concept, Texts};
use serde::Deserialize;

/// The settings of the plugin.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    pub fields: Vec<FieldSetting>,
}

/// A field that holds a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSetting {
    pub id: String,
    pub concepts: Vec<ConceptName>,
    #[serde(rename = "type")]
    pub document: Document,
    #[serde(default)]
    pub label: Texts,
    #[serde(default)]
    pub group: Texts,
    #[serde(default)]
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub required: bool,
}

/// The concepts of the contract, as they are written in settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConceptName {
    Client,
    Specialist,
    Company,
    Supplier,
    Location,
}

impl ConceptName {
    /// The concept of the contract.
    pub fn concept(self) -> Concept {
        match self {
            Self::Client => Concept::Client,
            Self::Specialist => Concept::Specialist,
            Self::Company => Concept::Company,
            Self::Supplier => Concept::Supplier,
            Self::Location => Concept::Location,
        }
    }
}
