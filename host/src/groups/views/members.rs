//! Who belongs to a group, and whom to add.
use std::collections::HashSet;

use elenco_db::{ProjectId, UserId};
use maud::{Markup, html};

use super::encoded;
use crate::groups::model::Group;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, ButtonStyle, Choose, ChooseRow, Illustration, Mark, Pager, Search, State, Tile};
use crate::users::model::{Page, PageAnchor, UserKind, UserSummary};

/// What the tab shows.
pub struct MembersView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The group.
    pub group: &'a Group,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// The members of this page.
    pub people: &'a Page<UserSummary>,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may add and remove members.
    pub may_change: bool,
}

/// What the choice of new members shows.
pub struct AddView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The group.
    pub group: &'a Group,
    /// Name of the project whose people are offered.
    pub project: &'a str,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// The people of this page.
    pub people: &'a Page<UserSummary>,
    /// Who of them is in the group already.
    pub present: &'a HashSet<UserId>,
    /// Other projects of the group, which people may join along.
    pub joined: &'a [(ProjectId, String)],
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

fn is_all(people: &Page<UserSummary>) -> bool {
    people.next.is_none() && people.previous.is_none()
}

fn search_box(t: Texts, action: String, search: Option<&str>, members: bool) -> Search {
    let label = if members { t.t("groups-search-members") } else { t.t("groups-search-people") };
    Search {
        action,
        value: search.unwrap_or_default().to_owned(),
        label: label.into_owned(),
        placeholder: t.t("users-search-hint").into_owned(),
        kept: if members { vec![("tab".to_owned(), "members".to_owned())] } else { Vec::new() },
    }
}

fn nobody_found(t: Texts, all: &str) -> Markup {
    ui::empty_state(
        Illustration::Search,
        &t.t("users-none-found"),
        html! { (t.t("users-none-found-text")) },
        html! { (ui::link_button(ButtonStyle::Plain, all, None, &t.t("users-show-all"), "")) },
    )
}

/// The tab.
pub fn members_panel(view: &MembersView<'_>) -> Markup {
    let (t, group) = (view.t, view.group);
    let base = format!("{}?tab=members", view.paths.group(group.id));
    let turn = format!("{base}&");
    let add = view.paths.add_members(group.id);
    let none = view.search.is_none() && view.people.items.is_empty() && is_all(view.people);
    if none {
        return html! {
            div.scroll {
                (ui::empty_state(Illustration::Roster, &t.t("groups-no-members"), html! { (t.t("groups-no-members-text")) }, html! {
                    @if view.may_change { (ui::link_button(ButtonStyle::Primary, &add, Some("user-plus"), &t.t("groups-add-people"), "")) }
                }))
            }
        };
    }
    let matching = match view.search {
        Some(_) => t.t("groups-all-found").into_owned(),
        None => t.ta("groups-all-members", &[("count", group.members.into())]),
    };
    let choose = Choose {
        t,
        label: t.t("groups-tab-members").into_owned(),
        search: Some(search_box(t, view.paths.group(group.id), view.search, true)),
        in_dialog: false,
        action: view.paths.remove_members(group.id),
        csrf: view.csrf.to_owned(),
        confirm: Some(t.ta("groups-remove-confirm", &[("name", group.name.as_str().into())])),
        rows: view.people.items.iter().map(|person| row(t, view.paths, group.kind, person)).collect(),
        empty: match turned(&turn, view.search, &view.people.next) {
            Some(on) => ui::looked_so_far(t, &on),
            None => nobody_found(t, &base),
        },
        matching: (!is_all(view.people)).then_some(matching),
        pager: Pager {
            summary: t.ta("groups-people", &[("count", view.people.items.len().into())]),
            previous: turned(&turn, view.search, &view.people.previous),
            next: turned(&turn, view.search, &view.people.next),
        },
        further: html! {},
        remark: t.t("groups-remove-remark").into_owned(),
        buttons: html! {
            @if view.may_change {
                button.btn.btn-danger type="submit" { (ui::icon("user-minus")) (t.t("groups-remove")) }
                (ui::link_button(ButtonStyle::Primary, &add, Some("user-plus"), &t.t("groups-add-people"), ""))
            }
        },
    };
    choose.render()
}

/// Projects that the new members join along.
fn joined(view: &AddView<'_>) -> Markup {
    html! {
        @if !view.joined.is_empty() {
            fieldset.choose-further {
                legend { (view.t.t("groups-join")) }
                p.hint { (view.t.t("groups-join-text")) }
                div.chips { @for (id, name) in view.joined {
                    label.box-l { span.check { input type="checkbox" name="join" value=(id); } (name) }
                } }
            }
        }
    }
}

/// The choice of new members.
pub fn add_panel(view: &AddView<'_>) -> Markup {
    let (t, group) = (view.t, view.group);
    let base = view.paths.add_members(group.id);
    let turn = format!("{base}?");
    let rows = view.people.items.iter().map(|person| {
        let present = view.present.contains(&person.id);
        let taken = present.then(|| t.t("groups-in-already").into_owned());
        ChooseRow { taken, ..row(t, view.paths, group.kind, person) }
    });
    let matching = match view.search {
        Some(_) => t.t("groups-all-found").into_owned(),
        None => t.ta("groups-all-people", &[("project", view.project.into())]),
    };
    let back = format!("{}?tab=members", view.paths.group(group.id));
    let choose = Choose {
        t,
        label: t.t("groups-add-people").into_owned(),
        search: Some(search_box(t, base.clone(), view.search, false)),
        in_dialog: false,
        action: view.paths.members(group.id),
        csrf: view.csrf.to_owned(),
        confirm: None,
        rows: rows.collect(),
        empty: nobody_found(t, &base),
        matching: (!is_all(view.people)).then_some(matching),
        pager: Pager {
            summary: t.ta("groups-people", &[("count", view.people.items.len().into())]),
            previous: turned(&turn, view.search, &view.people.previous),
            next: turned(&turn, view.search, &view.people.next),
        },
        further: joined(view),
        remark: t.ta("groups-add-remark", &[("project", view.project.into())]),
        buttons: html! {
            (ui::link_button(ButtonStyle::Plain, &back, None, &t.t("ui-cancel"), ""))
            button.btn.btn-go type="submit" { (ui::icon("user-plus")) (t.t("groups-add")) }
        },
    };
    choose.render()
}
