//! A version on trial beside the one that answers.
use elenco_db::{Instant, TenantId};
use serde_json::Value;

/// How the answers of two versions compare.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Compared {
    /// Answers that were the same.
    pub same: u64,
    /// Answers that were not.
    pub different: u64,
    /// Calls in which the version on trial failed and the active one did not.
    pub failed: u64,
    /// When the first and the last of them were compared.
    pub between: Option<(Instant, Instant)>,
    /// The first of the differences and failures.
    pub differences: Vec<KeptDifference>,
}

impl Compared {
    /// All answers that were compared.
    pub fn total(&self) -> u64 {
        self.same + self.different + self.failed
    }
}

/// An answer in which the versions differ.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptDifference {
    /// When it was seen.
    pub at: Instant,
    /// What was asked: `field-schema.check`.
    pub function: String,
    /// As much of the input as the difference is about; nothing when it held a secret.
    pub input: Option<Value>,
    /// What the active version answered.
    pub active: Value,
    /// What the version on trial answered.
    pub canary: Value,
}

/// An answer in which the versions differ, as it was met.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// When it was seen.
    pub at: Instant,
    /// What the plugin was asked as.
    pub kind: &'static str,
    /// What it was asked.
    pub function: &'static str,
    /// As much of the input as the difference is about; never a secret, nor whom it belongs to.
    pub input: Option<Value>,
    /// What the active version answered.
    pub active: Value,
    /// What the version on trial answered.
    pub canary: Value,
}

/// What came of comparing two versions since it was last taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// For whom.
    pub tenant: TenantId,
    /// The plugin.
    pub plugin: String,
    /// Digest of the active version.
    pub active: String,
    /// Digest of the version on trial.
    pub canary: String,
    /// Answers that were the same.
    pub same: u64,
    /// Answers that were not.
    pub different: u64,
    /// Calls in which the version on trial failed and the active one did not.
    pub failed: u64,
    /// The first of the differences and failures.
    pub differences: Vec<Difference>,
}
