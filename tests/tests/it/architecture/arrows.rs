//! Who may know whom inside the host. `ARCHITECTURE.md` shows the arrows; `layers` holds them as a table.

use std::collections::{BTreeMap, BTreeSet};

use super::layers::{DOMAINS, FOUNDATION, FURTHER_FILES, LAYERS, Place, START_UP, forbidden, place};
use super::references::{Name, module_of, re_exports, references};
use super::sources::{Source, assert_none, rust_sources};

const HOST: &str = "host/src/";

fn violations(sources: &[Source]) -> Vec<String> {
    let files: Vec<(&Source, Name)> = sources
        .iter()
        .filter(|source| source.path.starts_with(HOST) && !source.is_test())
        .map(|source| (source, module_of(source.path.trim_start_matches(HOST))))
        .collect();
    let modules: BTreeSet<Name> = files.iter().map(|(_, module)| module.clone()).collect();
    let handed_on: BTreeMap<Name, Name> = files
        .iter()
        .flat_map(|(source, module)| {
            re_exports(&source.text, module, &modules).into_iter().map(|(own, target)| {
                let mut name = module.clone();
                name.push(own);
                (name, target)
            })
        })
        .collect();
    let mut found = Vec::new();
    for (source, module) in &files {
        let Some(from) = place(module) else { continue };
        for reference in references(&source.text, module, &modules) {
            let to = follow(&reference.to, &handed_on);
            if let Some(reason) = forbidden(&from, &to) {
                found.push(format!("{}:{}: {}: {reason}", source.path, reference.line, to.join("::")));
            }
        }
        if matches!(from, Place::Domain(..)) && is_root(module) {
            found.extend(glob_exports(source, &handed_on, module));
        }
    }
    found
}

/// A short name stands for what it was made of: `users::create_user` is `users::service::create_user`.
fn follow(name: &Name, handed_on: &BTreeMap<Name, Name>) -> Name {
    for length in (2..=name.len()).rev() {
        if let Some(target) =
            handed_on.get(&name[..length]).filter(|target| target.as_slice() != &name[..length])
        {
            return target.iter().chain(&name[length..]).cloned().collect();
        }
    }
    name.clone()
}

fn is_root(module: &Name) -> bool {
    module.len() == 2
}

/// `pub use service::*` would hide from every rule what it hands on.
fn glob_exports(source: &Source, handed_on: &BTreeMap<Name, Name>, module: &Name) -> Option<String> {
    let mut everything = module.clone();
    everything.push("*".to_owned());
    handed_on.get(&everything).map(|_| format!("{}: a domain hands on names, never `*`", source.path))
}

/// Top modules that no list knows, and files of a domain with a name of their own.
fn unknown_files(paths: &[String]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for path in paths {
        let Some(below) = path.strip_prefix(HOST).and_then(|below| below.strip_suffix(".rs")) else {
            continue;
        };
        let parts: Vec<&str> = below.split('/').collect();
        let top = parts[0];
        if ![DOMAINS, START_UP, FOUNDATION].iter().any(|list| list.contains(&top)) {
            found.insert(format!("{path}: `{top}` is in none of the lists in layers.rs"));
        }
        if let (true, Some(file)) = (DOMAINS.contains(&top), parts.get(1)) {
            let own = format!("{top}/{file}");
            let known = *file == "tests"
                || LAYERS.iter().any(|(name, _)| name == file)
                || FURTHER_FILES.iter().any(|(name, ..)| *name == own);
            if !known {
                found.insert(format!("{path}: not one of the file names of a domain, nor in FURTHER_FILES"));
            }
        }
    }
    found.into_iter().collect()
}

#[test]
fn no_file_of_the_host_knows_what_it_should_not() {
    assert_none(&violations(&rust_sources()));
}

#[test]
fn every_file_of_the_host_has_its_place() {
    let paths: Vec<String> = rust_sources().into_iter().map(|source| source.path).collect();
    assert_none(&unknown_files(&paths));
    for (file, _, reason) in FURTHER_FILES {
        let exists = paths.iter().any(|path| {
            path.strip_prefix(HOST)
                .is_some_and(|below| below == format!("{file}.rs") || below.starts_with(&format!("{file}/")))
        });
        assert!(exists, "{file} ({reason}) is gone: take it out of FURTHER_FILES");
    }
}

#[test]
fn each_forbidden_arrow_is_caught() {
    for (path, text, reason) in [
        ("users/views.rs", "use crate::users::service::create_user;", "views are functions"),
        ("users/views.rs", "use diesel::prelude::*;", "diesel is spoken"),
        ("users/views.rs", "fn f(db: &elenco_db::Db) {}", "only ids and values"),
        ("users/views.rs", "fn f() { html! { (super::queries::find(1)) } }", "views are functions"),
        ("users/handlers.rs", "use super::queries;", "through the service"),
        ("users/handlers.rs", "use crate::users; fn f() { users::queries::find(); }", "through the service"),
        ("users/handlers.rs", "use crate::locations::locate;", "through the service"),
        ("users/service.rs", "use crate::locations::queries;", "through its service"),
        ("users/service.rs", "use axum::http::StatusCode;", "HTTP ends"),
        ("users/service.rs", "use elenco_runtime::Runtime;", "through the extensions"),
        ("users/queries.rs", "use crate::users::service;", "queries know models"),
        ("users/queries.rs", "use crate::extensions::Extensions;", "at the bottom"),
        ("users/model.rs", "use super::form::UserForm;", "a model knows"),
        ("users/form.rs", "use super::service;", "a form parses"),
        ("ui/table.rs", "use crate::users::model::User;", "know no domain"),
        ("auth/password.rs", "use crate::users::service;", "know no domain"),
        ("api/users.rs", "use crate::users::queries;", "through services"),
        ("context.rs", "use crate::users::views;", "at most"),
    ] {
        let sources = [
            Source::snippet("host/src/locations.rs", "pub use queries::find as locate;"),
            Source::snippet("host/src/locations/queries.rs", ""),
            Source::snippet("host/src/users.rs", "pub mod queries;"),
            Source::snippet(&format!("{HOST}{path}"), text),
        ];
        let found = violations(&sources);
        assert!(found.iter().any(|line| line.contains(reason)), "{path}: {text}: {found:?}");
    }
}

#[test]
fn permitted_arrows_are_not_caught() {
    for (path, text) in [
        ("users/handlers.rs", "use super::{form, service, views}; use crate::context::RequestContext;"),
        ("users/views.rs", "use super::model::User; use crate::ui::table; use elenco_db::UserId;"),
        ("users/service.rs", "use super::queries; use crate::locations::service; use elenco_db::Db;"),
        ("users/queries.rs", "use diesel::prelude::*; use elenco_db::schema::users;"),
        ("extensions/formats.rs", "use elenco_runtime::Runtime;"),
        ("users/service.rs", "#[cfg(test)] mod tests { use axum::http::StatusCode; }"),
    ] {
        let found = violations(&[Source::snippet(&format!("{HOST}{path}"), text)]);
        assert!(found.is_empty(), "{path}: {text}: {found:?}");
    }
}

#[test]
fn what_is_handed_on_with_a_star_is_caught() {
    let found = violations(&[
        Source::snippet("host/src/users.rs", "pub use service::*;"),
        Source::snippet("host/src/users/service.rs", ""),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_file_without_a_place_is_caught() {
    let paths =
        ["host/src/users/logic.rs", "host/src/things.rs", "host/src/users/views/list.rs"].map(str::to_owned);
    let found = unknown_files(&paths);
    assert_eq!(found.len(), 2, "{found:?}");
}
