//! Comments on people in the API.
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use elenco_db::{FeedbackId, Instant, UserId};
use serde::{Deserialize, Serialize};

use super::{Body, List};
use crate::context::ApiContext;
use crate::error::AppError;
use crate::feedback::model::{Comment, Subject};
use crate::feedback::service;

/// Comments of a page when nothing is said, and at most.
const LIMITS: (usize, usize) = (50, 200);

/// A comment as the API shows one.
#[derive(Debug, Serialize)]
pub struct CommentDocument {
    id: FeedbackId,
    author: Option<UserId>,
    author_name: String,
    body: String,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl From<Comment> for CommentDocument {
    fn from(comment: Comment) -> Self {
        Self {
            id: comment.id,
            author: comment.author,
            author_name: comment.author_name,
            body: comment.body,
            version: comment.version,
            created_at: comment.created_at,
            updated_at: comment.updated_at,
        }
    }
}

/// A new comment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    body: String,
}

/// What the address of a list may say.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    cursor: Option<FeedbackId>,
    limit: Option<usize>,
}

/// `GET /api/v1/users/{id}/feedback?cursor=&limit=`: the newest first.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn list(
    ApiContext(cx): ApiContext,
    Path(id): Path<UserId>,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<CommentDocument>>, AppError> {
    let subject = Subject::User(id);
    service::named(&cx.service, subject).await?;
    let limit = query.limit.unwrap_or(LIMITS.0).clamp(1, LIMITS.1);
    let page = service::list_comments(&cx.service, subject, query.cursor, limit).await?;
    let next_cursor = page.older.map(|older| older.to_string());
    Ok(Json(List { items: page.comments.into_iter().map(CommentDocument::from).collect(), next_cursor }))
}

/// `POST /api/v1/users/{id}/feedback`.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::NotFound`].
pub async fn create(
    ApiContext(cx): ApiContext,
    Path(id): Path<UserId>,
    Body(new): Body<NewComment>,
) -> Result<(StatusCode, Json<CommentDocument>), AppError> {
    let comment = service::add_comment(&cx.service, Subject::User(id), &new.body).await?;
    Ok((StatusCode::CREATED, Json(comment.into())))
}
