//! The last failing calls of a plugin, with what they were asked, to be read and asked again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value as Json, json};

use crate::limits::{FAILED_INPUT_BYTES, FAILURES_KEPT, FAILURES_OF_TENANT};
use crate::log::LogLine;
use crate::plugin::Kind;

/// A call that failed.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedCall {
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at_ms: u64,
    /// The tenant for which it was made.
    pub tenant: Arc<str>,
    /// What the plugin was asked as; nothing when making the instance failed.
    pub kind: Option<Kind>,
    /// What it was asked, as [`crate::Call::ask`] takes it: `field-schema.check`. Steps of a stream are
    /// `import-format.open`, `.sheets`, `.read`, and `export-format.open`, `.write`, `.finish`; `instantiate` is making
    /// the instance.
    pub function: String,
    /// Stable code of the reason.
    pub code: &'static str,
    /// What went wrong, for developers.
    pub message: String,
    /// The input, as [`crate::Call::ask`] takes it. Of a sealed call it is `{"sealed": true}`, of one that is too
    /// large to be kept `{"too-large": bytes}`; of a stream only what says where in it the call was.
    pub input: Json,
    /// What the plugin logged in this guest call, standard error included. Nothing of a sealed call.
    pub log: Vec<LogLine>,
}

impl FailedCall {
    /// Whether the same can be asked again with [`crate::Call::ask`].
    pub fn can_replay(&self) -> bool {
        can_replay(&self.function, &self.input)
    }
}

/// Whether a failing call of this function and input, as it was kept, can be asked again with [`crate::Call::ask`].
pub fn can_replay(function: &str, input: &Json) -> bool {
    let step = ["import-format.open", "import-format.sheets", "import-format.read"].contains(&function)
        || ["export-format.open", "export-format.write", "export-format.finish"].contains(&function);
    function.contains('.') && !step && input.get("sealed").is_none() && input.get("too-large").is_none()
}

/// An input within what is kept.
pub(crate) fn bounded(input: Json) -> Json {
    let bytes = input.to_string().len();
    if bytes > FAILED_INPUT_BYTES { json!({ "too-large": bytes }) } else { input }
}

/// The last failing calls of one plugin.
#[derive(Debug, Default)]
pub(crate) struct FailureRing(Mutex<VecDeque<Kept>>);

#[derive(Debug)]
struct Kept {
    call: FailedCall,
    taken: bool,
}

impl FailureRing {
    fn lock(&self) -> MutexGuard<'_, VecDeque<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn push(&self, call: FailedCall) {
        let mut kept = self.lock();
        let of = |tenant: &str| kept.iter().filter(|kept| *kept.call.tenant == *tenant).count();
        let full = if of(&call.tenant) >= FAILURES_OF_TENANT {
            Some(Arc::clone(&call.tenant))
        } else if kept.len() >= FAILURES_KEPT {
            // The one with most gives way, so that nobody's failures push out everybody else's.
            kept.iter().map(|kept| &kept.call.tenant).max_by_key(|tenant| of(tenant)).cloned()
        } else {
            None
        };
        if let Some(tenant) = full
            && let Some(oldest) = kept.iter().position(|kept| kept.call.tenant == tenant)
        {
            kept.remove(oldest);
        }
        kept.push_back(Kept { call, taken: false });
    }

    /// Those of one tenant, newest first.
    pub(crate) fn of(&self, tenant: &str) -> Vec<FailedCall> {
        self.lock()
            .iter()
            .rev()
            .filter(|kept| *kept.call.tenant == *tenant)
            .map(|kept| kept.call.clone())
            .collect()
    }

    pub(crate) fn has_untaken(&self) -> bool {
        self.lock().iter().any(|kept| !kept.taken)
    }

    /// Those that nobody took yet, oldest first.
    pub(crate) fn take(&self) -> Vec<FailedCall> {
        let mut kept = self.lock();
        let mut untaken = Vec::new();
        for kept in kept.iter_mut().filter(|kept| !kept.taken) {
            kept.taken = true;
            untaken.push(kept.call.clone());
        }
        untaken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(tenant: &str, at_ms: u64) -> FailedCall {
        FailedCall {
            at_ms,
            tenant: tenant.into(),
            kind: Some(Kind::FieldSchema),
            function: "field-schema.check".to_owned(),
            code: "plugin.E108",
            message: String::new(),
            input: json!({}),
            log: vec![],
        }
    }

    #[test]
    fn the_last_of_each_tenant_are_kept_and_taken_once() {
        let ring = FailureRing::default();
        ring.push(failed("quiet", 1));
        for at in 0..500 {
            ring.push(failed("loud", at));
        }
        assert_eq!(ring.of("loud").len(), FAILURES_OF_TENANT);
        assert_eq!(ring.of("loud")[0].at_ms, 499);
        assert_eq!(ring.of("quiet").len(), 1);
        for at in 0..85 {
            ring.push(failed(&format!("other {at}"), at));
        }
        assert_eq!(ring.of("loud").len(), FAILURES_OF_TENANT - 6, "who has most gives way");
        assert_eq!(ring.of("quiet").len(), 1);
        assert_eq!(ring.take().len(), FAILURES_KEPT);
        assert_eq!(ring.take(), vec![]);
        ring.push(failed("loud", 500));
        assert_eq!(ring.take().len(), 1);
    }

    #[test]
    fn only_what_was_kept_whole_is_asked_again() {
        assert!(failed("t", 1).can_replay());
        assert!(!can_replay("password-policy.evaluate", &json!({ "sealed": true })));
        assert!(!can_replay("field-schema.check", &bounded(json!({ "a": "b".repeat(FAILED_INPUT_BYTES) }))));
        assert!(!can_replay("import-format.read", &json!({ "sheet": 0 })));
        assert!(!can_replay("instantiate", &json!({})));
        assert!(can_replay("import-format.read-all", &json!({ "text": "" })));
    }
}
