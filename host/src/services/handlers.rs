//! Pages of services: HTTP in and out.
mod clients;
mod companies;
mod page;

use axum::extract::{Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::ServiceId;
use maud::Markup;

use super::form::ServiceForm;
use super::model::Service;
use super::service;
use super::views;
use crate::audit;
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::model::Problem;

use page::{Detail, ListQuery, detail, page, with_dialog};

pub use clients::{associate_clients, choose_clients, dissociate_clients};
pub use companies::{associate_companies, choose_companies, dissociate_companies};

/// `GET /services`: the list.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Markup, AppError> {
    let may_add = cx.service.permissions.allow(Permission::ServicesAdd);
    page(&cx, &query, None, views::none_chosen(cx.texts, &cx.paths, may_add)).await
}

/// `GET /services/new`: an empty form.
///
/// # Errors
/// [`AppError`].
pub async fn new(cx: RequestContext, Query(mut query): Query<ListQuery>) -> Result<Markup, AppError> {
    query.tab = Some("details".to_owned());
    let form = ServiceForm::blank();
    let pane = detail(&cx, Detail::form(None, &form)).await?;
    page(&cx, &query, None, pane).await
}

/// The form again, with what was refused at its place and everything that was typed. Of a form that is older than what
/// is stored it says where, and the next try counts.
async fn refused(
    cx: &RequestContext,
    service: Option<&Service>,
    mut form: ServiceForm,
    error: AppError,
) -> Result<Response, AppError> {
    let t = cx.texts;
    let mut owner = None;
    let mut problems: Vec<Problem> = Vec::new();
    let sentence = match error {
        AppError::Invalid(refused) => {
            let is_taken = refused.iter().any(|problem| problem.code == "service.name-taken");
            if is_taken && cx.service.permissions.allow(Permission::ServicesList) {
                owner = service::owner_of(&cx.service, form.get("name").to_owned()).await?;
            }
            problems = refused;
            t.ta("services-refused", &[("count", problems.len().into())])
        }
        AppError::Conflict => {
            if let Some(service) = service {
                let stored = service::find_service(&cx.service, service.id).await?;
                let stored = ServiceForm::of_service(&stored);
                let code = "service.changed".to_owned();
                for field in form.catch_up(&stored) {
                    let message = match (field, stored.get(field)) {
                        ("calendar" | "active", _) | (_, "") => t.t("services-changed").into_owned(),
                        (_, value) => t.ta("companies-changed-to", &[("value", value.into())]),
                    };
                    problems.push(Problem { field: field.to_owned(), code: code.clone(), message });
                }
            }
            t.t("services-conflict").into_owned()
        }
        other => return Err(other),
    };
    let shown = Detail {
        problems: &problems,
        owner: owner.as_ref(),
        refused: Some(sentence),
        ..Detail::form(service, &form)
    };
    let pane = detail(cx, shown).await?;
    let page = page(cx, &ListQuery::at("details"), service.map(|service| service.id), pane).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// `POST /services`: a new one.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create(cx: RequestContext, multipart: Multipart) -> Result<Response, AppError> {
    let form = ServiceForm::read(multipart).await?;
    match service::create_service(&cx.service, form.changes()).await {
        Ok(made) => Ok(Redirect::to(&format!("{}?said=saved", cx.paths.service(made.id))).into_response()),
        Err(error) => refused(&cx, None, form, error).await,
    }
}

/// `GET /services/{id}`: one of them.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, ServiceId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let service = service::find_service(&cx.service, id).await?;
    let form = ServiceForm::of_service(&service);
    let may = |permission| cx.service.permissions.allow(permission);
    let panel = match query.tab() {
        "clients" if may(Permission::UsersList) => Some(clients::panel(&cx, &service, &query).await?),
        "companies" if may(Permission::CompaniesList) => Some(companies::panel(&cx, &service, &query).await?),
        "history" if may(Permission::HistoryList) => {
            let tab = format!("{}?tab=history", cx.paths.service(id));
            Some(audit::handlers::panel(&cx, ("service", id.as_uuid()), tab).await?)
        }
        _ => None,
    };
    let tab = if panel.is_some() { query.tab() } else { "details" };
    let pane = detail(&cx, Detail { tab, panel, ..Detail::form(Some(&service), &form) }).await?;
    page(&cx, &query, Some(id), pane).await
}

/// `POST /services/{id}`: changes to one of them.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update(
    cx: RequestContext,
    Path((_, id)): Path<(String, ServiceId)>,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let form = ServiceForm::read(multipart).await?;
    let service = service::find_service(&cx.service, id).await?;
    match service::change_service(&cx.service, id, form.version(), form.changes()).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?said=saved", cx.paths.service(id))).into_response()),
        Err(error) => refused(&cx, Some(&service), form, error).await,
    }
}

/// `GET /services/{id}/delete`: asks, and says where it is in use.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, ServiceId)>,
) -> Result<Markup, AppError> {
    let service = service::find_service(&cx.service, id).await?;
    let usage = service::usage(&cx.service, id).await?;
    let form = ServiceForm::of_service(&service);
    let pane = detail(&cx, Detail::form(Some(&service), &form)).await?;
    let dialog = views::delete_dialog(cx.texts, &cx.paths, &service, usage, cx.csrf());
    with_dialog(&cx, &ListQuery::default(), Some(id), pane, dialog).await
}

/// `POST /services/{id}/delete`.
///
/// # Errors
/// [`AppError`].
pub async fn delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, ServiceId)>,
) -> Result<Redirect, AppError> {
    service::delete_service(&cx.service, id).await?;
    Ok(Redirect::to(&format!("{}?said=deleted", cx.paths.services())))
}
