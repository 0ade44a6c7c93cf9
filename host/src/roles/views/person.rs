//! The roles of a person: the tab, and choosing roles.
use maud::{Markup, html};

use super::{Matrix, encoded, summary};
use crate::auth::permission::Permissions;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::roles::model::{HeldRole, Role, RoleAnchor, RolePage};
use crate::ui::{self, ButtonStyle, Choose, ChooseRow, Dialog, Illustration, Pager, Search, Tile};
use crate::users::model::User;

/// What the tab shows.
pub struct PersonView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The person.
    pub user: &'a User,
    /// The person's roles.
    pub held: &'a [HeldRole],
    /// What they allow together.
    pub permissions: &'a Permissions,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may give and take roles.
    pub may_change: bool,
}

fn role_row(t: Texts, paths: &Paths, role: &Role) -> ChooseRow {
    ChooseRow {
        value: role.id.to_string(),
        tile: Tile::icon(if role.grants.everything { "shield-check" } else { "shield-half" }),
        name: role.name.clone(),
        note: summary(t, &role.grants),
        href: Some(paths.role(role.id)),
        marks: Vec::new(),
        checked: false,
        taken: None,
    }
}

fn held_row(t: Texts, paths: &Paths, held: &HeldRole) -> ChooseRow {
    let from: Vec<&str> = held.groups.iter().map(|group| group.path.as_str()).collect();
    let from = (!from.is_empty()).then(|| t.ta("roles-from-group", &[("group", from.join(", ").into())]));
    let row = role_row(t, paths, &held.role);
    match from {
        // It goes with the group, not here.
        Some(from) if !held.own => ChooseRow { taken: Some(from), ..row },
        Some(from) => ChooseRow { note: format!("{} · {from}", row.note), ..row },
        None => row,
    }
}

fn associate_link(t: Texts, href: &str) -> Markup {
    html! {
        a.btn.btn-go href=(href) hx-get=(href) hx-target="#modal" hx-select="dialog[data-open]" hx-swap="innerHTML" {
            (ui::icon("plus")) (t.t("roles-associate"))
        }
    }
}

/// What all roles allow together, to be unfolded.
fn effective(t: Texts, permissions: &Permissions) -> Markup {
    let count = permissions.iter().count();
    html! {
        details.role-effective {
            summary { (ui::icon("chevron-right")) (t.ta("roles-effective", &[("count", count.into())])) }
            @if count == 0 { p.hint { (t.t("roles-effective-none")) } }
            @else { (Matrix { t, chosen: permissions, may_choose: permissions, shown: None, read_only: true, everything: false }) }
        }
    }
}

/// The tab.
pub fn person_panel(view: &PersonView<'_>) -> Markup {
    let (t, user) = (view.t, view.user);
    let name = user.full_name();
    let associate = view.paths.user_roles(user.kind, user.id);
    let has_own = view.held.iter().any(|held| held.own);
    let choose = Choose {
        t,
        label: t.t("roles-title").into_owned(),
        search: None,
        in_dialog: false,
        action: view.paths.leave_roles(user.kind, user.id),
        csrf: view.csrf.to_owned(),
        confirm: Some(t.ta("roles-leave-confirm", &[("name", name.as_str().into())])),
        rows: view.held.iter().map(|held| held_row(t, view.paths, held)).collect(),
        empty: ui::empty_state(
            Illustration::Roster,
            &t.t("roles-person-none"),
            html! { (t.t("roles-person-none-text")) },
            html! { @if view.may_change { (associate_link(t, &associate)) } },
        ),
        matching: None,
        pager: Pager {
            summary: t.ta("roles-shown", &[("count", view.held.len().into())]),
            ..Pager::default()
        },
        further: html! { @if !view.held.is_empty() { (effective(t, view.permissions)) } },
        remark: t.t("roles-person-remark").into_owned(),
        buttons: html! { @if view.may_change && !view.held.is_empty() {
            @if has_own { button.btn.btn-danger type="submit" { (ui::icon("minus")) (t.t("roles-take")) } }
            (associate_link(t, &associate))
        } },
    };
    choose.render()
}

/// What the dialog shows.
pub struct ChooseRolesView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The person.
    pub user: &'a User,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// Roles by name.
    pub offered: &'a RolePage,
    /// The person's roles.
    pub held: &'a [HeldRole],
    /// What the reader may give.
    pub own: &'a Permissions,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may add roles.
    pub may_add: bool,
}

/// The dialog in which roles are chosen.
pub fn choose_roles(view: &ChooseRolesView<'_>) -> Markup {
    let (t, user) = (view.t, view.user);
    let base = view.paths.user_roles(user.kind, user.id);
    let search = view.search.map(|search| format!("&search={}", encoded(search))).unwrap_or_default();
    let turned = |anchor: Option<RoleAnchor>| {
        anchor.map(|anchor| match anchor {
            RoleAnchor::After(id) => format!("{base}?after={id}{search}"),
            RoleAnchor::Before(id) => format!("{base}?before={id}{search}"),
        })
    };
    let rows = view.offered.roles.iter().map(|role| {
        let has = view.held.iter().any(|held| held.own && held.role.id == role.id);
        // What the reader has not cannot be given: the service would refuse it, so it is said before.
        let beyond = role.grants.everything && !view.own.are_all()
            || role.grants.permissions().iter().any(|permission| !view.own.allow(permission));
        let note = if beyond { t.t("roles-beyond").into_owned() } else { summary(t, &role.grants) };
        let taken = has.then(|| t.t("roles-has-already").into_owned());
        ChooseRow { taken, note, href: None, ..role_row(t, view.paths, role) }
    });
    let empty = ui::empty_state(
        Illustration::Search,
        &t.t("roles-none-found"),
        html! { (t.t("roles-none-found-text")) },
        html! { @if view.may_add {
            (ui::link_button(ButtonStyle::Plain, &view.paths.new_role(), Some("plus"), &t.t("roles-new-title"), ""))
        } },
    );
    let choose = Choose {
        t,
        label: t.t("roles-associate").into_owned(),
        search: Some(Search {
            action: base.clone(),
            value: view.search.unwrap_or_default().to_owned(),
            label: t.t("roles-search").into_owned(),
            placeholder: t.t("roles-search-hint").into_owned(),
            kept: Vec::new(),
        }),
        in_dialog: true,
        action: base.clone(),
        csrf: view.csrf.to_owned(),
        confirm: None,
        rows: rows.collect(),
        empty,
        matching: None,
        pager: Pager {
            summary: t.ta("roles-shown", &[("count", view.offered.roles.len().into())]),
            previous: turned(view.offered.previous),
            next: turned(view.offered.next),
        },
        further: html! {},
        remark: String::new(),
        buttons: html! {},
    };
    let name = user.full_name();
    ui::dialog(&Dialog {
        t,
        title: t.ta("roles-associate-with", &[("name", name.as_str().into())]),
        wide: false,
        close: format!("{}?tab=roles", view.paths.user(user.kind, user.id)),
        form: None,
        multipart: false,
        body: choose.render(),
        remark: String::new(),
        buttons: html! {
            button.btn.btn-go type="submit" form="pick-form" data-submit { (t.t("users-associate")) }
        },
    })
}
