//! How a plugin fares: calls, failures, times, fuel, memory. Bounded, whatever the number of calls.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Figures of one plugin since it was loaded.
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
    /// The most linear memory that a call ever had, in bytes.
    pub peak_memory: usize,
}

/// Four steps for each doubling, from 1 µs to 2^32 µs.
const STEPS: usize = 4;
const BUCKETS: usize = 32 * STEPS;

#[derive(Debug)]
pub(crate) struct Recorder(Mutex<Figures>);

#[derive(Debug)]
struct Figures {
    calls: u64,
    failures: u64,
    fuel: u64,
    peak_memory: usize,
    times: [u64; BUCKETS],
}

/// What one guest call took.
pub(crate) struct Took {
    pub(crate) time: Duration,
    pub(crate) fuel: u64,
    pub(crate) peak_memory: usize,
    pub(crate) failed: bool,
}

impl Default for Recorder {
    fn default() -> Recorder {
        Recorder(Mutex::new(Figures { calls: 0, failures: 0, fuel: 0, peak_memory: 0, times: [0; BUCKETS] }))
    }
}

impl Recorder {
    fn lock(&self) -> MutexGuard<'_, Figures> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn record(&self, took: &Took) {
        let mut figures = self.lock();
        figures.calls += 1;
        figures.failures += u64::from(took.failed);
        figures.fuel = figures.fuel.saturating_add(took.fuel);
        figures.peak_memory = figures.peak_memory.max(took.peak_memory);
        figures.times[bucket(took.time)] += 1;
    }

    pub(crate) fn statistics(&self) -> Statistics {
        let figures = self.lock();
        Statistics {
            calls: figures.calls,
            failures: figures.failures,
            p50: quantile(&figures.times, figures.calls, 50),
            p99: quantile(&figures.times, figures.calls, 99),
            fuel: figures.fuel,
            peak_memory: figures.peak_memory,
        }
    }
}

fn bucket(time: Duration) -> usize {
    let micros = (time.as_nanos() as f64 / 1e3).max(1.0);
    ((micros.log2() * STEPS as f64).ceil() as usize).min(BUCKETS - 1)
}

/// The upper end of the bucket in which the quantile lies.
fn quantile(times: &[u64; BUCKETS], calls: u64, percent: u64) -> Duration {
    let rank = (calls * percent).div_ceil(100);
    let mut seen = 0;
    for (index, count) in times.iter().enumerate() {
        seen += count;
        if calls > 0 && seen >= rank {
            return Duration::from_secs_f64((index as f64 / STEPS as f64).exp2() / 1e6);
        }
    }
    Duration::ZERO
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn took(micros: u64) -> Took {
        Took { time: Duration::from_micros(micros), fuel: 1, peak_memory: micros as usize, failed: false }
    }

    #[test]
    fn nothing_yet_is_zero() {
        assert_eq!(Recorder::default().statistics(), Statistics::default());
    }

    proptest! {
        #[test]
        fn quantiles_are_within_a_fifth(mut micros in prop::collection::vec(1u64..10_000_000, 1..300)) {
            let recorder = Recorder::default();
            micros.iter().for_each(|micros| recorder.record(&took(*micros)));
            micros.sort_unstable();
            let found = recorder.statistics();
            for (percent, quantile) in [(50, found.p50), (99, found.p99)] {
                let exact = micros[(micros.len() * percent).div_ceil(100) - 1] as f64;
                let found = quantile.as_secs_f64() * 1e6;
                prop_assert!(found >= exact * 0.999 && found <= exact * 1.2, "{percent}: {found} for {exact}");
            }
            prop_assert_eq!(found.peak_memory, micros[micros.len() - 1] as usize);
        }
    }
}
