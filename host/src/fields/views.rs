//! Pages of additional fields: pure functions of the model.
mod catalogs;
mod choices;
mod delete;
mod depends;
mod detail;
mod list;
mod matrix;
mod transfer;
mod words;

use crate::fields::model::{Document, FieldConcept};
use crate::locale::Texts;
use crate::paths::Paths;

pub use catalogs::{CatalogView, catalog_list, delete_catalog_dialog, no_catalog_chosen};
pub use delete::{counted, delete_dialog};
pub use depends::can_tick;
pub use detail::{DetailView, tab_of};
pub use list::{ListView, list_pane, none_chosen};
pub use transfer::{import_dialog, preview_dialog};

/// What every part of the page needs.
pub struct Around<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The session's form token.
    pub csrf: &'a str,
    /// The definitions that count.
    pub document: &'a Document,
    /// They are those of the chosen project.
    pub of_project: bool,
    /// Name of the chosen project.
    pub project: Option<&'a str>,
    /// The scope has definitions of its own.
    pub own: bool,
    /// Number of the version that is shown.
    pub version: i64,
    /// Why the definitions cannot be edited here.
    pub unreadable: Option<&'a str>,
    /// Whether the reader may save.
    pub may_save: bool,
}

impl Around<'_> {
    /// Whether something can be changed here.
    fn can_change(&self) -> bool {
        self.may_save && self.own && self.unreadable.is_none()
    }

    fn list(&self, concept: FieldConcept) -> String {
        self.paths.concept_fields(concept.as_str(), self.of_project)
    }
}
