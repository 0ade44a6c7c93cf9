//! The list of locations.
use elenco_db::LocationId;
use maud::{Markup, html};

use super::encoded;
use crate::locale::Texts;
use crate::locations::model::{Location, LocationAnchor, LocationFilter, LocationPage};
use crate::paths::Paths;
use crate::ui::{
    self, ButtonStyle, Chip, Illustration, ListPane, Mark, MenuItem, Pager, Row, Search, State, Tile,
};
use crate::users::model::AddressPart;

/// What the list pane shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// What is shown.
    pub filter: &'a LocationFilter,
    /// Where the page begins.
    pub anchor: Option<LocationAnchor>,
    /// The rows.
    pub page: &'a LocationPage,
    /// The one whose detail is open.
    pub open: Option<LocationId>,
    /// Whether the reader may add locations.
    pub may_add: bool,
    /// Whether the reader may take them from a file.
    pub may_import: bool,
}

fn address(base: &str, filter: &LocationFilter, anchor: Option<LocationAnchor>) -> String {
    let search = filter.search.as_ref().map(|search| format!("search={}", encoded(search)));
    let active = filter.active.map(|active| format!("active={active}"));
    let anchor = anchor.map(|anchor| match anchor {
        LocationAnchor::After(id) => format!("after={id}"),
        LocationAnchor::Before(id) => format!("before={id}"),
    });
    let pairs: Vec<String> = search.into_iter().chain(active).chain(anchor).collect();
    if pairs.is_empty() { base.to_owned() } else { format!("{base}?{}", pairs.join("&")) }
}

fn row(view: &ListView<'_>, place: &Location) -> Row {
    let t = view.t;
    let mut marks = Vec::new();
    if !place.active {
        let word = t.t("locations-inactive").into_owned();
        marks.push(Mark { state: State::Quiet, icon: "circle-minus", word });
    }
    Row {
        id: place.id.to_string(),
        href: address(&view.paths.location(place.id), view.filter, view.anchor),
        tile: Tile::icon("map-pin"),
        name: place.name.clone(),
        note: place.code.clone(),
        place: place.address.get(&AddressPart::City).map(|city| city.value.clone()),
        marks,
        current: view.open == Some(place.id),
    }
}

fn empty(view: &ListView<'_>) -> Markup {
    let t = view.t;
    if view.filter.search.is_some() || view.filter.active.is_some() {
        return ui::empty_state(
            Illustration::Search,
            &t.t("locations-none-found"),
            html! { (t.t("locations-none-found-text")) },
            html! { (ui::link_button(ButtonStyle::Plain, &view.paths.locations(), None, &t.t("locations-show-all"), "")) },
        );
    }
    ui::empty_state(
        Illustration::Roster,
        &t.t("locations-none"),
        html! { (t.t("locations-none-text")) },
        html! {
            @if view.may_add {
                (ui::link_button(ButtonStyle::Primary, &view.paths.new_location(), Some("plus"), &t.t("locations-new"), ""))
            }
        },
    )
}

/// The list pane.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let base = view.paths.locations();
    let chip = |label: String, active: Option<bool>| Chip {
        label,
        href: address(&base, &LocationFilter { active, ..view.filter.clone() }, None),
        count: None,
        current: view.filter.active == active,
    };
    let import = MenuItem {
        label: t.t("locations-import").into_owned(),
        href: view.paths.import_locations(),
        icon: Some("table-import"),
        dialog: true,
        lock: (!view.may_import).then(|| t.t("locations-not-allowed").into_owned()),
        ..MenuItem::default()
    };
    let kept = view.filter.active.map(|active| ("active".to_owned(), active.to_string()));
    let turn =
        |anchor: Option<LocationAnchor>| anchor.map(|anchor| address(&base, view.filter, Some(anchor)));
    ListPane {
        t,
        title: t.t("locations-title").into_owned(),
        count: None,
        actions: html! {
            @if view.may_add {
                (ui::link_button_with_menu(&view.paths.new_location(), "plus", &t.t("locations-new-short"), &t.t("locations-more"), &[import]))
            }
        },
        search: Some(Search {
            action: base.clone(),
            value: view.filter.search.clone().unwrap_or_default(),
            label: t.t("locations-search").into_owned(),
            placeholder: t.t("locations-search-hint").into_owned(),
            kept: kept.into_iter().collect(),
        }),
        chips: vec![
            chip(t.t("locations-all").into_owned(), None),
            chip(t.t("locations-active-many").into_owned(), Some(true)),
            chip(t.t("locations-inactive-many").into_owned(), Some(false)),
        ],
        rows: view.page.items.iter().map(|place| row(view, place)).collect(),
        selectable: false,
        empty: empty(view),
        pager: Pager {
            summary: t.ta("locations-shown", &[("count", view.page.items.len().into())]),
            previous: turn(view.page.previous),
            next: turn(view.page.next),
        },
    }
    .render()
}

/// The detail's place while none is chosen.
pub fn none_chosen(t: Texts, paths: &Paths, may_add: bool) -> Markup {
    ui::empty_detail(
        &t.t("locations-choose"),
        html! { (t.t("locations-choose-text")) },
        html! {
            @if may_add {
                (ui::link_button(ButtonStyle::Plain, &paths.new_location(), Some("plus"), &t.t("locations-new"), ""))
            }
        },
    )
}
