//! Every path that a document names exists, so that no document tells of yesterday's tree.

use std::path::Path;

use super::sources::{Source, assert_none, file_names, sources};

/// Endings that make a word in backticks a file's name.
const ENDINGS: &[&str] = &[
    ".rs", ".toml", ".md", ".sql", ".ftl", ".wit", ".mjs", ".js", ".css", ".json", ".xlsx", ".csv", ".png",
    ".svg",
];

/// Names that stand for any file of their kind, or that are not kept in the repository.
const PLACEHOLDERS: &[&str] = &[
    "foo.rs",
    "mod.rs",
    "foo/tests.rs",
    "tests.rs",
    // In the folder of a new plugin.
    "wit/plugin.wit",
    "rolldown.config.js",
];

/// Folders that are made by builds and runs.
const MADE: &[&str] = &[".elenco/", "target/", "data/", "node_modules/", "host/assets/dist/"];

fn missing(document: &Source, names: &[String]) -> Vec<String> {
    let folder = Path::new(&document.path).parent().and_then(Path::to_str).unwrap_or_default();
    let mut found = Vec::new();
    for (index, line) in document.text.lines().enumerate() {
        for word in code_words(line).chain(link_targets(line)) {
            if is_path(&word, names) && !exists(&word, folder, names) {
                found.push(format!("{}:{}: `{word}` does not exist", document.path, index + 1));
            }
        }
    }
    found
}

/// What stands in backticks and has no spaces.
fn code_words(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split('`').skip(1).step_by(2).filter(|word| !word.contains(' ')).map(str::to_owned)
}

/// Targets of links and pictures inside the repository.
fn link_targets(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split("](").skip(1).filter_map(|rest| {
        let target = rest.split(')').next()?.split('#').next()?;
        (!target.is_empty() && !target.contains(':')).then(|| target.to_owned())
    })
}

fn is_path(word: &str, names: &[String]) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-/*".contains(letter);
    if PLACEHOLDERS.contains(&word)
        || MADE.iter().any(|made| word.starts_with(made))
        || !word.chars().all(plain)
    {
        return false;
    }
    let top = word.split('/').next().unwrap_or_default();
    let in_tree = word.contains('/') && names.iter().any(|name| name.split('/').next() == Some(top));
    in_tree || ENDINGS.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending))
}

/// From the root, from the document's folder, or as the end of some path; `*` stands for any part.
fn exists(word: &str, folder: &str, names: &[String]) -> bool {
    let mut folder = folder;
    let mut word = word.trim_start_matches("./").trim_end_matches("/*").trim_end_matches('/');
    while let Some(above) = word.strip_prefix("../") {
        folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        word = above;
    }
    let beside = if folder.is_empty() { word.to_owned() } else { format!("{folder}/{word}") };
    names.iter().any(|name| {
        let lies_below = |start: &str| begins(name, start);
        lies_below(word) || lies_below(&beside) || ends(name, word)
    })
}

fn begins(name: &str, start: &str) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    let wanted: Vec<&str> = start.split('/').collect();
    parts.len() >= wanted.len() && wanted.iter().zip(parts).all(|(wanted, part)| matches(wanted, part))
}

/// Whether the path contains the wanted parts in a row: `src/router.rs` in `host/src/router.rs`.
fn ends(name: &str, end: &str) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    let wanted: Vec<&str> = end.split('/').collect();
    parts
        .windows(wanted.len())
        .any(|window| wanted.iter().zip(window).all(|(wanted, part)| matches(wanted, part)))
}

fn matches(wanted: &str, part: &str) -> bool {
    match wanted.split_once('*') {
        Some((start, end)) => {
            part.len() >= start.len() + end.len() && part.starts_with(start) && part.ends_with(end)
        }
        None => wanted == part,
    }
}

#[test]
fn every_path_in_a_document_exists() {
    let names = file_names();
    let documents = sources(|name| name.ends_with(".md"));
    let all: Vec<String> = documents.iter().flat_map(|document| missing(document, &names)).collect();
    assert_none(&all);
}

#[test]
fn the_documents_that_readers_look_for_are_there() {
    let names = file_names();
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        assert!(names.iter().any(|name| name == document), "{document} is missing");
    }
}

#[test]
fn a_stale_path_is_caught() {
    let names = ["host/src/router.rs", "host/locales/en/users.ftl", "docs/x.md"].map(str::to_owned);
    let text = "`host/src/router.rs` `src/router.rs` `host/src/` `host/*/en/users.ftl` `router.rs` [x](x.md) [x](../docs/x.md)\n\
                `host/src/gone.rs` `gone.rs` [picture](pictures/gone.png) `text/csv` `/api/v1` `a b.rs`";
    let found = missing(&Source::snippet("docs/a.md", text), &names);
    assert_eq!(found.len(), 3, "{found:?}");
}
