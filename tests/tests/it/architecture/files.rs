//! Sizes and names of files, and names of items.

use std::collections::BTreeSet;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::references::{attributes, is_test};
use super::sources::{Source, assert_none, file_names, rust_sources};

/// The wish: a file that one reads in one go.
const WANTED_LINES: usize = 300;
/// No file is longer than this, whatever the reason.
const MOST_LINES: usize = 500;

/// Files between wish and limit, with the lines they may have at most. Entries may shrink or go, never come.
const LONG_FILES: &[(&str, usize)] = &[];

/// Names that say nothing; as parts of other names they are fine.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "helper", "helpers", "common", "misc", "manager", "processor", "data", "info"];

/// Lines that are neither blank nor part of tests.
fn production_lines(text: &str) -> usize {
    let file = syn::parse_file(text).expect("a source file that compiles is parsed");
    let tests: BTreeSet<usize> = file
        .items
        .iter()
        .filter(|item| is_test(attributes(item)))
        .flat_map(|item| item.span().start().line..=item.span().end().line)
        .collect();
    text.lines()
        .enumerate()
        .filter(|(index, line)| !line.trim().is_empty() && !tests.contains(&(index + 1)))
        .count()
}

fn too_long(sources: &[Source], long_files: &[(&str, usize)]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !source.is_test()) {
        let lines = production_lines(&source.text);
        let listed = long_files.iter().find(|(path, _)| *path == source.path).map(|(_, most)| *most);
        match listed {
            Some(_) if lines <= WANTED_LINES => {
                found.push(format!("{}: {lines} lines: take it out of LONG_FILES", source.path));
            }
            Some(most) if lines > most.min(MOST_LINES) => {
                found.push(format!("{}: {lines} lines, listed with {most}: it may only shrink", source.path));
            }
            None if lines > WANTED_LINES => {
                found.push(format!("{}: {lines} lines, wanted are at most {WANTED_LINES}", source.path));
            }
            _ => {}
        }
    }
    let gone = long_files.iter().filter(|(path, _)| !sources.iter().any(|source| source.path == *path));
    found.extend(gone.map(|(path, _)| format!("{path} is gone: take it out of LONG_FILES")));
    found
}

/// Files and folders with a name that says nothing, and `mod.rs`.
fn badly_named_files(paths: &[String]) -> Vec<String> {
    let bad = |path: &&String| {
        path.ends_with("/mod.rs")
            || path.split('/').any(|part| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or_default()))
    };
    paths.iter().filter(bad).cloned().collect()
}

struct Items<'a> {
    source: &'a Source,
    found: Vec<String>,
}

impl Items<'_> {
    fn check(&mut self, name: &syn::Ident) {
        if EMPTY_NAMES.contains(&name.to_string().to_lowercase().as_str()) {
            self.found.push(format!(
                "{}:{}: `{name}` says nothing",
                self.source.path,
                name.span().start().line
            ));
        }
    }
}

impl<'ast> Visit<'ast> for Items<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Enum(item) => self.check(&item.ident),
            syn::Item::Fn(item) => self.check(&item.sig.ident),
            syn::Item::Mod(item) => self.check(&item.ident),
            syn::Item::Struct(item) => self.check(&item.ident),
            syn::Item::Trait(item) => self.check(&item.ident),
            syn::Item::Type(item) => self.check(&item.ident),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.check(&function.sig.ident);
        visit::visit_impl_item_fn(self, function);
    }
}

fn badly_named_items(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .flat_map(|source| {
            let file = syn::parse_file(&source.text).expect("a source file that compiles is parsed");
            let mut items = Items { source, found: Vec::new() };
            items.visit_file(&file);
            items.found
        })
        .collect()
}

#[test]
fn no_file_is_too_long() {
    assert_none(&too_long(&rust_sources(), LONG_FILES));
}

#[test]
fn names_say_something() {
    assert_none(&badly_named_files(&file_names()));
    assert_none(&badly_named_items(&rust_sources()));
}

#[test]
fn a_long_file_is_caught_and_tests_do_not_count() {
    let line = "const A: u8 = 1;\n";
    let long = Source::snippet("host/src/a.rs", &line.repeat(WANTED_LINES + 1));
    assert_eq!(too_long(&[long], &[]).len(), 1);
    let tests = format!("{line}#[cfg(test)]\nmod tests {{\n{}}}\n", line.repeat(WANTED_LINES));
    assert!(too_long(&[Source::snippet("host/src/a.rs", &tests)], &[]).is_empty());
}

#[test]
fn the_list_of_long_files_may_only_shrink() {
    let file = |lines: usize| [Source::snippet("a.rs", &"const A: u8 = 1;\n".repeat(lines))];
    assert!(too_long(&file(400), &[("a.rs", 400)]).is_empty());
    assert_eq!(too_long(&file(401), &[("a.rs", 400)]).len(), 1, "grown");
    assert_eq!(too_long(&file(300), &[("a.rs", 400)]).len(), 1, "no longer needed");
    assert_eq!(too_long(&file(501), &[("a.rs", 600)]).len(), 1, "above the limit");
    assert_eq!(too_long(&[], &[("a.rs", 400)]).len(), 1, "gone");
}

#[test]
fn empty_names_are_caught() {
    let paths = ["host/src/users/mod.rs", "host/src/helpers.rs", "host/util/x.rs", "host/src/database.rs"];
    assert_eq!(badly_named_files(&paths.map(str::to_owned)).len(), 3);
    let source =
        Source::snippet("a.rs", "struct Info; struct InfoSheet; impl InfoSheet { fn data() {} } mod misc {}");
    assert_eq!(badly_named_items(&[source]).len(), 3);
}
