//! The list beside whatever detail is open, and the detail pane: gathers what they show.
use elenco_db::{GroupId, UserId};
use maud::{Markup, html};
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::groups::form::{GroupForm, search_of};
use crate::groups::model::{Group, GroupAnchor, PlacedGroup, Usage};
use crate::groups::service;
use crate::groups::views::{self, DetailView, ListView};
use crate::ui::{self, Pane, Toast};
use crate::users::model::{PageAnchor, Problem, UserKind};

/// Groups on a page of the list.
const PAGE: usize = 100;

/// What an address may say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ListQuery {
    pub(super) kind: Option<UserKind>,
    pub(super) search: Option<String>,
    pub(super) parent: Option<GroupId>,
    pub(super) after: Option<String>,
    pub(super) before: Option<String>,
    pub(super) key: Option<String>,
    pub(super) tab: Option<String>,
    pub(super) said: Option<String>,
    pub(super) count: Option<u64>,
    /// Why nothing was changed. No address says it.
    #[serde(skip)]
    pub(super) refused: Option<String>,
}

impl ListQuery {
    pub(super) fn kind(&self) -> UserKind {
        self.kind.unwrap_or(UserKind::Client)
    }

    pub(super) fn search(&self) -> Option<String> {
        search_of(self.search.as_deref())
    }

    pub(super) fn tab(&self) -> &'static str {
        match self.tab.as_deref() {
            Some("members") => "members",
            Some("projects") => "projects",
            Some("roles") => "roles",
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

    fn anchor(&self) -> Option<GroupAnchor> {
        let read = |id: &Option<String>| id.as_ref().and_then(|id| id.parse::<GroupId>().ok());
        read(&self.after).map(GroupAnchor::After).or_else(|| read(&self.before).map(GroupAnchor::Before))
    }

    fn toasts(&self, cx: &RequestContext) -> Vec<Toast> {
        if let Some(refused) = &self.refused {
            return vec![Toast::failed(refused.clone())];
        }
        let people = [("count", self.count.unwrap_or(0).into())];
        match self.said.as_deref() {
            Some("saved") => vec![Toast::completed(cx.texts.t("groups-saved"))],
            Some("deleted") => vec![Toast::completed(cx.texts.t("groups-deleted"))],
            Some("added") => vec![Toast::completed(cx.texts.ta("groups-added", &people))],
            Some("removed") => vec![Toast::completed(cx.texts.ta("groups-removed", &people))],
            Some("nobody") => vec![Toast::pending(cx.texts.t("groups-nobody-chosen"))],
            _ => Vec::new(),
        }
    }
}

/// The list beside a detail, as a whole page.
pub(super) async fn page(
    cx: &RequestContext,
    kind: UserKind,
    query: &ListQuery,
    open: Option<GroupId>,
    detail: Markup,
) -> Result<Markup, AppError> {
    with_dialog(cx, kind, query, open, detail, html! {}).await
}

/// The same with a dialog over it.
pub(super) async fn with_dialog(
    cx: &RequestContext,
    kind: UserKind,
    query: &ListQuery,
    open: Option<GroupId>,
    detail: Markup,
    dialog: Markup,
) -> Result<Markup, AppError> {
    // Search and anchor of an address belong to the people of a detail when one is open at such a tab.
    let of_list = query.tab() == "details";
    let search = query.search().filter(|_| of_list);
    let anchor = query.anchor().filter(|_| of_list);
    let counts = service::count_groups(&cx.service).await?;
    let groups = service::list_groups(&cx.service, kind, search.clone(), anchor, PAGE).await?;
    let list = views::list_pane(&ListView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        counts,
        search: search.as_deref(),
        anchor,
        page: &groups,
        open,
        may_add: cx.service.permissions.allow(Permission::GroupsAdd),
    });
    let show = if open.is_some() || query.tab.is_some() { Pane::Detail } else { Pane::List };
    let title = cx.texts.t("groups-title");
    let shell = console::shell(cx, &title, Section::Groups, query.toasts(cx)).await?;
    Ok(shell.page(html! { (ui::split(show, list, detail)) (dialog) }))
}

/// What the open tab shows.
pub(super) enum Shown {
    /// The form of the group.
    Form,
    /// A panel with a form of its own.
    Panel(Markup),
}

/// What the detail pane is to show.
pub(super) struct Detail<'a> {
    pub group: Option<&'a Group>,
    pub form: &'a GroupForm,
    pub problems: &'a [Problem],
    pub refused: Option<String>,
    pub tab: &'static str,
    pub shown: Shown,
}

impl<'a> Detail<'a> {
    pub(super) fn form(group: Option<&'a Group>, form: &'a GroupForm) -> Self {
        Self { group, form, problems: &[], refused: None, tab: "details", shown: Shown::Form }
    }
}

/// Groups below which a group may stand: those of its kind, without itself and the ones below it.
fn parents(all: Vec<PlacedGroup>, group: Option<&Group>) -> Vec<PlacedGroup> {
    let Some(group) = group else { return all };
    let own = all.iter().find(|placed| placed.group.id == group.id).map(PlacedGroup::path);
    let below = own.map(|path| format!("{path} › "));
    all.into_iter()
        .filter(|placed| placed.group.id != group.id)
        .filter(|placed| below.as_ref().is_none_or(|below| !placed.path().starts_with(below.as_str())))
        .collect()
}

/// The pane.
pub(super) async fn detail(
    cx: &RequestContext,
    kind: UserKind,
    shown: Detail<'_>,
) -> Result<Markup, AppError> {
    let may = |permission| cx.service.permissions.allow(permission);
    let (usage, above) = match shown.group {
        Some(group) => {
            let (_, above) = service::find_group(&cx.service, group.id).await?;
            (service::usage(&cx.service, group.id).await?, above)
        }
        None => (Usage::default(), Vec::new()),
    };
    let offered = match &shown.shown {
        Shown::Form => {
            let most = usize::try_from(service::TREE).unwrap_or(usize::MAX);
            let all = service::list_groups(&cx.service, kind, None, None, most).await?.groups;
            parents(all, shown.group)
        }
        Shown::Panel(_) => Vec::new(),
    };
    let panel = match shown.shown {
        Shown::Form => None,
        Shown::Panel(panel) => Some(panel),
    };
    Ok(DetailView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        group: shown.group,
        above: &above,
        usage: &usage,
        form: shown.form,
        parents: &offered,
        problems: shown.problems,
        refused: shown.refused,
        tab: shown.tab,
        panel,
        csrf: cx.csrf(),
        may_add: may(Permission::GroupsAdd),
        may_save: may(if shown.group.is_some() { Permission::GroupsUpdate } else { Permission::GroupsAdd }),
        may_delete: may(Permission::GroupsDelete),
        roles_lock: (!may(Permission::RolesList)).then(|| cx.texts.t("groups-not-allowed").into_owned()),
    }
    .render())
}
