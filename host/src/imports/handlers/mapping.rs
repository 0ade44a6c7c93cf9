//! Saying what the columns of a file mean, and the mappings that a tenant keeps.
use axum::Form;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::{ImportId, ImportMappingId};
use maud::html;
use serde::Deserialize;

use super::kind;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::imports::form::mapping::{Wish, parse};
use crate::imports::model::ImportState;
use crate::imports::service::{self, Proposed, Start};
use crate::imports::views::{KeptView, MappingView};
use crate::ui;

/// What is told at the head of the page.
#[derive(Default)]
struct Told {
    name: String,
    problem: Option<String>,
    done: Option<String>,
}

async fn page(
    cx: &RequestContext,
    proposed: &Proposed,
    told: Told,
    status: StatusCode,
) -> Result<Response, AppError> {
    let Proposed { import, proposal, preview } = proposed;
    let saved = service::list_mappings(&cx.service, import.kind).await?;
    let view = MappingView {
        t: cx.texts,
        paths: &cx.paths,
        import,
        proposal,
        preview,
        saved: &saved,
        name: (told.name, told.problem),
        done: told.done,
        csrf: cx.csrf(),
    };
    let main = ui::split(ui::Pane::Detail, html! {}, view.render());
    Ok((status, console::page(cx, &import.file_name, Section::Imports, main).await?).into_response())
}

/// `GET /imports/{id}/mapping`: what is proposed.
///
/// # Errors
/// [`AppError`].
pub async fn mapping(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportId)>,
) -> Result<Response, AppError> {
    let import = service::find_import(&cx.service, id).await?;
    if import.state != ImportState::Mapping {
        return Ok(Redirect::to(&cx.paths.import(id)).into_response());
    }
    page(&cx, &service::propose(&cx.service, id).await?, Told::default(), StatusCode::OK).await
}

/// `POST /imports/{id}/mapping`: keeps what was typed, and perhaps starts the import or keeps it under a name.
///
/// # Errors
/// [`AppError`].
pub async fn map(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportId)>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let (typed, wish) = parse(&pairs);
    service::keep_typed(&cx.service, id, &typed).await?;
    let mut told = Told { name: typed.name.clone(), ..Told::default() };
    let mut status = StatusCode::OK;
    match wish {
        Wish::Start => match service::start_mapped(&cx.service, id).await? {
            Start::Started(_) => return Ok(Redirect::to(&cx.paths.import(id)).into_response()),
            Start::Refused(proposed) => {
                return page(&cx, &proposed, told, StatusCode::UNPROCESSABLE_ENTITY).await;
            }
        },
        Wish::Save => match service::save_mapping(&cx.service, id, &typed.name).await {
            Ok(kept) => {
                let name = [("name", kept.name.as_str().into())];
                told = Told { done: Some(cx.texts.ta("mapping-saved-as", &name)), ..Told::default() };
            }
            Err(AppError::Invalid(problems)) => {
                told.problem = problems.first().map(|problem| problem.message.clone());
                status = StatusCode::UNPROCESSABLE_ENTITY;
            }
            Err(other) => return Err(other),
        },
        Wish::Keep if !headers.contains_key("hx-request") => {
            return Ok(Redirect::to(&cx.paths.mapping_import(id)).into_response());
        }
        Wish::Keep => {}
    }
    page(&cx, &service::propose(&cx.service, id).await?, told, status).await
}

async fn kept_page(
    cx: &RequestContext,
    kind: crate::users::model::UserKind,
    problem: Option<(String, String, String)>,
) -> Result<Response, AppError> {
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mappings = service::list_mappings(&cx.service, kind).await?;
    let view =
        KeptView { t: cx.texts, paths: &cx.paths, kind, mappings: &mappings, problem, csrf: cx.csrf() };
    let main = ui::split(ui::Pane::Detail, html! {}, view.render());
    let title = cx.texts.t("mapping-kept");
    Ok((status, console::page(cx, &title, Section::Imports, main).await?).into_response())
}

/// `GET /users/{category}/import-mappings`: the mappings that the tenant keeps.
///
/// # Errors
/// [`AppError`].
pub async fn mappings(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
) -> Result<Response, AppError> {
    kept_page(&cx, kind(&category)?, None).await
}

/// What the form of a kept mapping sends.
#[derive(Debug, Deserialize)]
pub struct RenameForm {
    name: String,
    version: i64,
}

/// `POST /import-mappings/{id}`: gives it another name.
///
/// # Errors
/// [`AppError`].
pub async fn rename_mapping(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportMappingId)>,
    Form(form): Form<RenameForm>,
) -> Result<Response, AppError> {
    let kind = service::kind_of_mapping(&cx.service, id).await?;
    match service::rename_mapping(&cx.service, id, form.version, &form.name).await {
        Ok(_) => Ok(Redirect::to(&cx.paths.import_mappings(kind)).into_response()),
        Err(AppError::Invalid(problems)) => {
            let why = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
            kept_page(&cx, kind, Some((id.to_string(), form.name, why))).await
        }
        Err(other) => Err(other),
    }
}

/// `POST /import-mappings/{id}/delete`.
///
/// # Errors
/// [`AppError`].
pub async fn delete_mapping(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportMappingId)>,
) -> Result<Redirect, AppError> {
    let kind = service::delete_mapping(&cx.service, id).await?;
    Ok(Redirect::to(&cx.paths.import_mappings(kind)))
}
