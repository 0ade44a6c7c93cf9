//! By what plugins reach outside of themselves, when their capabilities allow it.
use std::sync::Arc;

use elenco_runtime::RuntimeConfig;

use super::http::{Names, PluginHttp, Secrets};
use super::installed::ComponentStore;
use super::key_values::{StoredValues, ValueStore};
use crate::clock::Clock;
use crate::config::PluginHttpConfig;

/// What serves the capabilities `http` and `key-value`.
#[derive(Clone)]
pub struct Outside {
    /// Looks up the names of hosts.
    pub names: Arc<dyn Names>,
    /// Knows the secrets in plugins' settings.
    pub secrets: Arc<dyn Secrets>,
    /// Keeps plugins' values.
    pub values: Arc<dyn ValueStore>,
    /// Tells how long a host is left alone after failures.
    pub clock: Arc<dyn Clock>,
    /// Keeps the components of tenants' own plugins.
    pub components: Arc<dyn ComponentStore>,
}

impl Outside {
    /// Hands the engine what it needs of it.
    ///
    /// # Errors
    /// Says what in the configuration of `http` cannot be understood.
    pub(super) fn equip(self, engine: &mut RuntimeConfig, config: &PluginHttpConfig) -> Result<(), String> {
        let clock = Arc::clone(&self.clock);
        engine.now = Arc::new(move || u64::try_from(clock.now().timestamp_millis()).unwrap_or(0));
        let http = PluginHttp::new(config, self.names, self.secrets, self.clock)?;
        engine.http = Some(Arc::new(http));
        engine.key_value = Some(Arc::new(StoredValues(self.values)));
        Ok(())
    }
}
