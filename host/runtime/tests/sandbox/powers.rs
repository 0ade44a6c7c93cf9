//! What a plugin may do beyond its own memory, and what it may not while it knows a secret.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use elenco_runtime::contract::GuestError;
use elenco_runtime::{
    CallError, Grants, KeyValueProvider, LoadRequest, LogLevel, Plugin, PluginScope, Usage,
};
use secrecy::SecretString;

use crate::fixtures::{leaky_policy, wasi_policy};
use crate::harness::{Bench, bench, bench_with, call, request, scope, subject};

const CANARY: &str = "canary-of-a-password";

/// Counts who asked, and remembers what for.
#[derive(Default)]
struct Spy {
    asked: Mutex<Vec<(String, String)>>,
}

impl KeyValueProvider for Spy {
    fn get(&self, scope: &PluginScope, key: &str) -> Result<Option<Vec<u8>>, GuestError> {
        self.asked.lock().expect("no panic").push((scope.tenant.to_string(), key.to_owned()));
        Ok(None)
    }

    fn keys(&self, _: &PluginScope, _: &str) -> Result<Vec<String>, GuestError> {
        Ok(Vec::new())
    }

    fn usage(&self, _: &PluginScope) -> Result<Usage, GuestError> {
        Ok(Usage::default())
    }

    fn commit(&self, _: &PluginScope, _: Vec<(String, Option<Vec<u8>>)>) -> Result<(), GuestError> {
        Ok(())
    }
}

fn leaky(bench: &Bench) -> Arc<Plugin> {
    bench.ready(LoadRequest { grants: Grants::from_iter(["key-value"]), ..request("leaky", leaky_policy()) })
}

#[test]
fn a_sealed_call_carries_nothing_out() {
    let spy = Arc::new(Spy::default());
    let bench = bench_with(|config| config.key_value = Some(Arc::clone(&spy) as _));
    let leaky = leaky(&bench);
    assert_eq!(call(&leaky).rules("en"), Ok(vec![]));
    assert_eq!(*spy.asked.lock().expect("no panic"), [("acme".to_owned(), "en".to_owned())]);
    assert_eq!(leaky.log_lines().len(), 1);

    let denied = Err(CallError::Guest(GuestError::Denied(String::new())));
    // Sealed by the caller; and by the candidate, whatever the caller said, from then on.
    let mut sealed = scope();
    sealed.sealed = true;
    assert_eq!(leaky.call(sealed).expect("begins").rules("en"), denied);
    let mut open = call(&leaky);
    assert_eq!(open.rules("pt"), Ok(vec![]));
    assert_eq!(open.evaluate(&SecretString::from(CANARY), &subject()).map(|_| vec![]), denied);
    assert_eq!(open.rules("es"), denied, "it still knows the candidate");

    assert_eq!(spy.asked.lock().expect("no panic").len(), 2);
    assert_eq!(leaky.log_lines().iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["en", "pt"]);
    assert!(!format!("{:?} {:?}", leaky.log_lines(), leaky).contains(CANARY));
}

#[test]
fn a_capability_that_nobody_provides_is_not_supported() {
    let bench = bench();
    let unsupported = GuestError::Unsupported("key-value".to_owned());
    assert_eq!(call(&leaky(&bench)).rules("en"), Err(CallError::Guest(unsupported)));
}

/// What the policy on WASI says for a letter, in a call of its own.
fn said(plugin: &Plugin, letter: &str) -> String {
    call(plugin).rules(letter).expect("it answers");
    let line = plugin.log_lines().pop().expect("it said something");
    assert_eq!(line.level, LogLevel::Info);
    line.text
}

fn letters(number: u64) -> String {
    number.to_le_bytes().iter().map(|byte| char::from(b'a' + byte % 26)).collect()
}

#[test]
fn without_grants_wasi_knows_neither_time_nor_chance_nor_files() {
    let bench = bench();
    // Both are asked for: it takes the grant too.
    let plugin = bench.ready(request("wasi", wasi_policy(&["clock", "random"])));
    assert_eq!(said(&plugin, "random"), "aaaaaaaa");
    assert_eq!(said(&plugin, "clock"), letters(315_532_800));
    assert_ne!(said(&plugin, "file"), letters(0), "an error number");
    assert_eq!(said(&plugin, "zzz"), "aaaaaaaa", "an hour passes at once");
}

#[test]
fn with_grants_wasi_knows_time_and_chance() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let bench = bench_with(|config| {
        config.entropy = Arc::new(move |bytes: &mut [u8]| {
            counted.fetch_add(1, Ordering::Relaxed);
            bytes.fill(7);
        });
    });
    let grants = Grants::from_iter(["clock", "random"]);
    let granted =
        |asks: &[&str]| LoadRequest { grants: grants.clone(), ..request("wasi", wasi_policy(asks)) };
    let plugin = bench.ready(granted(&["clock", "random"]));
    assert_eq!(said(&plugin, "random"), "hhhhhhhh");
    assert_eq!(said(&plugin, "clock"), letters(1_700_000_000));
    assert!(calls.load(Ordering::Relaxed) > 0);
    // Granted, but not asked for.
    let plugin = bench.ready(granted(&[]));
    assert_eq!(
        (said(&plugin, "random"), said(&plugin, "clock")),
        ("aaaaaaaa".to_owned(), letters(315_532_800))
    );
}
