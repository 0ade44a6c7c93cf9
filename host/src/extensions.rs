//! What the domains ask of plugins, in the domains' own words. Nothing else in the host knows the plugin engine.
pub mod catalog;
pub mod client_lookup;
pub mod described;
pub mod field_schemas;
pub mod figures;
pub mod formats;
pub mod geocoder;
pub mod http;
pub mod installed;
pub mod key_values;
pub mod location_autofill;
pub mod outside;
pub mod password_policies;
pub mod per_file;
pub mod settings;
pub mod standing;
pub mod streams;
pub mod trials;

use std::collections::HashMap;
use std::sync::Arc;

use elenco_authoring::signature::TrustedPublisher;
use elenco_db::TenantId;
use elenco_runtime::contract::GuestError;
use elenco_runtime::{Call, CallError, CallScope, Kind, Plugin, Runtime, Slot};

use installed::{ComponentStore, Installs, Loaded};

use trials::Trials;

pub use catalog::StartError;
pub use installed::Installed;

/// The largest component that is loaded, in bytes.
pub const LARGEST_COMPONENT: u64 = elenco_runtime::limits::MAX_COMPONENT_BYTES;

/// Whose signatures count, and whether they are needed.
#[derive(Debug, Default)]
struct Signing {
    required: bool,
    publishers: Vec<TrustedPublisher>,
}

/// The plugins of the installation. Cheap to clone.
#[derive(Clone)]
pub struct Extensions {
    runtime: Runtime,
    /// Names in the order of `plugins.toml`: where several answer, this is their order.
    order: Arc<[String]>,
    /// Settings of the operator: what a tenant has until its administrator saves others.
    defaults: Arc<HashMap<String, Arc<str>>>,
    /// Where components of tenants' own plugins come from.
    components: Arc<dyn ComponentStore>,
    /// Which of tenants' own plugins are loaded.
    loaded: Arc<Loaded>,
    /// Whose signatures count.
    signing: Arc<Signing>,
    /// Versions on trial.
    trials: Trials,
}

/// For whom plugins are called: the tenant, with the settings that its administrators saved.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The tenant.
    pub tenant: TenantId,
    /// Settings by plugin, as JSON; a plugin that is missing here has the operator's.
    pub settings: Arc<HashMap<String, Arc<str>>>,
    /// The tenant's own plugins, and those of the operator that it does without.
    pub installs: Arc<Installs>,
    /// What they saved for projects, and the one that the calls are about.
    pub projects: settings::ProjectSettings,
}

/// Why a plugin did not answer.
#[derive(Debug, thiserror::Error)]
pub enum ExtensionError {
    /// No plugin of this kind is there, or the one that was named is not.
    #[error("no plugin answers for {0}")]
    Absent(&'static str),
    /// The plugin is named in the configuration but could not be loaded.
    #[error("plugin {plugin} did not load: {code} {reason}")]
    NotLoaded {
        /// Which.
        plugin: String,
        /// Stable code of the reason.
        code: &'static str,
        /// Why.
        reason: String,
    },
    /// The call failed.
    #[error("plugin {plugin}: {error}")]
    Call {
        /// Which.
        plugin: String,
        /// How.
        error: CallError,
    },
    /// The server is stopping.
    #[error("the server is stopping")]
    Stopping,
}

impl ExtensionError {
    /// The plugin that is busy with other calls, when that is all: worth another try soon.
    pub fn busy_plugin(&self) -> Option<&str> {
        match self {
            Self::Call { plugin, error: CallError::Busy } => Some(plugin),
            _ => None,
        }
    }

    /// The plugin that did not answer, when one is to blame.
    pub fn plugin(&self) -> Option<&str> {
        match self {
            Self::NotLoaded { plugin, .. } | Self::Call { plugin, .. } => Some(plugin),
            Self::Absent(_) | Self::Stopping => None,
        }
    }

    /// The field and the words with which a plugin refused what it was given.
    pub fn refusal(&self) -> Option<(String, String)> {
        match self {
            Self::Call { error: CallError::Guest(GuestError::Invalid(value)), .. } => {
                Some((value.field.clone(), value.message.clone()))
            }
            Self::Call { error: CallError::Guest(GuestError::Other(message)), .. } => {
                Some((String::new(), message.clone()))
            }
            _ => None,
        }
    }

    /// Stable code, `plugin.E…`.
    pub fn code(&self) -> &str {
        match self {
            Self::Absent(_) => "plugin.absent",
            Self::NotLoaded { code, .. } => code,
            Self::Call { error, .. } => error.code(),
            Self::Stopping => "plugin.stopping",
        }
    }
}

impl Caller {
    /// Whether the tenant takes this plugin of the operator.
    fn takes(&self, plugin: &str) -> bool {
        self.installs.switched_off.iter().all(|off| off != plugin)
    }
}

impl Extensions {
    fn settings(&self, caller: &Caller, plugin: &str) -> Arc<str> {
        caller.projects.of(plugin).cloned().unwrap_or_else(|| self.wide_settings(caller, plugin))
    }

    /// The tenant's, whatever its projects have.
    fn wide_settings(&self, caller: &Caller, plugin: &str) -> Arc<str> {
        caller
            .settings
            .get(plugin)
            .or_else(|| self.defaults.get(plugin))
            .map_or_else(|| Arc::from("{}"), Arc::clone)
    }

    fn scope(&self, caller: &Caller, plugin: &str, sealed: bool) -> CallScope {
        CallScope {
            tenant: caller.tenant.to_string(),
            settings: self.settings(caller, plugin),
            sealed,
            cancel: None,
        }
    }

    /// The plugins of a kind that are ready for a tenant, in order: the operator's, then its own. Blocking, because one
    /// of its own may have to be loaded.
    fn ready(&self, caller: &Caller, kind: Kind) -> Vec<(String, Arc<Plugin>)> {
        let offered = self.order.iter().filter_map(|name| match self.runtime.plugin(name) {
            Some(Slot::Ready(plugin)) if caller.takes(name) && plugin.kinds().contains(&kind) => {
                Some((name.clone(), plugin))
            }
            _ => None,
        });
        let own = caller.installs.own.iter().filter(|own| own.kinds.contains(&kind)).filter_map(|own| {
            let found = self.installed(caller.tenant, own);
            found.ok().map(|plugin| (own.plugin.clone(), plugin))
        });
        offered.chain(own).collect()
    }

    /// Runs blocking work with plugins away from the threads that serve requests.
    async fn blocking<T: Send + 'static>(
        work: impl FnOnce() -> Result<T, ExtensionError> + Send + 'static,
    ) -> Result<T, ExtensionError> {
        tokio::task::spawn_blocking(work).await.map_err(|_| ExtensionError::Stopping)?
    }

    fn open(name: &str, plugin: &Plugin, scope: CallScope) -> Result<Call, ExtensionError> {
        plugin.call(scope).map_err(failed(name))
    }
}

/// Names the plugin that a call failed in.
fn failed(plugin: &str) -> impl Fn(CallError) -> ExtensionError + '_ {
    move |error| ExtensionError::Call { plugin: plugin.to_owned(), error }
}
