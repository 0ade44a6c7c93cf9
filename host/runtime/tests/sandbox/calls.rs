//! Guest calls that break a limit.

use std::time::Duration;

use elenco_runtime::contract::Concept;
use elenco_runtime::{CallError, CallScope, InFlightLimits, Kind, LimitOverrides};

use crate::fixtures::{good_policy, naughty_policy, policy, with_manifest, wrong_policy};
use crate::harness::{bench, bench_with, call, request, scope, works};

/// How a plugin is told to misbehave, and whether an error is the one to expect of it.
type Way<'a> = (&'a str, &'a dyn Fn(&CallError) -> bool);

#[test]
fn each_way_to_misbehave_has_its_own_error_and_the_next_call_works() {
    let bench = bench();
    let good = bench.ready(request("good", good_policy()));
    let naughty = bench.ready(request("naughty", naughty_policy()));
    let trap = |error: &CallError| matches!(error, CallError::Trap { .. });
    let ways: [Way; 6] = [
        ("spin", &|error| *error == CallError::Fuel),
        ("memory", &|error| *error == CallError::Memory),
        ("trap", &trap),
        ("recursion", &|error| *error == CallError::Stack),
        ("output", &|error| *error == CallError::Output),
        ("bad address", &trap),
    ];
    for (way, expected) in ways {
        let mut broken = call(&naughty);
        let error = broken.rules(way).expect_err(way);
        assert!(expected(&error), "{way}: {error:?}");
        assert_eq!(broken.rules("good"), Err(CallError::Ended), "{way}: the instance is not asked again");
        assert_eq!(call(&naughty).rules("good"), Ok(vec![]), "{way}: the same plugin goes on");
        assert_eq!(works(&good), Ok(true), "{way}: others go on");
    }
    let statistics = naughty.statistics();
    assert_eq!((statistics.calls, statistics.failures), (12, 6));
    let most = naughty.limits().kind(Kind::PasswordPolicy);
    assert!(statistics.peak_memory <= most.memory && statistics.peak_memory > most.memory / 2);
    assert!(
        statistics.fuel >= most.fuel && statistics.p99 >= statistics.p50 && statistics.p50 > Duration::ZERO
    );
    assert_eq!(good.statistics().failures, 0);
}

#[test]
fn every_guest_call_has_a_full_budget() {
    let bench = bench();
    let limits = LimitOverrides { fuel: Some(200_000), ..LimitOverrides::default() };
    let naughty = bench.ready(elenco_runtime::LoadRequest { limits, ..request("naughty", naughty_policy()) });
    let mut stream = call(&naughty);
    for _ in 0..20 {
        assert_eq!(stream.rules("log"), Ok(vec![]));
    }
    assert!(naughty.statistics().fuel > 400_000);
    assert_eq!(stream.rules("spin"), Err(CallError::Fuel));
}

#[test]
fn a_flood_of_log_lines_is_cut() {
    let bench = bench();
    let naughty = bench.ready(request("naughty", naughty_policy()));
    assert_eq!(call(&naughty).rules("log"), Ok(vec![]));
    let lines = naughty.log_lines();
    assert_eq!(lines.len(), naughty.limits().log_lines + 1);
    assert_eq!(
        (lines[0].text.as_str(), &*lines[0].tenant, lines[0].at_ms),
        ("again", "acme", 1_700_000_000_000)
    );
    assert!(lines.last().is_some_and(|line| line.text.ends_with("more lines were dropped")));
}

#[test]
fn too_many_calls_at_one_time_are_refused_and_let_in_again() {
    let bench = bench_with(|config| {
        config.in_flight = InFlightLimits { total: 3, per_tenant: 2, patience: Duration::ZERO };
    });
    let good = bench.ready(request("good", good_policy()));
    let held = (call(&good), call(&good));
    assert_eq!(good.call(scope()).map(|_| ()), Err(CallError::Busy));
    let mut other = scope();
    other.tenant = "other".to_owned();
    assert!(good.call(other).is_ok());
    drop(held);
    assert_eq!(works(&good), Ok(true));
}

#[test]
fn a_plugin_is_not_asked_what_it_is_not() {
    let bench = bench();
    let good = bench.ready(request("good", good_policy()));
    let mut call = call(&good);
    assert_eq!(call.fields(Concept::Client, "en"), Err(CallError::NotThisKind(Kind::FieldSchema)));
    assert_eq!(call.rules("en"), Ok(vec![]), "such a question does not end the call");
}

#[test]
fn without_a_pool_everything_works_as_well() {
    // More address space than any machine has.
    let bench = bench_with(|config| {
        config.in_flight = InFlightLimits { total: 1 << 20, per_tenant: 4, patience: Duration::ZERO };
    });
    let good = bench.ready(request("good", good_policy()));
    let naughty = bench.ready(request("naughty", naughty_policy()));
    assert_eq!(call(&naughty).rules("memory"), Err(CallError::Memory));
    assert_eq!(works(&good), Ok(true));
}

/// Traps when it finds something in its memory, and leaves it full; with 20 MiB, or with what it begins with.
fn littering_policy() -> Vec<u8> {
    let items = r#"
  (func $litter (param $end i32) (local $at i32)
    (local.set $at (i32.const 131072))
    (loop $next
      (if (i64.ne (i64.load (local.get $at)) (i64.const 0)) (then unreachable))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (memory.fill (i32.const 131072) (i32.const 255) (i32.sub (local.get $end) (i32.const 131072))))"#;
    let rules = r#"
    (if (i32.eq (i32.load8_u (local.get $locale)) (i32.const 108)) (then
      (drop (memory.grow (i32.const 316)))
      (call $litter (i32.const 20971520))
      (return (i32.const 0))))
    (call $litter (i32.const 262144))
    (i32.const 0)"#;
    with_manifest(policy("", "", items, rules, "(i32.const 0)"), &[])
}

#[test]
fn nothing_of_a_call_is_there_in_the_next_one() {
    let bench = bench();
    let littering = bench.ready(request("littering", littering_policy()));
    for round in 0..30 {
        let scope = CallScope { tenant: format!("tenant {}", round % 3), ..scope() };
        let size = if round % 4 == 0 { "large" } else { "small" };
        assert_eq!(littering.call(scope).and_then(|mut call| call.rules(size)), Ok(vec![]), "{round}");
    }
    // It can find what is there.
    let mut twice = call(&littering);
    assert_eq!(twice.rules("small"), Ok(vec![]));
    assert!(matches!(twice.rules("small"), Err(CallError::Trap { .. })));
}

#[test]
fn wrong_answers_are_told_from_right_ones_and_the_next_call_works() {
    let bench = bench();
    let good = bench.ready(request("good", good_policy()));
    let wrong = bench.ready(request("wrong", wrong_policy()));
    let contract = |error: &CallError| matches!(error, CallError::Contract { .. });
    let trap = |error: &CallError| matches!(error, CallError::Trap { .. });
    let ways: [Way; 7] = [
        ("twice", &contract),
        ("empty identifier", &contract),
        ("long label", &contract),
        ("many rules", &contract),
        ("UTF-8 it is not", &trap),
        ("case that there is not", &trap),
        // Host functions cost hardly any fuel: the wall limit is what ends a flood of them.
        ("flood of calls to the host", &|error| matches!(error, CallError::Deadline | CallError::Fuel)),
    ];
    for (way, expected) in ways {
        // The letter that the fixture goes by.
        let letter = way.to_lowercase();
        let mut broken = call(&wrong);
        let error = broken.rules(&letter).expect_err(way);
        assert!(expected(&error), "{way}: {error:?}");
        assert_eq!(broken.rules("good"), Err(CallError::Ended), "{way}: the instance is not asked again");
        assert_eq!(call(&wrong).rules("good"), Ok(vec![]), "{way}: the same plugin goes on");
        assert_eq!(works(&good), Ok(true), "{way}: others go on");
    }
}
