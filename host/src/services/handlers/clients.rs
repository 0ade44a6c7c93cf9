//! Clients of a service: the tab, and choosing clients of the project.
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Redirect;
use elenco_db::ServiceId;
use maud::Markup;

use super::page::{Detail, ListQuery, detail, page};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups::form::ChooseForm;
use crate::services::form::ServiceForm;
use crate::services::model::Service;
use crate::services::service::find_service;
use crate::users::model::{UserFilter, UserKind};
use crate::users::service;
use crate::users::views::{ChooseClientsView, ClientsView, choose_clients_panel, clients_panel};

/// Clients on a page.
const PAGE: usize = 50;

/// The tab.
pub(super) async fn panel(cx: &RequestContext, of: &Service, query: &ListQuery) -> Result<Markup, AppError> {
    let search = query.search();
    let people =
        service::list_clients(&cx.service, of.id, search.clone(), query.people_anchor(), PAGE).await?;
    Ok(clients_panel(&ClientsView {
        t: cx.texts,
        paths: &cx.paths,
        at: &cx.paths.service_clients(of.id),
        name: &of.name,
        count: of.clients,
        search: search.as_deref(),
        people: &people,
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::ServicesUpdate),
    }))
}

/// `GET /services/{id}/clients/new`: clients of the chosen project, to associate.
///
/// # Errors
/// [`AppError`].
pub async fn choose_clients(
    cx: RequestContext,
    Path((_, id)): Path<(String, ServiceId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let of = find_service(&cx.service, id).await?;
    let project = cx.project()?;
    let search = query.search();
    let filter = UserFilter::searching(search.clone());
    let (kind, anchor) = (UserKind::Client, query.people_anchor());
    let people = service::list_users(&cx.service, project.id, kind, filter, anchor, PAGE).await?;
    let ids = people.items.iter().map(|person| person.id).collect();
    let present = service::clients_among(&cx.service, id, ids).await?;
    let panel = choose_clients_panel(&ChooseClientsView {
        t: cx.texts,
        paths: &cx.paths,
        at: &cx.paths.service_clients(id),
        project: &project.name,
        search: search.as_deref(),
        people: &people,
        present: &present,
        csrf: cx.csrf(),
    });
    let form = ServiceForm::of_service(&of);
    let shown = Detail { tab: "clients", panel: Some(panel), ..Detail::form(Some(&of), &form) };
    let pane = detail(&cx, shown).await?;
    page(&cx, &ListQuery::at("clients"), Some(id), pane).await
}

fn said(cx: &RequestContext, id: ServiceId, what: &str, count: u64) -> Redirect {
    Redirect::to(&format!("{}&said={what}&count={count}", cx.paths.service_clients(id).tab))
}

/// `POST /services/{id}/clients`: associates clients, chosen ones or all that match.
///
/// # Errors
/// [`AppError`].
pub async fn associate_clients(
    cx: RequestContext,
    Path((_, id)): Path<(String, ServiceId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    find_service(&cx.service, id).await?;
    let project = cx.project()?.id;
    let Some(chosen) = ChooseForm::of_pairs(pairs).people(project)? else {
        return Ok(said(&cx, id, "nobody", 0));
    };
    let came = service::associate_clients(&cx.service, id, project, chosen).await?;
    Ok(said(&cx, id, "came", came))
}

/// `POST /services/{id}/clients/remove`: takes clients away, chosen ones or all that match.
///
/// # Errors
/// [`AppError`].
pub async fn dissociate_clients(
    cx: RequestContext,
    Path((_, id)): Path<(String, ServiceId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    find_service(&cx.service, id).await?;
    let project = cx.project()?.id;
    let Some(chosen) = ChooseForm::of_pairs(pairs).people(project)? else {
        return Ok(said(&cx, id, "nobody", 0));
    };
    let went = service::dissociate_clients(&cx.service, id, chosen).await?;
    Ok(said(&cx, id, "went", went))
}
