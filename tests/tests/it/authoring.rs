//! What an author does, with the program and nothing else: make, build, test, check, run, sign. Plugins in other
//! languages have tests of their own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use elenco_tests::server::{program, workspace};

const KINDS: [&str; 7] = [
    "password-policy",
    "field-schema",
    "location-autofill",
    "import-format",
    "export-format",
    "client-lookup",
    "format",
];

/// What is compiled is kept between runs: std for WebAssembly, and plugins for this machine.
fn kept() -> PathBuf {
    workspace().join("target/templates")
}

fn elenco(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program())
        .arg("plugin")
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", kept().join("cache"))
        .output()
        .expect("the program starts")
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let output = elenco(folder, arguments);
    assert!(output.status.success(), "elenco plugin {}: {}", arguments.join(" "), told(&output));
    told(&output)
}

/// It fails, and says all of this.
fn fails(folder: &Path, arguments: &[&str], said: &[&str]) {
    let output = elenco(folder, arguments);
    let told = told(&output);
    assert!(!output.status.success(), "elenco plugin {} succeeds: {told}", arguments.join(" "));
    for text in said {
        assert!(told.contains(text), "elenco plugin {} does not say `{text}`: {told}", arguments.join(" "));
    }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn first_party(name: &str) -> String {
    let file = workspace().join(format!("target/plugins/{name}.wasm"));
    assert!(file.is_file(), "the plugins are built: run `cargo xtask plugins` before");
    file.display().to_string()
}

#[test]
fn every_rust_template_builds_and_passes_its_own_cases() {
    let home = folder();
    let target = kept().join("rust").display().to_string();
    for kind in KINDS {
        let name = format!("my-{kind}");
        let listed = succeeds(home.path(), &["new", "--kind", kind, "--language", "rust", &name]);
        assert!(listed.contains("plugin.toml") && !listed.contains(".elenco/sdk"), "{listed}");
        let plugin = home.path().join(&name);
        // The versions that are here already, so that this test needs no network.
        std::fs::copy(workspace().join("Cargo.lock"), plugin.join("Cargo.lock")).unwrap();
        succeeds(&plugin, &["build", "--target-dir", &target]);
        let tested = succeeds(&plugin, &["test"]);
        assert!(tested.contains(" fuel, ") && tested.contains(" passed"), "{tested}");
        assert!(!tested.contains("0 passed"), "{tested}");
        let file = format!("dist/{name}.wasm");
        assert!(succeeds(&plugin, &["check", &file]).contains("the host would take it"));
        if kind == "password-policy" {
            a_mistake_is_found(&plugin);
        }
    }
}

/// A case that expects something else fails with the difference, and passes once its answer was accepted.
fn a_mistake_is_found(plugin: &Path) {
    let rules = plugin.join("cases/rules.json");
    let text = std::fs::read_to_string(&rules).unwrap();
    std::fs::write(&rules, text.replace("At least 15", "At most 15")).unwrap();
    let difference = "answer[0].label: expected \"At most 15 characters\", came \"At least 15 characters\"";
    fails(plugin, &["test"], &["FAILED", difference, "1 failed"]);
    assert!(succeeds(plugin, &["test", "--accept"]).contains("1 accepted"));
    assert!(!succeeds(plugin, &["test"]).contains("accepted"));
    std::fs::write(&rules, "[{\"about\": \"a\"}]").unwrap();
    fails(plugin, &["test"], &["rules.json", "function"]);
}

#[test]
fn one_call_is_answered_in_json() {
    let home = folder();
    let policy = first_party("password-policy");
    let run = |arguments: &[&str]| elenco(home.path(), &[&["run", &policy], arguments].concat());
    let output = run(&["password-policy.rules", "--settings", r#"{"min-length": 20}"#, "--language", "pt"]);
    assert!(output.status.success(), "{}", told(&output));
    // Nothing but the answer stands on standard output, so that it can be piped on.
    let rules: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(rules[0]["label"].as_str().unwrap().contains("20"), "{rules}");
    assert!(told(&output).contains("fuel"), "{}", told(&output));
    std::fs::write(home.path().join("input.json"), r#"{"candidate": 5}"#).unwrap();
    let arguments = ["run", &policy, "password-policy.evaluate", "--input", "@input.json"];
    fails(home.path(), &arguments, &["plugin.E114", "candidate"]);
    fails(home.path(), &["run", &policy, "client-lookup.find"], &["plugin.E110"]);
    fails(home.path(), &["run", &policy, "password-policy.rules", "--input", "[]"], &["must be an object"]);
}

#[test]
fn a_signature_tells_who_made_a_plugin() {
    let home = folder();
    let home = home.path();
    std::fs::copy(first_party("format-csv"), home.join("csv.wasm")).unwrap();
    succeeds(home, &["keygen", "acme"]);
    fails(home, &["keygen", "acme"], &["choose another name"]);
    succeeds(home, &["keygen", "other"]);
    fails(home, &["verify", "csv.wasm", "--trust", "acme.pub"], &["signature none"]);
    succeeds(home, &["sign", "csv.wasm", "--key", "acme.key"]);
    assert!(succeeds(home, &["verify", "csv.wasm", "--trust", "acme.pub"]).contains("by acme"));
    assert!(succeeds(home, &["check", "csv.wasm", "--trust", "acme.pub"]).contains("by acme"));
    fails(home, &["verify", "csv.wasm", "--trust", "other.pub"], &["not among the trusted"]);
    fails(home, &["sign", "csv.wasm", "--key", "acme.pub"], &["not a secret key"]);
    let mut bytes = std::fs::read(home.join("csv.wasm")).unwrap();
    // A letter in the description of the manifest.
    let at = bytes.windows(5).position(|window| window == b"comma").unwrap();
    bytes[at] = b'k';
    std::fs::write(home.join("csv.wasm"), bytes).unwrap();
    fails(home, &["verify", "csv.wasm", "--trust", "acme.pub"], &["broken"]);
    fails(home, &["check", "csv.wasm", "--trust", "acme.pub"], &["broken", "would be refused"]);
}

#[test]
fn what_the_host_would_refuse_is_refused_with_its_code_and_what_to_do() {
    let home = folder();
    let home = home.path();
    let whole = std::fs::read(first_party("format-csv")).unwrap();
    std::fs::write(home.join("text.wasm"), "no component").unwrap();
    std::fs::write(home.join("module.wasm"), b"\0asm\x01\0\0\0").unwrap();
    std::fs::write(home.join("half.wasm"), &whole[..whole.len() / 2]).unwrap();
    std::fs::write(home.join("bare.wasm"), b"\0asm\x0d\0\x01\0").unwrap();
    for (file, code) in [
        ("text.wasm", "plugin.E003"),
        ("module.wasm", "plugin.E004"),
        ("half.wasm", "plugin.E005"),
        ("bare.wasm", "plugin.E006"),
    ] {
        fails(home, &["check", file], &["would be refused", code, "elenco plugin build"]);
    }
    fails(home, &["check", "none.wasm"], &["none.wasm"]);
    fails(home, &["build"], &["plugin.toml"]);
    fails(home, &["test"], &["plugin.toml"]);
    fails(home, &["new", "--kind", "policy", "--language", "rust", "a"], &["there are:", "password-policy"]);
    fails(home, &["new", "--kind", "format", "--language", "cobol", "a"], &["rust, javascript, python"]);
    fails(home, &["new", "--kind", "format", "--language", "rust", "../a"], &["cannot be the name"]);
}

#[test]
fn a_component_of_another_tool_chain_becomes_a_plugin() {
    let home = folder();
    let home = home.path();
    succeeds(home, &["new", "--kind", "format", "--language", "rust", "own-format"]);
    let toml = home.join("own-format/plugin.toml");
    let text = std::fs::read_to_string(&toml).unwrap();
    // Nothing is built for a manifest that the host would refuse.
    std::fs::write(&toml, text.replace("0.1.0", "one")).unwrap();
    fails(home, &["build", "own-format"], &["plugin.E025", "plugin.toml", "Put it right"]);
    std::fs::write(&toml, text).unwrap();
    // Packed already: a second manifest is one too many.
    let csv = first_party("format-csv");
    fails(home, &["pack", "own-format", "--component", &csv, "--output", "out.wasm"], &["plugin.E007"]);
    assert!(!home.join("out.wasm").exists());
}
