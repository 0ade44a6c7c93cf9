//! Pages of places.
use maud::{Markup, html};

use super::model::Location;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, DetailHead, Illustration, ListPane, Mark, Pager, Row, State, Tile};
use crate::users::model::AddressPart;

/// What the list pane shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The rows.
    pub places: &'a [Location],
    /// The one whose detail is open.
    pub open: Option<elenco_db::LocationId>,
    /// The next page.
    pub next: Option<String>,
}

/// The list pane.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let row = |place: &Location| Row {
        id: place.id.to_string(),
        href: view.paths.location(place.id),
        tile: Tile::icon("map-pin"),
        name: place.name.clone(),
        note: place.code.clone(),
        place: place.address.get(&AddressPart::City).map(|city| city.value.clone()),
        marks: if place.active {
            Vec::new()
        } else {
            vec![Mark {
                state: State::Quiet,
                icon: "circle-minus",
                word: t.t("locations-inactive").into_owned(),
            }]
        },
        current: view.open == Some(place.id),
    };
    ListPane {
        t,
        title: t.t("locations-title").into_owned(),
        count: None,
        actions: html! {},
        search: None,
        chips: Vec::new(),
        rows: view.places.iter().map(row).collect(),
        selectable: false,
        empty: ui::empty_state(
            Illustration::Roster,
            &t.t("locations-none"),
            html! { (t.t("locations-none-text")) },
            html! {},
        ),
        pager: Pager {
            summary: t.ta("locations-shown", &[("count", view.places.len().into())]),
            previous: None,
            next: view.next.clone(),
        },
    }
    .render()
}

/// The detail's place while none is chosen.
pub fn none_chosen(t: Texts) -> Markup {
    ui::empty_detail(&t.t("locations-choose"), html! { (t.t("locations-choose-text")) }, html! {})
}

/// A place, to look at.
pub fn detail_pane(t: Texts, paths: &Paths, place: &Location) -> Markup {
    let of = |part: AddressPart| place.address.get(&part).map(|entry| entry.value.clone());
    let mut lines: Vec<(String, Markup)> =
        vec![(t.t("locations-code").into_owned(), html! { span.mono { (place.code) } })];
    for (part, label) in [
        (AddressPart::Country, t.t("column-country")),
        (AddressPart::Region, t.t("column-region")),
        (AddressPart::City, t.t("column-city")),
        (AddressPart::District, t.t("column-district")),
        (AddressPart::Street, t.t("column-street")),
        (AddressPart::PostalCode, t.t("column-postal-code")),
        (AddressPart::Phone, t.t("column-address-phone")),
    ] {
        if let Some(value) = of(part) {
            lines.push((label.into_owned(), html! { (value) }));
        }
    }
    if let (Some(latitude), Some(longitude)) = (place.latitude, place.longitude) {
        lines.push((
            t.t("locations-position").into_owned(),
            html! { (format!("{latitude:.5}, {longitude:.5}")) },
        ));
    }
    ui::detail_pane(
        &DetailHead {
            t,
            tile: Tile::icon("map-pin").large(),
            photo_field: None,
            title: place.name.clone(),
            meta: html! { span { (t.t("locations-fills")) } },
            actions: html! {},
            back: paths.locations(),
        },
        html! { div.scroll { div.form { (ui::section(&t.t("users-address"), "", html! {
            div.f.f-12 { (ui::key_figures(&lines)) }
        })) } } },
    )
}
