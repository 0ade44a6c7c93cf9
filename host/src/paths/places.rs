//! Addresses that the map asks.
use super::Paths;

#[allow(missing_docs, reason = "each name says what it answers")]
impl Paths {
    pub fn places(&self) -> String {
        format!("{}/places", self.base)
    }
}
