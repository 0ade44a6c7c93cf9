//! Services of a company: the tab, and choosing services.
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Redirect;
use elenco_db::{CompanyId, ServiceId};
use maud::Markup;

use super::page::{Detail, ListQuery, detail, with_dialog};
use super::{At, company};
use crate::auth::permission::Permission;
use crate::companies::form::CompanyForm;
use crate::companies::model::{Company, CompanyKind, CompanyTab};
use crate::companies::service;
use crate::companies::views::{self, ServicesView};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups::form::ChooseForm;
use crate::services;
use crate::services::model::ServiceFilter;

/// Services on a page.
const PAGE: usize = 50;

fn may_change(cx: &RequestContext) -> bool {
    let may = |permission| cx.service.permissions.allow(permission);
    may(Permission::CompaniesUpdate) && may(Permission::ServicesList)
}

/// The tab.
pub(super) async fn panel(
    cx: &RequestContext,
    company: &Company,
    query: &ListQuery,
) -> Result<Markup, AppError> {
    let search = query.search();
    let filter =
        ServiceFilter { search: search.clone(), of_company: Some(company.id), ..ServiceFilter::default() };
    let page = services::service::list_services(&cx.service, filter, query.services_anchor(), PAGE).await?;
    Ok(views::services_panel(&ServicesView {
        t: cx.texts,
        paths: &cx.paths,
        company,
        search: search.as_deref(),
        page: &page,
        present: &[],
        csrf: cx.csrf(),
        may_change: may_change(cx),
    }))
}

/// `GET /companies/{id}/services`: the dialog in which services are chosen.
///
/// # Errors
/// [`AppError`].
pub async fn choose_services(
    cx: RequestContext,
    At(kind): At,
    Path((_, id)): Path<(String, CompanyId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let company = company(&cx, kind, id).await?;
    let search = query.search();
    let filter = ServiceFilter { search: search.clone(), ..ServiceFilter::default() };
    let page = services::service::list_services(&cx.service, filter, query.services_anchor(), PAGE).await?;
    let ids: Vec<ServiceId> = page.items.iter().map(|service| service.id).collect();
    let present: Vec<ServiceId> = service::services_among(&cx.service, vec![id], ids)
        .await?
        .into_iter()
        .map(|(_, service)| service)
        .collect();
    let dialog = views::choose_services(&ServicesView {
        t: cx.texts,
        paths: &cx.paths,
        company: &company,
        search: search.as_deref(),
        page: &page,
        present: &present,
        csrf: cx.csrf(),
        may_change: may_change(&cx),
    });
    let query = ListQuery::at(CompanyTab::Services);
    let form = CompanyForm::of_company(&company, cx.texts.culture());
    let shown = Detail {
        tab: CompanyTab::Services,
        panel: Some(panel(&cx, &company, &query).await?),
        ..Detail::form(Some(&company), &form)
    };
    let pane = detail(&cx, kind, shown).await?;
    with_dialog(&cx, kind, &query, Some(id), pane, dialog).await
}

fn said(cx: &RequestContext, kind: CompanyKind, id: CompanyId, what: &str, count: usize) -> Redirect {
    let what = if count == 0 { "nobody" } else { what };
    Redirect::to(&format!("{}?tab=services&said={what}&count={count}", cx.paths.company(kind, id)))
}

/// `POST /companies/{id}/services`: associates services.
///
/// # Errors
/// [`AppError`].
pub async fn associate_services(
    cx: RequestContext,
    At(kind): At,
    Path((_, id)): Path<(String, CompanyId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    company(&cx, kind, id).await?;
    let chosen: Vec<ServiceId> = ChooseForm::of_pairs(pairs).ids()?;
    let came = service::associate_services(&cx.service, vec![id], chosen).await?;
    Ok(said(&cx, kind, id, "came", came))
}

/// `POST /companies/{id}/services/remove`: takes services away.
///
/// # Errors
/// [`AppError`].
pub async fn dissociate_services(
    cx: RequestContext,
    At(kind): At,
    Path((_, id)): Path<(String, CompanyId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    company(&cx, kind, id).await?;
    let chosen: Vec<ServiceId> = ChooseForm::of_pairs(pairs).ids()?;
    let went = service::dissociate_services(&cx.service, vec![id], chosen).await?;
    Ok(said(&cx, kind, id, "went", went))
}
