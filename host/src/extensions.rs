//! What the domains ask of plugins, in the domains' own words. Nothing else in the host knows the plugin engine.
pub mod catalog;
pub mod field_schemas;
pub mod formats;
pub mod http;
pub mod key_values;
pub mod location_autofill;
pub mod outside;
pub mod password_policies;
pub mod streams;

use std::collections::HashMap;
use std::sync::Arc;

use elenco_db::TenantId;
use elenco_runtime::{Call, CallError, CallScope, Kind, Plugin, Runtime, Slot};

pub use catalog::StartError;

/// The plugins of the installation. Cheap to clone.
#[derive(Clone)]
pub struct Extensions {
    runtime: Runtime,
    /// Names in the order of `plugins.toml`: where several answer, this is their order.
    order: Arc<[String]>,
    /// Settings of the operator: what a tenant has until its administrator saves others.
    defaults: Arc<HashMap<String, Arc<str>>>,
}

/// For whom plugins are called: the tenant, with the settings that its administrators saved.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The tenant.
    pub tenant: TenantId,
    /// Settings by plugin, as JSON; a plugin that is missing here has the operator's.
    pub settings: Arc<HashMap<String, Arc<str>>>,
}

/// Why a plugin did not answer.
#[derive(Debug, thiserror::Error)]
pub enum ExtensionError {
    /// No plugin of this kind is there, or the one that was named is not.
    #[error("no plugin answers for {0}")]
    Absent(&'static str),
    /// The plugin is named in the configuration but could not be loaded.
    #[error("plugin {plugin} did not load: {reason}")]
    NotLoaded {
        /// Which.
        plugin: String,
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

    /// Stable code, `plugin.E…`.
    pub fn code(&self) -> &str {
        match self {
            Self::Absent(_) => "plugin.absent",
            Self::NotLoaded { .. } => "plugin.not-loaded",
            Self::Call { error, .. } => error.code(),
            Self::Stopping => "plugin.stopping",
        }
    }
}

impl Extensions {
    fn settings(&self, caller: &Caller, plugin: &str) -> Arc<str> {
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

    /// The plugins of a kind that are ready, in order; and those of `plugins.toml` that did not load.
    fn ready(&self, kind: Kind) -> Vec<(String, Arc<Plugin>)> {
        self.order
            .iter()
            .filter_map(|name| match self.runtime.plugin(name) {
                Some(Slot::Ready(plugin)) if plugin.kinds().contains(&kind) => Some((name.clone(), plugin)),
                _ => None,
            })
            .collect()
    }

    /// Runs blocking work with plugins away from the threads that serve requests.
    async fn blocking<T: Send + 'static>(
        work: impl FnOnce() -> Result<T, ExtensionError> + Send + 'static,
    ) -> Result<T, ExtensionError> {
        tokio::task::spawn_blocking(work).await.map_err(|_| ExtensionError::Stopping)?
    }

    fn open(plugin: &Plugin, scope: CallScope) -> Result<Call, ExtensionError> {
        let name = plugin.name().to_owned();
        plugin.call(scope).map_err(|error| ExtensionError::Call { plugin: name, error })
    }
}

/// Names the plugin that a call failed in.
fn failed(plugin: &str) -> impl Fn(CallError) -> ExtensionError + '_ {
    move |error| ExtensionError::Call { plugin: plugin.to_owned(), error }
}
