//! How long a job that stands still waits before it is tried again.
use crate::ids::IdSource;

/// Milliseconds until the next try: twice as long after each, up to `longest` seconds, and by chance up to half as much
/// less, so that jobs that stopped together do not all come back together.
pub fn wait(ids: &IdSource, longest: i64, delays: u32) -> i64 {
    spread(longest, delays, u32::from_le_bytes(ids.secret()))
}

fn spread(longest: i64, delays: u32, chance: u32) -> i64 {
    let whole = longest.min(1_i64 << delays.min(30)).max(1) * 1000;
    let half = whole / 2;
    whole - half * i64::from(chance) / (i64::from(u32::MAX) + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_wait_is_longer_up_to_the_longest() {
        let waits: Vec<i64> = (1..10).map(|delays| spread(60, delays, 0)).collect();
        assert_eq!(waits, [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
    }

    proptest! {
        #[test]
        fn chance_takes_away_up_to_half(delays in 0_u32..u32::MAX, chance in any::<u32>(), longest in 1_i64..100_000) {
            let (most, wait) = (spread(longest, delays, 0), spread(longest, delays, chance));
            prop_assert!(most / 2 <= wait && wait <= most && most <= longest * 1000, "{wait} of {most}");
        }
    }
}
