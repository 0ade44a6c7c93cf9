//! How fast a job goes, and how much longer it will take.
use elenco_db::Instant;

use super::model::Progress;

/// Weight of the newest measurement. Low enough that the time left does not jump about, high enough that it follows.
const NEWEST: f64 = 0.2;

/// Measures one run of a job. A run that takes another one up starts with no memory of its speed, because the machine
/// may be another.
#[derive(Debug, Clone)]
pub struct Meter {
    at: Instant,
    done: u64,
    rate: Option<f64>,
}

impl Meter {
    /// Begins with what earlier runs have done.
    pub fn new(now: Instant, done: u64) -> Self {
        Self { at: now, done, rate: None }
    }

    /// Notes how far the work is now. Amounts and times that go backwards (clocks do) count as no time at all.
    pub fn progress(&mut self, now: Instant, done: u64, total: Option<u64>, note: &str) -> Progress {
        let seconds = (now.timestamp_micros() - self.at.timestamp_micros()).max(0) as f64 / 1e6;
        if seconds > 0.0 {
            let measured = done.saturating_sub(self.done) as f64 / seconds;
            // A long stretch says more than a short one: the weight grows with the seconds that were measured.
            let weight = 1.0 - (1.0 - NEWEST).powf(seconds.max(0.05) * 4.0);
            self.rate = Some(self.rate.map_or(measured, |rate| rate + weight * (measured - rate)));
            (self.at, self.done) = (now, done);
        }
        let rate = self.rate.unwrap_or(0.0);
        let left = total.map(|total| total.saturating_sub(done) as f64);
        let seconds_left = left.filter(|_| rate > 0.0).map(|left| (left / rate).ceil().min(1e9) as u64);
        Progress { done, total, rate, seconds_left, note: Some(note.to_owned()), delays: 0, pause: None }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(micros: i64) -> Instant {
        Instant::from_micros(micros).expect("in range")
    }

    #[test]
    fn a_steady_pace_is_told_exactly() {
        let mut meter = Meter::new(at(0), 0);
        let mut last = Progress::default();
        for second in 1..=10 {
            last = meter.progress(
                at(second * 1_000_000),
                u64::try_from(second).expect("small") * 500,
                Some(10_000),
                "write",
            );
        }
        assert!((last.rate - 500.0).abs() < 1e-6, "{last:?}");
        assert_eq!(last.seconds_left, Some(10));
    }

    proptest! {
        #[test]
        fn whatever_the_clock_does_the_numbers_stay_sane(steps in proptest::collection::vec((-2_000_000_i64..5_000_000, 0_u64..1_000), 1..50)) {
            let mut meter = Meter::new(at(1_000_000_000), 0);
            let (mut now, mut done) = (1_000_000_000, 0);
            for (forward, more) in steps {
                now += forward;
                done += more;
                let progress = meter.progress(at(now), done, Some(100_000), "write");
                prop_assert!(progress.rate.is_finite() && progress.rate >= 0.0);
                prop_assert_eq!(progress.done, done);
            }
        }
    }
}
