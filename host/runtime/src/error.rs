//! What can go wrong: at start, at load, in a call. The texts here are for developers and logs; people read
//! what the host says for a code.

use std::path::PathBuf;

use crate::contract::GuestError;
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
        }
    }
}

/// Why a call did not succeed. After any of these but [`CallError::Guest`] and [`CallError::NotThisKind`] the call
/// is over: what the guest left half done is not asked again.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CallError {
    /// The guest answered with an error of the contract. In a sealed call its texts are left out, because they
    /// could carry the secret to a log.
    #[error("the plugin answered: {0}")]
    Guest(GuestError),
    /// The budget of instructions was used up.
    #[error("the plugin used up its fuel")]
    Fuel,
    /// The wall limit passed.
    #[error("the plugin took too long")]
    Deadline,
    /// It asked for more memory, or larger tables, than it may have.
    #[error("the plugin asked for more memory than it may have")]
    Memory,
    /// It called itself too deeply.
    #[error("the plugin used up its stack")]
    Stack,
    /// It held too many resource handles.
    #[error("the plugin held too many handles")]
    Handles,
    /// It answered or wrote more bytes than it may.
    #[error("the plugin answered or wrote more than it may")]
    Output,
    /// Too many calls were in flight, of the tenant or in all, for too long.
    #[error("too many plugin calls at one time; try again")]
    Busy,
    /// It trapped: a bug in the plugin, or input that it did not expect.
    #[error("the plugin trapped: {summary}")]
    Trap {
        /// What the engine said, in one line.
        summary: String,
    },
    /// The call was cancelled.
    #[error("the call was cancelled")]
    Cancelled,
    /// The plugin is not of this kind.
    #[error("the plugin is not a {}", .0.as_str())]
    NotThisKind(Kind),
    /// Something failed on the host's side: a source that cannot be read, a sink that is full.
    #[error("the host could not serve the plugin: {0}")]
    Host(String),
    /// It answered with what the contract does not allow: too few answers, rows of unequal length.
    #[error("the plugin broke the contract: {summary}")]
    Contract {
        /// What is wrong.
        summary: String,
    },
    /// An earlier guest call on this call failed, so that its instance is gone.
    #[error("the call has ended with an earlier error")]
    Ended,
}

impl CallError {
    /// Stable code of the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Guest(_) => "plugin.E100",
            Self::Fuel => "plugin.E101",
            Self::Deadline => "plugin.E102",
            Self::Memory => "plugin.E103",
            Self::Stack => "plugin.E104",
            Self::Handles => "plugin.E105",
            Self::Output => "plugin.E106",
            Self::Busy => "plugin.E107",
            Self::Trap { .. } => "plugin.E108",
            Self::Cancelled => "plugin.E109",
            Self::NotThisKind(_) => "plugin.E110",
            Self::Host(_) => "plugin.E111",
            Self::Contract { .. } => "plugin.E112",
            Self::Ended => "plugin.E113",
        }
    }

    /// What an error of the engine means. Everything that is no limit is a trap, so that no way to fail is
    /// without a code.
    pub(crate) fn of_engine(error: &wasmtime::Error) -> CallError {
        if let Some(limit) = error.downcast_ref::<LimitReached>() {
            return match limit {
                LimitReached::Memory => Self::Memory,
                LimitReached::Deadline => Self::Deadline,
                LimitReached::Cancelled => Self::Cancelled,
                LimitReached::Output => Self::Output,
            };
        }
        match error.downcast_ref::<wasmtime::Trap>() {
            Some(wasmtime::Trap::OutOfFuel) => return Self::Fuel,
            Some(wasmtime::Trap::Interrupt) => return Self::Deadline,
            Some(wasmtime::Trap::StackOverflow) => return Self::Stack,
            Some(wasmtime::Trap::AllocationTooLarge) => return Self::Memory,
            Some(trap) => return Self::Trap { summary: trap.to_string() },
            None => {}
        }
        if error.downcast_ref::<wasmtime::PoolConcurrencyLimitError>().is_some() {
            return Self::Busy;
        }
        if let Some(exit) = error.downcast_ref::<wasmtime_wasi::I32Exit>() {
            return Self::Trap { summary: format!("exited with status {}", exit.0) };
        }
        let cause = error.root_cause().to_string();
        // The engine has no types for these two; tests see to it that its words stay the same.
        if cause.contains("store handle limit exceeded") {
            return Self::Handles;
        }
        if cause.contains("fuel allocated for hostcalls") {
            return Self::Output;
        }
        Self::Trap { summary: cause.lines().next().unwrap_or_default().to_owned() }
    }
}

/// A limit of ours, carried through the engine as the cause of a trap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LimitReached {
    #[error("memory limit")]
    Memory,
    #[error("wall limit")]
    Deadline,
    #[error("cancelled")]
    Cancelled,
    #[error("output limit")]
    Output,
}
