//! Components for tests: first-party ones under other names, versions and wishes.
use std::path::Path;

use elenco_tests::server::workspace;
use serde_json::{Value, json};
use wasm_encoder::{ComponentSection as _, CustomSection};
use wasmparser::{Parser, Payload};

const MANIFEST: &str = "elenco:manifest";

/// A first-party component as `cargo xtask plugins` built it.
pub fn built(name: &str) -> Vec<u8> {
    let path = Path::new(&workspace()).join(format!("target/plugins/{name}.wasm"));
    std::fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask plugins`", path.display()))
}

/// Its manifest, and everything before it.
fn apart(component: &[u8]) -> (Vec<u8>, Value) {
    let mut depth = 0;
    for payload in Parser::new(0).parse_all(component) {
        match payload.expect("a component") {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth -= 1,
            Payload::CustomSection(section) if depth == 0 && section.name() == MANIFEST => {
                let manifest = serde_json::from_slice(section.data()).expect("a manifest");
                // The section's header is its id and its length, in as many bytes as the length needs.
                let mut length = section.range().len();
                let mut header = 2;
                while length >= 128 {
                    length >>= 7;
                    header += 1;
                }
                assert_eq!(section.range().end, component.len(), "the manifest is the last section");
                return (component[..section.range().start - header].to_vec(), manifest);
            }
            _ => {}
        }
    }
    panic!("no manifest");
}

/// A component with another manifest: `changes` replace the parts of that name.
pub fn with_manifest(component: &[u8], changes: &Value) -> Vec<u8> {
    let (mut bare, mut manifest) = apart(component);
    for (name, value) in changes.as_object().expect("an object") {
        manifest[name] = value.clone();
    }
    let text = serde_json::to_vec(&manifest).expect("JSON");
    CustomSection { name: MANIFEST.into(), data: (&text).into() }.append_to_component(&mut bare);
    bare
}

/// A password policy of this name and version that asks for these capabilities and hosts.
pub fn policy(name: &str, version: &str, capabilities: &[&str], hosts: &[&str]) -> Vec<u8> {
    let changes = json!({
        "name": name, "version": version, "publisher": "Andes",
        "capabilities": capabilities, "http-hosts": hosts,
    });
    with_manifest(&built("password-policy"), &changes)
}
