//! Addresses of the pages of roles.
use super::Paths;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn roles(&self) -> String {
        format!("{}/roles", self.base)
    }
}
