//! Pages of roles: HTTP in and out.
mod groups;
mod page;
mod people;

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::RoleId;
use maud::{Markup, html};

use super::form::RoleForm;
use super::model::Role;
use super::service;
use super::views;
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::model::Problem;

use page::{Detail, ListQuery, detail, page, with_dialog};

pub use groups::{choose_groups, give_to_groups, take_from_groups};
pub use people::{choose_people, give_to_people, take_from_people};

/// `GET /roles`: the list.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Markup, AppError> {
    let may_add = cx.service.permissions.allow(Permission::RolesAdd);
    let nothing = views::none_chosen(cx.texts, &cx.paths, may_add);
    page(&cx, &query, None, nothing).await
}

/// `GET /roles/new`: an empty form, or a copy of the role that the address names.
///
/// # Errors
/// [`AppError`].
pub async fn new(cx: RequestContext, Query(mut query): Query<ListQuery>) -> Result<Markup, AppError> {
    let form = match query.copy {
        None => RoleForm::blank(),
        Some(id) => {
            let role = service::find_role(&cx.service, id).await?;
            let mut form = RoleForm { version: None, ..RoleForm::of_role(&role) };
            form.name = cx.texts.ta("roles-copy-of", &[("name", role.name.as_str().into())]);
            // What the reader has not cannot be given on.
            form.everything &= cx.service.permissions.are_all();
            form.permissions.retain(|permission| cx.service.permissions.allow(*permission));
            form
        }
    };
    query.tab = Some("details".to_owned());
    let pane = detail(&cx, Detail::form(None, &form)).await?;
    page(&cx, &query, None, pane).await
}

/// The form again, with what was refused at its place and everything that was typed.
async fn refused(
    cx: &RequestContext,
    role: Option<&Role>,
    form: &RoleForm,
    error: AppError,
) -> Result<Response, AppError> {
    let (problems, sentence): (Vec<Problem>, String) = match error {
        AppError::Invalid(problems) => {
            let sentence = cx.texts.ta("groups-refused", &[("count", problems.len().into())]);
            (problems, sentence)
        }
        AppError::Conflict => (Vec::new(), cx.texts.t("roles-conflict").into_owned()),
        other => return Err(other),
    };
    let shown = Detail { problems: &problems, refused: Some(sentence), ..Detail::form(role, form) };
    let pane = detail(cx, shown).await?;
    let query = ListQuery { tab: Some("details".to_owned()), ..ListQuery::default() };
    let page = page(cx, &query, role.map(|role| role.id), pane).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// `POST /roles`: a new role.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create(
    cx: RequestContext,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = RoleForm::of_pairs(pairs);
    match service::create_role(&cx.service, form.values()).await {
        Ok(role) => Ok(Redirect::to(&format!("{}?said=saved", cx.paths.role(role.id))).into_response()),
        Err(error) => refused(&cx, None, &form, error).await,
    }
}

/// `POST /roles/ready-made`: the ready-made roles that are missing.
///
/// # Errors
/// [`AppError`].
pub async fn add_ready_made(cx: RequestContext) -> Result<Redirect, AppError> {
    let count = service::add_missing(&cx.service).await?;
    Ok(Redirect::to(&format!("{}?said=ready-made&count={count}", cx.paths.roles())))
}

/// `GET /roles/{id}`: a role.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, RoleId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    shown(&cx, id, &query).await
}

/// A role at the tab that the address names.
async fn shown(cx: &RequestContext, id: RoleId, query: &ListQuery) -> Result<Markup, AppError> {
    let role = service::find_role(&cx.service, id).await?;
    let form = RoleForm::of_role(&role);
    let panel = match query.tab() {
        "people" => Some(people::panel(cx, &role, query).await?),
        "groups" => Some(groups::panel(cx, &role).await?),
        _ => None,
    };
    let pane = detail(cx, Detail { tab: query.tab(), panel, ..Detail::form(Some(&role), &form) }).await?;
    page(cx, query, Some(id), pane).await
}

/// The tab again, with a sentence that says why nothing was changed.
async fn not_done(cx: &RequestContext, id: RoleId, tab: &str, error: AppError) -> Result<Response, AppError> {
    let AppError::Invalid(problems) = error else { return Err(error) };
    let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    let query =
        ListQuery { tab: Some(tab.to_owned()), refused: Some(told.join(" ")), ..ListQuery::default() };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown(cx, id, &query).await?).into_response())
}

/// Back to the tab on which a role was given or taken, which says to or from how many, or why not.
async fn answer(
    cx: &RequestContext,
    (id, tab): (RoleId, &str),
    said: &str,
    outcome: Result<usize, AppError>,
) -> Result<Response, AppError> {
    match outcome {
        Ok(0) => Ok(Redirect::to(&format!("{}?tab={tab}&said=nobody", cx.paths.role(id))).into_response()),
        Ok(count) => {
            let address = format!("{}?tab={tab}&said={said}&count={count}", cx.paths.role(id));
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => not_done(cx, id, tab, error).await,
    }
}

/// `POST /roles/{id}`: changes to a role.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update(
    cx: RequestContext,
    Path((_, id)): Path<(String, RoleId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = RoleForm::of_pairs(pairs);
    let role = service::find_role(&cx.service, id).await?;
    match service::change_role(&cx.service, id, form.version, form.values()).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?said=saved", cx.paths.role(id))).into_response()),
        Err(error) => refused(&cx, Some(&role), &form, error).await,
    }
}

/// The dialog that says who has a role, over the role.
async fn delete_page(cx: &RequestContext, id: RoleId, refused: Option<&str>) -> Result<Markup, AppError> {
    let role = service::find_role(&cx.service, id).await?;
    let usage = service::usage(&cx.service, id).await?;
    let form = RoleForm::of_role(&role);
    let pane = detail(cx, Detail::form(Some(&role), &form)).await?;
    let dialog = views::delete_dialog(cx.texts, &cx.paths, &role, &usage, refused, cx.csrf());
    with_dialog(cx, &ListQuery::default(), Some(id), pane, html! { (dialog) }).await
}

/// `GET /roles/{id}/delete`: asks, and says who has the role.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, RoleId)>,
) -> Result<Markup, AppError> {
    delete_page(&cx, id, None).await
}

/// `POST /roles/{id}/delete`.
///
/// # Errors
/// [`AppError`]; why a role cannot be deleted is shown.
pub async fn delete(cx: RequestContext, Path((_, id)): Path<(String, RoleId)>) -> Result<Response, AppError> {
    match service::delete_role(&cx.service, id).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?said=deleted", cx.paths.roles())).into_response()),
        Err(AppError::Invalid(problems)) => {
            let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
            let page = delete_page(&cx, id, Some(&told.join(" "))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
