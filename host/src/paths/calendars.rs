//! Addresses of the pages of calendars and shifts.
use super::Paths;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn calendars(&self) -> String {
        format!("{}/calendars", self.base)
    }
}
