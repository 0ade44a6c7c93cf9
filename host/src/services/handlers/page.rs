//! The list beside whatever detail is open, and the detail pane: gathers what they show.
use elenco_db::{CompanyId, ServiceId, UserId};
use maud::{Markup, html};
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::companies::model::Anchor;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::groups::form::search_of;
use crate::services::form::ServiceForm;
use crate::services::model::{Service, ServiceFilter, Usage};
use crate::services::service;
use crate::services::views::{self, DetailView, ListView};
use crate::ui::{self, Pane, Toast};
use crate::users::model::{PageAnchor, Problem};

/// Services on a page of the list.
const PAGE: usize = 50;

/// What an address may say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ListQuery {
    search: Option<String>,
    active: Option<bool>,
    after: Option<String>,
    before: Option<String>,
    key: Option<String>,
    pub(super) tab: Option<String>,
    said: Option<String>,
    count: Option<u64>,
}

fn id<Id: std::str::FromStr>(text: Option<&String>) -> Option<Id> {
    text.and_then(|id| id.parse().ok())
}

impl ListQuery {
    pub(super) fn at(tab: &str) -> Self {
        Self { tab: Some(tab.to_owned()), ..Self::default() }
    }

    pub(super) fn search(&self) -> Option<String> {
        search_of(self.search.as_deref())
    }

    pub(super) fn tab(&self) -> &'static str {
        match self.tab.as_deref() {
            Some("clients") => "clients",
            Some("companies") => "companies",
            Some("history") => "history",
            _ => "details",
        }
    }

    /// Where a page of people begins.
    pub(super) fn people_anchor(&self) -> Option<PageAnchor> {
        let sort_key = self.key.clone()?;
        match (id::<UserId>(self.after.as_ref()), id::<UserId>(self.before.as_ref())) {
            (Some(id), _) => Some(PageAnchor { sort_key, id, backwards: false }),
            (None, Some(id)) => Some(PageAnchor { sort_key, id, backwards: true }),
            (None, None) => None,
        }
    }

    /// Where a page of companies begins.
    pub(super) fn companies_anchor(&self) -> Option<Anchor<CompanyId>> {
        id(self.after.as_ref()).map(Anchor::After).or_else(|| id(self.before.as_ref()).map(Anchor::Before))
    }

    fn anchor(&self) -> Option<Anchor<ServiceId>> {
        id(self.after.as_ref()).map(Anchor::After).or_else(|| id(self.before.as_ref()).map(Anchor::Before))
    }

    fn toasts(&self, cx: &RequestContext) -> Vec<Toast> {
        let count = [("count", self.count.unwrap_or(0).into())];
        match self.said.as_deref() {
            Some("saved") => vec![Toast::completed(cx.texts.t("services-saved"))],
            Some("deleted") => vec![Toast::completed(cx.texts.t("services-deleted"))],
            Some("came") => vec![Toast::completed(cx.texts.ta("associations-came-count", &count))],
            Some("went") => vec![Toast::completed(cx.texts.ta("associations-went-count", &count))],
            Some("nobody") => vec![Toast::pending(cx.texts.t("associations-nobody-chosen"))],
            _ => Vec::new(),
        }
    }
}

/// The list beside a detail, as a whole page.
pub(super) async fn page(
    cx: &RequestContext,
    query: &ListQuery,
    open: Option<ServiceId>,
    detail: Markup,
) -> Result<Markup, AppError> {
    with_dialog(cx, query, open, detail, html! {}).await
}

/// The same with a dialog over it.
pub(super) async fn with_dialog(
    cx: &RequestContext,
    query: &ListQuery,
    open: Option<ServiceId>,
    detail: Markup,
    dialog: Markup,
) -> Result<Markup, AppError> {
    // Search and anchor of an address belong to what a tab lists when one is open that lists something.
    let of_list = query.tab() == "details";
    let filter = ServiceFilter {
        search: query.search().filter(|_| of_list),
        active: query.active,
        ..ServiceFilter::default()
    };
    let anchor = query.anchor().filter(|_| of_list);
    let counts = service::count_services(&cx.service).await?;
    let found = service::list_services(&cx.service, filter.clone(), anchor, PAGE).await?;
    let list = views::list_pane(&ListView {
        t: cx.texts,
        paths: &cx.paths,
        counts,
        filter: &filter,
        anchor,
        page: &found,
        open,
        may_add: cx.service.permissions.allow(Permission::ServicesAdd),
    });
    let show = if open.is_some() || query.tab.is_some() { Pane::Detail } else { Pane::List };
    let title = cx.texts.t("services-title");
    let shell = console::shell(cx, &title, Section::Services, query.toasts(cx)).await?;
    Ok(shell.page(html! { (ui::split(show, list, detail)) (dialog) }))
}

/// What the detail pane is to show.
pub(super) struct Detail<'a> {
    pub service: Option<&'a Service>,
    pub form: &'a ServiceForm,
    pub problems: &'a [Problem],
    pub owner: Option<&'a Service>,
    pub refused: Option<String>,
    pub tab: &'static str,
    pub panel: Option<Markup>,
}

impl<'a> Detail<'a> {
    pub(super) fn form(service: Option<&'a Service>, form: &'a ServiceForm) -> Self {
        Self { service, form, problems: &[], owner: None, refused: None, tab: "details", panel: None }
    }
}

/// The pane.
pub(super) async fn detail(cx: &RequestContext, shown: Detail<'_>) -> Result<Markup, AppError> {
    let may = |permission| cx.service.permissions.allow(permission);
    let usage = match shown.service {
        Some(service) => service::usage(&cx.service, service.id).await?,
        None => Usage::default(),
    };
    let chosen = shown.service.and_then(|service| service.calendar);
    let calendars = service::offered_calendars(&cx.service, chosen).await?;
    let may_save = match shown.service {
        Some(_) => may(Permission::ServicesUpdate),
        None => may(Permission::ServicesAdd),
    };
    Ok(DetailView {
        t: cx.texts,
        paths: &cx.paths,
        service: shown.service,
        usage,
        form: shown.form,
        calendars: &calendars,
        problems: shown.problems,
        owner: shown.owner,
        refused: shown.refused,
        tab: shown.tab,
        panel: shown.panel,
        csrf: cx.csrf(),
        may_save,
        may_delete: may(Permission::ServicesDelete),
        may_see: (may(Permission::UsersList), may(Permission::CompaniesList), may(Permission::HistoryList)),
    }
    .render())
}
