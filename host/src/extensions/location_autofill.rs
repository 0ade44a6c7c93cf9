//! Fills an address from a location.
use elenco_runtime::Kind;
use elenco_runtime::contract::{Part, Place, Suggestion};

use super::trials::answers;
use super::{Caller, ExtensionError, Extensions, failed};
use crate::locale::Culture;

/// What plugins make of a location.
#[derive(Debug, Default)]
pub struct Suggested {
    /// Parts of an address; for each, the first plugin's word counts.
    pub suggestions: Vec<Suggestion>,
    /// Plugins that did not answer, and the code of why.
    pub silent: Vec<(String, String)>,
}

impl Extensions {
    /// What the plugins suggest for an address. No plugin, no suggestion: filling is a convenience, so the absence of
    /// one, or its failure, stops neither the form nor the others.
    ///
    /// # Errors
    /// When the server is stopping.
    pub async fn suggest_address(
        &self,
        caller: &Caller,
        place: Place,
        typed: Vec<Part>,
        culture: Culture,
    ) -> Result<Suggested, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let mut all = Suggested::default();
            for (name, plugin) in this.ready(&caller, Kind::LocationAutofill) {
                let asked = Self::open(&name, &plugin, this.scope(&caller, &name, false))
                    .and_then(|mut call| call.suggest(&place, &typed, culture.tag()).map_err(failed(&name)));
                let suggested = match asked {
                    Ok(suggested) => suggested,
                    Err(error) => {
                        tracing::warn!(%error, "filling an address");
                        all.silent.push((name.clone(), error.code().to_owned()));
                        continue;
                    }
                };
                this.compare(&caller, &name, Kind::LocationAutofill, "suggest", || {
                    answers::of_suggest(place.clone(), typed.clone(), suggested.clone(), culture.tag())
                });
                for suggestion in suggested {
                    if all.suggestions.iter().all(|known| known.part != suggestion.part) {
                        all.suggestions.push(suggestion);
                    }
                }
            }
            Ok(all)
        })
        .await
    }
}
