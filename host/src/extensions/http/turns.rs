//! How many requests of one tenant's plugins may be open at one time.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Default)]
pub(super) struct Turns {
    open: Mutex<HashMap<Arc<str>, usize>>,
}

/// One open request; closed when dropped.
pub(super) struct Turn {
    of: Arc<Turns>,
    tenant: Arc<str>,
}

impl Turns {
    pub(super) fn enter(self: &Arc<Self>, tenant: &Arc<str>, most: usize) -> Option<Turn> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(Arc::clone(tenant)).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Turn { of: Arc::clone(self), tenant: Arc::clone(tenant) })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut open = self.of.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.tenant) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.tenant);
            }
        }
    }
}
