//! Additional fields and ties as the filters of lists know them.
use elenco_db::{CompanyId, GroupId, LocationId};

/// How a field can be filtered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offered {
    /// By one of these: identifier and label.
    Choices(Vec<(String, String)>),
    /// By a text that is the same.
    Text,
    /// Not at all: it can only be shown.
    Nothing,
}

/// An additional field that the reader of a list may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListField {
    /// Its identifier.
    pub id: String,
    /// Its name in the reader's language.
    pub label: String,
    /// How it can be filtered by.
    pub offered: Offered,
}

/// Names of what filters name by identifiers; nothing for what is gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterNames {
    /// The location's.
    pub location: Option<String>,
    /// The group's.
    pub group: Option<String>,
    /// The company's.
    pub company: Option<String>,
}

/// What filters by ties can be chosen from, by name; nothing where the reader may not see them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterChoices {
    /// Locations.
    pub locations: Option<Vec<(LocationId, String)>>,
    /// Groups of the kind.
    pub groups: Option<Vec<(GroupId, String)>>,
    /// Companies, for clients.
    pub companies: Option<Vec<(CompanyId, String)>>,
}
