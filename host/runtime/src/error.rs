//! What can go wrong at start and at load. The texts here are for developers and logs; people read
//! what the host says for a code.

use std::path::PathBuf;

use crate::limits::WiderLimit;
use crate::plugin::Kind;

/// Why the runtime itself does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The folder of compiled plugins cannot be made.
    #[error("the folder of compiled plugins {path} cannot be made: {source}")]
    Cache {
        /// The folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The engine does not start on this machine.
    #[error("the plugin engine does not start: {0}")]
    Engine(String),
}

/// Why a plugin did not load. Everyone else keeps working.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadFailure {
    /// The file is not there or cannot be read.
    #[error("{path} cannot be read: {detail}; check `path` in plugins.toml")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        detail: String,
    },
    /// The component is larger than any plugin may be.
    #[error("the component has {bytes} bytes, at most {allowed} are read")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The most that is read.
        allowed: u64,
    },
    /// The file does not begin as WebAssembly does.
    #[error("this is not WebAssembly: it does not begin with \\0asm")]
    NotWebAssembly,
    /// WebAssembly, but a core module.
    #[error(
        "this is a core module, not a component; wrap it with `elenco plugin build` or `wasm-tools component new`"
    )]
    CoreModule,
    /// A component that is cut off or damaged.
    #[error("the component is damaged: {detail}")]
    Damaged {
        /// What the parser said.
        detail: String,
    },
    /// There is no section `elenco:manifest`.
    #[error("the component has no section `elenco:manifest`; build it with `elenco plugin build`")]
    NoManifest,
    /// The manifest cannot be understood.
    #[error("the manifest cannot be understood: {detail}")]
    BadManifest {
        /// What is wrong.
        detail: String,
    },
    /// A part of the manifest is longer than it may be.
    #[error("`{part}` of the manifest has {found}, at most {allowed} are allowed; shorten it")]
    ManifestTooLong {
        /// Which part.
        part: &'static str,
        /// Its characters; of lists their items, of the whole manifest its bytes.
        found: usize,
        /// The most that is allowed.
        allowed: usize,
    },
    /// A text of the manifest is not plain text.
    #[error("`{part}` of the manifest cannot be shown: {problem}")]
    ManifestText {
        /// Which part.
        part: &'static str,
        /// What is wrong, and what to do.
        problem: &'static str,
    },
    /// The plugin's name is none.
    #[error(
        "`{name}` is no name of a plugin; use small letters, digits and single hyphens, beginning with a letter"
    )]
    BadName {
        /// The name.
        name: String,
    },
    /// The plugin's version is none.
    #[error("`version` of the manifest is no version: {detail}; write one such as 1.2.3 (SemVer)")]
    BadVersion {
        /// What is wrong.
        detail: String,
    },
    /// The schema of its settings cannot be used.
    #[error("`settings-schema` of the manifest cannot be used: {detail}")]
    BadSettingsSchema {
        /// What is wrong, and what is allowed.
        detail: String,
    },
    /// A pattern of hosts is none.
    #[error("`{pattern}` in `http-hosts` of the manifest is no host: {problem}")]
    BadHost {
        /// The pattern.
        pattern: String,
        /// What is wrong, and what to write.
        problem: &'static str,
    },
    /// Made for a version of the contract that this host does not know.
    #[error("made for contract {found}; this host knows {known}")]
    WrongContract {
        /// What the plugin was made for.
        found: String,
        /// What this host knows.
        known: &'static str,
    },
    /// It exports none of the kinds.
    #[error("it exports none of the kinds of plugins: {}", Kind::ALL.map(Kind::as_str).join(", "))]
    NoKind,
    /// It imports capabilities that it was not granted.
    #[error("it asks for {}, which was not granted; add to `grants` in plugins.toml what it may have", .capabilities.join(", "))]
    NotGranted {
        /// What it asks for beyond its grants.
        capabilities: Vec<String>,
    },
    /// It imports what its manifest does not ask for.
    #[error("it imports {}, which its manifest does not ask for", .capabilities.join(", "))]
    NotDeclared {
        /// What the manifest leaves out.
        capabilities: Vec<String>,
    },
    /// It imports what no host function offers.
    #[error("it imports what this host does not offer: {}", .names.join(", "))]
    UnknownImports {
        /// Names of the imports.
        names: Vec<String>,
    },
    /// It is not the file that was pinned.
    #[error("the digest is blake3 {found}, pinned was {pinned}; update `digest` when the change was wanted")]
    DigestMismatch {
        /// The digest in the configuration.
        pinned: String,
        /// The digest of the file.
        found: String,
    },
    /// Compiling took too long.
    #[error("compiling took more than {seconds} s of processor time or its wall time")]
    CompileTime {
        /// The processor time that it was given.
        seconds: u64,
    },
    /// Compiling took too much memory.
    #[error("compiling took more than {bytes} bytes of memory")]
    CompileMemory {
        /// The memory that it was given.
        bytes: u64,
    },
    /// The compiler refuses it as invalid.
    #[error("the component is not valid: {detail}")]
    Invalid {
        /// What the compiler said.
        detail: String,
    },
    /// The compiler could not be run, or failed by itself.
    #[error("the compiler failed: {detail}")]
    Compiler {
        /// What happened.
        detail: String,
    },
    /// Limits in the manifest or the configuration are wider than the defaults.
    #[error(transparent)]
    WiderLimit(#[from] WiderLimit),
    /// An instance would need more than every plugin may have.
    #[error("an instance needs {asked} {name}, at most {allowed} are allowed")]
    Resources {
        /// What there is too much of.
        name: &'static str,
        /// What an instance needs.
        asked: u64,
        /// The most that is allowed.
        allowed: u64,
    },
    /// An instance would not fit into what the engine has for one, in a way that only the engine knows.
    #[error("an instance does not fit: {detail}")]
    Unfit {
        /// What the engine said.
        detail: String,
    },
    /// Its exports or imports have other types than the contract says.
    #[error("it does not keep to the contract: {detail}")]
    Signature {
        /// What the linker said.
        detail: String,
    },
}

impl LoadFailure {
    /// Stable code of the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "plugin.E001",
            Self::TooLarge { .. } => "plugin.E002",
            Self::NotWebAssembly => "plugin.E003",
            Self::CoreModule => "plugin.E004",
            Self::Damaged { .. } => "plugin.E005",
            Self::NoManifest => "plugin.E006",
            Self::BadManifest { .. } => "plugin.E007",
            Self::WrongContract { .. } => "plugin.E008",
            Self::NoKind => "plugin.E009",
            Self::NotGranted { .. } => "plugin.E010",
            Self::NotDeclared { .. } => "plugin.E011",
            Self::UnknownImports { .. } => "plugin.E012",
            Self::DigestMismatch { .. } => "plugin.E013",
            Self::CompileTime { .. } => "plugin.E014",
            Self::CompileMemory { .. } => "plugin.E015",
            Self::Invalid { .. } => "plugin.E016",
            Self::Compiler { .. } => "plugin.E017",
            Self::WiderLimit(_) => "plugin.E018",
            Self::Resources { .. } => "plugin.E019",
            Self::Signature { .. } => "plugin.E020",
            Self::Unfit { .. } => "plugin.E021",
            Self::ManifestTooLong { .. } => "plugin.E022",
            Self::ManifestText { .. } => "plugin.E023",
            Self::BadName { .. } => "plugin.E024",
            Self::BadVersion { .. } => "plugin.E025",
            Self::BadSettingsSchema { .. } => "plugin.E026",
            Self::BadHost { .. } => "plugin.E027",
        }
    }
}
