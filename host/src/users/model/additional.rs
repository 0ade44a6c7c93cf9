//! The additional fields of a person.
use std::collections::BTreeMap;

use elenco_runtime::contract::{Audience, Field};

use super::FieldValues;

/// The additional fields of a person, or of a new one, as whoever asks finds them.
#[derive(Debug, Default)]
pub struct AdditionalFields {
    /// The fields of the plugins that answer.
    pub fields: Vec<Field>,
    /// As whom one looks at them.
    pub audience: Option<Audience>,
    /// What is kept, as the fields read it now.
    pub values: FieldValues,
    /// Why a value that is kept does not fit its field any more, by field.
    pub misfits: BTreeMap<String, String>,
    /// One sentence for each plugin that does not answer.
    pub away: Vec<String>,
}

impl AdditionalFields {
    /// As whom one looks.
    pub fn sight(&self) -> Audience {
        self.audience.unwrap_or(Audience::Administrator)
    }
}
