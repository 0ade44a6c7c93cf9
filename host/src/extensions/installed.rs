//! Plugins that a tenant has installed for itself: which there are, and how they come from the file store to the engine.
use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use elenco_db::TenantId;
use elenco_runtime::{Grants, Kind, LimitOverrides, LoadRequest, Plugin, PluginSource, Slot};

use super::{ExtensionError, Extensions};

/// Most versions of tenants' plugins that stay loaded; the one that was used longest ago goes first. Loading it again
/// takes milliseconds, because its compiled form is kept on disk.
const MOST_LOADED: usize = 256;

/// Where the components of tenants' plugins are kept. Blocking.
pub trait ComponentStore: Send + Sync {
    /// The bytes of the component with this digest.
    ///
    /// # Errors
    /// What the store says.
    fn read(&self, tenant: TenantId, digest: &str) -> io::Result<Vec<u8>>;
}

/// One version of a tenant's plugin, with what was granted to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Installed {
    /// The plugin's name.
    pub plugin: String,
    /// blake3 of the component, in hexadecimal digits.
    pub digest: String,
    /// Grows with each change of grants and limits, which need the plugin to be linked anew.
    pub revision: i64,
    /// What it may do.
    pub grants: Grants,
    /// What it answers.
    pub kinds: Vec<Kind>,
}

/// What a tenant has changed in what the operator offers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Installs {
    /// Its own plugins that are switched on, by name.
    pub own: Vec<Installed>,
    /// Versions on trial, which answer beside the active ones and are compared with them.
    pub on_trial: Vec<Installed>,
    /// The operator's plugins that it has switched off.
    pub switched_off: Vec<String>,
}

/// Which of tenants' versions are loaded, and since when each was not used.
#[derive(Default)]
pub(super) struct Loaded {
    clock: Mutex<(u64, HashMap<String, u64>)>,
    /// One lock for each version that is being loaded, so that requests that come together compile it once.
    loading: Mutex<HashMap<String, Arc<Mutex<()>>>>,
}

impl Loaded {
    /// Notes that this version was used, and says which ones are too many now.
    fn used(&self, name: &str) -> Vec<String> {
        let mut clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        clock.0 += 1;
        let now = clock.0;
        clock.1.insert(name.to_owned(), now);
        let mut gone = Vec::new();
        while clock.1.len() > MOST_LOADED {
            let Some(oldest) = clock.1.iter().min_by_key(|(_, used)| **used).map(|(name, _)| name.clone())
            else {
                break;
            };
            clock.1.remove(&oldest);
            gone.push(oldest);
        }
        gone
    }

    /// Forgets other revisions of this version and of its predecessors that were used before the given ones.
    fn forget(&self, gone: impl Fn(&str) -> bool) -> Vec<String> {
        let mut clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        let names: Vec<String> = clock.1.keys().filter(|name| gone(name)).cloned().collect();
        clock.1.retain(|name, _| !names.contains(name));
        names
    }

    fn turn(&self, name: &str) -> Arc<Mutex<()>> {
        let mut loading = self.loading.lock().unwrap_or_else(PoisonError::into_inner);
        loading.retain(|_, lock| Arc::strong_count(lock) > 1);
        Arc::clone(loading.entry(name.to_owned()).or_default())
    }
}

/// The name in the engine's registry: several versions, and several tenants' plugins of one name, live side by side.
pub(super) fn registry_name(tenant: TenantId, installed: &Installed) -> String {
    let short = installed.digest.get(..16).unwrap_or(&installed.digest);
    format!("{tenant}/{}@{short}.{}", installed.plugin, installed.revision)
}

impl Extensions {
    /// The installed version as the engine has it, loaded now if it was not. Blocking.
    ///
    /// # Errors
    /// [`ExtensionError::NotLoaded`] with the reason.
    pub(super) fn installed(
        &self,
        tenant: TenantId,
        installed: &Installed,
    ) -> Result<Arc<Plugin>, ExtensionError> {
        let name = registry_name(tenant, installed);
        let slot = match self.runtime.plugin(&name) {
            Some(slot) => slot,
            None => self.load_installed(tenant, installed, &name)?,
        };
        for old in self.loaded.used(&name) {
            self.runtime.unload(&old);
        }
        match slot {
            Slot::Ready(plugin) => Ok(plugin),
            Slot::Failed(failure) => Err(ExtensionError::NotLoaded {
                plugin: installed.plugin.clone(),
                code: failure.code(),
                reason: failure.to_string(),
            }),
        }
    }

    fn load_installed(
        &self,
        tenant: TenantId,
        installed: &Installed,
        name: &str,
    ) -> Result<Slot, ExtensionError> {
        let lock = self.loaded.turn(name);
        let _turn = lock.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = self.runtime.plugin(name) {
            return Ok(slot);
        }
        // A store that does not answer is no property of the plugin: it is asked again at the next call.
        let bytes =
            self.components.read(tenant, &installed.digest).map_err(|error| ExtensionError::NotLoaded {
                plugin: installed.plugin.clone(),
                code: "plugin.component",
                reason: error.to_string(),
            })?;
        self.runtime.load(LoadRequest {
            name: name.to_owned(),
            identity: installed.plugin.clone(),
            source: PluginSource::Bytes(bytes.into()),
            digest_pin: Some(installed.digest.clone()),
            grants: installed.grants.clone(),
            limits: LimitOverrides::default(),
        });
        let slot = self.runtime.plugin(name);
        slot.ok_or_else(|| ExtensionError::NotLoaded {
            plugin: installed.plugin.clone(),
            code: "plugin.component",
            reason: "it was removed while it was loaded".to_owned(),
        })
    }

    /// Loads a version before it is made active, so that one that does not load changes nothing.
    ///
    /// # Errors
    /// [`ExtensionError::NotLoaded`] with the reason.
    pub async fn try_install(&self, tenant: TenantId, installed: Installed) -> Result<(), ExtensionError> {
        let this = self.clone();
        Self::blocking(move || {
            let tried = this.installed(tenant, &installed).map(drop);
            if tried.is_err() {
                let name = registry_name(tenant, &installed);
                this.loaded.forget(|known| known == name);
                this.runtime.unload(&name);
            }
            tried
        })
        .await
    }

    /// Forgets every version of a tenant's plugin but those that the keeper names. Calls that began on one end on it.
    pub fn forget_installed(&self, tenant: TenantId, plugin: &str, keep: &[Installed]) {
        let prefix = format!("{tenant}/{plugin}@");
        let kept: Vec<String> = keep.iter().map(|installed| registry_name(tenant, installed)).collect();
        let gone =
            self.loaded.forget(|name| name.starts_with(&prefix) && kept.iter().all(|kept| kept != name));
        for name in gone {
            self.runtime.unload(&name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_that_was_used_longest_ago_makes_room() {
        let loaded = Loaded::default();
        for number in 0..MOST_LOADED {
            assert!(loaded.used(&number.to_string()).is_empty());
        }
        assert!(loaded.used("0").is_empty());
        assert_eq!(loaded.used("one more"), ["1"]);
        assert_eq!(loaded.used("and one"), ["2"]);
    }

    #[test]
    fn versions_tenants_and_revisions_have_names_of_their_own() {
        let tenant = TenantId::from_uuid(uuid::Uuid::from_u128(1));
        let installed = Installed {
            plugin: "fields".into(),
            digest: "ab".repeat(32),
            revision: 3,
            grants: Grants::none(),
            kinds: vec![Kind::FieldSchema],
        };
        let name = registry_name(tenant, &installed);
        assert_eq!(name, format!("{tenant}/fields@abababababababab.3"));
        let other = Installed { revision: 4, ..installed };
        assert_ne!(registry_name(tenant, &other), name);
    }
}
