use super::*;
use proptest::prelude::*;

fn took(micros: u64) -> Took {
    Took {
        at_ms: 0,
        time: Duration::from_micros(micros),
        fuel: 6,
        rows: 2,
        peak_memory: micros as usize,
        failed: false,
    }
}

fn at(minute: u64) -> Took {
    Took { at_ms: minute * 60_000 + 5, ..took(10) }
}

#[test]
fn nothing_yet_is_zero() {
    assert_eq!(Recorder::default().statistics(), Statistics::default());
    assert_eq!(Recorder::default().figures("nobody"), Figures::default());
    assert_eq!((Tally::default().fuel_per_call(), Tally::default().fuel_per_row()), (0, None));
}

#[test]
fn a_call_and_a_row_have_their_cost() {
    let recorder = Recorder::default();
    recorder.record(&"t".into(), &took(1));
    recorder.record(&"t".into(), &took(1));
    let total = recorder.figures("t").total;
    assert_eq!((total.fuel_per_call(), total.fuel_per_row()), (6, Some(3)));
}

#[test]
fn memory_is_bounded_and_no_minute_is_lost_before_it_was_taken() {
    let recorder = Recorder::default();
    let tenants = TENANTS_KEPT as u64 + 5;
    for tenant in 0..tenants {
        recorder.record(&format!("{tenant}").into(), &at(tenant));
    }
    assert_eq!(recorder.lock().tenants.len(), TENANTS_KEPT);
    assert_eq!(recorder.figures("0"), Figures::default(), "the one that was silent for longest is forgotten");
    assert_eq!(recorder.take(u64::MAX).len() as u64, tenants);
    for minute in tenants..tenants + 200 {
        recorder.record(&"busy".into(), &at(minute));
    }
    assert_eq!(recorder.figures("busy").minutes.len(), MINUTES_KEPT);
    assert_eq!(recorder.take(u64::MAX).len(), 200);
    assert_eq!(recorder.take(u64::MAX), vec![]);
}

#[test]
fn a_minute_that_goes_on_is_not_taken_and_one_that_was_is_shown_whole() {
    let recorder = Recorder::default();
    let tenant: Arc<str> = "t".into();
    recorder.record(&tenant, &at(7));
    assert_eq!(recorder.take(7), vec![]);
    // As at a stop of the server.
    assert_eq!(recorder.take(8).len(), 1);
    recorder.record(&tenant, &at(7));
    recorder.record(&tenant, &at(6));
    let minutes = recorder.figures("t").minutes;
    assert_eq!(minutes.iter().map(|minute| minute.tally.calls).sum::<u64>(), 3);
    assert_eq!(recorder.take(u64::MAX).iter().map(|(_, minute)| minute.tally.calls).sum::<u64>(), 2);
}

proptest! {
    #[test]
    fn quantiles_are_within_a_fifth(mut micros in prop::collection::vec(1u64..10_000_000, 1..300)) {
        let recorder = Recorder::default();
        micros.iter().for_each(|micros| recorder.record(&"t".into(), &took(*micros)));
        micros.sort_unstable();
        let found = recorder.statistics();
        for (percent, quantile) in [(50, found.p50), (99, found.p99)] {
            let exact = micros[(micros.len() * percent).div_ceil(100) - 1] as f64;
            let found = quantile.as_secs_f64() * 1e6;
            prop_assert!(found >= exact * 0.999 && found <= exact * 1.2, "{percent}: {found} for {exact}");
        }
        prop_assert_eq!(found.peak_memory, micros[micros.len() - 1] as usize);
    }

    #[test]
    fn every_call_is_in_exactly_one_minute(calls in prop::collection::vec((0usize..4, 0u64..90, any::<bool>()), 0..200)) {
        let recorder = Recorder::default();
        let mut taken = 0;
        for (tenant, minute, take) in &calls {
            recorder.record(&format!("{tenant}").into(), &at(*minute));
            if *take {
                taken += recorder.take(*minute).iter().map(|(_, minute)| minute.tally.calls).sum::<u64>();
            }
        }
        taken += recorder.take(u64::MAX).iter().map(|(_, minute)| minute.tally.calls).sum::<u64>();
        prop_assert_eq!(taken, calls.len() as u64);
        prop_assert_eq!(recorder.statistics().calls, calls.len() as u64);
    }

    #[test]
    fn times_survive_storage(micros in prop::collection::vec(any::<u32>(), 0..50), junk: Vec<u8>) {
        let mut times = Times::default();
        micros.iter().for_each(|micros| times.record(Duration::from_micros(u64::from(*micros))));
        prop_assert_eq!(&Times::from_bytes(&times.to_bytes()), &times);
        let _ = Times::from_bytes(&junk).quantile(99);
    }
}
