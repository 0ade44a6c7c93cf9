//! How many calls there may be at one time, in all and of one tenant.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::limits::InFlightLimits;

/// Counts calls and lets them wait for their turn.
pub(crate) struct InFlight {
    limits: InFlightLimits,
    counts: Mutex<Counts>,
    freed: Condvar,
}

#[derive(Default)]
struct Counts {
    total: usize,
    tenants: HashMap<Arc<str>, usize>,
}

impl Counts {
    fn has_room(&self, limits: &InFlightLimits, tenant: &str) -> bool {
        self.total < limits.total && self.tenants.get(tenant).is_none_or(|count| *count < limits.per_tenant)
    }
}

/// A place among the calls in flight; given back when dropped.
pub(crate) struct Turn {
    of: Arc<InFlight>,
    tenant: Arc<str>,
}

impl InFlight {
    pub(crate) fn new(limits: InFlightLimits) -> Arc<InFlight> {
        Arc::new(InFlight { limits, counts: Mutex::default(), freed: Condvar::new() })
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a place, no longer than the limits' patience.
    pub(crate) fn enter(self: &Arc<Self>, tenant: &Arc<str>) -> Option<Turn> {
        let full = |counts: &mut Counts| !counts.has_room(&self.limits, tenant);
        let waited = self.freed.wait_timeout_while(self.lock(), self.limits.patience, full);
        let (mut counts, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if !counts.has_room(&self.limits, tenant) {
            return None;
        }
        counts.total += 1;
        *counts.tenants.entry(Arc::clone(tenant)).or_default() += 1;
        Some(Turn { of: Arc::clone(self), tenant: Arc::clone(tenant) })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut counts = self.of.lock();
        counts.total -= 1;
        if let Some(count) = counts.tenants.get_mut(&self.tenant) {
            *count -= 1;
            if *count == 0 {
                counts.tenants.remove(&self.tenant);
            }
        }
        drop(counts);
        // Those who wait are of different tenants, so the one that is woken might not be the one that may go.
        self.of.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn one_tenant_does_not_take_every_place() {
        let limits = InFlightLimits { total: 3, per_tenant: 2, patience: Duration::ZERO };
        let calls = InFlight::new(limits);
        let (loud, quiet): (Arc<str>, Arc<str>) = ("loud".into(), "quiet".into());
        let held: Vec<Turn> = (0..2).filter_map(|_| calls.enter(&loud)).collect();
        assert_eq!(held.len(), 2);
        assert!(calls.enter(&loud).is_none());
        let other = calls.enter(&quiet).expect("a place is left");
        assert!(calls.enter(&quiet).is_none());
        drop((held, other));
        assert!(calls.enter(&loud).is_some());
        assert!(calls.lock().tenants.is_empty());
    }

    #[test]
    fn who_waits_is_woken() {
        let limits = InFlightLimits { total: 1, per_tenant: 1, patience: Duration::from_secs(60) };
        let calls = InFlight::new(limits);
        let tenant: Arc<str> = "t".into();
        let first = calls.enter(&tenant).expect("free");
        std::thread::scope(|threads| {
            let waiting = threads.spawn(|| calls.enter(&tenant).is_some());
            drop(first);
            assert!(waiting.join().expect("no panic"));
        });
    }
}
