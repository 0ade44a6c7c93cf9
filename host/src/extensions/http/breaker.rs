//! Leaves a host alone that has stopped answering, for the tenant who met the failures.
//!
//! After [`FAILURES`] failures in a row nothing is sent for [`PAUSE_SECONDS`]; then one request is let through to see,
//! and the rest wait for its end. An answer of any status is no failure: the host is there.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use elenco_db::Instant;

use crate::clock::Clock;

/// Failures in a row after which a host is left alone.
pub(super) const FAILURES: u32 = 5;

/// For how long.
pub(super) const PAUSE_SECONDS: i64 = 30;

/// Hosts with failures that are remembered; beyond it those that failed longest ago are forgotten.
const REMEMBERED: usize = 4_096;

type Key = (Arc<str>, String);

struct Failures {
    in_a_row: u32,
    last: Instant,
    /// A request is on its way to see whether the host answers again.
    probing: bool,
}

/// Counts failures by tenant and host.
pub(super) struct Breaker {
    clock: Arc<dyn Clock>,
    hosts: Mutex<HashMap<Key, Failures>>,
}

/// Leave to send one request. Say how it ended; one that is dropped says that the host answered.
pub(super) struct Leave {
    of: Arc<Breaker>,
    key: Key,
    told: bool,
}

impl Breaker {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self { clock, hosts: Mutex::default() })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Failures>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Leave to send to this host, or the seconds until it is worth asking again.
    pub(super) fn enter(self: &Arc<Self>, tenant: &Arc<str>, place: &str) -> Result<Leave, i64> {
        let now = self.clock.now();
        let key = (Arc::clone(tenant), place.to_owned());
        if let Some(failures) = self.lock().get_mut(&key)
            && failures.in_a_row >= FAILURES
        {
            let left = PAUSE_SECONDS - (now.timestamp() - failures.last.timestamp());
            if left > 0 {
                return Err(left.min(PAUSE_SECONDS));
            }
            if failures.probing {
                return Err(1);
            }
            failures.probing = true;
        }
        Ok(Leave { of: Arc::clone(self), key, told: false })
    }
}

impl Leave {
    /// The host did not answer, or not to the end.
    pub(super) fn failed(&mut self) {
        if std::mem::replace(&mut self.told, true) {
            return;
        }
        let now = self.of.clock.now();
        let mut hosts = self.of.lock();
        if hosts.len() >= REMEMBERED && !hosts.contains_key(&self.key) {
            let oldest = hosts.iter().min_by_key(|(_, failures)| failures.last).map(|(key, _)| key.clone());
            oldest.map(|key| hosts.remove(&key));
        }
        let failures =
            hosts.entry(self.key.clone()).or_insert(Failures { in_a_row: 0, last: now, probing: false });
        failures.in_a_row = failures.in_a_row.saturating_add(1);
        failures.last = now;
        failures.probing = false;
    }

    /// Nothing was learned about the host: the request was refused on our side.
    pub(super) fn unused(mut self) {
        self.told = true;
        if let Some(failures) = self.of.lock().get_mut(&self.key) {
            failures.probing = false;
        }
    }
}

impl Drop for Leave {
    fn drop(&mut self) {
        if !self.told {
            self.of.lock().remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extensions::http::tests::FakeClock;

    fn fail(breaker: &Arc<Breaker>, tenant: &Arc<str>, times: u32) {
        for _ in 0..times {
            breaker.enter(tenant, "a:443").unwrap_or_else(|_| panic!("open too early")).failed();
        }
    }

    #[test]
    fn opens_after_failures_in_a_row_and_probes_once() {
        let clock = Arc::new(FakeClock::default());
        let breaker = Breaker::new(clock.clone());
        let (tenant, other): (Arc<str>, Arc<str>) = ("t".into(), "u".into());
        fail(&breaker, &tenant, FAILURES - 1);
        drop(breaker.enter(&tenant, "a:443"));
        fail(&breaker, &tenant, FAILURES);
        assert_eq!(
            breaker.enter(&tenant, "a:443").err(),
            Some(30),
            "an answer in between starts the count anew"
        );
        assert!(breaker.enter(&other, "a:443").is_ok() && breaker.enter(&tenant, "b:443").is_ok());

        clock.forward(29);
        assert_eq!(breaker.enter(&tenant, "a:443").err(), Some(1));
        clock.forward(1);
        let mut probe = breaker.enter(&tenant, "a:443").unwrap_or_else(|_| panic!("30 s have passed"));
        assert!(breaker.enter(&tenant, "a:443").is_err(), "one probe at a time");
        probe.failed();
        drop(probe);
        assert_eq!(breaker.enter(&tenant, "a:443").err(), Some(30), "the probe failed: another pause");

        clock.forward(30);
        breaker.enter(&tenant, "a:443").unwrap_or_else(|_| panic!("30 s have passed")).unused();
        drop(breaker.enter(&tenant, "a:443").unwrap_or_else(|_| panic!("the probe was never sent")));
        fail(&breaker, &tenant, FAILURES - 1);
        assert!(breaker.enter(&tenant, "a:443").is_ok(), "the probe was answered: closed");
    }

    #[test]
    fn forgets_the_oldest_when_there_are_too_many() {
        let clock = Arc::new(FakeClock::default());
        let breaker = Breaker::new(clock.clone());
        let tenant: Arc<str> = "t".into();
        for host in 0..REMEMBERED + 5 {
            breaker.enter(&tenant, &format!("h{host}")).unwrap_or_else(|_| panic!("closed")).failed();
            clock.forward(1);
        }
        let hosts = breaker.lock();
        assert!(hosts.len() <= REMEMBERED);
        assert!(!hosts.contains_key(&(tenant.clone(), "h0".to_owned())));
        assert!(hosts.contains_key(&(tenant, format!("h{}", REMEMBERED + 4))));
    }
}
