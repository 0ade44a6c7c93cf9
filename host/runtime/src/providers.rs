//! Who serves the capabilities that reach outside. Without a provider the guest is told that they are not
//! supported.

use std::io::Read;
use std::sync::Arc;

use crate::contract::GuestError;

/// On whose behalf a host function was called.
#[derive(Debug, Clone)]
pub struct PluginScope {
    /// The plugin's own name: the same for all of its versions.
    pub plugin: Arc<str>,
    /// The tenant of the call.
    pub tenant: Arc<str>,
}

/// A request that a plugin wants to have sent. Its size is within the limits of [`crate::limits`].
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
pub struct HttpResponse {
    /// Status code.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body as it arrives; the runtime reads no more than [`crate::limits::HTTP_BODY_BYTES`] of it. An
    /// [`std::io::Error`] that carries a [`GuestError`] reaches the guest as that, any other as `unavailable`.
    pub body: Box<dyn Read + Send>,
}

impl std::fmt::Debug for HttpResponse {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("HttpResponse").field("status", &self.status).finish_non_exhaustive()
    }
}

/// Sends requests of plugins. It keeps to the allow-list, refuses private ranges, and has time limits of its own,
/// for the answer's body too: the plugin's wall limit does not run while the host works.
pub trait HttpProvider: Send + Sync {
    /// Sends one request, blocking until the head of the answer is there. `hosts` are the host patterns that were
    /// granted.
    ///
    /// # Errors
    /// `denied` for a host that is not allowed, `invalid` for a request that is none, `unavailable` when nothing
    /// answered, `limit` for what takes too long.
    fn send(
        &self,
        scope: &PluginScope,
        hosts: &[String],
        request: HttpRequest,
    ) -> Result<HttpResponse, GuestError>;
}

/// What the store of one plugin for one tenant holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Keys.
    pub keys: u64,
    /// Bytes, keys and values together.
    pub bytes: u64,
}

/// Keeps small values for each plugin and tenant. The runtime collects the changes of a guest call, checks them
/// against the quota of [`crate::limits`], and hands them over at once when the call succeeds.
pub trait KeyValueProvider: Send + Sync {
    /// The value of a key.
    ///
    /// # Errors
    /// `unavailable` when the store does not answer.
    fn get(&self, scope: &PluginScope, key: &str) -> Result<Option<Vec<u8>>, GuestError>;

    /// The keys that begin with a prefix, in any order.
    ///
    /// # Errors
    /// `unavailable` when the store does not answer.
    fn keys(&self, scope: &PluginScope, prefix: &str) -> Result<Vec<String>, GuestError>;

    /// What the store holds.
    ///
    /// # Errors
    /// `unavailable` when the store does not answer.
    fn usage(&self, scope: &PluginScope) -> Result<Usage, GuestError>;

    /// Stores (or with `None` removes) all of these in one transaction. Removing what is not there is no error.
    ///
    /// # Errors
    /// `unavailable` when the store does not answer; `limit` when other calls have filled it meanwhile.
    fn commit(&self, scope: &PluginScope, changes: Vec<(String, Option<Vec<u8>>)>) -> Result<(), GuestError>;
}
