//! Integration tokens in the API.
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use chrono::NaiveDate;
use elenco_db::{Instant, TokenId, UserId};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};

use super::{Body, List};
use crate::auth::permission::Permission;
use crate::context::ApiContext;
use crate::error::AppError;
use crate::tokens::model::{NewToken, TokenSummary, last_day};
use crate::tokens::service;
use crate::users;

/// A token, without its secret.
#[derive(Debug, Serialize)]
pub struct TokenDocument {
    id: TokenId,
    user: UserId,
    description: String,
    /// How its secret begins.
    prefix: String,
    created_at: Instant,
    created_by: Option<UserId>,
    last_used_at: Option<Instant>,
    /// Its last day.
    until: Option<NaiveDate>,
    /// The only things for which it may be used; all that its person may do when there are none.
    scopes: Option<Vec<Permission>>,
}

impl From<TokenSummary> for TokenDocument {
    fn from(token: TokenSummary) -> Self {
        Self {
            id: token.id,
            user: token.user_id,
            description: token.description,
            prefix: token.prefix,
            created_at: token.created_at,
            created_by: token.created_by,
            last_used_at: token.last_used_at,
            until: token.expires_at.map(last_day),
            scopes: token.scopes,
        }
    }
}

/// A token that was just made, with its secret, which no other answer has.
#[derive(Serialize)]
pub struct MadeDocument {
    #[serde(flatten)]
    token: TokenDocument,
    secret: String,
}

/// What is said of a new token.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewDocument {
    description: String,
    until: Option<NaiveDate>,
    scopes: Option<Vec<Permission>>,
}

/// `GET /api/v1/users/{id}/tokens`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn list(
    ApiContext(cx): ApiContext,
    Path(id): Path<UserId>,
) -> Result<Json<List<TokenDocument>>, AppError> {
    users::service::find_user(&cx.service, id).await?;
    let tokens = service::tokens_of(&cx.service, id).await?;
    Ok(Json(List { items: tokens.into_iter().map(TokenDocument::from).collect(), next_cursor: None }))
}

/// `POST /api/v1/users/{id}/tokens`. The secret is in this answer and in no other.
///
/// # Errors
/// [`AppError::Invalid`] lists every value that was refused.
pub async fn create(
    ApiContext(cx): ApiContext,
    Path(id): Path<UserId>,
    Body(document): Body<NewDocument>,
) -> Result<(StatusCode, Json<MadeDocument>), AppError> {
    let new = NewToken { description: document.description, until: document.until, scopes: document.scopes };
    let made = service::make_token(&cx.service, id, new).await?;
    let secret = made.secret.expose_secret().to_owned();
    Ok((StatusCode::CREATED, Json(MadeDocument { token: TokenDocument::from(made.token), secret })))
}

/// `DELETE /api/v1/users/{id}/tokens/{token}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete(
    ApiContext(cx): ApiContext,
    Path((id, token)): Path<(UserId, TokenId)>,
) -> Result<StatusCode, AppError> {
    service::revoke(&cx.service, Some(id), token).await?;
    Ok(StatusCode::NO_CONTENT)
}
