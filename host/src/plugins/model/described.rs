//! What a component says of itself, and what it may do.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What a plugin may do beyond its own memory: as it asks for it, or as it was granted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Powers {
    /// Names of capabilities: `clock`, `random`, `http`, `key-value`.
    pub capabilities: BTreeSet<String>,
    /// Hosts that `http` may reach.
    pub http_hosts: BTreeSet<String>,
}

impl Powers {
    /// What is here and not in the others: what an upgrade asks for beyond what was granted.
    pub fn beyond(&self, granted: &Powers) -> Powers {
        Powers {
            capabilities: self.capabilities.difference(&granted.capabilities).cloned().collect(),
            http_hosts: self.http_hosts.difference(&granted.http_hosts).cloned().collect(),
        }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.capabilities.is_empty() && self.http_hosts.is_empty()
    }
}

/// A component, read without running it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Described {
    /// Name that its publisher gave it.
    pub name: String,
    /// Its version, SemVer.
    pub version: String,
    /// Who made it, as it says itself.
    pub publisher: String,
    /// What it does, by language.
    pub description: BTreeMap<String, String>,
    /// Version of the contract that it was made for.
    pub contract: String,
    /// What it answers, by the names of the contract's interfaces.
    pub kinds: Vec<String>,
    /// What it asks for.
    pub asked: Powers,
    /// JSON Schema of its settings.
    pub settings_schema: Option<serde_json::Value>,
    /// blake3 of the whole file, in hexadecimal digits.
    pub digest: String,
    /// Size of the file in bytes.
    pub size: u64,
}

/// Why a component is not taken: a stable code and the particulars, in English, for its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Stable code, `plugin.E…`.
    pub code: String,
    /// Particulars.
    pub detail: String,
}

/// What one call of a kind may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallLimits {
    /// The kind, by the name of the contract's interface.
    pub kind: &'static str,
    /// Units of fuel, about one for each instruction.
    pub fuel: u64,
    /// Milliseconds.
    pub wall_ms: u64,
    /// Bytes of memory.
    pub memory: u64,
    /// Bytes of output; 0 for kinds that write no files.
    pub output: u64,
}
