//! The groups whose members have a role.
use elenco_db::GroupId;
use maud::{Markup, html};

use super::encoded;
use crate::groups::model::{GroupAnchor, GroupPage};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::roles::model::{GivingGroup, Role};
use crate::ui::{self, Choose, ChooseRow, Dialog, Illustration, Mark, Pager, Search, State, Tile};
use crate::users::model::UserKind;

fn inactive(t: Texts, active: bool) -> Vec<Mark> {
    let word = || t.t("groups-inactive").into_owned();
    if active { Vec::new() } else { vec![Mark { state: State::Quiet, icon: "circle-minus", word: word() }] }
}

fn give_link(t: Texts, href: &str) -> Markup {
    html! {
        a.btn.btn-go href=(href) hx-get=(href) hx-target="#modal" hx-select="dialog[data-open]" hx-swap="innerHTML" {
            (ui::icon("plus")) (t.t("roles-give-groups"))
        }
    }
}

/// The tab.
pub fn groups_panel(
    t: Texts,
    paths: &Paths,
    role: &Role,
    groups: &[GivingGroup],
    csrf: &str,
    may_change: bool,
) -> Markup {
    let give = paths.role_groups(role.id);
    let row = |group: &GivingGroup| ChooseRow {
        value: group.id.to_string(),
        tile: Tile::icon("users-group"),
        name: group.path.clone(),
        note: if group.active { t.t("roles-group-gives") } else { t.t("roles-group-gives-not") }.into_owned(),
        href: Some(format!("{}?tab=roles", paths.group(group.id))),
        marks: inactive(t, group.active),
        checked: false,
        taken: None,
    };
    Choose {
        t,
        label: t.t("roles-tab-groups").into_owned(),
        search: None,
        in_dialog: false,
        action: paths.remove_role_groups(role.id),
        csrf: csrf.to_owned(),
        confirm: Some(t.ta("roles-take-groups-confirm", &[("name", role.name.as_str().into())])),
        rows: groups.iter().map(row).collect(),
        empty: ui::empty_state(
            Illustration::Roster,
            &t.t("roles-no-groups"),
            html! { (t.t("roles-no-groups-text")) },
            html! { @if may_change { (give_link(t, &give)) } },
        ),
        matching: None,
        pager: Pager { summary: t.ta("groups-count", &[("count", groups.len().into())]), ..Pager::default() },
        further: html! {},
        remark: t.t("roles-groups-remark").into_owned(),
        buttons: html! { @if may_change && !groups.is_empty() {
            button.btn.btn-danger type="submit" { (ui::icon("minus")) (t.t("roles-take")) }
            (give_link(t, &give))
        } },
    }
    .render()
}

/// What the dialog shows.
pub struct ChooseGroupsView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The role.
    pub role: &'a Role,
    /// Groups of specialists or of clients.
    pub kind: UserKind,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// Groups of the kind.
    pub offered: &'a GroupPage,
    /// The groups that give it.
    pub own: &'a [GivingGroup],
    /// The session's form token.
    pub csrf: &'a str,
}

/// The dialog in which groups are chosen.
pub fn choose_groups(view: &ChooseGroupsView<'_>) -> Markup {
    let (t, role) = (view.t, view.role);
    let base = view.paths.role_groups(role.id);
    let of_kind = format!("{base}?kind={}", view.kind.as_str());
    let search = view.search.map(|search| format!("&search={}", encoded(search))).unwrap_or_default();
    let turned = |anchor: Option<GroupAnchor>| {
        anchor.map(|anchor| match anchor {
            GroupAnchor::After(id) => format!("{of_kind}&after={id}{search}"),
            GroupAnchor::Before(id) => format!("{of_kind}&before={id}{search}"),
        })
    };
    let gives = |id: GroupId| view.own.iter().any(|own| own.id == id);
    let rows = view.offered.groups.iter().map(|placed| ChooseRow {
        value: placed.group.id.to_string(),
        tile: Tile::icon("users-group"),
        name: placed.group.name.clone(),
        note: if placed.above.is_empty() {
            t.ta("groups-people", &[("count", placed.group.members.into())])
        } else {
            placed.above.join(" › ")
        },
        href: None,
        marks: inactive(t, placed.group.active),
        checked: false,
        taken: gives(placed.group.id).then(|| t.t("roles-gives-already").into_owned()),
    });
    let choose = Choose {
        t,
        label: t.t("roles-give-groups").into_owned(),
        search: Some(Search {
            action: base.clone(),
            value: view.search.unwrap_or_default().to_owned(),
            label: t.t("groups-search-hint").into_owned(),
            placeholder: t.t("groups-search-hint").into_owned(),
            kept: vec![("kind".to_owned(), view.kind.as_str().to_owned())],
        }),
        in_dialog: true,
        action: base.clone(),
        csrf: view.csrf.to_owned(),
        confirm: None,
        rows: rows.collect(),
        empty: ui::empty_state(
            Illustration::Search,
            &t.t("groups-none-found"),
            html! { (t.t("groups-none-found-text")) },
            html! {},
        ),
        matching: None,
        pager: Pager {
            summary: t.ta("groups-count", &[("count", view.offered.groups.len().into())]),
            previous: turned(view.offered.previous),
            next: turned(view.offered.next),
        },
        further: html! {},
        remark: String::new(),
        buttons: html! {},
    };
    let chip = |kind: UserKind, word: Markup| {
        let href = format!("{base}?kind={}", kind.as_str());
        html! {
            a.chip href=(href) aria-current=[(kind == view.kind).then_some("true")] hx-get=(href) hx-target="#modal"
                hx-select="dialog[data-open]" hx-swap="innerHTML" { (word) }
        }
    };
    ui::dialog(&Dialog {
        t,
        title: t.ta("roles-give-groups-title", &[("name", role.name.as_str().into())]),
        wide: false,
        close: format!("{}?tab=groups", view.paths.role(role.id)),
        form: None,
        multipart: false,
        body: html! {
            p.chips {
                (chip(UserKind::Specialist, html! { (t.t("groups-of-specialists")) }))
                (chip(UserKind::Client, html! { (t.t("groups-of-clients")) }))
            }
            (choose.render())
        },
        remark: String::new(),
        buttons: html! {
            button.btn.btn-go type="submit" form="pick-form" data-submit { (t.t("roles-give")) }
        },
    })
}
