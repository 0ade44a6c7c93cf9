//! The list of roles.
use elenco_db::RoleId;
use maud::{Markup, html};

use super::{encoded, summary};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::roles::model::{Role, RoleAnchor, RolePage};
use crate::ui::{self, ButtonStyle, Illustration, ListPane, Mark, MenuItem, Pager, Row, Search, State, Tile};

/// What the list pane shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// Where the page begins.
    pub anchor: Option<RoleAnchor>,
    /// The rows.
    pub page: &'a RolePage,
    /// How many ready-made roles are missing.
    pub missing: usize,
    /// The one whose detail is open.
    pub open: Option<RoleId>,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may add roles.
    pub may_add: bool,
}

fn query(view: &ListView<'_>, anchor: Option<RoleAnchor>) -> String {
    let search = view.search.map(|search| format!("search={}", encoded(search)));
    let anchor = anchor.map(|anchor| match anchor {
        RoleAnchor::After(id) => format!("after={id}"),
        RoleAnchor::Before(id) => format!("before={id}"),
    });
    let pairs: Vec<String> = search.into_iter().chain(anchor).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

fn row(view: &ListView<'_>, role: &Role) -> Row {
    let t = view.t;
    let mut marks = Vec::new();
    if role.grants.everything {
        let word = t.t("roles-everything").into_owned();
        marks.push(Mark { state: State::Note, icon: "shield-check", word });
    }
    Row {
        id: role.id.to_string(),
        href: format!("{}{}", view.paths.role(role.id), query(view, view.anchor)),
        tile: Tile::icon(if role.grants.everything { "shield-check" } else { "shield-half" }),
        name: role.name.clone(),
        note: match role.description.lines().next() {
            Some(line) if !line.is_empty() => line.to_owned(),
            _ => summary(t, &role.grants),
        },
        place: (!role.grants.everything).then(|| summary(t, &role.grants)),
        marks,
        current: view.open == Some(role.id),
    }
}

fn empty(view: &ListView<'_>) -> Markup {
    let t = view.t;
    if view.search.is_some() {
        return ui::empty_state(
            Illustration::Search,
            &t.t("roles-none-found"),
            html! { (t.t("roles-none-found-text")) },
            html! { (ui::link_button(ButtonStyle::Plain, &view.paths.roles(), None, &t.t("roles-show-all"), "")) },
        );
    }
    ui::empty_state(
        Illustration::Roster,
        &t.t("roles-none"),
        html! { (t.t("roles-none-text")) },
        html! { @if view.may_add {
            (ui::link_button(ButtonStyle::Primary, &view.paths.new_role(), Some("plus"), &t.t("roles-new-title"), ""))
        } },
    )
}

fn actions(view: &ListView<'_>) -> Markup {
    let t = view.t;
    if !view.may_add {
        return html! {};
    }
    let new = view.paths.new_role();
    if view.missing == 0 {
        return html! { a.btn.btn-go href=(new) data-new { (ui::icon("plus")) (t.t("roles-new")) } };
    }
    let ready_made = MenuItem {
        label: t.ta("roles-add-ready-made", &[("count", view.missing.into())]),
        href: view.paths.add_ready_made_roles(),
        icon: Some("sparkles-2"),
        post: Some(view.csrf.to_owned()),
        ..MenuItem::default()
    };
    ui::link_button_with_menu(&new, "plus", &t.t("roles-new"), &t.t("roles-more-ways"), &[ready_made])
}

/// The list pane.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let address =
        |anchor: Option<RoleAnchor>| anchor.map(|_| format!("{}{}", view.paths.roles(), query(view, anchor)));
    ListPane {
        t,
        title: t.t("roles-title").into_owned(),
        count: None,
        actions: actions(view),
        search: Some(Search {
            action: view.paths.roles(),
            value: view.search.unwrap_or_default().to_owned(),
            label: t.t("roles-search").into_owned(),
            placeholder: t.t("roles-search-hint").into_owned(),
            kept: Vec::new(),
        }),
        chips: Vec::new(),
        rows: view.page.roles.iter().map(|role| row(view, role)).collect(),
        selectable: false,
        empty: empty(view),
        pager: Pager {
            summary: t.ta("roles-shown", &[("count", view.page.roles.len().into())]),
            previous: address(view.page.previous),
            next: address(view.page.next),
        },
    }
    .render()
}

/// The detail's place while no role is chosen.
pub fn none_chosen(t: Texts, paths: &Paths, may_add: bool) -> Markup {
    ui::empty_detail(
        &t.t("roles-choose"),
        html! { (t.t("roles-choose-text")) },
        html! { @if may_add {
            (ui::link_button(ButtonStyle::Plain, &paths.new_role(), Some("plus"), &t.t("roles-new-title"), ""))
        } },
    )
}
