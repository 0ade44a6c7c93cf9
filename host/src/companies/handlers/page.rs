//! The list beside whatever detail is open, and the detail pane: gathers what they show.
use elenco_db::{CompanyId, ServiceId, UserId};
use elenco_runtime::contract::Field;
use maud::{Markup, html};
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::companies::form::CompanyForm;
use crate::companies::model::{Anchor, Company, CompanyFilter, CompanyKind, CompanySummary, CompanyTab};
use crate::companies::service;
use crate::companies::views::{self, DetailView, ListView, TabEntry};
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::feedback;
use crate::groups::form::search_of;
use crate::places;
use crate::sheets::model::MOST_ROWS;
use crate::ui::{self, Pane, Toast};
use crate::users::model::{PageAnchor, Problem};

/// Companies on a page of the list.
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

impl ListQuery {
    pub(super) fn at(tab: CompanyTab) -> Self {
        Self { tab: Some(tab.key().to_owned()), ..Self::default() }
    }

    pub(super) fn search(&self) -> Option<String> {
        search_of(self.search.as_deref())
    }

    pub(super) fn tab(&self) -> CompanyTab {
        CompanyTab::named(self.tab.as_deref())
    }

    fn id<Id: std::str::FromStr>(text: Option<&String>) -> Option<Id> {
        text.and_then(|id| id.parse().ok())
    }

    /// Where a page of people begins.
    pub(super) fn people_anchor(&self) -> Option<PageAnchor> {
        let sort_key = self.key.clone()?;
        match (Self::id::<UserId>(self.after.as_ref()), Self::id::<UserId>(self.before.as_ref())) {
            (Some(id), _) => Some(PageAnchor { sort_key, id, backwards: false }),
            (None, Some(id)) => Some(PageAnchor { sort_key, id, backwards: true }),
            (None, None) => None,
        }
    }

    /// Where a page of services begins.
    pub(super) fn services_anchor(&self) -> Option<Anchor<ServiceId>> {
        let after = Self::id(self.after.as_ref()).map(Anchor::After);
        after.or_else(|| Self::id(self.before.as_ref()).map(Anchor::Before))
    }

    /// Which companies the list shows when no tab is open that lists something else.
    pub(super) fn filter(&self, kind: CompanyKind) -> CompanyFilter {
        CompanyFilter {
            kind: Some(kind),
            search: self.search(),
            active: self.active,
            ..CompanyFilter::default()
        }
    }

    fn anchor(&self) -> Option<Anchor<CompanyId>> {
        let after = Self::id(self.after.as_ref()).map(Anchor::After);
        after.or_else(|| Self::id(self.before.as_ref()).map(Anchor::Before))
    }

    fn toasts(&self, cx: &RequestContext) -> Vec<Toast> {
        let count = [("count", self.count.unwrap_or(0).into())];
        match self.said.as_deref() {
            Some("saved") => vec![Toast::completed(cx.texts.t("companies-saved"))],
            Some("deleted") => vec![Toast::completed(cx.texts.t("companies-deleted"))],
            Some("imported") => vec![Toast::completed(cx.texts.ta("companies-imported", &count))],
            Some("too-many") => {
                let limit = [("limit", MOST_ROWS.into())];
                vec![Toast::failed(cx.texts.ta("companies-export-too-many", &limit))]
            }
            Some("came") => vec![Toast::completed(cx.texts.ta("associations-came-count", &count))],
            Some("went") => vec![Toast::completed(cx.texts.ta("associations-went-count", &count))],
            Some("nobody") => vec![Toast::pending(cx.texts.t("associations-nobody-chosen"))],
            said => feedback::handlers::toast(cx, said).into_iter().collect(),
        }
    }
}

fn section(kind: CompanyKind) -> Section {
    match kind {
        CompanyKind::Company => Section::Companies,
        CompanyKind::Supplier => Section::Suppliers,
    }
}

/// The list beside a detail, as a whole page.
pub(super) async fn page(
    cx: &RequestContext,
    kind: CompanyKind,
    query: &ListQuery,
    open: Option<CompanyId>,
    detail: Markup,
) -> Result<Markup, AppError> {
    with_dialog(cx, kind, query, open, detail, html! {}).await
}

/// The same with a dialog over it.
pub(super) async fn with_dialog(
    cx: &RequestContext,
    kind: CompanyKind,
    query: &ListQuery,
    open: Option<CompanyId>,
    detail: Markup,
    dialog: Markup,
) -> Result<Markup, AppError> {
    // Search and anchor of an address belong to what a tab lists when one is open that lists something.
    let of_list = query.tab().is_form();
    let filter = query.filter(kind);
    let filter = CompanyFilter { search: filter.search.filter(|_| of_list), ..filter };
    let anchor = query.anchor().filter(|_| of_list);
    let counts = service::count_companies(&cx.service, kind).await?;
    let found = service::list_companies(&cx.service, filter.clone(), anchor, PAGE).await?;
    let may = |permission| cx.service.permissions.allow(permission);
    let list = views::list_pane(&ListView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        counts,
        filter: &filter,
        anchor,
        page: &found,
        open,
        may_add: may(Permission::CompaniesAdd),
        may_import: may(Permission::CompaniesAdd) && may(Permission::CompaniesUpdate),
        may_export: may(Permission::CompaniesGetObject),
    });
    let show = if open.is_some() || query.tab.is_some() { Pane::Detail } else { Pane::List };
    let title = views::kind_words(cx.texts, kind).plural;
    let shell = console::shell(cx, &title, section(kind), query.toasts(cx)).await?;
    Ok(shell.page(html! { (ui::split(show, list, detail)) (dialog) }))
}

/// What the detail pane is to show.
pub(super) struct Detail<'a> {
    pub company: Option<&'a Company>,
    pub form: &'a CompanyForm,
    pub problems: &'a [Problem],
    pub owner: Option<&'a CompanySummary>,
    pub refused: Option<String>,
    pub tab: CompanyTab,
    pub panel: Option<Markup>,
}

impl<'a> Detail<'a> {
    pub(super) fn form(company: Option<&'a Company>, form: &'a CompanyForm) -> Self {
        Self {
            company,
            form,
            problems: &[],
            owner: None,
            refused: None,
            tab: CompanyTab::Details,
            panel: None,
        }
    }
}

/// Additional fields of a kind; a plugin that fails is told in their place, and everything else still works.
pub(super) async fn fields_of(cx: &RequestContext, kind: CompanyKind) -> Result<Vec<Field>, String> {
    let concept = kind.concept();
    let found = cx.service.app.extensions.fields(&cx.service.caller, concept, cx.texts.culture()).await;
    found.map(|fields| fields.into_iter().map(|owned| owned.field).collect()).map_err(|error| {
        tracing::error!(%error, "additional fields");
        cx.texts.ta("users-plugin-failed", &[("code", error.code().into())])
    })
}

/// The pane.
pub(super) async fn detail(
    cx: &RequestContext,
    kind: CompanyKind,
    shown: Detail<'_>,
) -> Result<Markup, AppError> {
    let may = |permission| cx.service.permissions.allow(permission);
    let fields = if shown.panel.is_some() { Ok(Vec::new()) } else { fields_of(cx, kind).await };
    let usage = match shown.company {
        Some(company) => Some(service::usage(&cx.service, company.id).await?),
        None => None,
    };
    let count = |tab: CompanyTab| match tab {
        CompanyTab::Clients => usage.map(|usage| usage.clients),
        CompanyTab::Services => usage.map(|usage| usage.services),
        CompanyTab::Feedback => usage.map(|usage| usage.comments),
        _ => None,
    };
    let entry = |tab: CompanyTab| {
        let is_allowed = may(tab.permission());
        TabEntry { tab, is_allowed, count: count(tab).filter(|_| is_allowed) }
    };
    let tabs: Vec<TabEntry> = CompanyTab::ALL.into_iter().map(entry).collect();
    let may_save = match shown.company {
        Some(_) => may(Permission::CompaniesUpdate),
        None => may(Permission::CompaniesAdd),
    };
    Ok(DetailView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        company: shown.company,
        form: shown.form,
        fields: fields.as_deref().map_err(Clone::clone),
        map: console::map_source(cx),
        near: places::service::name_typed(
            &cx.service,
            shown.form.get("latitude"),
            shown.form.get("longitude"),
        ),
        problems: shown.problems,
        owner: shown.owner,
        refused: shown.refused,
        tab: shown.tab,
        tabs: &tabs,
        panel: shown.panel,
        csrf: cx.csrf(),
        may_save,
        may_delete: may(Permission::CompaniesDelete),
    }
    .render())
}
