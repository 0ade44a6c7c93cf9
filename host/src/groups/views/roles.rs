//! The roles that a group gives to its members.
use elenco_db::RoleId;
use maud::html;

use crate::groups::model::Group;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::roles::model::Role;
use crate::roles::views::summary;
use crate::ui::{self, Choose, ChooseRow, Illustration, Pager, Tile};

/// What the tab shows.
pub struct RolesView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The group.
    pub group: &'a Group,
    /// Every role of the tenant.
    pub all: &'a [Role],
    /// Those that the group gives.
    pub own: &'a [RoleId],
    /// Those that groups above it give, with the path of each.
    pub above: &'a [(RoleId, String)],
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may save.
    pub may_save: bool,
}

/// The tab: every role, those of the group chosen; what groups above give is told beside it.
pub fn roles_panel(view: &RolesView<'_>) -> maud::Markup {
    let t = view.t;
    let from_above = |id: RoleId| {
        let paths: Vec<&str> =
            view.above.iter().filter(|(role, _)| *role == id).map(|(_, path)| path.as_str()).collect();
        (!paths.is_empty()).then(|| t.ta("roles-from-group", &[("group", paths.join(", ").into())]))
    };
    let row = |role: &Role| ChooseRow {
        value: role.id.to_string(),
        tile: Tile::icon(if role.grants.everything { "shield-check" } else { "shield-half" }),
        name: role.name.clone(),
        note: from_above(role.id).unwrap_or_else(|| summary(t, &role.grants)),
        href: Some(view.paths.role(role.id)),
        marks: Vec::new(),
        checked: view.own.contains(&role.id),
        taken: None,
    };
    // Who may not change them sees only what is.
    let is_shown = |role: &&Role| {
        view.may_save || view.own.contains(&role.id) || view.above.iter().any(|(id, _)| *id == role.id)
    };
    let rows: Vec<ChooseRow> = view.all.iter().filter(is_shown).map(row).collect();
    let remark = if view.group.active { t.t("roles-of-group-remark") } else { t.t("roles-of-group-off") };
    Choose {
        t,
        label: t.t("roles-title").into_owned(),
        search: None,
        in_dialog: false,
        action: view.paths.group_roles(view.group.id),
        csrf: view.csrf.to_owned(),
        confirm: None,
        empty: ui::empty_state(
            Illustration::Roster,
            &t.t("roles-group-none"),
            html! { (t.t("roles-group-none-text")) },
            html! {},
        ),
        matching: None,
        pager: Pager { summary: t.ta("roles-shown", &[("count", rows.len().into())]), ..Pager::default() },
        rows,
        further: html! {},
        remark: remark.into_owned(),
        buttons: html! { @if view.may_save { button.btn.btn-go type="submit" { (t.t("roles-of-group-save")) } } },
    }
    .render()
}
