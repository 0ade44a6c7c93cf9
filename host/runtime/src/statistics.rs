//! How a plugin fares: calls, failures, times, fuel, rows, memory; since it was loaded, and for each tenant by the
//! minute. Bounded, whatever the number of calls, tenants and minutes.

mod times;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use times::Times;

use crate::limits::{MINUTES_KEPT, TENANTS_KEPT, UNTAKEN_MINUTES};

/// Figures of some calls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Guest calls.
    pub calls: u64,
    /// Those that did not succeed, other than by an answer of the guest.
    pub failures: u64,
    /// Fuel of all calls together.
    pub fuel: u64,
    /// What the calls were about: records checked, cells parsed or formatted, rows read or written, passwords.
    pub rows: u64,
    /// The most linear memory that a call had, in bytes.
    pub peak_memory: u64,
    /// How long the calls took.
    pub times: Times,
}

impl Tally {
    /// Half of the calls took no longer, to within a fifth.
    pub fn p50(&self) -> Duration {
        self.times.quantile(50)
    }

    /// 99 of 100 calls took no longer, to within a fifth.
    pub fn p99(&self) -> Duration {
        self.times.quantile(99)
    }

    /// What a call costs, in units of fuel.
    pub fn fuel_per_call(&self) -> u64 {
        self.fuel.checked_div(self.calls).unwrap_or(0)
    }

    /// What a row costs, in units of fuel; nothing when no row was counted.
    pub fn fuel_per_row(&self) -> Option<u64> {
        self.fuel.checked_div(self.rows)
    }

    /// Adds the figures of other calls.
    pub fn add(&mut self, other: &Tally) {
        self.calls += other.calls;
        self.failures += other.failures;
        self.fuel = self.fuel.saturating_add(other.fuel);
        self.rows = self.rows.saturating_add(other.rows);
        self.peak_memory = self.peak_memory.max(other.peak_memory);
        self.times.add(&other.times);
    }

    fn record(&mut self, took: &Took) {
        self.calls += 1;
        self.failures += u64::from(took.failed);
        self.fuel = self.fuel.saturating_add(took.fuel);
        self.rows = self.rows.saturating_add(took.rows);
        self.peak_memory = self.peak_memory.max(took.peak_memory as u64);
        self.times.record(took.time);
    }
}

/// Figures of one plugin since it was loaded, of all tenants together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Guest calls.
    pub calls: u64,
    /// Those that did not succeed, other than by an answer of the guest.
    pub failures: u64,
    /// Half of the calls took no longer, to within a fifth.
    pub p50: Duration,
    /// 99 of 100 calls took no longer, to within a fifth.
    pub p99: Duration,
    /// Fuel of all calls together.
    pub fuel: u64,
    /// What the calls were about.
    pub rows: u64,
    /// The most linear memory that a call ever had, in bytes.
    pub peak_memory: usize,
}

/// Figures of one plugin for one tenant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Since the plugin was loaded.
    pub total: Tally,
    /// Of the last [`MINUTES_KEPT`] minutes in which it was called, oldest first.
    pub minutes: Vec<Minute>,
}

/// Figures of one minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minute {
    /// Minutes since 1970-01-01T00:00:00Z.
    pub minute: u64,
    /// What happened in it.
    pub tally: Tally,
}

/// What one guest call took.
pub(crate) struct Took {
    /// When it ended, in milliseconds since 1970-01-01T00:00:00Z.
    pub(crate) at_ms: u64,
    pub(crate) time: Duration,
    pub(crate) fuel: u64,
    pub(crate) rows: u64,
    pub(crate) peak_memory: usize,
    pub(crate) failed: bool,
}

/// Figures of one plugin.
#[derive(Debug, Default)]
pub(crate) struct Recorder(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    total: Tally,
    tenants: HashMap<Arc<str>, OfTenant>,
    /// Minutes of tenants that were forgotten before anybody took them.
    orphans: VecDeque<(Arc<str>, Minute)>,
}

#[derive(Debug, Default)]
struct OfTenant {
    total: Tally,
    minutes: VecDeque<Minute>,
    /// How many of the minutes, from the oldest, were taken.
    taken: usize,
    /// When it was last called.
    last_ms: u64,
}

impl OfTenant {
    fn record(&mut self, took: &Took) {
        self.total.record(took);
        self.last_ms = took.at_ms;
        let minute = took.at_ms / 60_000;
        // A clock that was set back goes on in the minute that it had reached.
        let fits = self.minutes.back().is_some_and(|last| last.minute >= minute);
        if !fits || self.taken == self.minutes.len() {
            self.minutes.push_back(Minute { minute, tally: Tally::default() });
        }
        if let Some(last) = self.minutes.back_mut() {
            last.tally.record(took);
        }
    }

    /// Drops what is older than is kept, and gives out what of that nobody took.
    fn trim(&mut self) -> Option<Minute> {
        if self.minutes.len() <= MINUTES_KEPT {
            return None;
        }
        let oldest = self.minutes.pop_front();
        match self.taken.checked_sub(1) {
            Some(taken) => {
                self.taken = taken;
                None
            }
            None => oldest,
        }
    }

    /// Minutes before this one that nobody took yet.
    fn take(&mut self, before: u64) -> impl Iterator<Item = Minute> {
        let upto =
            self.minutes.iter().position(|minute| minute.minute >= before).unwrap_or(self.minutes.len());
        let from = self.taken;
        self.taken = upto.max(from);
        self.minutes.range(from.min(upto)..upto).cloned()
    }
}

impl Recorder {
    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn record(&self, tenant: &Arc<str>, took: &Took) {
        let mut kept = self.lock();
        kept.total.record(took);
        if let Some(of) = kept.tenants.get_mut(tenant) {
            of.record(took);
            let untaken = of.trim();
            kept.orphan(untaken.map(|minute| (Arc::clone(tenant), minute)));
            return;
        }
        if kept.tenants.len() >= TENANTS_KEPT {
            kept.forget_one();
        }
        kept.tenants.entry(Arc::clone(tenant)).or_default().record(took);
    }

    pub(crate) fn statistics(&self) -> Statistics {
        let kept = self.lock();
        Statistics {
            calls: kept.total.calls,
            failures: kept.total.failures,
            p50: kept.total.p50(),
            p99: kept.total.p99(),
            fuel: kept.total.fuel,
            rows: kept.total.rows,
            peak_memory: usize::try_from(kept.total.peak_memory).unwrap_or(usize::MAX),
        }
    }

    pub(crate) fn figures(&self, tenant: &str) -> Figures {
        let kept = self.lock();
        let Some(of) = kept.tenants.get(tenant) else { return Figures::default() };
        // A minute that was taken before its end stands there twice.
        let mut minutes = BTreeMap::<u64, Tally>::new();
        for minute in &of.minutes {
            minutes.entry(minute.minute).or_default().add(&minute.tally);
        }
        let minutes = minutes.into_iter().map(|(minute, tally)| Minute { minute, tally }).collect();
        Figures { total: of.total.clone(), minutes }
    }

    /// Whether there are minutes that nobody took yet.
    pub(crate) fn has_untaken(&self) -> bool {
        let kept = self.lock();
        !kept.orphans.is_empty() || kept.tenants.values().any(|of| of.taken < of.minutes.len())
    }

    /// Takes the minutes before this one, each once, with their tenants.
    pub(crate) fn take(&self, before: u64) -> Vec<(Arc<str>, Minute)> {
        let mut kept = self.lock();
        let mut taken: Vec<_> = std::mem::take(&mut kept.orphans).into();
        for (tenant, of) in &mut kept.tenants {
            taken.extend(of.take(before).map(|minute| (Arc::clone(tenant), minute)));
        }
        taken
    }
}

impl Kept {
    fn orphan(&mut self, minutes: impl IntoIterator<Item = (Arc<str>, Minute)>) {
        self.orphans.extend(minutes);
        while self.orphans.len() > UNTAKEN_MINUTES {
            self.orphans.pop_front();
        }
    }

    /// Forgets the tenant that was not called for the longest time.
    fn forget_one(&mut self) {
        let oldest =
            self.tenants.iter().min_by_key(|(_, of)| of.last_ms).map(|(tenant, _)| Arc::clone(tenant));
        let Some(tenant) = oldest else { return };
        let Some(mut of) = self.tenants.remove(&tenant) else { return };
        let minutes: Vec<_> = of.take(u64::MAX).map(|minute| (Arc::clone(&tenant), minute)).collect();
        self.orphan(minutes);
    }
}

#[cfg(test)]
mod tests;
