//! What is told of a plugin: its figures by tenant and minute, its failing calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use elenco_runtime::{CallError, CallScope, Kind, LogLevel};
use secrecy::SecretString;
use serde_json::json;

use crate::fixtures::{good_policy, naughty_policy, policy, with_manifest};
use crate::harness::{bench, bench_with, call, request, scope, subject, works};

/// Writes `boom, as said`, in pieces and without an end of the line, to standard error and traps.
fn complaining_policy() -> Vec<u8> {
    let imports =
        r#"(import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))"#;
    let items = r#"
  (data (i32.const 4096) "boom, as said")
  (data (i32.const 1024) "\00\10\00\00\06\00\00\00")
  (data (i32.const 1032) "\06\10\00\00\07\00\00\00")
  (func $complain
    (drop (call $write (i32.const 2) (i32.const 1024) (i32.const 1) (i32.const 1040)))
    (drop (call $write (i32.const 2) (i32.const 1032) (i32.const 1) (i32.const 1040)))
    unreachable)"#;
    with_manifest(
        policy("", imports, items, "(call $complain) (i32.const 0)", "(call $complain) (i32.const 0)"),
        &[],
    )
}

#[test]
fn a_failing_call_is_kept_with_its_input_and_its_last_words_and_fails_again_the_same() {
    let bench = bench();
    let complaining = bench.ready(request("complaining", complaining_policy()));
    let error = call(&complaining).rules("pt-BR").expect_err("it traps");
    let failures = complaining.failures("acme");
    let [failed] = failures.as_slice() else { panic!("{failures:?}") };
    assert_eq!(
        (failed.kind, failed.function.as_str()),
        (Some(Kind::PasswordPolicy), "password-policy.rules")
    );
    assert_eq!((failed.code, failed.message.clone()), (error.code(), error.to_string()));
    assert_eq!(failed.input, json!({ "locale": "pt-BR" }));
    let log: Vec<_> = failed.log.iter().map(|line| (line.level, line.text.as_str())).collect();
    assert_eq!(log, [(LogLevel::Error, "boom, as said")]);
    assert_eq!(complaining.log_lines(), failed.log);
    assert!(failed.can_replay());
    assert_eq!(call(&complaining).ask(&failed.function, &failed.input), Err(error));
    assert_eq!(complaining.failures("acme").len(), 2);
    assert_eq!(complaining.failures("other"), vec![], "it is no business of theirs");
    let stored = bench.runtime.take_failures();
    assert_eq!(stored.len(), 2);
    assert_eq!((&*stored[0].name, &stored[0].digest), ("complaining", &complaining.digest()));
    assert_eq!(bench.runtime.take_failures(), vec![]);
}

#[test]
fn nothing_of_a_sealed_call_is_kept() {
    let bench = bench();
    let complaining = bench.ready(request("complaining", complaining_policy()));
    let candidate = SecretString::from("canary-of-a-password");
    assert!(call(&complaining).evaluate(&candidate, &subject()).is_err());
    let input = json!({ "candidate": "canary-of-a-password", "subject":
        { "username": "canary", "email": "", "names": [], "context": [] } });
    assert!(call(&complaining).ask("password-policy.evaluate", &input).is_err());
    let sealed = CallScope { sealed: true, ..scope() };
    assert!(complaining.call(sealed).expect("a call begins").rules("canary").is_err());
    let failures = complaining.failures("acme");
    assert_eq!(failures.len(), 3);
    for failed in &failures {
        assert_eq!(failed.input, json!({ "sealed": true }));
        assert!(failed.log.is_empty() && !failed.can_replay());
    }
    assert!(!format!("{failures:?}").contains("canary"), "{failures:?}");
}

#[test]
fn what_the_caller_gave_up_is_no_failing_call() {
    let bench = bench();
    let naughty = bench.ready(request("naughty", naughty_policy()));
    let cancel = elenco_runtime::CancelFlag::default();
    let scope = CallScope { cancel: Some(cancel.clone()), ..scope() };
    let mut given_up = naughty.call(scope).expect("a call begins");
    cancel.cancel();
    assert_eq!(given_up.rules("spin"), Err(CallError::Cancelled));
    assert_eq!(naughty.failures("acme"), vec![]);
}

#[test]
fn figures_are_told_by_tenant_and_minute_and_survive_the_plugin() {
    let now = Arc::new(AtomicU64::new(60_000));
    let clock = Arc::clone(&now);
    let bench = bench_with(|config| config.now = Arc::new(move || clock.load(Ordering::Relaxed)));
    let good = bench.ready(request("good", good_policy()));
    assert_eq!(works(&good), Ok(true));
    now.store(120_000, Ordering::Relaxed);
    assert_eq!(works(&good), Ok(true));
    let other = CallScope { tenant: "other".to_owned(), ..scope() };
    assert_eq!(good.call(other).expect("a call begins").rules("en"), Ok(vec![]));

    let figures = good.figures("acme");
    assert_eq!((figures.total.calls, figures.total.rows, figures.total.failures), (4, 4, 0));
    assert!(figures.total.fuel_per_row().is_some_and(|fuel| fuel > 0) && figures.total.peak_memory > 0);
    let minutes: Vec<_> = figures.minutes.iter().map(|minute| (minute.minute, minute.tally.calls)).collect();
    assert_eq!(minutes, [(1, 2), (2, 2)]);
    assert_eq!(good.figures("other").total.calls, 1);
    assert_eq!(good.figures("other").total.rows, 0, "rules are no rows");
    assert_eq!(good.statistics().calls, 5);

    let over = bench.runtime.take_minutes();
    assert_eq!(over.iter().map(|minute| (&*minute.tenant, minute.minute)).collect::<Vec<_>>(), [("acme", 1)]);
    assert_eq!((&*over[0].name, &*over[0].identity), ("good", "good"));
    assert_eq!(bench.runtime.take_minutes(), vec![]);
    assert!(bench.runtime.unload("good"));
    let mut rest = bench.runtime.take_minutes();
    rest.sort_by_key(|minute| minute.tenant.to_string());
    assert_eq!(
        rest.iter().map(|minute| (&*minute.tenant, minute.tally.calls)).collect::<Vec<_>>(),
        [("acme", 2), ("other", 1)]
    );
    assert_eq!(bench.runtime.take_all_minutes(), vec![]);
    drop(good);
    assert_eq!(bench.runtime.take_all_minutes(), vec![]);
}
