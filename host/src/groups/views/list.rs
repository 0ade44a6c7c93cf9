//! The list of groups: a tree while nobody searches.
use elenco_db::GroupId;
use maud::{Markup, html};

use super::{encoded, kind_title, kind_word, new_title};
use crate::groups::model::{GroupAnchor, GroupCounts, GroupPage, PlacedGroup};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, ButtonStyle, Chip, Illustration, ListPane, Mark, Pager, Row, Search, State, Tile};
use crate::users::model::UserKind;

/// What the list pane shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Groups of clients or of specialists.
    pub kind: UserKind,
    /// How many there are of each kind.
    pub counts: GroupCounts,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// Where the page begins.
    pub anchor: Option<GroupAnchor>,
    /// The rows.
    pub page: &'a GroupPage,
    /// The one whose detail is open.
    pub open: Option<GroupId>,
    /// Whether the reader may add groups.
    pub may_add: bool,
}

/// What of the list an address keeps: search and page.
fn kept(search: Option<&str>, anchor: Option<GroupAnchor>) -> Vec<String> {
    let search = search.map(|search| format!("search={}", encoded(search)));
    let anchor = anchor.map(|anchor| match anchor {
        GroupAnchor::After(id) => format!("after={id}"),
        GroupAnchor::Before(id) => format!("before={id}"),
    });
    search.into_iter().chain(anchor).collect()
}

fn list_address(view: &ListView<'_>, anchor: Option<GroupAnchor>) -> String {
    let mut address = view.paths.groups(view.kind);
    for pair in kept(view.search, anchor) {
        address.push('&');
        address.push_str(&pair);
    }
    address
}

fn row(view: &ListView<'_>, placed: &PlacedGroup) -> Row {
    let t = view.t;
    let group = &placed.group;
    let pairs = kept(view.search, view.anchor);
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    let level = if view.page.is_tree { placed.above.len() } else { 0 };
    let icon = if level > 0 { "users" } else { "users-group" };
    let mut marks = Vec::new();
    if !group.active {
        let word = t.t("groups-inactive").into_owned();
        marks.push(Mark { state: State::Quiet, icon: "circle-minus", word });
    }
    let people = t.ta("groups-people", &[("count", group.members.into())]);
    let way = placed.above.join(" › ");
    Row {
        id: group.id.to_string(),
        href: format!("{}{query}", view.paths.group(group.id)),
        tile: Tile::icon(icon).at_level(level),
        name: group.name.clone(),
        note: if view.page.is_tree || way.is_empty() { people.clone() } else { way.clone() },
        place: (!view.page.is_tree && !way.is_empty()).then_some(people),
        marks,
        current: view.open == Some(group.id),
    }
}

fn empty(view: &ListView<'_>) -> Markup {
    let t = view.t;
    if view.search.is_some() {
        let all = view.paths.groups(view.kind);
        return ui::empty_state(
            Illustration::Search,
            &t.t("groups-none-found"),
            html! { (t.t("groups-none-found-text")) },
            html! { (ui::link_button(ButtonStyle::Plain, &all, None, &t.t("groups-show-all"), "")) },
        );
    }
    ui::empty_state(
        Illustration::Roster,
        &t.t("groups-none"),
        html! { (t.t("groups-none-text")) },
        html! {
            @if view.may_add {
                (ui::link_button(ButtonStyle::Primary, &view.paths.new_group(view.kind), Some("plus"), &new_title(t, view.kind), ""))
            }
        },
    )
}

/// The list pane.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let chip = |kind: UserKind| Chip {
        label: kind_word(t, kind),
        href: view.paths.groups(kind),
        count: Some(t.number(view.counts.of(kind))),
        current: view.kind == kind,
    };
    let address = |anchor: Option<GroupAnchor>| anchor.map(|anchor| list_address(view, Some(anchor)));
    let total = view.counts.of(view.kind);
    let summary = t.ta("groups-shown", &[("shown", view.page.groups.len().into()), ("total", total.into())]);
    ListPane {
        t,
        title: t.t("groups-title").into_owned(),
        count: Some(t.number(view.counts.clients + view.counts.specialists)),
        actions: html! {
            @if view.may_add {
                a.btn.btn-go href=(view.paths.new_group(view.kind)) data-new { (ui::icon("plus")) (t.t("groups-new")) }
            }
        },
        search: Some(Search {
            action: view.paths.create_group(),
            value: view.search.unwrap_or_default().to_owned(),
            label: t.ta("groups-search", &[("kind", kind_title(t, view.kind).into())]),
            placeholder: t.t("groups-search-hint").into_owned(),
            kept: vec![("kind".to_owned(), view.kind.as_str().to_owned())],
        }),
        chips: vec![chip(UserKind::Client), chip(UserKind::Specialist)],
        rows: view.page.groups.iter().map(|placed| row(view, placed)).collect(),
        selectable: false,
        empty: empty(view),
        pager: Pager { summary, previous: address(view.page.previous), next: address(view.page.next) },
    }
    .render()
}

/// The detail's place while no group is chosen.
pub fn none_chosen(t: Texts, paths: &Paths, kind: UserKind, may_add: bool) -> Markup {
    ui::empty_detail(
        &t.t("groups-choose"),
        html! { (t.t("groups-choose-text")) },
        html! {
            @if may_add {
                (ui::link_button(ButtonStyle::Plain, &paths.new_group(kind), Some("plus"), &new_title(t, kind), ""))
            }
        },
    )
}
