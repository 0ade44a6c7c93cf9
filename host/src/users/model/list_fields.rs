//! Additional fields as lists know them.

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
