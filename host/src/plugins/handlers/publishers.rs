//! Publishers whose signatures the tenant trusts.
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::PublisherId;
use maud::html;
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::plugins::model::PluginProblem;
use crate::plugins::service;
use crate::plugins::views::{self, PublishersView};

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct TrustForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    key: String,
}

async fn page(
    cx: &RequestContext,
    refused: Option<(&TrustForm, &PluginProblem)>,
) -> Result<Response, AppError> {
    let publishers = service::publishers::list(&cx.service).await?;
    let offered: Vec<String> =
        cx.service.app.extensions.publishers().iter().map(|publisher| publisher.name.clone()).collect();
    let dialog = PublishersView {
        t: cx.texts,
        paths: &cx.paths,
        publishers: &publishers,
        offered: &offered,
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::PluginsUpdate),
        refused: refused.map(|(form, problem)| (form.name.as_str(), form.key.as_str(), problem)),
    };
    let main = html! { (views::none_chosen(cx.texts)) (dialog.render()) };
    let page = console::page(cx, &cx.texts.t("plugins-publishers"), Section::Plugins, main).await?;
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, page).into_response())
}

/// `GET /plugins/-/publishers`.
///
/// # Errors
/// [`AppError`].
pub async fn publishers(cx: RequestContext) -> Result<Response, AppError> {
    page(&cx, None).await
}

/// `POST /plugins/-/publishers`.
///
/// # Errors
/// [`AppError`]; a name or key that is none is told in the dialog.
pub async fn trust_publisher(cx: RequestContext, Form(form): Form<TrustForm>) -> Result<Response, AppError> {
    match service::publishers::trust(&cx.service, &form.name, &form.key).await {
        Ok(()) => Ok(Redirect::to(&cx.paths.plugin_publishers()).into_response()),
        Err(AppError::Plugin(problem)) => page(&cx, Some((&form, &problem))).await,
        Err(other) => Err(other),
    }
}

/// `POST /plugins/-/publishers/{id}/delete`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn remove_publisher(
    cx: RequestContext,
    Path((_, id)): Path<(String, PublisherId)>,
) -> Result<Redirect, AppError> {
    service::publishers::distrust(&cx.service, id).await?;
    Ok(Redirect::to(&cx.paths.plugin_publishers()))
}
