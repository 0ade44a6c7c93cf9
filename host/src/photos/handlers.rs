//! Photos: HTTP in and out.
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use elenco_db::PhotoId;

use super::service;
use crate::context::RequestContext;
use crate::error::AppError;

/// `GET /photos/{id}`. A photo never changes under its id, so a browser may keep it; nobody else may.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, PhotoId)>,
) -> Result<impl IntoResponse, AppError> {
    let bytes = service::read_photo(&cx.service, id).await?;
    Ok((
        [
            (header::CONTENT_TYPE, service::MEDIA_TYPE),
            (header::CACHE_CONTROL, "private, max-age=31536000, immutable"),
        ],
        bytes,
    ))
}
