//! The keys of the console, in a dialog that `?` opens. Where keys lead is read from its links, so that none leads where
//! the reader may not go.
use maud::{Markup, html};

use super::icon::icon;
use super::nav::{NavGroup, NavItem};
use crate::locale::Texts;

/// The letter after `g` that leads to the pages with this icon in the main menu.
fn letter(entry: &NavItem) -> Option<&'static str> {
    match entry.icon {
        "user" => Some("c"),
        "headset" => Some("s"),
        "users-group" => Some("g"),
        "building" => Some("o"),
        "tool" => Some("v"),
        "map-pin" => Some("l"),
        "calendar" => Some("d"),
        "shield-check" => Some("r"),
        "folder" => Some("p"),
        "forms" => Some("a"),
        "table-import" => Some("i"),
        "table-export" => Some("e"),
        "puzzle" => Some("x"),
        _ => None,
    }
}

fn keys(keys: &[&str], what: &str) -> Markup {
    html! { div { dt { @for key in keys { kbd.key { (key) } " " } } dd { (what) } } }
}

/// The dialog.
pub(super) fn shortcuts(t: Texts, nav: &[NavGroup]) -> Markup {
    let entries = nav.iter().flat_map(|group| &group.items).flat_map(|item| {
        let own = item.children.is_empty().then_some(item);
        own.into_iter().chain(&item.children)
    });
    let jumps: Vec<(&str, &NavItem)> = entries
        .filter(|entry| entry.lock.is_none())
        .filter_map(|entry| Some((letter(entry)?, entry)))
        .collect();
    let space = t.t("shortcuts-space");
    html! {
        dialog.dialog.dialog-w #shortcuts data-dialog aria-labelledby="shortcuts-t" {
            form.dialog-in method="dialog" {
                div.head {
                    h2 #shortcuts-t { (t.t("shortcuts-title")) }
                    div.end { button.btn.btn-s.btn-i.btn-quiet value="close" aria-label=(t.t("ui-close")) { (icon("x")) } }
                }
                div.dialog-b.keys {
                    section {
                        h3 { (t.t("shortcuts-lists")) }
                        dl {
                            (keys(&["↑", "↓"], &t.t("shortcuts-move")))
                            (keys(&["Enter"], &t.t("shortcuts-open")))
                            (keys(&[&space], &t.t("shortcuts-choose")))
                            (keys(&["n"], &t.t("shortcuts-new")))
                            (keys(&["e"], &t.t("shortcuts-edit")))
                            (keys(&["f"], &t.t("shortcuts-filter")))
                            (keys(&["[", "]"], &t.t("shortcuts-pages")))
                            (keys(&["Esc"], &t.t("shortcuts-close")))
                        }
                    }
                    section {
                        h3 { (t.t("shortcuts-everywhere")) }
                        dl {
                            (keys(&["/"], &t.t("shortcuts-search")))
                            (keys(&["?"], &t.t("shortcuts-help")))
                        }
                        @if !jumps.is_empty() {
                            h3 { (t.t("shortcuts-jumps")) }
                            dl {
                                @for (letter, entry) in &jumps {
                                    div {
                                        dt { kbd.key { "g" } " " span.sr { (t.t("shortcuts-then")) } kbd.key { (letter) } }
                                        dd { a.link href=(entry.href) data-jump=(letter) { (entry.label) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
