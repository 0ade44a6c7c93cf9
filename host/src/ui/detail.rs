//! The detail beside the list: its frame and its head.
use maud::{Markup, html};

use super::feedback::{Illustration, empty_state};
use super::icon::{icon, icon_small};
use super::tile::Tile;
use crate::locale::Texts;

/// Which of the two panes a narrow screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The list; nothing is open.
    List,
    /// The detail.
    Detail,
}

/// List and detail side by side; one of them on a narrow screen. Without a list the detail has the whole width.
/// A link `data-show-tab="address"` in a detail opens its tab in place.
pub fn split(show: Pane, list: Markup, detail: Markup) -> Markup {
    if list.0.is_empty() {
        return detail;
    }
    let show = match show {
        Pane::List => "list",
        Pane::Detail => "detail",
    };
    html! { div.split data-show=(show) { (list) (detail) } }
}

/// The head of a detail.
#[derive(Debug, Clone)]
pub struct DetailHead {
    /// The reader's texts.
    pub t: Texts,
    /// Its tile, [`Tile::large`].
    pub tile: Tile,
    /// Name of the file field that the tile's camera button chooses a photo for.
    pub photo_field: Option<&'static str>,
    /// The name of what is shown.
    pub title: String,
    /// What stands below it: badges, times, [`super::status`], one after another in `span`s.
    pub meta: Markup,
    /// Buttons at the right.
    pub actions: Markup,
    /// The list's address, for the way back on a narrow screen.
    pub back: String,
}

impl DetailHead {
    fn render(&self) -> Markup {
        let t = self.t;
        html! {
            div.person-head {
                a.btn.btn-i.back href=(self.back) aria-label=(t.t("ui-back")) data-back { (icon("arrow-left")) }
                span.photo {
                    (self.tile)
                    @if let Some(field) = self.photo_field {
                        label.tile-edit for={ "f-" (field) } title=(t.t("ui-change-photo")) {
                            (icon_small("camera")) span.sr { (t.t("ui-change-photo")) }
                        }
                    }
                }
                div.who { h1.person-name { (self.title) } p.meta { (self.meta) } }
                div.end { (self.actions) }
            }
        }
    }
}

/// A detail: head, then tabs and what they hold ([`super::Tabs::bar`], [`super::Form::render`]).
/// `#detail` is what a click in the list replaces.
pub fn detail_pane(head: &DetailHead, content: Markup) -> Markup {
    html! {
        section.sheet.person #detail aria-label=(head.title) data-pane { (head.render()) (content) }
    }
}

/// What the detail's place shows while nothing is open.
pub fn empty_detail(title: &str, text: Markup, action: Markup) -> Markup {
    html! {
        section.sheet.person #detail { (empty_state(Illustration::Roster, title, text, action)) }
    }
}
