//! Every host function behind a capability, one by one: none of them is there without its two keys.

use std::collections::BTreeSet;
use std::path::Path;

use elenco_runtime::{Grants, LoadRequest};
use wit_parser::Resolve;

use crate::fixtures::{good_policy, policy, with_manifest};
use crate::harness::{bench, request, works};

/// Interface, which is called as its capability is; function; its type in a core module.
const FUNCTIONS: [(&str, &str, &str); 11] = [
    ("clock", "now", "(result i64)"),
    ("random", "bytes", "(param i32 i32)"),
    ("key-value", "get", "(param i32 i32 i32)"),
    ("key-value", "get-text", "(param i32 i32 i32)"),
    ("key-value", "set", "(param i32 i32 i32 i32 i32)"),
    ("key-value", "set-text", "(param i32 i32 i32 i32 i32)"),
    ("key-value", "delete", "(param i32 i32 i32)"),
    ("key-value", "keys", "(param i32 i32 i32)"),
    ("http", "send", "(param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)"),
    ("http", "[method]body.read", "(param i32 i32 i32)"),
    ("http", "[method]body.read-text", "(param i32 i32 i32)"),
];

fn importing(interface: &str, function: &str, of: &str, asked: &[&str]) -> Vec<u8> {
    let name = format!("elenco:plugin/{interface}@0.1.0");
    let import = format!("(import {name:?} {function:?} (func {of}))");
    with_manifest(policy(&format!("import {name};"), &import, "", "(i32.const 0)", "(i32.const 0)"), asked)
}

#[test]
fn the_list_has_every_function_of_every_capability() {
    let mut resolve = Resolve::default();
    resolve.push_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sdk/wit/v0.1")).expect("it parses");
    let capabilities = ["clock", "random", "key-value", "http"];
    let declared: BTreeSet<(String, String)> = resolve
        .interfaces
        .iter()
        .filter_map(|(_, interface)| Some((interface.name.clone()?, interface)))
        .filter(|(name, _)| capabilities.contains(&name.as_str()))
        .flat_map(|(name, interface)| {
            interface.functions.keys().map(move |function| (name.clone(), function.clone()))
        })
        .collect();
    let listed =
        FUNCTIONS.iter().map(|(interface, function, _)| ((*interface).to_owned(), (*function).to_owned()));
    assert_eq!(listed.collect::<BTreeSet<_>>(), declared);
}

#[test]
fn no_host_function_is_there_without_its_grant() {
    let bench = bench();
    let good = bench.ready(request("good", good_policy()));
    for (interface, function, of) in FUNCTIONS {
        let others = ["clock", "random", "key-value", "http"].into_iter().filter(|other| *other != interface);
        let others: Vec<&str> = others.collect();
        let asked = importing(interface, function, of, &[interface]);
        let with = |bytes: &[u8], grants: &[&str]| LoadRequest {
            grants: Grants::from_iter(grants),
            ..request("asks", bytes.to_vec())
        };
        assert_eq!(bench.failed(with(&asked, &[])), "plugin.E010", "{interface}.{function}");
        assert_eq!(bench.failed(with(&asked, &others)), "plugin.E010", "{interface}.{function}");
        let unasked = importing(interface, function, of, &others);
        let all = ["clock", "random", "key-value", "http"];
        assert_eq!(bench.failed(with(&unasked, &all)), "plugin.E011", "{interface}.{function}");
        assert_eq!(works(&good), Ok(true));
    }
    for (interface, function, of) in [FUNCTIONS[0], FUNCTIONS[4], FUNCTIONS[8]] {
        let asked = importing(interface, function, of, &[interface]);
        bench.ready(LoadRequest { grants: Grants::from_iter([interface]), ..request("asks", asked) });
    }
}
