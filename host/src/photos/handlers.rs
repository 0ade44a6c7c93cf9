//! Photos: HTTP in and out.
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::IntoResponse;
use elenco_db::PhotoId;
use serde::Deserialize;

use super::service;
use crate::context::RequestContext;
use crate::error::AppError;

/// What the address of a photo may say.
#[derive(Debug, Default, Deserialize)]
pub struct PhotoQuery {
    /// `small` for a line of a list.
    size: Option<String>,
}

/// `GET /photos/{id}`. A photo never changes under its id, so a browser may keep it; nobody else may.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, PhotoId)>,
    Query(query): Query<PhotoQuery>,
) -> Result<impl IntoResponse, AppError> {
    let bytes = match query.size.as_deref() {
        Some("small") => service::read_small_photo(&cx.service, id).await?,
        _ => service::read_photo(&cx.service, id).await?,
    };
    Ok((
        [
            (header::CONTENT_TYPE, service::MEDIA_TYPE),
            (header::CACHE_CONTROL, "private, max-age=31536000, immutable"),
        ],
        bytes,
    ))
}
