//! The main menu.
use maud::{Markup, html};

use super::icon::{icon, icon_small};

/// Entries under one heading.
#[derive(Debug, Clone, Default)]
pub struct NavGroup {
    /// The heading; none above the first entries.
    pub title: Option<String>,
    /// What stands under it.
    pub items: Vec<NavItem>,
}

/// One entry of the main menu.
#[derive(Debug, Clone, Default)]
pub struct NavItem {
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// One of `assets/icons.txt`.
    pub icon: &'static str,
    /// A number beside it, already written for the reader.
    pub count: Option<String>,
    /// The number is of things that wait for the reader.
    pub attention: bool,
    /// This is the page that is open.
    pub current: bool,
    /// Why the reader may not go there. The entry stays visible with a lock.
    pub lock: Option<String>,
    /// Entries below it.
    pub children: Vec<NavItem>,
}

fn item(entry: &NavItem) -> Markup {
    html! {
        @if let Some(reason) = &entry.lock {
            span.nav-locked title=(reason) {
                (icon(entry.icon)) span.lbl { (entry.label) } span.n { (icon_small("lock")) }
                span.sr { (reason) }
            }
        } @else {
            a href=(entry.href) title=(entry.label) aria-current=[entry.current.then_some("page")] {
                (icon(entry.icon)) span.lbl { (entry.label) }
                @if let Some(count) = &entry.count { span.n.n-warn[entry.attention] { (count) } }
            }
        }
        @if !entry.children.is_empty() { div.sub { @for child in &entry.children { (item(child)) } } }
    }
}

pub(super) fn navigation(label: &str, groups: &[NavGroup], version: &str) -> Markup {
    html! {
        nav.nav #nav aria-label=(label) {
            @for group in groups {
                @if let Some(title) = &group.title { h2.nav-h { (title) } }
                @for entry in &group.items { (item(entry)) }
            }
            p.nav-foot { "Elenco " (version) }
        }
    }
}
