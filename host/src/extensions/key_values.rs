//! What plugins keep by their capability `key-value`, as the engine asks for it.
use std::sync::Arc;

use elenco_db::TenantId;
use elenco_runtime::contract::GuestError;
use elenco_runtime::{KeyValueProvider, PluginScope, Usage};

/// Keys that one plugin may have for one tenant.
pub const MOST_KEYS: u64 = elenco_runtime::limits::KEY_VALUE_KEYS;

/// Bytes of keys and values that one plugin may have for one tenant.
pub const MOST_BYTES: u64 = elenco_runtime::limits::KEY_VALUE_BYTES;

/// What one plugin keeps for one tenant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Keys.
    pub keys: u64,
    /// Bytes of keys and values.
    pub bytes: u64,
}

impl Kept {
    /// Whether it is within the quota.
    pub fn fits(self) -> bool {
        self.keys <= MOST_KEYS && self.bytes <= MOST_BYTES
    }
}

/// Keys with their new values; a key without one is forgotten.
pub type Changes = Vec<(String, Option<Vec<u8>>)>;

/// Keeps values by tenant, plugin and key. Blocking. Every method fails with `unavailable` when the database does not
/// answer.
pub trait ValueStore: Send + Sync + 'static {
    /// The value of a key.
    ///
    /// # Errors
    /// See the trait.
    fn get(&self, tenant: TenantId, plugin: &str, key: &str) -> Result<Option<Vec<u8>>, GuestError>;

    /// All keys, in no order.
    ///
    /// # Errors
    /// See the trait.
    fn keys(&self, tenant: TenantId, plugin: &str) -> Result<Vec<String>, GuestError>;

    /// How much is kept.
    ///
    /// # Errors
    /// See the trait.
    fn kept(&self, tenant: TenantId, plugin: &str) -> Result<Kept, GuestError>;

    /// Makes all changes or none.
    ///
    /// # Errors
    /// `limit` when the quota would be exceeded, `invalid` for a key that cannot be kept.
    fn commit(&self, tenant: TenantId, plugin: &str, changes: Changes) -> Result<(), GuestError>;
}

/// The engine's way to a [`ValueStore`].
pub(super) struct StoredValues(pub(super) Arc<dyn ValueStore>);

/// The tenant that a call was made for.
pub(super) fn tenant(scope: &PluginScope) -> Result<TenantId, GuestError> {
    scope.tenant.parse().map_err(|_| GuestError::Unavailable("the call was made for no tenant".to_owned()))
}

impl KeyValueProvider for StoredValues {
    fn get(&self, scope: &PluginScope, key: &str) -> Result<Option<Vec<u8>>, GuestError> {
        self.0.get(tenant(scope)?, &scope.plugin, key)
    }

    fn keys(&self, scope: &PluginScope, prefix: &str) -> Result<Vec<String>, GuestError> {
        let mut keys = self.0.keys(tenant(scope)?, &scope.plugin)?;
        keys.retain(|key| key.starts_with(prefix));
        Ok(keys)
    }

    fn usage(&self, scope: &PluginScope) -> Result<Usage, GuestError> {
        let Kept { keys, bytes } = self.0.kept(tenant(scope)?, &scope.plugin)?;
        Ok(Usage { keys, bytes })
    }

    fn commit(&self, scope: &PluginScope, changes: Changes) -> Result<(), GuestError> {
        self.0.commit(tenant(scope)?, &scope.plugin, changes)
    }
}
