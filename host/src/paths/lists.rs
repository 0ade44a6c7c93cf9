//! Addresses of the pages of kept views and changes to many people.
use elenco_db::{BulkChangeId, SavedViewId};

use super::Paths;
use crate::users::model::UserKind;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn filter_users(&self, kind: UserKind) -> String {
        format!("{}/filter", self.users(kind))
    }
    pub fn list_columns(&self, kind: UserKind) -> String {
        format!("{}/columns", self.users(kind))
    }
    pub fn views(&self, kind: UserKind) -> String {
        format!("{}/views", self.users(kind))
    }
    pub fn new_view(&self, kind: UserKind) -> String {
        format!("{}/new", self.views(kind))
    }
    pub fn view(&self, kind: UserKind, id: SavedViewId) -> String {
        format!("{}/{id}", self.views(kind))
    }
    pub fn edit_view(&self, kind: UserKind, id: SavedViewId) -> String {
        format!("{}/edit", self.view(kind, id))
    }
    pub fn delete_view(&self, kind: UserKind, id: SavedViewId) -> String {
        format!("{}/delete", self.view(kind, id))
    }
    pub fn begin_with_view(&self, kind: UserKind, id: SavedViewId) -> String {
        format!("{}/begin", self.view(kind, id))
    }
    pub fn new_bulk_change(&self, kind: UserKind) -> String {
        format!("{}/changes/new", self.users(kind))
    }
    pub fn bulk_changes(&self, kind: UserKind) -> String {
        format!("{}/changes", self.users(kind))
    }
    pub fn count_bulk_change(&self, kind: UserKind) -> String {
        format!("{}/count", self.bulk_changes(kind))
    }
    pub fn bulk_change(&self, id: BulkChangeId) -> String {
        format!("{}/changes/{id}", self.base)
    }
    pub fn undo_bulk_change(&self, id: BulkChangeId) -> String {
        format!("{}/undo", self.bulk_change(id))
    }
    pub fn cancel_bulk_change(&self, id: BulkChangeId) -> String {
        format!("{}/cancel", self.bulk_change(id))
    }
    pub fn associate(&self, kind: UserKind) -> String {
        format!("{}/associate", self.users(kind))
    }
    pub fn deleted_users(&self, kind: UserKind) -> String {
        format!("{}/deleted", self.users(kind))
    }
    pub fn restore_users(&self, kind: UserKind) -> String {
        format!("{}/deleted/restore", self.users(kind))
    }
}
