//! The list of companies, or of suppliers.
use elenco_db::CompanyId;
use maud::{Markup, html};

use super::{encoded, kind_words, none_found, note};
use crate::companies::model::{
    Anchor, CompanyCounts, CompanyFilter, CompanyKind, CompanyPage, CompanySummary,
};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{
    self, ButtonStyle, Chip, Illustration, ListPane, Mark, MenuItem, Pager, Row, Search, State, Tile,
};

/// What the list pane shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Companies or suppliers.
    pub kind: CompanyKind,
    /// How many there are.
    pub counts: CompanyCounts,
    /// What is searched for, and whether only active or inactive ones are shown.
    pub filter: &'a CompanyFilter,
    /// Where the page begins.
    pub anchor: Option<Anchor<CompanyId>>,
    /// The rows.
    pub page: &'a CompanyPage,
    /// The one whose detail is open.
    pub open: Option<CompanyId>,
    /// Whether the reader may add some.
    pub may_add: bool,
    /// Whether the reader may add some and change some, as a file does.
    pub may_import: bool,
    /// Whether the reader may see all of each.
    pub may_export: bool,
}

/// What of the list an address keeps: search, filter and page.
fn kept(filter: &CompanyFilter, anchor: Option<&Anchor<CompanyId>>) -> String {
    let search = filter.search.as_deref().map(|search| format!("search={}", encoded(search)));
    let active = filter.active.map(|active| format!("active={active}"));
    let anchor = anchor.map(Anchor::as_query);
    let pairs: Vec<String> = search.into_iter().chain(active).chain(anchor).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

fn row(view: &ListView<'_>, company: &CompanySummary) -> Row {
    let t = view.t;
    let mut marks = Vec::new();
    if !company.active {
        let word = t.t("companies-inactive").into_owned();
        marks.push(Mark { state: State::Quiet, icon: "circle-minus", word });
    }
    let kept = kept(view.filter, view.anchor.as_ref());
    Row {
        id: company.id.to_string(),
        href: format!("{}{kept}", view.paths.company(view.kind, company.id)),
        tile: Tile::icon(kind_words(t, view.kind).icon),
        name: company.name.clone(),
        note: note(company),
        place: Some(t.ta("companies-clients-count", &[("count", company.clients.into())])),
        marks,
        current: view.open == Some(company.id),
    }
}

fn empty(view: &ListView<'_>) -> Markup {
    let t = view.t;
    if view.filter.search.is_some() || view.filter.active.is_some() {
        let all = view.paths.companies_of(view.kind);
        let (title, text) = none_found(t, view.page);
        let action = match view.page.further(view.anchor.as_ref()) {
            Some(on) => {
                let on = format!("{all}{}", kept(view.filter, Some(on)));
                ui::link_button(ButtonStyle::Primary, &on, None, &t.t("companies-keep-looking"), "")
            }
            None => ui::link_button(ButtonStyle::Plain, &all, None, &t.t("companies-show-all"), ""),
        };
        return ui::empty_state(Illustration::Search, &title, html! { (text) }, action);
    }
    let (title, text) = match view.kind {
        CompanyKind::Company => (t.t("companies-none"), t.t("companies-none-text")),
        CompanyKind::Supplier => (t.t("companies-no-suppliers"), t.t("companies-no-suppliers-text")),
    };
    let new = view.paths.new_company(view.kind);
    ui::empty_state(
        Illustration::Roster,
        &title,
        html! { (text) },
        html! {
            @if view.may_add {
                (ui::link_button(ButtonStyle::Primary, &new, Some("plus"), &kind_words(t, view.kind).new, ""))
            }
        },
    )
}

/// The list pane.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let words = kind_words(t, view.kind);
    let all = view.paths.companies_of(view.kind);
    let chip = |label: String, active: Option<bool>, count: i64| {
        let filter = CompanyFilter { active, ..view.filter.clone() };
        Chip {
            label,
            href: format!("{all}{}", kept(&filter, None)),
            count: Some(t.number(count)),
            current: view.filter.active == active,
        }
    };
    let address = |anchor: Option<&Anchor<CompanyId>>| {
        anchor.map(|anchor| format!("{all}{}", kept(view.filter, Some(anchor))))
    };
    let lock = |allowed: bool| (!allowed).then(|| t.t("companies-not-allowed").into_owned());
    let ways = [
        MenuItem {
            label: words.import,
            href: view.paths.import_companies(view.kind),
            icon: Some("table-import"),
            dialog: true,
            lock: lock(view.may_import),
            ..MenuItem::default()
        },
        MenuItem {
            label: t.t("companies-export").into_owned(),
            // Of those that the list shows.
            href: format!("{}{}", view.paths.export_companies(view.kind), kept(view.filter, None)),
            icon: Some("table-export"),
            lock: lock(view.may_export),
            ..MenuItem::default()
        },
    ];
    let counts = view.counts;
    let of_filter = match view.filter.active {
        None => counts.total(),
        Some(true) => counts.active,
        Some(false) => counts.inactive,
    };
    let summary = match view.page.looked_through {
        Some(looked) => t.ta("companies-looked", &[("looked", looked.into())]),
        None => {
            t.ta("companies-shown", &[("shown", view.page.items.len().into()), ("total", of_filter.into())])
        }
    };
    ListPane {
        t,
        title: words.plural,
        count: Some(t.number(counts.total())),
        actions: html! {
            @if view.may_add {
                (ui::link_button_with_menu(&view.paths.new_company(view.kind), "plus", &t.t("companies-new"), &t.t("companies-more"), &ways))
            } @else {
                (ui::action_menu(&t.t("companies-more"), &ways))
            }
        },
        search: Some(Search {
            action: all.clone(),
            value: view.filter.search.clone().unwrap_or_default(),
            label: words.search,
            placeholder: t.t("companies-search-hint").into_owned(),
            kept: view
                .filter
                .active
                .map(|active| ("active".to_owned(), active.to_string()))
                .into_iter()
                .collect(),
        }),
        chips: vec![
            chip(t.t("companies-all").into_owned(), None, counts.total()),
            chip(t.t("companies-active-many").into_owned(), Some(true), counts.active),
            chip(t.t("companies-inactive-many").into_owned(), Some(false), counts.inactive),
        ],
        rows: view.page.items.iter().map(|company| row(view, company)).collect(),
        selectable: false,
        empty: empty(view),
        pager: Pager {
            summary,
            previous: address(view.page.previous.as_ref()),
            next: address(view.page.next.as_ref()),
        },
    }
    .render()
}

/// The detail's place while nothing is chosen.
pub fn none_chosen(t: Texts, paths: &Paths, kind: CompanyKind, may_add: bool) -> Markup {
    let title = match kind {
        CompanyKind::Company => t.t("companies-choose"),
        CompanyKind::Supplier => t.t("companies-choose-supplier"),
    };
    let new = paths.new_company(kind);
    ui::empty_detail(
        &title,
        html! { (t.t("companies-choose-text")) },
        html! {
            @if may_add {
                (ui::link_button(ButtonStyle::Plain, &new, Some("plus"), &kind_words(t, kind).new, ""))
            }
        },
    )
}
