//! What an administrator sets; `settings.schema.json` says the same to the console.

use elenco_sdk::Texts;
use serde::Deserialize;

/// The settings of the plugin.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    pub fields: Vec<FieldSetting>,
    pub catalogs: Vec<Catalog>,
}

/// A list or tree that several fields share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    pub id: String,
    /// What the console calls it; only administrators see it.
    #[serde(default, rename = "label")]
    pub _label: Texts,
    pub choices: Vec<Choice>,
}

/// One of the things to choose from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: String,
    pub label: Texts,
    pub parent: Option<String>,
}

/// A field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FieldSetting {
    pub id: String,
    pub concepts: Vec<ConceptName>,
    #[serde(rename = "type")]
    pub kind: Kind,
    pub label: Texts,
    #[serde(default)]
    pub help: Texts,
    pub example: Option<String>,
    #[serde(default)]
    pub group: Texts,
    #[serde(default)]
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub required: bool,
    pub states: Option<States>,
    #[serde(default)]
    pub choices: Vec<Choice>,
    pub catalog: Option<String>,
    pub max_length: Option<u32>,
    pub min: Option<String>,
    pub max: Option<String>,
    pub decimals: Option<u8>,
    pub currency: Option<String>,
    pub max_bytes: Option<u64>,
    #[serde(default)]
    pub media_types: Vec<String>,
    pub shown_when: Option<ShownWhen>,
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

/// The 17 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    ShortText,
    Paragraph,
    Integer,
    Decimal,
    Currency,
    Date,
    Time,
    DateTime,
    CheckBox,
    List,
    Tree,
    CatalogList,
    CatalogTree,
    MultipleChoice,
    Link,
    File,
    Position,
}

/// Rights by audience; an audience that is left out has none.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct States {
    pub administrator: RightsByState,
    pub specialist: RightsByState,
    pub client: RightsByState,
}

/// Rights of one audience.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RightsByState {
    pub active: Vec<Right>,
    pub inactive: Vec<Right>,
}

/// One right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Right {
    Visible,
    Editable,
    Required,
}

/// Dependence on another field: on some of its values, or on all of its values but some. An empty text is a field
/// without a value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ShownWhen {
    pub field: String,
    #[serde(default)]
    pub any_of: Vec<String>,
    #[serde(default)]
    pub none_of: Vec<String>,
}
