//! For whom a call is made, and how it is ended from outside.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// For whom a call is made, and how.
#[derive(Debug, Clone)]
pub struct CallScope {
    /// The tenant: for limits, the plugin's log, and its stored values.
    pub tenant: String,
    /// Settings of the plugin for this tenant, as JSON.
    pub settings: Arc<str>,
    /// Whether the call carries a secret: then it has no log, `http` and `key-value`, whatever was granted.
    /// [`crate::Call::evaluate`] seals in any case.
    pub sealed: bool,
    /// Ends the call from outside.
    pub cancel: Option<CancelFlag>,
}

/// Ends a call from outside, within one tick of [`crate::limits::TICK`]. Clones are the same flag.
#[derive(Debug, Clone, Default)]
pub struct CancelFlag(Arc<AtomicBool>);

impl CancelFlag {
    /// Asks the call to end.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether it was asked to.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
