//! Whether every page of the console is asked for: a door that is new and not here stops the measurement.
use axum::http::Method;
use elenco::router::{Access, routes};

use super::Page;

/// Doors that are no page of people's, or send a file: why, and how they begin.
const OTHERS: [(&str, &str); 17] = [
    ("it counts beside a page that is there", "/t/{tenant}/additional-fields/{concept}/{key}/uses"),
    ("it counts beside a page that is there", "/t/{tenant}/users/{category}/changes/count"),
    ("a stream without an end", "/t/{tenant}/notifications/stream"),
    ("it answers with another page", "/t/{tenant}/notifications/{id}"),
    ("a file", "/t/{tenant}/photos/"),
    ("a file", "/t/{tenant}/users/{category}/{id}/files/"),
    ("a file", "/t/{tenant}/exports/{id}/file"),
    ("a file", "/t/{tenant}/imports/{id}/errors"),
    ("it needs an import that waits, and its key", "/t/{tenant}/imports/{id}/review"),
    ("it needs an import that waits", "/t/{tenant}/imports/{id}/mapping"),
    ("a file", "/t/{tenant}/companies/import/format"),
    ("a file", "/t/{tenant}/companies/export"),
    ("a file", "/t/{tenant}/suppliers/import/format"),
    ("a file", "/t/{tenant}/suppliers/export"),
    ("it answers with another page", "/t/{tenant}/users/{category}/views/{id}"),
    ("there is none to delete", "/t/{tenant}/additional-fields/-/catalogs/{catalog}/delete"),
    ("pages of plugins, which know nobody", "/t/{tenant}/plugins"),
];

/// Whether an address goes through a door.
fn goes_through(door: &str, address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let (door, path): (Vec<&str>, Vec<&str>) = (door.split('/').collect(), path.split('/').collect());
    door.len() == path.len()
        && door.iter().zip(&path).all(|(part, word)| part.starts_with('{') || part == word)
}

/// Stops when there is a page that nobody asks for.
pub fn check(pages: &[Page]) {
    let mut missing = Vec::new();
    for route in routes().iter().flat_map(|routes| routes.table().to_vec()) {
        let is_page = route.method == Method::GET && matches!(route.access, Access::Session(_));
        let is_other = OTHERS.iter().any(|(_, other)| {
            // One of a name alone, and all below one that ends so.
            route.path == *other
                || (route.path.starts_with(other)
                    && (other.ends_with('/') || *other == "/t/{tenant}/plugins"))
        });
        let is_asked =
            pages.iter().flat_map(|page| &page.addresses).any(|address| goes_through(&route.path, address));
        if is_page && !is_other && !is_asked {
            missing.push(route.path);
        }
    }
    assert!(missing.is_empty(), "nobody asks for these pages: {missing:#?}");
}
