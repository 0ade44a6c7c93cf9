//! How plugins fare.
use elenco_db::{Instant, PluginFailureId, TenantId};
pub use elenco_runtime::figures::{LogLevel, Tally, Times};

/// Figures of one minute of one plugin for one tenant. Several of the same minute are to be added up.
#[derive(Debug, Clone, PartialEq)]
pub struct PluginMinute {
    /// For whom it was called.
    pub tenant: TenantId,
    /// The plugin's name.
    pub plugin: String,
    /// Digest of its component.
    pub digest: String,
    /// When the minute began.
    pub minute: Instant,
    /// What happened in it.
    pub tally: Tally,
}

/// A line of a plugin's log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogLine {
    /// When it was written.
    pub at: Instant,
    /// How much it matters.
    pub level: LogLevel,
    /// What it says.
    pub text: String,
}

/// A call that failed.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedCall {
    /// For whom it was made.
    pub tenant: TenantId,
    /// The plugin's name.
    pub plugin: String,
    /// Digest of its component.
    pub digest: String,
    /// When.
    pub at: Instant,
    /// What the plugin was asked as; empty when it could not even be started.
    pub kind: String,
    /// What it was asked: `field-schema.check`.
    pub function: String,
    /// Stable code.
    pub code: String,
    /// What went wrong, for developers.
    pub message: String,
    /// What it was given, without secrets.
    pub input: serde_json::Value,
    /// What it logged in this call.
    pub log: Vec<LogLine>,
}

/// How a plugin fared in one hour.
#[derive(Debug, Clone, PartialEq)]
pub struct Hour {
    /// When the hour began.
    pub at: Instant,
    /// What happened in it.
    pub tally: Tally,
}

/// A kept call that failed.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptFailure {
    /// Its id.
    pub id: PluginFailureId,
    /// The call.
    pub call: FailedCall,
}
