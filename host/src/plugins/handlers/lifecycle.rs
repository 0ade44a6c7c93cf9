//! What changes a plugin's life.
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::PluginVersionId;

use super::pages::{ListQuery, consent_page, detail_page, upload_page};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::imports::handlers::Upload;
use crate::plugins::form;
use crate::plugins::model::PluginProblem;
use crate::plugins::service;

/// Reads the one file of an upload, no further than the largest component.
async fn component(Upload(mut parts): Upload) -> Result<Result<Vec<u8>, PluginProblem>, AppError> {
    let limit = service::LARGEST_COMPONENT;
    loop {
        // An upload that ends early is one without a file: nothing of it was kept.
        let Ok(part) = parts.next_field().await else { return Ok(Err(PluginProblem::NoFile)) };
        let Some(mut part) = part else { return Ok(Err(PluginProblem::NoFile)) };
        if part.name() != Some("file") {
            continue;
        }
        let mut bytes = Vec::new();
        loop {
            match part.chunk().await {
                Ok(Some(piece)) if (bytes.len() + piece.len()) as u64 > limit => {
                    return Err(AppError::TooLarge { limit });
                }
                Ok(Some(piece)) => bytes.extend_from_slice(&piece),
                Ok(None) if bytes.is_empty() => return Ok(Err(PluginProblem::NoFile)),
                Ok(None) => return Ok(Ok(bytes)),
                Err(_) => return Ok(Err(PluginProblem::NoFile)),
            }
        }
    }
}

/// `POST /plugins`: takes a component in.
///
/// # Errors
/// [`AppError`]; why a component is not taken is told in the dialog.
pub async fn create(cx: RequestContext, upload: Upload) -> Result<Response, AppError> {
    let taken = match component(upload).await? {
        Ok(bytes) => service::upload(&cx.service, bytes).await,
        Err(problem) => return upload_page(&cx, Some(&problem)).await,
    };
    match taken {
        Ok(version) => {
            let address = cx.paths.plugin(&version.described.name);
            Ok(Redirect::to(&format!("{address}?said=uploaded")).into_response())
        }
        Err(AppError::Plugin(problem)) => upload_page(&cx, Some(&problem)).await,
        Err(other) => Err(other),
    }
}

/// `POST /plugins/{plugin}/versions/{id}/activate`, with consent or, for an upgrade that asks for nothing new, without.
///
/// # Errors
/// [`AppError`]; why it cannot be made active is told in the dialog.
pub async fn activate(
    cx: RequestContext,
    Path((_, name, id)): Path<(String, String, PluginVersionId)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let version = service::find_version(&cx.service, id).await?;
    if version.described.name != name {
        return Err(AppError::NotFound);
    }
    match service::activate(&cx.service, id, form::consent(&fields, &version.described)).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?said=active", cx.paths.plugin(&name))).into_response()),
        Err(AppError::Plugin(problem)) => consent_page(&cx, &name, id, Some(&problem)).await,
        Err(other) => Err(other),
    }
}

/// Where an action leads, or its page with what could not be done.
pub(super) async fn then(
    cx: &RequestContext,
    name: &str,
    done: Result<(), AppError>,
    to: String,
) -> Result<Response, AppError> {
    match done {
        Ok(()) => Ok(Redirect::to(&to).into_response()),
        Err(AppError::Plugin(problem)) => detail_page(cx, &ListQuery::default(), name, Some(&problem)).await,
        Err(other) => Err(other),
    }
}

/// `POST /plugins/{plugin}/roll-back`.
///
/// # Errors
/// [`AppError`].
pub async fn roll_back(
    cx: RequestContext,
    Path((_, name)): Path<(String, String)>,
    Query(_query): Query<ListQuery>,
) -> Result<Response, AppError> {
    let done = service::roll_back(&cx.service, &name).await;
    // The version before may ask for what the present one does not: then somebody has to consent.
    if let Err(AppError::Plugin(problem)) = &done
        && let PluginProblem::ConsentNeeded(_) = problem.as_ref()
    {
        let plugin = service::find_plugin(&cx.service, &name).await?;
        if let Some(previous) = plugin.install.and_then(|install| install.previous) {
            return Ok(Redirect::to(&cx.paths.plugin_version(&name, previous)).into_response());
        }
    }
    then(&cx, &name, done, format!("{}?said=active", cx.paths.plugin(&name))).await
}

/// `POST /plugins/{plugin}/switch-on`.
///
/// # Errors
/// [`AppError`].
pub async fn switch_on(
    cx: RequestContext,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let done = service::switch(&cx.service, &name, true).await;
    then(&cx, &name, done, format!("{}?said=on", cx.paths.plugin(&name))).await
}

/// `POST /plugins/{plugin}/switch-off`.
///
/// # Errors
/// [`AppError`].
pub async fn switch_off(
    cx: RequestContext,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let done = service::switch(&cx.service, &name, false).await;
    then(&cx, &name, done, format!("{}?said=off", cx.paths.plugin(&name))).await
}

/// `POST /plugins/{plugin}/delete`.
///
/// # Errors
/// [`AppError`].
pub async fn delete(
    cx: RequestContext,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let done = service::remove(&cx.service, &name).await;
    then(&cx, &name, done, format!("{}?said=removed", cx.paths.plugins())).await
}

/// `POST /plugins/{plugin}/versions/{id}/delete`.
///
/// # Errors
/// [`AppError`].
pub async fn delete_version(
    cx: RequestContext,
    Path((_, name, id)): Path<(String, String, PluginVersionId)>,
) -> Result<Response, AppError> {
    if service::find_version(&cx.service, id).await?.described.name != name {
        return Err(AppError::NotFound);
    }
    let last = service::find_plugin(&cx.service, &name).await?.versions.len() == 1;
    let done = service::remove_version(&cx.service, id).await;
    let to = if last {
        format!("{}?said=removed", cx.paths.plugins())
    } else {
        format!("{}?said=version-removed", cx.paths.plugin(&name))
    };
    then(&cx, &name, done, to).await
}
