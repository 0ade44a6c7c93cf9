//! Pages of locations: HTTP in and out.
mod import;
mod page;

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::LocationId;
use maud::Markup;
use serde::Deserialize;

use super::form::{LocationForm, search_of};
use super::model::Location;
use super::{service, views};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::model::Problem;

use page::{Detail, ListQuery, detail, page, with_dialog};

pub use import::{ask_import, import};

/// `GET /locations`.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Markup, AppError> {
    let may_add = cx.service.permissions.allow(Permission::LocationsAdd);
    page(&cx, &query, None, views::none_chosen(cx.texts, &cx.paths, may_add)).await
}

/// What is searched for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChoicesQuery {
    search: Option<String>,
}

/// `GET /locations/choices?search=`: options of the drop-down of a form.
///
/// # Errors
/// [`AppError`].
pub async fn choices(cx: RequestContext, Query(query): Query<ChoicesQuery>) -> Result<Markup, AppError> {
    let found = service::choices(&cx.service, search_of(query.search.as_deref())).await?;
    Ok(views::choices(cx.texts, &found))
}

/// `GET /locations/new`: an empty form.
///
/// # Errors
/// [`AppError`].
pub async fn new(cx: RequestContext, Query(mut query): Query<ListQuery>) -> Result<Markup, AppError> {
    query.tab = Some("details".to_owned());
    let form = LocationForm::blank();
    let pane = detail(&cx, Detail::form(None, &form)).await?;
    page(&cx, &query, None, pane).await
}

/// The form again, with what was refused at its place and everything that was typed.
async fn refused(
    cx: &RequestContext,
    location: Option<&Location>,
    form: &LocationForm,
    error: AppError,
) -> Result<Response, AppError> {
    let (problems, sentence): (Vec<Problem>, String) = match error {
        AppError::Invalid(problems) => {
            let sentence = cx.texts.ta("locations-refused", &[("count", problems.len().into())]);
            (problems, sentence)
        }
        AppError::Conflict => (Vec::new(), cx.texts.t("locations-conflict").into_owned()),
        other => return Err(other),
    };
    let shown = Detail { problems: &problems, refused: Some(sentence), ..Detail::form(location, form) };
    let pane = detail(cx, shown).await?;
    let query = ListQuery { tab: Some("details".to_owned()), ..ListQuery::default() };
    let page = page(cx, &query, location.map(|location| location.id), pane).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn saved(cx: &RequestContext, id: LocationId) -> Response {
    Redirect::to(&format!("{}?said=saved", cx.paths.location(id))).into_response()
}

/// `POST /locations`: a new location.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create(
    cx: RequestContext,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = LocationForm::of_pairs(pairs)?;
    match service::create_location(&cx.service, form.values()).await {
        Ok(location) => Ok(saved(&cx, location.id)),
        Err(error) => refused(&cx, None, &form, error).await,
    }
}

/// `GET /locations/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, LocationId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let location = service::find_location(&cx.service, id).await?;
    let form = LocationForm::of_location(&location);
    let panel = page::panel(&cx, &location, &query).await?;
    let pane =
        detail(&cx, Detail { tab: query.tab(), panel, ..Detail::form(Some(&location), &form) }).await?;
    page(&cx, &query, Some(id), pane).await
}

/// `POST /locations/{id}`: changes to a location.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update(
    cx: RequestContext,
    Path((_, id)): Path<(String, LocationId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = LocationForm::of_pairs(pairs)?;
    let location = service::find_location(&cx.service, id).await?;
    match service::change_location(&cx.service, id, form.version(), form.values()).await {
        Ok(_) => Ok(saved(&cx, id)),
        Err(error) => refused(&cx, Some(&location), &form, error).await,
    }
}

/// The dialog that says how many people belong to a location, over the location.
async fn delete_page(
    cx: &RequestContext,
    id: LocationId,
    problem: Option<String>,
) -> Result<Markup, AppError> {
    let location = service::find_location(&cx.service, id).await?;
    let usage = service::usage(&cx.service, id).await?;
    let others = service::choices(&cx.service, None).await?;
    let form = LocationForm::of_location(&location);
    let pane = detail(cx, Detail::form(Some(&location), &form)).await?;
    let dialog = views::DeleteView {
        t: cx.texts,
        paths: &cx.paths,
        location: &location,
        usage,
        others: &others,
        problem,
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::LocationsUpdate),
    };
    with_dialog(cx, &ListQuery::default(), Some(id), pane, dialog.render()).await
}

/// `GET /locations/{id}/delete`: asks, and says who belongs to it.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, LocationId)>,
) -> Result<Markup, AppError> {
    delete_page(&cx, id, None).await
}

/// `POST /locations/{id}/delete`.
///
/// # Errors
/// [`AppError`]; a location that is in use is shown with who uses it.
pub async fn delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, LocationId)>,
) -> Result<Response, AppError> {
    match service::delete_location(&cx.service, id).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?said=deleted", cx.paths.locations())).into_response()),
        Err(AppError::Invalid(_)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, delete_page(&cx, id, None).await?).into_response())
        }
        Err(error) => Err(error),
    }
}

/// `POST /locations/{id}/deactivate`: nobody new gets it; who has it keeps it.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn deactivate(
    cx: RequestContext,
    Path((_, id)): Path<(String, LocationId)>,
) -> Result<Response, AppError> {
    let location = service::find_location(&cx.service, id).await?;
    let mut values = super::model::LocationValues::of(&location);
    values.active = false;
    service::change_location(&cx.service, id, Some(location.version), values).await?;
    Ok(saved(&cx, id))
}

/// To which location people are moved.
#[derive(Debug, Deserialize)]
pub struct MoveForm {
    #[serde(default)]
    to: String,
}

/// `POST /locations/{id}/move`: gives its people another location.
///
/// # Errors
/// [`AppError`]; a target that is none is told in the dialog.
pub async fn move_people(
    cx: RequestContext,
    Path((_, id)): Path<(String, LocationId)>,
    Form(form): Form<MoveForm>,
) -> Result<Response, AppError> {
    let outcome = match form.to.parse::<LocationId>() {
        Ok(to) => service::move_people(&cx.service, id, to).await,
        Err(_) => Err(AppError::Invalid(Vec::new())),
    };
    match outcome {
        Ok(moved) => {
            let said = if moved.is_more { "some-moved" } else { "moved" };
            let page = format!("{}?said={said}&count={}", cx.paths.location(id), moved.people);
            Ok(Redirect::to(&page).into_response())
        }
        Err(AppError::Invalid(_)) => {
            let problem = cx.texts.t("locations-problem-target").into_owned();
            Ok((StatusCode::UNPROCESSABLE_ENTITY, delete_page(&cx, id, Some(problem)).await?).into_response())
        }
        Err(error) => Err(error),
    }
}
