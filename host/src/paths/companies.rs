//! Addresses of the pages of companies and suppliers.
use super::Paths;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn companies(&self) -> String {
        format!("{}/companies", self.base)
    }
    pub fn suppliers(&self) -> String {
        format!("{}/suppliers", self.base)
    }
}
