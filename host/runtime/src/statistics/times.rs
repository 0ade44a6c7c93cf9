//! How long calls took: a histogram whose steps are a fifth apart.

use std::time::Duration;

/// Four steps for each doubling, from 1 µs to 2^32 µs.
const STEPS: usize = 4;
const BUCKETS: usize = 32 * STEPS;

/// Bytes of one bucket in storage.
const STORED_BYTES: usize = 5;

/// A histogram of times. Only the buckets that were hit take room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Times(Vec<(u8, u32)>);

impl Times {
    pub(crate) fn record(&mut self, time: Duration) {
        self.count(bucket(time), 1);
    }

    fn count(&mut self, bucket: u8, count: u32) {
        match self.0.binary_search_by_key(&bucket, |(bucket, _)| *bucket) {
            Ok(at) => self.0[at].1 = self.0[at].1.saturating_add(count),
            Err(at) => self.0.insert(at, (bucket, count)),
        }
    }

    /// Adds another histogram.
    pub fn add(&mut self, other: &Times) {
        other.0.iter().for_each(|(bucket, count)| self.count(*bucket, *count));
    }

    /// This percentage of the calls took no longer, to within a fifth; zero without calls.
    pub fn quantile(&self, percent: u64) -> Duration {
        let calls: u64 = self.0.iter().map(|(_, count)| u64::from(*count)).sum();
        let rank = (calls * percent).div_ceil(100);
        let mut seen = 0;
        for (bucket, count) in &self.0 {
            seen += u64::from(*count);
            if seen >= rank {
                return upper_end(*bucket);
            }
        }
        Duration::ZERO
    }

    /// Each bucket that was hit: the longest time in it, and how often.
    pub fn buckets(&self) -> impl Iterator<Item = (Duration, u32)> {
        self.0.iter().map(|(bucket, count)| (upper_end(*bucket), *count))
    }

    /// For storage: of each bucket that was hit its number and, little endian, its count.
    pub fn to_bytes(&self) -> Vec<u8> {
        let stored = |(bucket, count): &(u8, u32)| {
            let [a, b, c, d] = count.to_le_bytes();
            [*bucket, a, b, c, d]
        };
        self.0.iter().flat_map(stored).collect()
    }

    /// From storage; what is not a histogram counts as nothing.
    pub fn from_bytes(bytes: &[u8]) -> Times {
        let mut times = Times::default();
        for stored in bytes.chunks_exact(STORED_BYTES) {
            let &[bucket, a, b, c, d] = stored else { continue };
            if usize::from(bucket) < BUCKETS {
                times.count(bucket, u32::from_le_bytes([a, b, c, d]));
            }
        }
        times
    }
}

fn bucket(time: Duration) -> u8 {
    let micros = (time.as_nanos() as f64 / 1e3).max(1.0);
    ((micros.log2() * STEPS as f64).ceil() as usize).min(BUCKETS - 1) as u8
}

fn upper_end(bucket: u8) -> Duration {
    Duration::from_secs_f64((f64::from(bucket) / STEPS as f64).exp2() / 1e6)
}
