//! Use cases about tokens.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use elenco_db::{Conn, DbError, Instant, TenantScope, TokenId, UserId};
use secrecy::SecretString;

use super::model::{PREFIX, Token};
use super::queries::{self, NewToken};
use crate::app::App;
use crate::auth::session_cookie::digest;
use crate::error::AppError;

/// A token is written down as used at most this often, in seconds.
const TOUCH_EVERY: i64 = 60;

/// Makes a token for somebody. The text is given out here and never again; the database keeps its digest.
///
/// # Errors
/// The database's.
pub async fn create_token(
    app: &App,
    scope: &TenantScope,
    user: UserId,
    description: &str,
    expires_at: Option<Instant>,
) -> Result<SecretString, AppError> {
    let secret = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(app.ids.secret::<32>()));
    let (scope, now, id) = (*scope, app.clock.now(), TokenId::from_uuid(app.ids.uuid()));
    let (hash, description) = (digest(secret.as_bytes()), description.to_owned());
    let prefix: String = secret.chars().take(PREFIX.len() + 4).collect();
    app.db
        .write(move |conn| {
            queries::insert(
                conn,
                &NewToken {
                    tenant_id: scope.tenant(),
                    id,
                    user_id: user,
                    description: description.clone(),
                    secret_hash: hash.clone(),
                    prefix: prefix.clone(),
                    expires_at,
                    created_at: now,
                },
            )
        })
        .await
        .map_err(AppError::Database)?;
    Ok(SecretString::from(secret))
}

/// The token of a secret, while it is neither expired nor revoked.
///
/// # Errors
/// The engine's.
pub fn find_live(conn: &mut Conn, secret: &str, now: Instant) -> Result<Option<Token>, DbError> {
    if !secret.starts_with(PREFIX) {
        return Ok(None);
    }
    queries::find(conn, &digest(secret.as_bytes()), now)
}

/// Writes down that a token was used.
///
/// # Errors
/// The database's.
pub async fn touch(app: &App, token: &Token, now: Instant) -> Result<(), AppError> {
    if token.last_used_at.is_some_and(|last| last.plus_seconds(TOUCH_EVERY) > now) {
        return Ok(());
    }
    let (scope, id) = (TenantScope::of(token.tenant_id), token.id);
    app.db.write(move |conn| queries::touch(conn, &scope, id, now)).await.map_err(AppError::Database)
}
