//! Nothing in the repository names the machine it was written on, nor where packages are fetched from.

use super::sources::{Source, assert_none, sources};

/// Hosts of registries, in two parts so that this file is clean itself.
const REGISTRIES: &[(&str, &str)] = &[
    ("crates", "io/api"),
    ("index.crates", "io"),
    ("static.crates", "io"),
    ("registry.npmjs", "org"),
    ("registry.yarnpkg", "com"),
    ("pypi", "org"),
    ("files.pythonhosted", "org"),
    ("deb.debian", "org"),
    ("proxy.golang", "org"),
];

/// Folders that only one machine has.
const MACHINE_FOLDERS: &[&str] = &["work", "root", "home", "tmp", "Users"];

fn violations(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for (index, line) in source.text.lines().enumerate() {
            let mut report = |what: &str| found.push(format!("{}:{}: {what}", source.path, index + 1));
            for (name, end) in REGISTRIES {
                if line.contains(&format!("{name}.{end}")) {
                    report("names the host of a registry");
                }
            }
            if MACHINE_FOLDERS.iter().any(|folder| names_folder(line, folder)) {
                report("names a folder of one machine");
            }
        }
    }
    found
}

/// Whether an absolute path into the folder stands in the line: the slash before it begins the path.
fn names_folder(line: &str, folder: &str) -> bool {
    let wanted = format!("/{folder}/");
    line.match_indices(&wanted).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && !"._-/}>)*$".contains(before))
    })
}

#[test]
fn nothing_names_a_machine_or_a_registry() {
    // The lock file of cargo names its registry's index in cargo's own way.
    assert_none(&violations(&sources(|name| name != "Cargo.lock")));
}

#[test]
fn machines_and_registries_are_caught() {
    let lines = [["resolved https://registry.npmjs", ".org/x"], ["see /", "work/main/x"], ["\"/", "tmp/x\""]];
    for line in lines.map(|parts| parts.concat()) {
        assert_eq!(violations(&[Source::snippet("a.md", &line)]).len(), 1, "{line}");
    }
    for line in ["host/src/home/views.rs", "{base}/home/x", "a framework/tmp thing", "${dir}/tmp/x"] {
        assert!(violations(&[Source::snippet("a.md", line)]).is_empty(), "{line}");
    }
}
