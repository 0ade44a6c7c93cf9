//! Addresses of the pages of services.
use super::Paths;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn services(&self) -> String {
        format!("{}/services", self.base)
    }
}
