//! Additional fields as the console knows them: their definitions, and the files that stand in them.
mod choices;
mod definition;
mod document;
mod files;
mod states;

pub use choices::{ChoiceLine, choice_lines, entries_of, identifier_of, parse_lines};
pub use definition::{
    Catalog, ChoiceEntry, Definition, Dependence, FieldConcept, FieldKind, LANGUAGES, Wording,
};
pub use document::{Change, Document, Step, Use, changes};
pub use files::{FieldFile, is_accepted, media_type_of};
pub use states::{AUDIENCES, ByState, Matrix, Right};

/// The plugin that keeps the definitions.
pub const PLUGIN: &str = "additional-fields";

/// How many people have a value in a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// As far as was counted.
    pub count: usize,
    /// There were too many people to look at all of them.
    pub more: bool,
}
