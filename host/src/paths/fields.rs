//! Addresses of the pages of additional fields, and of the files that stand in them.
use elenco_db::UserId;

use super::{Paths, SEGMENT};
use crate::users::model::UserKind;

fn word(text: &str) -> percent_encoding::PercentEncode<'_> {
    percent_encoding::utf8_percent_encode(text, SEGMENT)
}

/// For which fields an address is: those of the whole organisation, or those of the chosen project.
fn scoped(address: String, of_project: bool) -> String {
    if of_project { format!("{address}?scope=project") } else { address }
}

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn fields(&self) -> String {
        format!("{}/additional-fields", self.base)
    }
    /// The list of a concept; it has a query already.
    pub fn concept_fields(&self, concept: &str, of_project: bool) -> String {
        let scope = if of_project { "&scope=project" } else { "" };
        format!("{}?concept={concept}{scope}", self.fields())
    }
    pub fn create_field(&self, concept: &str, of_project: bool) -> String {
        scoped(format!("{}/{concept}", self.fields()), of_project)
    }
    pub fn new_field(&self, concept: &str, of_project: bool) -> String {
        scoped(format!("{}/{concept}/-new", self.fields()), of_project)
    }
    pub fn move_field(&self, concept: &str, of_project: bool) -> String {
        scoped(format!("{}/{concept}/-order", self.fields()), of_project)
    }
    pub fn field(&self, concept: &str, id: &str, of_project: bool) -> String {
        scoped(format!("{}/{concept}/{}", self.fields(), word(id)), of_project)
    }
    pub fn delete_field(&self, concept: &str, id: &str, of_project: bool) -> String {
        scoped(format!("{}/{concept}/{}/delete", self.fields(), word(id)), of_project)
    }
    pub fn field_uses(&self, concept: &str, id: &str) -> String {
        format!("{}/{concept}/{}/uses", self.fields(), word(id))
    }
    pub fn field_scope(&self) -> String {
        format!("{}/-/scope", self.fields())
    }
    pub fn field_definitions(&self, of_project: bool) -> String {
        scoped(format!("{}/-/definitions", self.fields()), of_project)
    }
    pub fn import_fields(&self, of_project: bool) -> String {
        scoped(format!("{}/-/import", self.fields()), of_project)
    }
    pub fn apply_fields(&self, of_project: bool) -> String {
        scoped(format!("{}/-/import/apply", self.fields()), of_project)
    }
    pub fn catalogs(&self, of_project: bool) -> String {
        scoped(format!("{}/-/catalogs", self.fields()), of_project)
    }
    pub fn new_catalog(&self, of_project: bool) -> String {
        scoped(format!("{}/-/catalogs/-new", self.fields()), of_project)
    }
    pub fn catalog(&self, id: &str, of_project: bool) -> String {
        scoped(format!("{}/-/catalogs/{}", self.fields(), word(id)), of_project)
    }
    pub fn delete_catalog(&self, id: &str, of_project: bool) -> String {
        scoped(format!("{}/-/catalogs/{}/delete", self.fields(), word(id)), of_project)
    }
    pub fn user_file(&self, kind: UserKind, id: UserId, field: &str) -> String {
        format!("{}/files/{}", self.user(kind, id), word(field))
    }
}
