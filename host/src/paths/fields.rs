//! Addresses of the pages of additional fields.
use super::Paths;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn fields(&self) -> String {
        format!("{}/additional-fields", self.base)
    }
}
