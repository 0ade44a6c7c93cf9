//! People in systems outside, found by plugins.
use elenco_runtime::contract::Entry;
use elenco_runtime::{Kind, Slot};

use super::{Caller, ExtensionError, Extensions, failed};
use crate::locale::Culture;
use crate::users::model::{Found, LookedUp};

/// People that are asked for from each plugin.
const MOST_FOUND: u32 = 10;

impl Extensions {
    /// Whether any plugin finds people elsewhere for this tenant.
    pub fn can_look_up(&self, caller: &Caller) -> bool {
        let offered = self.order.iter().filter(|name| caller.takes(name)).any(|name| {
            matches!(self.runtime.plugin(name), Some(Slot::Ready(plugin)) if plugin.kinds().contains(&Kind::ClientLookup))
        });
        offered || caller.installs.own.iter().any(|own| own.kinds.contains(&Kind::ClientLookup))
    }

    /// People that a query finds in the systems outside.
    ///
    /// # Errors
    /// Busy and stopping servers; a plugin that fails is among the silent ones.
    pub async fn find_people(
        &self,
        caller: &Caller,
        query: String,
        culture: Culture,
    ) -> Result<LookedUp, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let mut answer = LookedUp::default();
            for (name, plugin) in this.ready(&caller, Kind::ClientLookup) {
                let found =
                    Self::open(&name, &plugin, this.scope(&caller, &name, false)).and_then(|mut call| {
                        call.find_people(&query, MOST_FOUND, culture.tag()).map_err(failed(&name))
                    });
                match found {
                    Ok(people) => answer.people.extend(people.into_iter().map(|person| Found {
                        plugin: name.clone(),
                        id: person.id,
                        label: person.label,
                        detail: person.detail,
                    })),
                    Err(error) if error.busy_plugin().is_some() => return Err(error),
                    Err(error) => answer.silent.push((name, error.code().to_owned())),
                }
            }
            Ok(answer)
        })
        .await
    }

    /// What the system outside knows of a person, by the identifiers of our fields.
    ///
    /// # Errors
    /// When the plugin is not there, or fails.
    pub async fn read_person(
        &self,
        caller: &Caller,
        plugin: String,
        id: String,
        culture: Culture,
    ) -> Result<Vec<Entry>, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let ready = this.named(&caller, &plugin)?;
            let mut call = Self::open(&plugin, &ready, this.scope(&caller, &plugin, false))?;
            call.read_person(&id, culture.tag()).map_err(failed(&plugin))
        })
        .await
    }
}
