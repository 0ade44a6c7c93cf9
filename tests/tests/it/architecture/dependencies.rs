//! The arrows between crates, and the one table of dependencies.

use std::collections::BTreeMap;

use super::sources::{Source, assert_none, root, rust_sources, sources};

/// What a crate must not depend on, tests included. `*` stands for every first-party plugin.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("elenco", &["elenco-sdk", "wasmtime", "wasmtime-wasi", "wit-bindgen", "xtask"]),
    (
        "elenco-authoring",
        &["elenco", "elenco-db", "elenco-runtime", "elenco-sdk", "wasmtime", "axum", "diesel", "tokio"],
    ),
    (
        "elenco-db",
        &["elenco", "elenco-authoring", "elenco-runtime", "elenco-sdk", "axum", "maud", "wasmtime"],
    ),
    (
        "elenco-runtime",
        &[
            "elenco",
            "elenco-authoring",
            "elenco-db",
            "elenco-sdk",
            "axum",
            "diesel",
            "maud",
            "tokio-postgres",
        ],
    ),
    ("elenco-sdk", &["elenco", "elenco-authoring", "elenco-db", "elenco-runtime", "wasmtime", "tokio"]),
    ("xtask", &["elenco-sdk", "elenco-tests"]),
    (
        "*",
        &[
            "elenco",
            "elenco-authoring",
            "elenco-db",
            "elenco-runtime",
            "elenco-tests",
            "xtask",
            "wasmtime",
            "axum",
            "diesel",
            "tokio",
        ],
    ),
];

/// The names of the dependencies of a crate's `Cargo.toml`, with whether the workspace gives the version.
fn dependencies(manifest: &toml::Table) -> BTreeMap<String, bool> {
    ["dependencies", "dev-dependencies", "build-dependencies"]
        .iter()
        .filter_map(|table| manifest.get(*table)?.as_table())
        .flatten()
        // A crate may ask for itself with the features of its tests.
        .filter(|(_, line)| line.get("path").and_then(toml::Value::as_str) != Some("."))
        .map(|(name, line)| {
            (name.clone(), line.get("workspace").and_then(toml::Value::as_bool) == Some(true))
        })
        .collect()
}

fn forbidden_arrows(manifests: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in manifests {
        let manifest: toml::Table = toml::from_str(&source.text).expect("cargo reads this file, too");
        let Some(name) = manifest.get("package").and_then(|package| package.get("name")?.as_str()) else {
            continue;
        };
        let rule = if source.path.starts_with("plugins/") { "*" } else { name };
        let forbidden = FORBIDDEN.iter().find(|(from, _)| *from == rule).map_or(&[][..], |(_, to)| to);
        for (dependency, from_workspace) in dependencies(&manifest) {
            if forbidden.contains(&dependency.as_str()) {
                found.push(format!("{}: {name} must not know {dependency}", source.path));
            }
            if !from_workspace {
                found.push(format!("{}: {dependency}: versions stand in the root only", source.path));
            }
        }
    }
    found
}

/// Lines of `[workspace.dependencies]` that no comment explains, that are out of order, or that nobody uses.
fn unexplained(workspace: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut comment_above = false;
    for line in workspace.lines().skip_while(|line| *line != "[workspace.dependencies]").skip(1) {
        if line.starts_with('[') {
            break;
        }
        let own = line.contains("path = ");
        if !line.starts_with('#') && line.contains('=') && !own && !comment_above && !line.contains(" # ") {
            found.push(format!("`{line}` does not say what it is for"));
        }
        comment_above = line.starts_with('#');
    }
    found
}

fn unused(workspace: &str, manifests: &[Source]) -> Vec<String> {
    let workspace: toml::Table = toml::from_str(workspace).expect("cargo reads this file, too");
    let used: BTreeMap<String, bool> = manifests
        .iter()
        .filter_map(|source| toml::from_str::<toml::Table>(&source.text).ok())
        .flat_map(|manifest| dependencies(&manifest))
        .collect();
    let all = workspace["workspace"]["dependencies"].as_table().expect("a table of dependencies");
    all.keys()
        .filter(|name| !used.contains_key(*name))
        .map(|name| format!("{name}: nobody uses it"))
        .collect()
}

/// Sources of the host that name something of the SDK other than the contract.
fn reads_of_the_sdk(sources: &[Source]) -> Vec<String> {
    // What authors get with `elenco plugin new` is another matter than what the host itself goes by.
    let host = sources
        .iter()
        .filter(|source| source.path.starts_with("host/") && !source.path.starts_with("host/authoring/"));
    host.flat_map(|source| {
        let lines = source.text.lines().enumerate();
        lines.filter(|(_, line)| names_sdk(line)).map(|(index, _)| {
            format!("{}:{}: of the SDK the host reads `sdk/wit` only", source.path, index + 1)
        })
    })
    .collect()
}

fn names_sdk(line: &str) -> bool {
    // What authors read of the host's limits is written from them.
    let allowed = |rest: &str| rest.starts_with("wit") || rest.starts_with("LIMITS.md");
    !line.trim_start().starts_with("//")
        && ["/sdk/", "\"sdk/"].iter().any(|start| line.split(start).skip(1).any(|rest| !allowed(rest)))
}

fn manifests() -> Vec<Source> {
    sources(|name| name.ends_with("/Cargo.toml"))
}

fn workspace() -> String {
    std::fs::read_to_string(root().join("Cargo.toml")).expect("the workspace has a Cargo.toml")
}

#[test]
fn no_crate_knows_what_it_should_not() {
    assert_none(&forbidden_arrows(&manifests()));
}

#[test]
fn every_dependency_says_what_it_is_for_and_is_used() {
    assert_none(&unexplained(&workspace()));
    assert_none(&unused(&workspace(), &manifests()));
}

#[test]
fn the_host_reads_the_contract_and_nothing_else_of_the_sdk() {
    assert_none(&reads_of_the_sdk(&rust_sources()));
    let text =
        "const A: &str = include_str!(\"../../sdk/src/lib.rs\");\nconst B: &str = \"../../sdk/wit/v0.1\";";
    assert_eq!(reads_of_the_sdk(&[Source::snippet("host/src/lib.rs", text)]).len(), 1);
}

#[test]
fn forbidden_arrows_between_crates_are_caught() {
    for (path, name, dependency) in [
        ("host/runtime/Cargo.toml", "elenco-runtime", "diesel"),
        ("host/Cargo.toml", "elenco", "elenco-sdk"),
        ("plugins/a/Cargo.toml", "a", "elenco-runtime"),
    ] {
        let text =
            format!("[package]\nname = \"{name}\"\n[dev-dependencies]\n{dependency}.workspace = true\n");
        assert_eq!(forbidden_arrows(&[Source::snippet(path, &text)]).len(), 1, "{path}");
    }
}

#[test]
fn a_version_outside_the_root_is_caught() {
    let manifest =
        Source::snippet("host/Cargo.toml", "[package]\nname = \"elenco\"\n[dependencies]\nserde = \"1\"\n");
    assert_eq!(forbidden_arrows(&[manifest]).len(), 1);
}

#[test]
fn an_unexplained_or_unused_dependency_is_caught() {
    let workspace =
        "[workspace.dependencies]\n# Why.\na = \"1\"\nb = \"1\"\nc = \"1\" # Why.\nd = { path = \"d\" }\n";
    assert_eq!(unexplained(workspace), ["`b = \"1\"` does not say what it is for"]);
    let user = Source::snippet(
        "x/Cargo.toml",
        "[dependencies]\na.workspace = true\nc.workspace = true\nd.workspace = true\n",
    );
    assert_eq!(unused(workspace, &[user]), ["b: nobody uses it"]);
}
