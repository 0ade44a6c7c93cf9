//! The list beside whatever detail is open, and the detail pane: gathers what they show.
use elenco_db::{RoleId, UserId};
use maud::{Markup, html};
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::groups::form::search_of;
use crate::roles::form::RoleForm;
use crate::roles::model::{Role, RoleAnchor};
use crate::roles::service;
use crate::roles::views::{self, DetailView, ListView};
use crate::ui::{self, Pane, Toast};
use crate::users::model::{PageAnchor, Problem};

/// Roles on a page of the list.
const PAGE: usize = 50;

/// What an address may say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ListQuery {
    pub(super) search: Option<String>,
    pub(super) after: Option<String>,
    pub(super) before: Option<String>,
    pub(super) key: Option<String>,
    pub(super) tab: Option<String>,
    pub(super) copy: Option<RoleId>,
    pub(super) said: Option<String>,
    pub(super) count: Option<u64>,
    /// Why nothing was changed. No address says it.
    #[serde(skip)]
    pub(super) refused: Option<String>,
}

impl ListQuery {
    pub(super) fn search(&self) -> Option<String> {
        search_of(self.search.as_deref())
    }

    pub(super) fn tab(&self) -> &'static str {
        match self.tab.as_deref() {
            Some("people") => "people",
            Some("groups") => "groups",
            _ => "details",
        }
    }

    /// Where a page of people begins.
    pub(super) fn people_anchor(&self) -> Option<PageAnchor> {
        let sort_key = self.key.clone()?;
        let read = |id: &Option<String>| id.as_ref().and_then(|id| id.parse::<UserId>().ok());
        match (read(&self.after), read(&self.before)) {
            (Some(id), _) => Some(PageAnchor { sort_key, id, backwards: false }),
            (None, Some(id)) => Some(PageAnchor { sort_key, id, backwards: true }),
            (None, None) => None,
        }
    }

    fn anchor(&self) -> Option<RoleAnchor> {
        let read = |id: &Option<String>| id.as_ref().and_then(|id| id.parse::<RoleId>().ok());
        read(&self.after).map(RoleAnchor::After).or_else(|| read(&self.before).map(RoleAnchor::Before))
    }

    fn toasts(&self, cx: &RequestContext) -> Vec<Toast> {
        let t = cx.texts;
        if let Some(refused) = &self.refused {
            return vec![Toast::failed(refused.clone())];
        }
        let count = [("count", self.count.unwrap_or(0).into())];
        match self.said.as_deref() {
            Some("saved") => vec![Toast::completed(t.t("groups-saved"))],
            Some("deleted") => vec![Toast::completed(t.t("groups-deleted"))],
            Some("given") => vec![Toast::completed(t.ta("roles-given", &count))],
            Some("taken") => vec![Toast::completed(t.ta("roles-taken", &count))],
            Some("groups-given") => vec![Toast::completed(t.ta("roles-groups-given", &count))],
            Some("groups-taken") => vec![Toast::completed(t.ta("roles-groups-taken", &count))],
            Some("ready-made") => vec![Toast::completed(t.ta("roles-ready-made-added", &count))],
            Some("nobody") => vec![Toast::pending(t.t("roles-nothing-chosen"))],
            _ => Vec::new(),
        }
    }
}

/// The list beside a detail, as a whole page.
pub(super) async fn page(
    cx: &RequestContext,
    query: &ListQuery,
    open: Option<RoleId>,
    detail: Markup,
) -> Result<Markup, AppError> {
    with_dialog(cx, query, open, detail, html! {}).await
}

/// The same with a dialog over it.
pub(super) async fn with_dialog(
    cx: &RequestContext,
    query: &ListQuery,
    open: Option<RoleId>,
    detail: Markup,
    dialog: Markup,
) -> Result<Markup, AppError> {
    // Search and anchor of an address belong to the people of a detail when one is open at such a tab.
    let of_list = query.tab() == "details";
    let search = query.search().filter(|_| of_list);
    let anchor = query.anchor().filter(|_| of_list);
    let roles = service::list_roles(&cx.service, search.clone(), anchor, PAGE).await?;
    let list = views::list_pane(&ListView {
        t: cx.texts,
        paths: &cx.paths,
        search: search.as_deref(),
        anchor,
        page: &roles,
        missing: service::missing(&cx.service).await?.len(),
        open,
        csrf: cx.csrf(),
        may_add: cx.service.permissions.allow(Permission::RolesAdd),
    });
    let show = if open.is_some() || query.tab.is_some() { Pane::Detail } else { Pane::List };
    let title = cx.texts.t("roles-title");
    let shell = console::shell(cx, &title, Section::Roles, query.toasts(cx)).await?;
    Ok(shell.page(html! { (ui::split(show, list, detail)) (dialog) }))
}

/// What the detail pane is to show.
pub(super) struct Detail<'a> {
    pub role: Option<&'a Role>,
    pub form: &'a RoleForm,
    pub problems: &'a [Problem],
    pub refused: Option<String>,
    pub tab: &'static str,
    /// A panel with a form of its own, instead of the role's.
    pub panel: Option<Markup>,
}

impl<'a> Detail<'a> {
    pub(super) fn form(role: Option<&'a Role>, form: &'a RoleForm) -> Self {
        Self { role, form, problems: &[], refused: None, tab: "details", panel: None }
    }
}

/// The pane.
pub(super) async fn detail(cx: &RequestContext, shown: Detail<'_>) -> Result<Markup, AppError> {
    let may = |permission| cx.service.permissions.allow(permission);
    let groups = match shown.role {
        Some(role) => service::giving_groups(&cx.service, role.id).await?.len(),
        None => 0,
    };
    Ok(DetailView {
        t: cx.texts,
        paths: &cx.paths,
        role: shown.role,
        form: shown.form,
        own: &cx.service.permissions,
        problems: shown.problems,
        refused: shown.refused,
        tab: shown.tab,
        panel: shown.panel,
        groups,
        csrf: cx.csrf(),
        may_add: may(Permission::RolesAdd),
        may_save: may(if shown.role.is_some() { Permission::RolesUpdate } else { Permission::RolesAdd }),
        may_delete: may(Permission::RolesDelete),
    }
    .render())
}
