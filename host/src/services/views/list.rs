//! The list of services.
use elenco_db::ServiceId;
use maud::{Markup, html};

use super::{encoded, marks};
use crate::companies::model::Anchor;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::services::model::{Service, ServiceCounts, ServiceFilter, ServicePage};
use crate::ui::{self, ButtonStyle, Chip, Illustration, ListPane, Pager, Row, Search, Tile};

/// What the list pane shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// How many there are.
    pub counts: ServiceCounts,
    /// What is searched for, and whether only active or inactive ones are shown.
    pub filter: &'a ServiceFilter,
    /// Where the page begins.
    pub anchor: Option<Anchor<ServiceId>>,
    /// The rows.
    pub page: &'a ServicePage,
    /// The one whose detail is open.
    pub open: Option<ServiceId>,
    /// Whether the reader may add some.
    pub may_add: bool,
}

/// What of the list an address keeps: search, filter and page.
fn kept(filter: &ServiceFilter, anchor: Option<&Anchor<ServiceId>>) -> String {
    let search = filter.search.as_deref().map(|search| format!("search={}", encoded(search)));
    let active = filter.active.map(|active| format!("active={active}"));
    let anchor = anchor.map(Anchor::as_query);
    let pairs: Vec<String> = search.into_iter().chain(active).chain(anchor).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

fn row(view: &ListView<'_>, service: &Service) -> Row {
    let t = view.t;
    Row {
        id: service.id.to_string(),
        href: format!("{}{}", view.paths.service(service.id), kept(view.filter, view.anchor.as_ref())),
        tile: Tile::icon("tool"),
        name: service.name.clone(),
        note: service.description.lines().next().unwrap_or_default().to_owned(),
        place: Some(t.ta("companies-clients-count", &[("count", service.clients.into())])),
        marks: marks(t, service),
        current: view.open == Some(service.id),
    }
}

fn empty(view: &ListView<'_>) -> Markup {
    let t = view.t;
    if view.filter.search.is_some() || view.filter.active.is_some() {
        return ui::empty_state(
            Illustration::Search,
            &t.t("services-none-found"),
            html! { (t.t("services-none-found-text")) },
            ui::link_button(ButtonStyle::Plain, &view.paths.services(), None, &t.t("services-show-all"), ""),
        );
    }
    let new = view.paths.new_service();
    ui::empty_state(
        Illustration::Roster,
        &t.t("services-none"),
        html! { (t.t("services-none-text")) },
        html! {
            @if view.may_add {
                (ui::link_button(ButtonStyle::Primary, &new, Some("plus"), &t.t("services-new-service"), ""))
            }
        },
    )
}

/// The list pane.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let all = view.paths.services();
    let chip = |label: String, active: Option<bool>, count: i64| {
        let filter = ServiceFilter { active, ..view.filter.clone() };
        Chip {
            label,
            href: format!("{all}{}", kept(&filter, None)),
            count: Some(t.number(count)),
            current: view.filter.active == active,
        }
    };
    let address = |anchor: Option<&Anchor<ServiceId>>| {
        anchor.map(|anchor| format!("{all}{}", kept(view.filter, Some(anchor))))
    };
    let counts = view.counts;
    let of_filter = match view.filter.active {
        None => counts.total(),
        Some(true) => counts.active,
        Some(false) => counts.inactive,
    };
    let shown = [("shown", view.page.items.len().into()), ("total", of_filter.into())];
    ListPane {
        t,
        title: t.t("services-title").into_owned(),
        count: Some(t.number(counts.total())),
        actions: html! {
            @if view.may_add {
                a.btn.btn-go href=(view.paths.new_service()) data-new { (ui::icon("plus")) (t.t("services-new")) }
            }
        },
        search: Some(Search {
            action: all.clone(),
            value: view.filter.search.clone().unwrap_or_default(),
            label: t.t("services-search").into_owned(),
            placeholder: t.t("services-search-hint").into_owned(),
            kept: view.filter.active.map(|active| ("active".to_owned(), active.to_string())).into_iter().collect(),
        }),
        chips: vec![
            chip(t.t("services-all").into_owned(), None, counts.total()),
            chip(t.t("services-active-many").into_owned(), Some(true), counts.active),
            chip(t.t("services-inactive-many").into_owned(), Some(false), counts.inactive),
        ],
        rows: view.page.items.iter().map(|service| row(view, service)).collect(),
        selectable: false,
        empty: empty(view),
        pager: Pager {
            summary: t.ta("services-shown", &shown),
            previous: address(view.page.previous.as_ref()),
            next: address(view.page.next.as_ref()),
        },
    }
    .render()
}

/// The detail's place while nothing is chosen.
pub fn none_chosen(t: Texts, paths: &Paths, may_add: bool) -> Markup {
    ui::empty_detail(
        &t.t("services-choose"),
        html! { (t.t("services-choose-text")) },
        html! {
            @if may_add {
                (ui::link_button(ButtonStyle::Plain, &paths.new_service(), Some("plus"), &t.t("services-new-service"), ""))
            }
        },
    )
}
