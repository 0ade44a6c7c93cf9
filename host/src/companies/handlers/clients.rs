//! Clients of a company: the tab, and choosing clients of the project.
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Redirect;
use elenco_db::CompanyId;
use maud::Markup;

use super::page::{Detail, ListQuery, detail, page};
use super::{At, company};
use crate::auth::permission::Permission;
use crate::companies::form::CompanyForm;
use crate::companies::model::{Company, CompanyKind, CompanyTab};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups::form::ChooseForm;
use crate::users::model::{UserFilter, UserKind};
use crate::users::service;
use crate::users::views::{ChooseClientsView, ClientsView, choose_clients_panel, clients_panel};

/// Clients on a page.
const PAGE: usize = 50;

/// The tab.
pub(super) async fn panel(
    cx: &RequestContext,
    company: &Company,
    query: &ListQuery,
) -> Result<Markup, AppError> {
    let search = query.search();
    let people =
        service::list_clients(&cx.service, company.id, search.clone(), query.people_anchor(), PAGE).await?;
    Ok(clients_panel(&ClientsView {
        t: cx.texts,
        paths: &cx.paths,
        at: &cx.paths.company_clients(company.kind, company.id),
        name: &company.name,
        count: company.clients,
        search: search.as_deref(),
        people: &people,
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::CompaniesUpdate),
    }))
}

/// `GET /companies/{id}/clients/new`: clients of the chosen project, to associate.
///
/// # Errors
/// [`AppError`].
pub async fn choose_clients(
    cx: RequestContext,
    At(kind): At,
    Path((_, id)): Path<(String, CompanyId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let company = company(&cx, kind, id).await?;
    let project = cx.project()?;
    let search = query.search();
    let filter = UserFilter::searching(search.clone());
    let (of, anchor) = (UserKind::Client, query.people_anchor());
    let people = service::list_users(&cx.service, project.id, of, filter, anchor, PAGE).await?;
    let ids = people.items.iter().map(|person| person.id).collect();
    let present = service::clients_among(&cx.service, id, ids).await?;
    let panel = choose_clients_panel(&ChooseClientsView {
        t: cx.texts,
        paths: &cx.paths,
        at: &cx.paths.company_clients(kind, id),
        project: &project.name,
        search: search.as_deref(),
        people: &people,
        present: &present,
        csrf: cx.csrf(),
    });
    let form = CompanyForm::of_company(&company, cx.texts.culture());
    let tab = CompanyTab::Clients;
    let shown = Detail { tab, panel: Some(panel), ..Detail::form(Some(&company), &form) };
    let pane = detail(&cx, kind, shown).await?;
    page(&cx, kind, &ListQuery::at(tab), Some(id), pane).await
}

fn said(cx: &RequestContext, kind: CompanyKind, id: CompanyId, what: &str, count: u64) -> Redirect {
    Redirect::to(&format!("{}&said={what}&count={count}", cx.paths.company_clients(kind, id).tab))
}

/// `POST /companies/{id}/clients`: associates clients, chosen ones or all that match.
///
/// # Errors
/// [`AppError`].
pub async fn associate_clients(
    cx: RequestContext,
    At(kind): At,
    Path((_, id)): Path<(String, CompanyId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    company(&cx, kind, id).await?;
    let project = cx.project()?.id;
    let Some(chosen) = ChooseForm::of_pairs(pairs).people(project)? else {
        return Ok(said(&cx, kind, id, "nobody", 0));
    };
    let came = service::associate_clients(&cx.service, id, project, chosen).await?;
    Ok(said(&cx, kind, id, "came", came))
}

/// `POST /companies/{id}/clients/remove`: takes clients away, chosen ones or all that match.
///
/// # Errors
/// [`AppError`].
pub async fn dissociate_clients(
    cx: RequestContext,
    At(kind): At,
    Path((_, id)): Path<(String, CompanyId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    company(&cx, kind, id).await?;
    let project = cx.project()?.id;
    let Some(chosen) = ChooseForm::of_pairs(pairs).people(project)? else {
        return Ok(said(&cx, kind, id, "nobody", 0));
    };
    let went = service::dissociate_clients(&cx.service, id, chosen).await?;
    Ok(said(&cx, kind, id, "went", went))
}
