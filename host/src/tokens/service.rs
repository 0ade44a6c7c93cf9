//! Use cases about tokens.
mod validate;

use std::collections::{BTreeMap, HashMap};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use elenco_db::{Conn, DbError, Instant, TenantScope, TokenId, UserId};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::model::{
    MadeToken, NewToken, PREFIX, Responsible, Token, TokenFilter, TokenPage, TokenSummary, end_of, last_day,
};
use super::queries::{self, Wanted};
use crate::app::App;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::{Permission, Permissions};
use crate::auth::session_cookie::digest;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::users::model::UserKind;
use crate::{roles, users};

pub use validate::may_be_unlimited;

/// A token is written down as used at most this often, in seconds.
const TOUCH_EVERY: i64 = 60;
/// Most tokens of one person.
const MOST: usize = 100;

/// A secret, its digest, and how it begins.
fn new_secret(app: &App) -> (SecretString, Vec<u8>, String) {
    let secret = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(app.ids.secret::<32>()));
    let prefix = secret.chars().take(PREFIX.len() + 4).collect();
    let hash = digest(secret.as_bytes());
    (SecretString::from(secret), hash, prefix)
}

/// Makes a token for somebody, from the command line. The text is given out here and never again; the database keeps
/// its digest.
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
    let (secret, hash, prefix) = new_secret(app);
    let token = TokenSummary {
        id: TokenId::from_uuid(app.ids.uuid()),
        user_id: user,
        description: description.to_owned(),
        prefix,
        created_at: app.clock.now(),
        created_by: None,
        expires_at,
        last_used_at: None,
        scopes: None,
    };
    let scope = *scope;
    app.db
        .write(move |conn| queries::insert(conn, &scope, &token, &hash))
        .await
        .map_err(AppError::Database)?;
    Ok(secret)
}

/// What the audit says of a token, never with its secret.
fn entries(cx: &ServiceContext, token: &TokenSummary, comes: bool) -> [AuditEntry; 2] {
    let until = token.expires_at.map(|end| last_day(end).to_string());
    let words = |scopes: &Vec<Permission>| scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>();
    let told = json!({
        "description": token.description,
        "prefix": token.prefix,
        "until": until,
        "scopes": token.scopes.as_ref().map(words),
    });
    let change = |value: Value| {
        if comes { Change { old: Value::Null, new: value } } else { Change { old: value, new: Value::Null } }
    };
    let now = cx.app.clock.now();
    let own = BTreeMap::from([("token".to_owned(), change(told))]);
    let named = change(json!([format!("{} ({}…)", token.description, token.prefix)]));
    let of_person = BTreeMap::from([("tokens".to_owned(), named)]);
    let (action, by_person) = if comes { ("create", "associate") } else { ("delete", "dissociate") };
    [
        cx.audit_entry(now, ("token", token.id.as_uuid()), action, own),
        cx.audit_entry(now, ("user", token.user_id.as_uuid()), by_person, of_person),
    ]
}

/// Makes a token for a specialist. The secret is in the answer and nowhere else; the database keeps its digest.
///
/// # Errors
/// [`AppError::Invalid`] lists every problem, also permissions that the specialist or the actor does not have;
/// [`AppError::NotFound`].
pub async fn make_token(cx: &ServiceContext, user: UserId, new: NewToken) -> Result<MadeToken, AppError> {
    cx.require(Permission::TokensAdd)?;
    let person = users::service::find_user(cx, user).await?;
    let theirs = permissions_of(cx, user).await?;
    let new = validate::tidy(new);
    validate::check(cx, &person, &theirs, &new)?;
    let (secret, hash, prefix) = new_secret(&cx.app);
    let token = TokenSummary {
        id: TokenId::from_uuid(cx.app.ids.uuid()),
        user_id: user,
        description: new.description,
        prefix,
        created_at: cx.app.clock.now(),
        created_by: cx.actor.user(),
        expires_at: new.until.and_then(end_of),
        last_used_at: None,
        scopes: new.scopes,
    };
    let (cx, kept) = (cx.clone(), token.clone());
    let db = cx.app.db.clone();
    db.write(move |conn| {
        if queries::of_person(conn, &cx.scope, user)?.len() >= MOST {
            return Err(AppError::Invalid(vec![validate::too_many(&cx, MOST)]));
        }
        queries::insert(conn, &cx.scope, &kept, &hash)?;
        audit::insert(conn, &cx.scope, &entries(&cx, &kept, true))?;
        Ok(())
    })
    .await?;
    Ok(MadeToken { token, secret })
}

/// What a person may do, which is the most that a token of this person may.
///
/// # Errors
/// The database's.
pub async fn permissions_of(cx: &ServiceContext, user: UserId) -> Result<Permissions, AppError> {
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| roles::service::permissions_of(conn, &scope, user))
        .await
        .map_err(AppError::Database)
}

/// A person's tokens, the newest first.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn tokens_of(cx: &ServiceContext, user: UserId) -> Result<Vec<TokenSummary>, AppError> {
    cx.require(Permission::TokensList)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::of_person(conn, &scope, user)).await.map_err(AppError::Database)
}

/// Revokes a token, of this person when one is named. It is no good from the next request on.
///
/// # Errors
/// [`AppError::NotFound`], for one that was revoked before, too.
pub async fn revoke(cx: &ServiceContext, of: Option<UserId>, id: TokenId) -> Result<(), AppError> {
    cx.require(Permission::TokensDelete)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let token = queries::find_by_id(conn, &cx.scope, id)?;
        let token =
            token.filter(|token| of.is_none_or(|of| of == token.user_id)).ok_or(AppError::NotFound)?;
        if !queries::revoke(conn, &cx.scope, id, cx.app.clock.now())? {
            return Err(AppError::NotFound);
        }
        audit::insert(conn, &cx.scope, &entries(&cx, &token, false))?;
        Ok(())
    })
    .await
}

/// Tokens of everybody, the newest first, and who is responsible for each of the page.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_tokens(
    cx: &ServiceContext,
    filter: &TokenFilter,
    older_than: Option<TokenId>,
    limit: usize,
) -> Result<(TokenPage, HashMap<UserId, Responsible>), AppError> {
    cx.require(Permission::TokensList)?;
    let scope = cx.scope;
    // A day begins where the one before it ends.
    let begin = |day: Option<chrono::NaiveDate>| day.and_then(|day| day.pred_opt()).and_then(end_of);
    let end = |day: Option<chrono::NaiveDate>| day.and_then(end_of);
    let wanted = Wanted {
        search: filter.search.as_deref().map(fold).filter(|text| !text.is_empty()),
        created: (begin(filter.created.0), end(filter.created.1)),
        expires: (begin(filter.expires.0), end(filter.expires.1)),
    };
    let read = cx.app.db.read(move |conn| queries::list(conn, &scope, &wanted, older_than, limit));
    let page = read.await.map_err(AppError::Database)?;
    let ids: Vec<UserId> =
        page.tokens.iter().flat_map(|token| [Some(token.user_id), token.created_by]).flatten().collect();
    Ok((page, responsible(cx, ids).await?))
}

/// Names of people who are responsible for tokens, or made some.
///
/// # Errors
/// The database's.
pub async fn responsible(
    cx: &ServiceContext,
    ids: Vec<UserId>,
) -> Result<HashMap<UserId, Responsible>, AppError> {
    let scope = cx.scope;
    let read = cx.app.db.read(move |conn| users::service::named(conn, &scope, &ids));
    let found: Vec<(UserId, UserKind, String, bool)> = read.await.map_err(AppError::Database)?;
    Ok(found.into_iter().map(|(id, kind, name, active)| (id, Responsible { kind, name, active })).collect())
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

/// A token that was shown before, while it is neither expired nor revoked.
///
/// # Errors
/// The engine's.
pub fn find_again(
    conn: &mut Conn,
    scope: &TenantScope,
    id: TokenId,
    now: Instant,
) -> Result<Option<Token>, DbError> {
    let found = queries::find_by_id(conn, scope, id)?;
    let live = found.filter(|token| token.expires_at.is_none_or(|until| now < until));
    Ok(live.map(|token| Token {
        tenant_id: scope.tenant(),
        id,
        user_id: token.user_id,
        last_used_at: token.last_used_at,
        scopes: token.scopes,
    }))
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
