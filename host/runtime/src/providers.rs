//! Who serves the capabilities that reach outside. Without a provider the guest is told that they are not
//! supported.

use std::sync::Arc;

use crate::contract::GuestError;

/// On whose behalf a host function was called.
#[derive(Debug, Clone)]
pub struct PluginScope {
    /// The plugin's name in the registry.
    pub plugin: Arc<str>,
    /// The tenant of the call.
    pub tenant: Arc<str>,
}

/// A request that a plugin wants to have sent.
#[derive(Debug, Clone)]
pub struct HttpRequest {
    /// GET, POST and so on.
    pub method: String,
    /// Absolute address.
    pub url: String,
    /// Names and values; a value `{{secret:NAME}}` is to be replaced by the provider.
    pub headers: Vec<(String, String)>,
    /// Body, if there is one.
    pub body: Option<Vec<u8>>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct HttpResponse {
    /// Status code.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// Body, within the provider's limits.
    pub body: Vec<u8>,
}

/// Sends requests of plugins. It keeps to the allow-list, refuses private ranges, and has time limits of its own:
/// the plugin's wall limit does not run while the host works.
pub trait HttpProvider: Send + Sync {
    /// Sends one request, blocking.
    ///
    /// # Errors
    /// `denied` for a host that is not allowed, `unavailable` when nothing answered, `limit` for too large a body.
    fn send(&self, scope: &PluginScope, request: HttpRequest) -> Result<HttpResponse, GuestError>;
}

/// Keeps small values for each plugin and tenant, within a quota.
pub trait KeyValueProvider: Send + Sync {
    /// The value of a key.
    ///
    /// # Errors
    /// `unavailable` when the store does not answer.
    fn get(&self, scope: &PluginScope, key: &str) -> Result<Option<Vec<u8>>, GuestError>;

    /// Sets the value of a key.
    ///
    /// # Errors
    /// `limit` when the quota is used up, `unavailable` when the store does not answer.
    fn set(&self, scope: &PluginScope, key: &str, value: Vec<u8>) -> Result<(), GuestError>;

    /// Forgets a key; one that is not there is no error.
    ///
    /// # Errors
    /// `unavailable` when the store does not answer.
    fn delete(&self, scope: &PluginScope, key: &str) -> Result<(), GuestError>;
}
