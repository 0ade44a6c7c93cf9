//! The people of a location.
use std::collections::HashMap;

use elenco_db::UserId;
use maud::{Markup, html};

use super::encoded;
use crate::locale::Texts;
use crate::locations::model::Location;
use crate::paths::Paths;
use crate::ui::{self, Illustration};
use crate::users::model::{Page, PageAnchor, UserKind, UserSummary};

/// The tab.
pub fn people_panel(
    t: Texts,
    paths: &Paths,
    location: &Location,
    people: &Page<UserSummary>,
    kinds: &HashMap<UserId, UserKind>,
) -> Markup {
    let base = format!("{}?tab=people", paths.location(location.id));
    let turn = |anchor: &Option<PageAnchor>| {
        anchor.as_ref().map(|anchor| {
            let way = if anchor.backwards { "before" } else { "after" };
            format!("{base}&{way}={}&key={}", anchor.id, encoded(&anchor.sort_key))
        })
    };
    if people.items.is_empty() {
        let text = html! { (t.t("locations-no-people-text")) };
        return html! { div.scroll { (ui::empty_state(Illustration::Roster, &t.t("locations-no-people"), text, html! {})) } };
    }
    html! {
        div.scroll tabindex="0" role="group" aria-label=(t.t("locations-tab-people")) {
            ul.loc-people {
                @for person in &people.items {
                    @let name = format!("{} {}", person.first_names, person.last_names).trim().to_owned();
                    @let kind = kinds.get(&person.id).copied().unwrap_or(UserKind::Client);
                    li { a href=(paths.user(kind, person.id)) {
                        @match person.photo_id {
                            Some(photo) => (ui::Tile::photo(paths.photo(photo))),
                            None => (ui::Tile::initials(&name, ui::hue_of(person.id.as_uuid().as_bytes()))),
                        }
                        span { b { (name) } small { (if person.email.is_empty() { &person.username } else { &person.email }) } }
                        @if !person.active { (ui::status(ui::State::Quiet, &t.t("users-inactive"))) }
                    } }
                }
            }
            nav.loc-turn aria-label=(t.t("locations-tab-people")) {
                @if let Some(previous) = turn(&people.previous) { a.btn.btn-s href=(previous) rel="prev" { (ui::icon("chevron-left")) (t.t("ui-previous")) } }
                @if let Some(next) = turn(&people.next) { a.btn.btn-s href=(next) rel="next" { (t.t("ui-next")) (ui::icon("chevron-right")) } }
            }
        }
    }
}
