//! Addresses of the pages of projects.
use super::Paths;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn projects(&self) -> String {
        format!("{}/projects", self.base)
    }
}
