//! What a plugin says about itself, in the custom section `elenco:manifest`.

mod checks;
mod hosts;
mod plain_text;
mod schema;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::LoadFailure;
use crate::limits::LimitOverrides;

pub(crate) use plain_text::quoted;

/// Name of the custom section.
pub(crate) const MANIFEST_SECTION: &str = "elenco:manifest";

/// What a plugin may do beyond its own memory. The manifest asks, the operator grants; it takes both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capability {
    /// The time of day. Without it, clocks stand still.
    Clock,
    /// Unpredictable random bytes. Without it, generators give the same ones each time.
    Random,
    /// Requests to the hosts that were granted.
    Http,
    /// A small store for each plugin and tenant.
    KeyValue,
}

impl Capability {
    /// As manifests and `plugins.toml` write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Random => "random",
            Self::Http => "http",
            Self::KeyValue => "key-value",
        }
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// There is no capability of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no capability is called `{0}`")]
pub struct UnknownCapability(pub String);

impl FromStr for Capability {
    type Err = UnknownCapability;

    fn from_str(name: &str) -> Result<Capability, UnknownCapability> {
        [Self::Clock, Self::Random, Self::Http, Self::KeyValue]
            .into_iter()
            .find(|capability| capability.as_str() == name)
            .ok_or_else(|| UnknownCapability(name.to_owned()))
    }
}

/// What the operator or a tenant's administrator granted. A name that no capability has grants nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants {
    capabilities: BTreeSet<Capability>,
    http_hosts: Vec<String>,
}

impl Grants {
    /// Nothing.
    pub fn none() -> Grants {
        Grants::default()
    }

    /// Whether this was granted.
    pub fn has(&self, capability: Capability) -> bool {
        self.capabilities.contains(&capability)
    }

    /// These capabilities, and for `http` the hosts of these patterns.
    pub fn new<N: AsRef<str>>(
        capabilities: impl IntoIterator<Item = N>,
        http_hosts: impl IntoIterator<Item = String>,
    ) -> Grants {
        let known = |pattern: &String| match hosts::check(pattern) {
            Ok(()) => true,
            Err(problem) => {
                tracing::warn!(pattern = quoted(pattern), problem, "a grant of a host has no effect");
                false
            }
        };
        let http_hosts = http_hosts.into_iter().filter(known).collect();
        Grants { http_hosts, ..Grants::from_iter(capabilities) }
    }

    /// The hosts to which requests may be sent, as patterns: `api.example.com`, `*.example.com`, each with a port
    /// behind it or not.
    pub fn http_hosts(&self) -> &[String] {
        &self.http_hosts
    }
}

impl<N: AsRef<str>> FromIterator<N> for Grants {
    fn from_iter<I: IntoIterator<Item = N>>(names: I) -> Grants {
        let known = |name: N| match name.as_ref().parse() {
            Ok(capability) => Some(capability),
            Err(unknown) => {
                tracing::warn!(%unknown, "a grant has no effect");
                None
            }
        };
        let capabilities = names.into_iter().filter_map(known).collect();
        Grants { capabilities, http_hosts: Vec::new() }
    }
}

/// The manifest of a plugin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Manifest {
    /// Name that its publisher gave it.
    pub name: String,
    /// Its version, SemVer.
    pub version: String,
    /// Who made it.
    #[serde(default)]
    pub publisher: String,
    /// What it does, by language.
    #[serde(default)]
    pub description: BTreeMap<String, String>,
    /// Version of the contract that it was made for: `0.1`.
    pub contract: String,
    /// What it asks for.
    #[serde(default)]
    pub capabilities: BTreeSet<Capability>,
    /// The hosts to which it wants to send requests, as patterns. Without any, its administrator names them.
    #[serde(default)]
    pub http_hosts: Vec<String>,
    /// Narrower limits than the defaults, which are enough for it.
    #[serde(default)]
    pub limits: Option<LimitOverrides>,
    /// JSON Schema of its settings.
    #[serde(default)]
    pub settings_schema: Option<serde_json::Value>,
}

impl Manifest {
    pub(crate) fn parse(section: &[u8]) -> Result<Manifest, LoadFailure> {
        let manifest: Manifest = serde_json::from_slice(section).map_err(|error| {
            // Messages of the parser quote what they stumbled over.
            LoadFailure::BadManifest { detail: quoted(&error.to_string()) }
        })?;
        checks::check(&manifest)?;
        Ok(manifest)
    }
}

impl Grants {
    /// The hosts that were granted and asked for. A manifest that names no hosts asks for those that its administrator
    /// names.
    pub(crate) fn hosts_for(&self, manifest: &Manifest) -> Vec<String> {
        let asked = &manifest.http_hosts;
        let (kept, unasked): (Vec<_>, Vec<_>) =
            self.http_hosts.iter().cloned().partition(|granted| {
                asked.is_empty() || asked.iter().any(|asked| hosts::covers(asked, granted))
            });
        if !unasked.is_empty() {
            tracing::warn!(plugin = manifest.name, hosts = ?unasked, "hosts were granted that the plugin does not ask for");
        }
        kept
    }
}
