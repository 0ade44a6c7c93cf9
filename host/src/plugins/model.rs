//! Plugins as a tenant's administrators see them.
pub mod canary;
mod described;
pub mod differences;
mod figures;
pub mod schema;
pub mod settings;

use elenco_db::{Instant, PluginVersionId, PublisherId, UserId};
use serde::{Deserialize, Serialize};

pub use described::{CallLimits, Described, Powers, Refusal};
pub use figures::{FailedCall, Hour, KeptFailure, LogLevel, LogLine, PluginMinute, Tally, Times};

/// Whether a component is signed, and by whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Signature {
    /// It is not.
    #[default]
    None,
    /// By a publisher that the operator or the tenant trusts.
    Trusted {
        /// The publisher, as whoever trusts it calls it.
        publisher: String,
        /// The key's short name.
        key: String,
    },
    /// By somebody whom nobody here has said to trust.
    Unknown {
        /// The key's short name.
        key: String,
    },
    /// The file was changed after it was signed.
    Broken,
}

/// How far an uploaded version has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionState {
    /// It is being compiled.
    Preparing,
    /// It can be made active.
    Ready,
    /// It cannot be used, and why.
    Refused(Refusal),
}

/// One uploaded version.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its id.
    pub id: PluginVersionId,
    /// What it says of itself.
    pub described: Described,
    /// Its signature, as it was found when it was uploaded.
    pub signature: Signature,
    /// How far it has come.
    pub state: VersionState,
    /// Who uploaded it.
    pub uploaded_by: Option<UserId>,
    /// When.
    pub uploaded_at: Instant,
}

/// Which version of a tenant's plugin answers, and what it may do.
#[derive(Debug, Clone, PartialEq)]
pub struct Install {
    /// The plugin's name.
    pub plugin: String,
    /// The version that answers.
    pub active: Option<PluginVersionId>,
    /// The one that answered before, for rolling back.
    pub previous: Option<PluginVersionId>,
    /// The one on trial.
    pub canary: Option<PluginVersionId>,
    /// Whether it is switched on.
    pub enabled: bool,
    /// What was granted.
    pub granted: Powers,
    /// Who granted it.
    pub consented_by: Option<UserId>,
    /// When.
    pub consented_at: Option<Instant>,
    /// Grows with each change.
    pub revision: i64,
}

/// Where a plugin comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The operator offers it to every tenant.
    Operator,
    /// This tenant uploaded it.
    Tenant,
}

/// How a plugin stands for the tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It answers.
    Active,
    /// It is switched off.
    Off,
    /// A first version waits for somebody to grant what it asks for.
    Waiting,
    /// Its only version is being compiled.
    Preparing,
    /// It should answer and cannot.
    Failed(Refusal),
}

/// A plugin in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct PluginSummary {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// How it stands.
    pub standing: Standing,
    /// The version that answers, or the newest one.
    pub version: Option<String>,
    /// What it answers.
    pub kinds: Vec<String>,
    /// A newer version waits for consent.
    pub update_waits: bool,
}

/// One plugin with everything about it.
#[derive(Debug, Clone, PartialEq)]
pub struct PluginDetail {
    /// As in the list.
    pub summary: PluginSummary,
    /// The version that answers, or the newest one; nothing for a plugin of the operator that did not load.
    pub described: Option<Described>,
    /// What it may do.
    pub granted: Powers,
    /// Its limits as they hold, kind by kind; nothing while it is not loaded.
    pub limits: Vec<CallLimits>,
    /// How it is installed; nothing for a plugin of the operator that the tenant has left as it is.
    pub install: Option<Install>,
    /// Uploaded versions, the newest first.
    pub versions: Vec<Version>,
}

impl PluginDetail {
    /// The uploaded version with this id.
    pub fn version(&self, id: PluginVersionId) -> Option<&Version> {
        self.versions.iter().find(|version| version.id == id)
    }

    /// The version that answers now.
    pub fn active(&self) -> Option<&Version> {
        self.install.as_ref().and_then(|install| install.active).and_then(|id| self.version(id))
    }

    /// The newest uploaded version, when it is not the one that answers and was never passed over by rolling back.
    pub fn offered(&self) -> Option<&Version> {
        let newest = self.versions.first()?;
        let known = self
            .install
            .as_ref()
            .is_some_and(|install| install.active == Some(newest.id) || install.previous == Some(newest.id));
        (!known).then_some(newest)
    }
}

/// A publisher whose signatures the tenant trusts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// Its id.
    pub id: PublisherId,
    /// What people call it.
    pub name: String,
    /// Its key, one line of base64 as minisign writes it.
    pub public_key: String,
}

/// Why something about a plugin cannot be done. Each has a code and a sentence in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PluginProblem {
    /// The component itself is refused.
    Refused(Refusal),
    /// The operator has a plugin of this name.
    NameTaken(String),
    /// Another file was uploaded as this version before.
    VersionTaken {
        /// The plugin.
        plugin: String,
        /// The version.
        version: String,
    },
    /// The operator takes signed components only.
    SignatureRequired(Signature),
    /// Something it asks for was not granted.
    ConsentNeeded(Powers),
    /// It is still being compiled.
    NotReady,
    /// Nothing would check passwords any more.
    LastPolicy,
    /// There is no version to go back to.
    NothingBefore,
    /// The upload ended early, or had no file.
    NoFile,
    /// More versions than are kept.
    TooManyVersions {
        /// The most.
        most: usize,
    },
    /// More plugins than one tenant may have.
    TooManyPlugins {
        /// The most.
        most: usize,
    },
    /// A publisher's name is blank or too long.
    PublisherName {
        /// Characters.
        longest: usize,
    },
    /// A publisher's key is none.
    PublisherKey,
    /// The publisher's key is trusted already.
    PublisherKnown,
}

impl PluginProblem {
    /// Stable code.
    pub fn code(&self) -> &str {
        match self {
            Self::Refused(refusal) => &refusal.code,
            Self::NameTaken(_) => "plugin.name-taken",
            Self::VersionTaken { .. } => "plugin.version-taken",
            Self::SignatureRequired(_) => "plugin.signature-required",
            Self::ConsentNeeded(_) => "plugin.consent-needed",
            Self::NotReady => "plugin.not-ready",
            Self::LastPolicy => "plugin.last-policy",
            Self::NothingBefore => "plugin.nothing-before",
            Self::NoFile => "plugin.no-file",
            Self::TooManyVersions { .. } => "plugin.too-many-versions",
            Self::TooManyPlugins { .. } => "plugin.too-many-plugins",
            Self::PublisherName { .. } => "plugin.publisher-name",
            Self::PublisherKey => "plugin.publisher-key",
            Self::PublisherKnown => "plugin.publisher-known",
        }
    }
}

/// What was asked on the page that tries a plugin, and what it answered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tried {
    /// The function.
    pub function: String,
    /// Its input, as it was typed.
    pub input: String,
    /// The answer in JSON, or a code and what went wrong; nothing before the first try.
    pub answer: Option<Result<String, (String, String)>>,
    /// What is wrong with the input itself.
    pub problem: Option<String>,
}
