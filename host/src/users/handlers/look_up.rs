//! Finding a person in another system, to begin a new one here.
use axum::extract::{Path, Query};
use maud::{Markup, html};
use serde::Deserialize;

use super::{ListQuery, kind_of, page_with};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::service;
use crate::users::views::LookUpView;

/// What was searched for.
#[derive(Debug, Default, Deserialize)]
pub struct LookUpQuery {
    #[serde(default)]
    search: String,
}

/// `GET /users/{category}/look-up`: the dialog, with who was found.
///
/// # Errors
/// [`AppError`].
pub async fn look_up(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Query(query): Query<LookUpQuery>,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let found = service::look_up(&cx.service, &query.search).await?;
    let dialog =
        LookUpView { t: cx.texts, paths: &cx.paths, kind, query: &query.search, found: &found }.render();
    page_with(&cx, kind, &ListQuery::default(), None, html! {}, Vec::new(), dialog).await
}
