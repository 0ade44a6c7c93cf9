//! A version on trial: begun, compared, promoted, stopped.
use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use elenco_db::PluginVersionId;
use serde::Deserialize;

use super::lifecycle::then;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::plugins::service::canary;

/// Which version is to be tried.
#[derive(Debug, Deserialize)]
pub struct TrialForm {
    version: PluginVersionId,
}

fn said(cx: &RequestContext, name: &str, word: &str) -> String {
    format!("{}&said={word}", cx.paths.canary(name))
}

/// `POST /plugins/{plugin}/canary/start`.
///
/// # Errors
/// [`AppError`].
pub async fn start_trial(
    cx: RequestContext,
    Path((_, name)): Path<(String, String)>,
    Form(form): Form<TrialForm>,
) -> Result<Response, AppError> {
    let done = canary::start_trial(&cx.service, &name, form.version).await;
    then(&cx, &name, done, said(&cx, &name, "trial")).await
}

/// `POST /plugins/{plugin}/canary/stop`.
///
/// # Errors
/// [`AppError`].
pub async fn stop_trial(
    cx: RequestContext,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let done = canary::stop_trial(&cx.service, &name).await;
    then(&cx, &name, done, said(&cx, &name, "no-trial")).await
}

/// `POST /plugins/{plugin}/canary/promote`.
///
/// # Errors
/// [`AppError`].
pub async fn promote(
    cx: RequestContext,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let done = canary::promote(&cx.service, &name).await;
    then(&cx, &name, done, format!("{}?said=active", cx.paths.plugin(&name))).await
}

/// `POST /plugins/{plugin}/canary/imports`: tries it on the people of the last imports.
///
/// # Errors
/// [`AppError`].
pub async fn try_on_imports(
    cx: RequestContext,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let done = canary::try_on_imports(&cx.service, &name).await.map(drop);
    then(&cx, &name, done, said(&cx, &name, "compared")).await
}
