//! Addresses of the pages of projects.
use elenco_db::ProjectId;

use super::Paths;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn projects(&self) -> String {
        format!("{}/projects", self.base)
    }
    pub fn new_project(&self) -> String {
        format!("{}/projects/new", self.base)
    }
    pub fn project(&self, id: ProjectId) -> String {
        format!("{}/projects/{id}", self.base)
    }
    pub fn delete_project(&self, id: ProjectId) -> String {
        format!("{}/delete", self.project(id))
    }
}
