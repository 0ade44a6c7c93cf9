//! Manifests that strangers write, and what is told of a component before it is loaded.

use elenco_runtime::limits::MAX_MANIFEST_BYTES;
use elenco_runtime::{Capability, Grants, Kind, LoadRequest, inspect};
use serde_json::{Value, json};

use crate::fixtures::{add_section, good_policy, leaky_policy, policy};
use crate::harness::{bench, bench_with, request, works};

/// A good manifest with some of it replaced.
fn changed(changes: &Value) -> Value {
    let mut manifest = json!({"name": "fixture", "version": "1.2.3", "contract": "0.1"});
    for (key, value) in changes.as_object().expect("an object") {
        manifest[key] = value.clone();
    }
    manifest
}

fn with(manifest: &[u8]) -> Vec<u8> {
    let mut bytes = policy("", "", "", "(i32.const 0)", "(i32.const 0)");
    add_section(&mut bytes, manifest);
    bytes
}

fn code(manifest: &[u8]) -> &'static str {
    let failure = inspect(&with(manifest)).expect_err("it is refused");
    let told = failure.to_string();
    assert!(told.len() < 1_000, "a failure is told in a sentence: {told}");
    assert!(!told.contains(['\u{202E}', '\u{1b}', '\0']), "{told:?}");
    failure.code()
}

#[test]
fn each_manifest_that_is_none_has_its_own_reason() {
    let nested = |levels| (0..levels).fold(json!({}), |inner, _| json!({ "items": inner }));
    let cases = [
        ("plugin.E007", json!({"name": null})),
        ("plugin.E007", json!({"capabilities": ["root"]})),
        ("plugin.E007", json!({"capabilities": ["<script>".repeat(1_000)]})),
        ("plugin.E007", json!({"limits": {"everything": 1}})),
        ("plugin.E008", json!({"contract": "0.2"})),
        ("plugin.E008", json!({"contract": "\u{202E}".repeat(10_000)})),
        ("plugin.E018", json!({"limits": {"memory": 1_u64 << 40}})),
        ("plugin.E022", json!({"name": "a".repeat(65)})),
        ("plugin.E022", json!({"version": format!("1.0.0-{}", "a".repeat(100))})),
        ("plugin.E022", json!({"publisher": "ñ".repeat(101)})),
        ("plugin.E022", json!({"description": {"en": "a".repeat(1_001)}})),
        ("plugin.E022", json!({"http-hosts": vec!["a.example.com"; 21]})),
        ("plugin.E023", json!({"publisher": "<script>alert(1)</script>"})),
        ("plugin.E023", json!({"publisher": "Acme\u{202E}dtL"})),
        ("plugin.E023", json!({"publisher": "Acme\u{1b}[2J"})),
        ("plugin.E023", json!({"description": {"es": "un <b>complemento</b>"}})),
        ("plugin.E023", json!({"description": {"<en>": "a"}})),
        ("plugin.E024", json!({"name": ""})),
        ("plugin.E024", json!({"name": "../../etc"})),
        ("plugin.E024", json!({"name": "<script>"})),
        ("plugin.E024", json!({"name": "Badge"})),
        ("plugin.E024", json!({"name": "pass\u{200B}word"})),
        ("plugin.E024", json!({"name": "раssword"})),
        ("plugin.E025", json!({"version": "1"})),
        ("plugin.E025", json!({"version": "<1.0.0>"})),
        ("plugin.E026", json!({"settings-schema": nested(100)})),
        ("plugin.E026", json!({"settings-schema": {"$ref": "https://example.com/schema"}})),
        ("plugin.E026", json!({"settings-schema": "settings.schema.json"})),
        ("plugin.E027", json!({"http-hosts": ["https://example.com/"]})),
        ("plugin.E027", json!({"http-hosts": ["*"]})),
    ];
    for (expected, changes) in cases {
        assert_eq!(code(changed(&changes).to_string().as_bytes()), expected, "{changes}");
    }
    let good = changed(&json!({})).to_string();
    for (expected, bytes) in [
        ("plugin.E007", good.as_bytes()[..good.len() - 1].to_vec()),
        ("plugin.E007", b"\xff\xfe".to_vec()),
        ("plugin.E007", "[".repeat(100_000).into_bytes()),
        ("plugin.E022", format!("{good}{}", " ".repeat(MAX_MANIFEST_BYTES)).into_bytes()),
    ] {
        assert_eq!(code(&bytes), expected);
    }
    let mut twice = with(good.as_bytes());
    add_section(&mut twice, good.as_bytes());
    assert_eq!(inspect(&twice).map_err(|failure| failure.code()), Err("plugin.E007"));
}

#[test]
fn a_component_says_what_it_is_before_it_is_loaded() {
    let manifest = changed(&json!({
        "publisher": "Example Ltd",
        "description": {"en": "Rules", "pt-BR": "Regras\nem linhas"},
        "capabilities": ["clock", "http"],
        "http-hosts": ["api.example.com", "*.example.org:8443"],
        "settings-schema": {"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}},
    }));
    let bytes = with(manifest.to_string().as_bytes());
    let found = inspect(&bytes).expect("it is a plugin");
    assert_eq!(
        (found.kinds, found.asked),
        (vec![Kind::PasswordPolicy], vec![Capability::Clock, Capability::Http])
    );
    assert_eq!((found.digest, found.size), (blake3::hash(&bytes).to_hex().to_string(), bytes.len() as u64));
    assert_eq!(found.manifest.http_hosts, ["api.example.com", "*.example.org:8443"]);
    assert!(inspect(&leaky_policy()).is_ok(), "what it needs is told, not yet refused");
}

#[test]
fn hosts_take_two_keys_too() {
    let bench = bench();
    let hosts = |asked: Value, granted: &[&str]| {
        let manifest = changed(&json!({"capabilities": ["http"], "http-hosts": asked}));
        let grants = Grants::new(["http"], granted.iter().map(|host| (*host).to_owned()));
        let bytes = with(manifest.to_string().as_bytes());
        bench.ready(LoadRequest { grants, ..request("hosts", bytes) }).http_hosts().to_vec()
    };
    let asked = json!(["*.example.com"]);
    assert!(hosts(asked.clone(), &[]).is_empty(), "asked for and not granted");
    assert_eq!(hosts(asked, &["api.example.com", "example.org", "*", "badexample.com"]), ["api.example.com"]);
    assert_eq!(hosts(json!([]), &["example.org"]), ["example.org"], "its administrator names them");
}

#[test]
fn what_was_prepared_loads_without_a_compiler_and_what_cannot_load_is_told() {
    let bench = bench();
    assert_eq!(bench.runtime.prepare(&good_policy()), Ok(()));
    assert_eq!(bench.runtime.prepare(&leaky_policy()), Ok(()), "grants come later");
    assert_eq!(bench.runtime.prepare(b"\0asm").map_err(|failure| failure.code()), Err("plugin.E005"));
    assert!(bench.runtime.plugins().is_empty());
    let other = bench_with(|config| {
        config.cache_dir = bench.dir.path().join("artefacts");
        config.compiler = "/nonexistent".into();
    });
    assert_eq!(works(&other.ready(request("good", good_policy()))), Ok(true));
}
