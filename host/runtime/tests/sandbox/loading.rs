//! Files that are no plugins, and plugins that may not be loaded.

use std::path::PathBuf;

use elenco_runtime::{Grants, LimitOverrides, LoadRequest, PluginSource, Slot};
use proptest::prelude::*;

use crate::fixtures::{add_section, good_policy, leaky_policy, with_manifest};
use crate::harness::{bench, bench_with, call, request, works};

const KIND: &str = r#"(instance $kind) (export "elenco:plugin/password-policy@0.1.0" (instance $kind))"#;

/// A password policy in name, whose functions answer with numbers.
const WRONG_TYPES: &str = r#"(component
  (core module $m (func (export "f") (result i32) (i32.const 1)))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (instance $kind (export "rules" (func $f)) (export "evaluate" (func $f)))
  (export "elenco:plugin/password-policy@0.1.0" (instance $kind)))"#;

fn text(component: &str) -> Vec<u8> {
    wat::parse_str(component).expect("the fixture is WebAssembly text")
}

fn with_section(component: &str, manifest: &str) -> Vec<u8> {
    let mut bytes = text(component);
    add_section(&mut bytes, manifest.as_bytes());
    bytes
}

#[test]
fn each_file_that_cannot_be_loaded_has_its_own_reason() {
    let bench = bench();
    let good = bench.ready(request("good", good_policy()));
    let kind = format!("(component {KIND})");
    let import = |name: &str| {
        let grants = &["clock"];
        with_manifest(text(&format!(r#"(component (import {name} {KIND})"#)), grants)
    };
    let cases: [(&str, Vec<u8>); 18] = [
        ("plugin.E003", b"#!/bin/sh\necho not WebAssembly".to_vec()),
        ("plugin.E003", Vec::new()),
        ("plugin.E004", text("(module)")),
        ("plugin.E005", good_policy()[..400].to_vec()),
        ("plugin.E006", text("(component)")),
        ("plugin.E007", with_section(&kind, "{")),
        ("plugin.E007", with_section(&kind, r#"{"name":"a"}"#)),
        (
            "plugin.E007",
            with_section(&kind, r#"{"name":"a","version":"1.0.0","contract":"0.1","capabilities":["root"]}"#),
        ),
        ("plugin.E008", with_section(&kind, r#"{"name":"a","version":"1.0.0","contract":"7.0"}"#)),
        (
            "plugin.E008",
            with_manifest(text(&kind.replace("@0.1.0", "@0.2.0").replace("$kind", "$other")), &[]),
        ),
        ("plugin.E009", with_manifest(text("(component)"), &[])),
        (
            "plugin.E012",
            with_manifest(
                text(&format!(r#"(component (import "acme:bank/vault@1.0.0" (instance)) {KIND})"#)),
                &[],
            ),
        ),
        // WASI's twins of what needs a grant, as far as they are not linked with nothing behind them.
        ("plugin.E012", import(r#""wasi:http/outgoing-handler@0.2.0" (instance))"#)),
        ("plugin.E012", import(r#""wasi:keyvalue/store@0.2.0-draft" (instance))"#)),
        ("plugin.E012", import(r#""elenco:plugin/filesystem@0.1.0" (instance))"#)),
        ("plugin.E020", with_manifest(text(WRONG_TYPES), &[])),
        ("plugin.E016", {
            let bad = format!(
                "(component (core module $m (func (result i32))) (core instance (instantiate $m)) {KIND})"
            );
            with_manifest(text(&bad), &[])
        }),
        ("plugin.E020", with_manifest(text(&kind), &[])),
    ];
    for (number, (code, bytes)) in cases.into_iter().enumerate() {
        assert_eq!(bench.failed(request("bad", bytes)), code, "case {number}");
        assert_eq!(works(&good), Ok(true));
    }
    let names: Vec<String> = bench.runtime.plugins().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["bad", "good"]);
}

#[test]
fn a_file_is_read_from_its_path_or_its_absence_is_told() {
    let bench = bench();
    let path = bench.dir.path().join("good.wasm");
    let request =
        |path: PathBuf| LoadRequest { source: PluginSource::Path(path), ..request("file", Vec::new()) };
    assert_eq!(bench.failed(request(path.clone())), "plugin.E001");
    std::fs::write(&path, good_policy()).expect("written");
    assert_eq!(works(&bench.ready(request(path))), Ok(true));
    assert_eq!(bench.failed(request(bench.dir.path().to_owned())), "plugin.E001");
}

#[test]
fn it_takes_the_manifest_and_the_grant() {
    let bench = bench();
    let leaky = || request("leaky", leaky_policy());
    assert_eq!(bench.failed(leaky()), "plugin.E010");
    let granted = Grants::from_iter(["key-value", "nonsense"]);
    let plugin = bench.ready(LoadRequest { grants: granted.clone(), ..leaky() });
    assert_eq!(plugin.granted(), plugin.asked());
    let mut undeclared = leaky_policy();
    let at = undeclared.windows(9).rposition(|name| name == b"key-value").expect("the manifest is last");
    undeclared[at - 1..at + 10].copy_from_slice(b"           ");
    assert_eq!(bench.failed(LoadRequest { grants: granted, ..request("leaky", undeclared) }), "plugin.E011");
}

#[test]
fn only_the_pinned_file_will_do() {
    let bench = bench();
    let digest = blake3::hash(&good_policy()).to_hex().to_string();
    let pinned =
        |digest: &str| LoadRequest { digest_pin: Some(digest.to_owned()), ..request("good", good_policy()) };
    assert_eq!(bench.ready(pinned(&digest)).digest(), digest);
    assert_eq!(bench.failed(pinned(&digest.replace(&digest[..1], "-"))), "plugin.E013");
}

#[test]
fn limits_may_only_become_narrower() {
    let bench = bench();
    let limited = |memory: usize| LoadRequest {
        limits: LimitOverrides { memory: Some(memory), ..LimitOverrides::default() },
        ..request("good", good_policy())
    };
    assert_eq!(bench.failed(limited(1 << 40)), "plugin.E018");
    assert_eq!(bench.failed(limited(0)), "plugin.E018");
    assert_eq!(bench.failed(limited(1 << 16)), "plugin.E019", "it begins with four pages");
    assert_eq!(works(&bench.ready(limited(1 << 20))), Ok(true));
}

#[test]
fn too_many_memories_are_refused_before_the_first_call() {
    let bench = bench();
    let memories = "(memory 1)".repeat(9);
    let component =
        format!("(component (core module $m {memories}) (core instance (instantiate $m)) {KIND})");
    assert_eq!(bench.failed(request("many", with_manifest(text(&component), &[]))), "plugin.E019");
}

#[test]
fn a_call_ends_on_the_plugin_that_it_began_on() {
    let bench = bench();
    let old = bench.ready(request("policy", good_policy()));
    let mut begun = call(&old);
    drop(old);
    assert_eq!(bench.failed(request("policy", b"broken".to_vec())), "plugin.E003");
    assert_eq!(begun.rules("en"), Ok(vec![]));
    assert!(bench.runtime.unload("policy"));
    assert!(bench.runtime.plugin("policy").is_none());
    assert_eq!(begun.rules("en"), Ok(vec![]));
}

#[test]
fn no_damaged_file_is_ready_or_stops_the_host() {
    // Whatever gets as far as the compiler fails there, because there is none.
    let bench = bench_with(|config| config.compiler = "/nonexistent".into());
    let good = good_policy();
    let strategy = (0..good.len(), 0..good.len(), any::<u8>());
    let mut runner = proptest::test_runner::TestRunner::default();
    runner
        .run(&strategy, |(length, at, byte)| {
            let mut changed = good.clone();
            changed[at] = byte;
            for bytes in [good[..length].to_vec(), changed] {
                prop_assert!(matches!(bench.load(request("damaged", bytes)), Slot::Failed(_)));
            }
            Ok(())
        })
        .expect("every one fails in order");
}

#[test]
fn many_are_loaded_at_one_time_and_each_stands_for_itself() {
    let bench = bench();
    let mut requests: Vec<_> = (0..20).map(|n| request(&format!("good {n}"), good_policy())).collect();
    requests.push(request("bad", b"no component".to_vec()));
    bench.runtime.load_all(requests);
    bench.runtime.load_all(vec![]);
    assert_eq!(bench.runtime.plugins().len(), 21);
    for (name, slot) in bench.runtime.plugins() {
        match slot {
            Slot::Ready(plugin) => assert_eq!(works(&plugin), Ok(true), "{name}"),
            Slot::Failed(_) => assert_eq!(name, "bad"),
        }
    }
}
