//! Companies and suppliers of a service: the tab, and choosing companies.
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Redirect;
use elenco_db::{CompanyId, ServiceId};
use maud::Markup;

use super::page::{Detail, ListQuery, detail, with_dialog};
use crate::auth::permission::Permission;
use crate::companies::model::CompanyFilter;
use crate::companies::service;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups::form::ChooseForm;
use crate::services::form::ServiceForm;
use crate::services::model::Service;
use crate::services::service::find_service;
use crate::services::views::{self, CompaniesView};

/// Companies on a page.
const PAGE: usize = 50;

fn may_change(cx: &RequestContext) -> bool {
    let may = |permission| cx.service.permissions.allow(permission);
    may(Permission::ServicesUpdate) && may(Permission::CompaniesList)
}

/// The tab.
pub(super) async fn panel(cx: &RequestContext, of: &Service, query: &ListQuery) -> Result<Markup, AppError> {
    let search = query.search();
    let filter =
        CompanyFilter { search: search.clone(), of_service: Some(of.id), ..CompanyFilter::default() };
    let page = service::list_companies(&cx.service, filter, query.companies_anchor(), PAGE).await?;
    Ok(views::companies_panel(&CompaniesView {
        t: cx.texts,
        paths: &cx.paths,
        service: of,
        search: search.as_deref(),
        page: &page,
        present: &[],
        csrf: cx.csrf(),
        may_change: may_change(cx),
    }))
}

/// `GET /services/{id}/companies`: the dialog in which companies and suppliers are chosen.
///
/// # Errors
/// [`AppError`].
pub async fn choose_companies(
    cx: RequestContext,
    Path((_, id)): Path<(String, ServiceId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let of = find_service(&cx.service, id).await?;
    let search = query.search();
    let filter = CompanyFilter { search: search.clone(), ..CompanyFilter::default() };
    let page = service::list_companies(&cx.service, filter, query.companies_anchor(), PAGE).await?;
    let ids: Vec<CompanyId> = page.items.iter().map(|company| company.id).collect();
    let present: Vec<CompanyId> = service::services_among(&cx.service, ids, vec![id])
        .await?
        .into_iter()
        .map(|(company, _)| company)
        .collect();
    let dialog = views::choose_companies(&CompaniesView {
        t: cx.texts,
        paths: &cx.paths,
        service: &of,
        search: search.as_deref(),
        page: &page,
        present: &present,
        csrf: cx.csrf(),
        may_change: may_change(&cx),
    });
    let query = ListQuery::at("companies");
    let form = ServiceForm::of_service(&of);
    let shown = Detail {
        tab: "companies",
        panel: Some(panel(&cx, &of, &query).await?),
        ..Detail::form(Some(&of), &form)
    };
    let pane = detail(&cx, shown).await?;
    with_dialog(&cx, &query, Some(id), pane, dialog).await
}

fn said(cx: &RequestContext, id: ServiceId, what: &str, count: usize) -> Redirect {
    let what = if count == 0 { "nobody" } else { what };
    Redirect::to(&format!("{}?tab=companies&said={what}&count={count}", cx.paths.service(id)))
}

/// `POST /services/{id}/companies`: associates companies and suppliers.
///
/// # Errors
/// [`AppError`].
pub async fn associate_companies(
    cx: RequestContext,
    Path((_, id)): Path<(String, ServiceId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    find_service(&cx.service, id).await?;
    let chosen: Vec<CompanyId> = ChooseForm::of_pairs(pairs).ids()?;
    let came = service::associate_services(&cx.service, chosen, vec![id]).await?;
    Ok(said(&cx, id, "came", came))
}

/// `POST /services/{id}/companies/remove`: takes companies and suppliers away.
///
/// # Errors
/// [`AppError`].
pub async fn dissociate_companies(
    cx: RequestContext,
    Path((_, id)): Path<(String, ServiceId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    find_service(&cx.service, id).await?;
    let chosen: Vec<CompanyId> = ChooseForm::of_pairs(pairs).ids()?;
    let went = service::dissociate_services(&cx.service, chosen, vec![id]).await?;
    Ok(said(&cx, id, "went", went))
}
