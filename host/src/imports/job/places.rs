//! Locations that rows name, each looked up and asked about once an import.
use std::collections::HashMap;
use std::sync::Arc;

use elenco_db::LocationId;

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::locations;
use crate::locations::model::Location;
use crate::users::model::Address;

/// Names that are remembered; a file that has more of them is asked about again and again, but fits in memory.
const REMEMBERED: usize = 20_000;

/// What is known of the locations so far.
#[derive(Default)]
pub struct Places {
    by_name: HashMap<String, Option<Arc<Location>>>,
    suggested: HashMap<LocationId, Arc<Address>>,
}

impl Places {
    /// Looks up the names that are not known yet.
    ///
    /// # Errors
    /// The database's.
    pub async fn learn(
        &mut self,
        cx: &ServiceContext,
        names: impl Iterator<Item = String>,
    ) -> Result<(), AppError> {
        let mut unknown: Vec<String> = names
            .map(|name| fold(&name))
            .filter(|key| !key.is_empty() && !self.by_name.contains_key(key))
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        unknown.sort();
        unknown.dedup();
        if self.by_name.len() + unknown.len() > REMEMBERED {
            self.by_name.clear();
        }
        let mut found = locations::service::find_called(cx, unknown.clone()).await?;
        for key in unknown {
            let place = found.remove(&key).map(Arc::new);
            self.by_name.insert(key, place);
        }
        Ok(())
    }

    /// The one location of this code or name, once it was learnt.
    pub fn named(&self, name: &str) -> Option<Arc<Location>> {
        self.by_name.get(&fold(name)).cloned().flatten()
    }

    /// What the plugins fill in for a location. They only help: where they fail, the row keeps what it says.
    pub async fn suggested(&mut self, cx: &ServiceContext, place: &Location) -> Arc<Address> {
        if let Some(known) = self.suggested.get(&place.id) {
            return Arc::clone(known);
        }
        let asked = locations::service::suggest_address(cx, place, &Address::new()).await;
        let address = Arc::new(asked.map(|suggested| suggested.parts).unwrap_or_else(|error| {
            tracing::warn!(code = error.code(), %error, location = %place.id, "the address of a location was not filled in");
            Address::new()
        }));
        self.suggested.insert(place.id, Arc::clone(&address));
        address
    }
}
