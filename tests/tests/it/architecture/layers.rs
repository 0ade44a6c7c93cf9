//! The places in `host/src`, and which may know which.

use super::references::Name;

/// Folders of `host/src` that are domains.
pub const DOMAINS: &[&str] = &[
    "audit",
    "bulk_changes",
    "calendars",
    "companies",
    "exports",
    "feedback",
    "fields",
    "groups",
    "imports",
    "integrations",
    "locations",
    "mail",
    "notifications",
    "photos",
    "places",
    "plugins",
    "policies",
    "projects",
    "roles",
    "saved_views",
    "services",
    "sessions",
    "sheets",
    "shifts",
    "tenants",
    "tokens",
    "users",
];

/// Modules of `host/src` that put the others together, so they may know everybody.
pub const START_UP: &[&str] = &["app", "cli", "config", "demo", "lib", "main", "router"];

/// The remaining modules of `host/src`: what all domains stand on.
pub const FOUNDATION: &[&str] = &[
    "api",
    "assets",
    "auth",
    "clock",
    "context",
    "error",
    "extensions",
    "files",
    "fold",
    "gazetteer",
    "ids",
    "jobs",
    "locale",
    "paths",
    "position",
    "ui",
];

/// The file names that every domain uses.
pub const LAYERS: &[(&str, Layer)] = &[
    ("model", Layer::Model),
    ("queries", Layer::Queries),
    ("service", Layer::Service),
    ("form", Layer::Form),
    ("handlers", Layer::Handlers),
    ("views", Layer::Views),
];

/// Further files of a domain, the layer whose arrows they keep, and why they are files of their own.
pub const FURTHER_FILES: &[(&str, Layer, &str)] = &[
    ("bulk_changes/job", Layer::Service, "the durable work of a change to many, which the job runner calls"),
    ("exports/job", Layer::Service, "the durable work of an export, which the job runner calls"),
    (
        "fields/job",
        Layer::Service,
        "taking away the values of a field that is gone, which the job runner calls",
    ),
    ("imports/cells", Layer::Model, "cells of files as the contract's values"),
    ("imports/dates", Layer::Model, "reading dates as people write them in three languages"),
    ("imports/error_workbook", Layer::Service, "the rows that were not taken, as a file to put right"),
    ("imports/headers", Layer::Model, "which column a header means"),
    ("imports/job", Layer::Service, "the durable work of an import, which the job runner calls"),
    ("imports/messages", Layer::Model, "what the codes of imports say to people, in views and in the API"),
    ("imports/numbers", Layer::Model, "reading numbers as people write them in three languages"),
    ("mail/job", Layer::Service, "the durable work of an e-mail, which the job runner calls"),
    ("sessions/job", Layer::Service, "the durable work for somebody who forgot the password"),
    ("users/columns", Layer::Model, "the columns of a person in sheets, shared by import and export"),
    (
        "users/field_values",
        Layer::Model,
        "additional fields between the contract's types and stored documents",
    ),
    ("users/rows", Layer::Queries, "the rows that diesel reads and writes, apart from the queries over them"),
];

/// The role of a file in the way of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    Model,
    Queries,
    Service,
    Form,
    Handlers,
    Views,
    /// The domain's own file: its modules and what it re-exports.
    Root,
}

/// Where a module lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    StartUp,
    Foundation(String),
    Domain(String, Layer),
}

/// The place of a module or item of the host; `None` for other crates.
pub fn place(name: &Name) -> Option<Place> {
    let (first, rest) = name.split_first()?;
    if first != "crate" {
        return None;
    }
    let top = rest.first().map_or("lib", String::as_str);
    if DOMAINS.contains(&top) {
        let file = rest.get(1).map(String::as_str).unwrap_or_default();
        return Some(Place::Domain(top.to_owned(), layer(top, file)));
    }
    if FOUNDATION.contains(&top) {
        return Some(Place::Foundation(top.to_owned()));
    }
    Some(Place::StartUp)
}

fn layer(domain: &str, file: &str) -> Layer {
    let own = format!("{domain}/{file}");
    LAYERS
        .iter()
        .find(|(name, _)| *name == file)
        .map(|(_, layer)| *layer)
        .or_else(|| FURTHER_FILES.iter().find(|(path, ..)| *path == own).map(|(_, layer, _)| *layer))
        .unwrap_or(Layer::Root)
}

/// Why code at `from` may not name `to`; `None` if it may.
pub fn forbidden(from: &Place, to: &Name) -> Option<&'static str> {
    if to.starts_with(&["crate", "jobs", "model"].map(str::to_owned)) {
        // What a job is and how far it has come are values that everybody may show.
        return None;
    }
    match place(to) {
        Some(target) => forbidden_inside(from, &target),
        None => forbidden_crate(from, to),
    }
}

fn forbidden_inside(from: &Place, to: &Place) -> Option<&'static str> {
    use Layer::{Form, Handlers, Model, Queries, Root, Service, Views};
    match (from, to) {
        (Place::StartUp, _) => None,
        (Place::Foundation(name), Place::Domain(_, layer)) => match (name.as_str(), layer) {
            ("ui" | "auth", _) => Some("ui and auth know no domain"),
            ("api", Queries | Views) => Some("the API goes through services"),
            ("api", _) | (_, Model | Service | Root) => None,
            _ => Some("what domains stand on knows their models and services at most"),
        },
        (Place::Foundation(name), Place::StartUp)
            if matches!(name.as_str(), "ui" | "paths" | "clock" | "ids") =>
        {
            Some("building blocks do not know how the program is put together")
        }
        (Place::Foundation(_), _) | (Place::Domain(_, Root), _) => None,
        (Place::Domain(own, layer), Place::Domain(other, target)) => match (layer, target) {
            (_, Model | Root) => None,
            (Model, _) => Some("a model knows models only"),
            (Queries, Queries) if own == other => None,
            (Queries, _) => Some("queries know models only"),
            (Service, Service) => None,
            (Service, Queries) if own == other => None,
            // What was changed is written down in the transaction that changes it.
            (Service, Queries) if other == "audit" => None,
            (Service, Queries) => Some("another domain's rows are reached through its service"),
            (Service, _) => Some("a service does not know who calls it"),
            (Form, Form) => None,
            (Form, _) => Some("a form parses; it knows models and forms only"),
            (Handlers, Queries) => Some("handlers go through the service"),
            (Handlers, _) => None,
            (Views, Views | Form) => None,
            (Views, _) => Some("views are functions of the model"),
            (Root, _) => None,
        },
        (Place::Domain(_, layer), Place::Foundation(name)) => match (layer, name.as_str()) {
            (
                Model | Queries,
                "api" | "context" | "extensions" | "files" | "jobs" | "ui" | "paths" | "assets",
            ) => Some("models and queries stand at the bottom"),
            (Service, "ui" | "api" | "assets") => Some("a service does not know how its result is shown"),
            (Form, "ui" | "api" | "jobs" | "files" | "assets") => Some("a form parses; it does nothing else"),
            (Views, "jobs" | "files" | "extensions" | "api") => Some("views are functions of the model"),
            (Handlers, "jobs") => Some("handlers go through the service"),
            _ => None,
        },
        (Place::Domain(_, layer), Place::StartUp) => match layer {
            Handlers | Service => None,
            _ => Some("models, queries, forms and views do not know how the program is put together"),
        },
    }
}

fn forbidden_crate(from: &Place, to: &Name) -> Option<&'static str> {
    let queries = matches!(from, Place::Domain(_, Layer::Queries)) || *from == foundation("jobs");
    let item = to.get(1).map(String::as_str).unwrap_or_default();
    match to.first().map(String::as_str)? {
        "diesel" if !queries => Some("diesel is spoken in queries only"),
        "elenco_db" if matches!(item, "schema" | "dialect") && !queries => {
            Some("tables and dialects are known to queries only")
        }
        "elenco_db" if !queries && !may_use_database(from) && !is_value(item) => {
            Some("here only ids and values of the database may be known")
        }
        // The contract's types and the figures are values; everything else of the crate runs plugins.
        "elenco_runtime"
            if matches!(item, "contract" | "figures")
                && (matches!(from, Place::Domain(..)) || *from == foundation("api")) =>
        {
            None
        }
        "elenco_runtime" if !matches!(from, Place::StartUp) && *from != foundation("extensions") => {
            Some("plugins are asked through the extensions")
        }
        "axum" if matches!(from, Place::Domain(_, Layer::Model | Layer::Queries | Layer::Service)) => {
            Some("HTTP ends at the handlers")
        }
        "maud"
            if matches!(
                from,
                Place::Domain(_, Layer::Model | Layer::Queries | Layer::Service | Layer::Form)
            ) =>
        {
            Some("markup is written in views")
        }
        _ => None,
    }
}

fn foundation(name: &str) -> Place {
    Place::Foundation(name.to_owned())
}

/// Services open transactions; forms, views and building blocks of the page never do.
fn may_use_database(from: &Place) -> bool {
    match from {
        Place::StartUp | Place::Domain(_, Layer::Service | Layer::Queries) => true,
        Place::Foundation(name) => name != "ui",
        Place::Domain(..) => false,
    }
}

/// Types of `elenco-db` that carry no connection: ids, instants, days, documents, the tenant's scope.
fn is_value(item: &str) -> bool {
    item.ends_with("Id") || matches!(item, "Instant" | "Day" | "Json" | "TenantScope" | "ParseIdError")
}
