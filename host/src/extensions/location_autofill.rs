//! Fills an address from a location.
use elenco_runtime::Kind;
use elenco_runtime::contract::{Part, Place, Suggestion};

use super::trials::answers;
use super::{Caller, ExtensionError, Extensions, failed};
use crate::locale::Culture;

impl Extensions {
    /// What the plugins suggest for an address; for each part the first plugin's word counts. No plugin, no
    /// suggestion: filling is a convenience, so its absence stops nothing.
    ///
    /// # Errors
    /// When a plugin fails.
    pub async fn suggest_address(
        &self,
        caller: &Caller,
        place: Place,
        typed: Vec<Part>,
        culture: Culture,
    ) -> Result<Vec<Suggestion>, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let mut all: Vec<Suggestion> = Vec::new();
            for (name, plugin) in this.ready(&caller, Kind::LocationAutofill) {
                let mut call = Self::open(&name, &plugin, this.scope(&caller, &name, false))?;
                let suggested = call.suggest(&place, &typed, culture.tag()).map_err(failed(&name))?;
                this.compare(&caller, &name, Kind::LocationAutofill, "suggest", || {
                    answers::of_suggest(place.clone(), typed.clone(), suggested.clone(), culture.tag())
                });
                for suggestion in suggested {
                    if all.iter().all(|known| known.part != suggestion.part) {
                        all.push(suggestion);
                    }
                }
            }
            Ok(all)
        })
        .await
    }
}
