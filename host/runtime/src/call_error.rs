//! What can go wrong in a call. The texts here are for developers and logs; people read what the host says for a
//! code.

use crate::contract::GuestError;
use crate::plugin::Kind;

/// Why a call did not succeed. After any of these but [`CallError::Guest`], [`CallError::NotThisKind`] and [`CallError::Input`] the call
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
    /// What was to be asked as JSON is not what the function takes. Nothing ran.
    #[error("the input does not fit: {detail}")]
    Input {
        /// Where, and what would fit.
        detail: String,
    },
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
            Self::Input { .. } => "plugin.E114",
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
