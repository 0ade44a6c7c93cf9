//! Addresses of the pages of locations.
use elenco_db::LocationId;

use super::Paths;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn locations(&self) -> String {
        format!("{}/locations", self.base)
    }
    pub fn new_location(&self) -> String {
        format!("{}/locations/new", self.base)
    }
    pub fn location_choices(&self) -> String {
        format!("{}/locations/choices", self.base)
    }
    pub fn import_locations(&self) -> String {
        format!("{}/locations/import", self.base)
    }
    pub fn location(&self, id: LocationId) -> String {
        format!("{}/locations/{id}", self.base)
    }
    pub fn delete_location(&self, id: LocationId) -> String {
        format!("{}/delete", self.location(id))
    }
    pub fn deactivate_location(&self, id: LocationId) -> String {
        format!("{}/deactivate", self.location(id))
    }
    pub fn move_location_people(&self, id: LocationId) -> String {
        format!("{}/move", self.location(id))
    }
}
