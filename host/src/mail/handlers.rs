//! What somebody wants to be told by e-mail.
use axum::Form;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::model::Wish;
use super::{service, views};
use crate::context::RequestContext;
use crate::error::AppError;

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct WishForm {
    finished: String,
}

/// The choice, as it stands below the reader's notifications.
///
/// # Errors
/// The database's.
pub async fn wish(cx: &RequestContext) -> Result<Markup, AppError> {
    Ok(views::wish(&views::WishView {
        t: cx.texts,
        paths: &cx.paths,
        chosen: service::wish(&cx.service).await?,
        has_address: !cx.user.email.is_empty(),
        readiness: service::readiness(&cx.service.app),
        csrf: cx.csrf(),
    }))
}

/// `POST /notifications/mail`.
///
/// # Errors
/// [`AppError::BadRequest`] for a wish that no page of ours offers.
pub async fn choose(
    cx: RequestContext,
    headers: HeaderMap,
    Form(form): Form<WishForm>,
) -> Result<Response, AppError> {
    let wish = Wish::parse(&form.finished).ok_or_else(|| AppError::BadRequest {
        code: "form.unreadable",
        detail: "no such choice".to_owned(),
    })?;
    service::choose_wish(&cx.service, wish).await?;
    if headers.contains_key("hx-request") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(Redirect::to(&cx.paths.notifications()).into_response())
}
