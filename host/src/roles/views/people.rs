//! Who has a role, and to whom to give it.
use std::collections::HashSet;

use elenco_db::UserId;
use maud::{Markup, html};

use super::encoded;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::roles::model::Role;
use crate::ui::{self, ButtonStyle, Choose, ChooseRow, Illustration, Mark, Pager, Search, State, Tile};
use crate::users::model::{Page, PageAnchor, UserKind, UserSummary};

/// What the tab shows.
pub struct PeopleView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The role.
    pub role: &'a Role,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// The people of this page.
    pub people: &'a Page<UserSummary>,
    /// Those of them who are clients; the others are specialists.
    pub clients: &'a HashSet<UserId>,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may give and take it.
    pub may_change: bool,
}

/// What the choice of people shows.
pub struct AddView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The role.
    pub role: &'a Role,
    /// Name of the project whose specialists are offered.
    pub project: &'a str,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// The people of this page.
    pub people: &'a Page<UserSummary>,
    /// Who of them has it already.
    pub present: &'a HashSet<UserId>,
    /// The session's form token.
    pub csrf: &'a str,
}

fn row(t: Texts, paths: &Paths, kind: UserKind, person: &UserSummary) -> ChooseRow {
    let name = format!("{} {}", person.first_names, person.last_names).trim().to_owned();
    let mut marks = Vec::new();
    if !person.active {
        let word = t.t("users-inactive").into_owned();
        marks.push(Mark { state: State::Quiet, icon: "circle-minus", word });
    }
    ChooseRow {
        value: person.id.to_string(),
        tile: match person.photo_id {
            Some(photo) => Tile::photo(paths.photo(photo)),
            None => Tile::initials(&name, ui::hue_of(person.id.as_uuid().as_bytes())),
        },
        note: if person.email.is_empty() { person.username.clone() } else { person.email.clone() },
        href: Some(paths.user(kind, person.id)),
        name,
        marks,
        checked: false,
        taken: None,
    }
}

fn turned(base: &str, search: Option<&str>, anchor: &Option<PageAnchor>) -> Option<String> {
    let anchor = anchor.as_ref()?;
    let way = if anchor.backwards { "before" } else { "after" };
    let search = search.map(|search| format!("&search={}", encoded(search))).unwrap_or_default();
    Some(format!("{base}{way}={}&key={}{search}", anchor.id, encoded(&anchor.sort_key)))
}

fn nobody_found(t: Texts, all: &str) -> Markup {
    ui::empty_state(
        Illustration::Search,
        &t.t("users-none-found"),
        html! { (t.t("users-none-found-text")) },
        html! { (ui::link_button(ButtonStyle::Plain, all, None, &t.t("users-show-all"), "")) },
    )
}

fn pager(t: Texts, turn: &str, search: Option<&str>, people: &Page<UserSummary>) -> Pager {
    Pager {
        summary: t.ta("groups-people", &[("count", people.items.len().into())]),
        previous: turned(turn, search, &people.previous),
        next: turned(turn, search, &people.next),
    }
}

/// The tab.
pub fn people_panel(view: &PeopleView<'_>) -> Markup {
    let (t, role) = (view.t, view.role);
    let base = format!("{}?tab=people", view.paths.role(role.id));
    let add = view.paths.choose_role_people(role.id);
    let first = view.people.next.is_none() && view.people.previous.is_none();
    if view.search.is_none() && view.people.items.is_empty() && first {
        return html! {
            div.scroll {
                (ui::empty_state(Illustration::Roster, &t.t("roles-no-people"), html! { (t.t("roles-no-people-text")) }, html! {
                    @if view.may_change { (ui::link_button(ButtonStyle::Primary, &add, Some("user-plus"), &t.t("roles-give-people"), "")) }
                }))
            }
        };
    }
    let kind = |person: &UserSummary| {
        if view.clients.contains(&person.id) { UserKind::Client } else { UserKind::Specialist }
    };
    Choose {
        t,
        label: t.t("roles-tab-people").into_owned(),
        search: Some(Search {
            action: view.paths.role(role.id),
            value: view.search.unwrap_or_default().to_owned(),
            label: t.t("roles-search-people").into_owned(),
            placeholder: t.t("users-search-hint").into_owned(),
            kept: vec![("tab".to_owned(), "people".to_owned())],
        }),
        in_dialog: false,
        action: view.paths.remove_role_people(role.id),
        csrf: view.csrf.to_owned(),
        confirm: Some(t.ta("roles-take-confirm", &[("name", role.name.as_str().into())])),
        rows: view.people.items.iter().map(|person| row(t, view.paths, kind(person), person)).collect(),
        empty: match turned(&format!("{base}&"), view.search, &view.people.next) {
            Some(on) => ui::looked_so_far(t, &on),
            None => nobody_found(t, &base),
        },
        matching: None,
        pager: pager(t, &format!("{base}&"), view.search, view.people),
        further: html! {},
        remark: t.t("roles-people-remark").into_owned(),
        buttons: html! { @if view.may_change {
            button.btn.btn-danger type="submit" { (ui::icon("user-minus")) (t.t("roles-take")) }
            (ui::link_button(ButtonStyle::Primary, &add, Some("user-plus"), &t.t("roles-give-people"), ""))
        } },
    }
    .render()
}

/// The choice of people.
pub fn add_panel(view: &AddView<'_>) -> Markup {
    let (t, role) = (view.t, view.role);
    let base = view.paths.choose_role_people(role.id);
    let rows = view.people.items.iter().map(|person| {
        let taken = view.present.contains(&person.id).then(|| t.t("roles-has-already").into_owned());
        ChooseRow { taken, ..row(t, view.paths, UserKind::Specialist, person) }
    });
    let back = format!("{}?tab=people", view.paths.role(role.id));
    Choose {
        t,
        label: t.t("roles-give-people").into_owned(),
        search: Some(Search {
            action: base.clone(),
            value: view.search.unwrap_or_default().to_owned(),
            label: t.t("groups-search-people").into_owned(),
            placeholder: t.t("users-search-hint").into_owned(),
            kept: Vec::new(),
        }),
        in_dialog: false,
        action: view.paths.role_people(role.id),
        csrf: view.csrf.to_owned(),
        confirm: None,
        rows: rows.collect(),
        empty: nobody_found(t, &base),
        matching: None,
        pager: pager(t, &format!("{base}?"), view.search, view.people),
        further: html! {},
        remark: t.ta("roles-give-remark", &[("project", view.project.into())]),
        buttons: html! {
            (ui::link_button(ButtonStyle::Plain, &back, None, &t.t("ui-cancel"), ""))
            button.btn.btn-go type="submit" { (ui::icon("user-plus")) (t.t("roles-give")) }
        },
    }
    .render()
}
