//! Addresses of the pages of kept views and changes to many people.
use elenco_db::BulkChangeId;

use super::Paths;
use crate::users::model::UserKind;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn new_bulk_change(&self, kind: UserKind) -> String {
        format!("{}/changes/new", self.users(kind))
    }
    pub fn bulk_changes(&self, kind: UserKind) -> String {
        format!("{}/changes", self.users(kind))
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
