//! Use cases about sign-ins.
mod limit;
pub mod password_links;

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use elenco_db::{Conn, DbError, Instant, ProjectId, TenantScope, UserId};
use secrecy::{ExposeSecret, SecretBox, SecretString};

use super::model::{ADDRESS, Session};
use super::queries::{self, NewSession};
use crate::app::App;
use crate::auth::session_cookie;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::tenants::model::Tenant;
use crate::users;
use crate::users::model::User;

/// A session is written down as used at most this often, in seconds, so that pages do not wait for the writer.
const TOUCH_EVERY: i64 = 60;

/// What somebody typed to sign in, and from where.
pub struct Credentials {
    /// User name, as typed.
    pub username: String,
    /// Password.
    pub password: SecretString,
    /// Address of the browser.
    pub address: Option<IpAddr>,
    /// What the browser calls itself.
    pub agent: String,
}

/// A sign-in that succeeded.
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// For the cookie; nobody else ever sees it.
    pub secret: SecretBox<[u8; 32]>,
}

fn subjects(credentials: &Credentials) -> Vec<String> {
    let name = format!("user:{}", fold(&credentials.username));
    let address = credentials.address.map(|address| format!("{ADDRESS}{address}"));
    std::iter::once(name).chain(address).collect()
}

/// Signs somebody in: one answer and the same work whether the name is unknown, the password wrong or the person
/// switched off. A new session gets a new secret, so none can be planted beforehand.
///
/// # Errors
/// [`AppError::Unauthenticated`], or [`AppError::TooManyTries`] with the seconds to wait.
pub async fn sign_in(app: &App, tenant: &Tenant, credentials: Credentials) -> Result<SignedIn, AppError> {
    let scope = TenantScope::of(tenant.id);
    let now = app.clock.now();
    let subjects = subjects(&credentials);
    limit::count(app, scope, subjects.clone()).await?;
    let (read_scope, username) = (scope, credentials.username.clone());
    let found = app
        .db
        .read(move |conn| users::service::for_sign_in(conn, &read_scope, &username, now))
        .await
        .map_err(AppError::Database)?;
    let hash = found.as_ref().and_then(|(_, hash)| hash.clone());
    let right = app
        .hasher
        .verify(credentials.password.clone(), hash)
        .await
        .map_err(|error| AppError::Internal(error.to_string()))?;
    match found.filter(|_| right) {
        Some((user, _)) => begin(app, scope, user, &credentials, subjects).await,
        None => Err(AppError::Unauthenticated),
    }
}

/// A success clears the name. It takes only its own try back from the address: whoever has one account could otherwise
/// go on guessing others.
fn forgive(conn: &mut Conn, scope: &TenantScope, subject: &str) -> Result<(), DbError> {
    if !subject.starts_with(ADDRESS) {
        return queries::forget_failures(conn, scope, subject);
    }
    let (failures, _) = queries::failures(conn, scope, subject)?.unwrap_or_default();
    queries::set_failures(conn, scope, subject, failures.saturating_sub(1).max(0), None)
}

async fn begin(
    app: &App,
    scope: TenantScope,
    user: User,
    credentials: &Credentials,
    subjects: Vec<String>,
) -> Result<SignedIn, AppError> {
    let now = app.clock.now();
    let secret = SecretBox::new(Box::new(app.ids.secret::<32>()));
    let id_hash = session_cookie::digest(secret.expose_secret());
    let csrf_token = URL_SAFE_NO_PAD.encode(app.ids.secret::<24>());
    let expires_at = now.plus_seconds(i64::from(app.config.limits.session_hours) * 3600);
    let address = credentials.address.map(|address| address.to_string()).unwrap_or_default();
    let agent: String = credentials.agent.chars().take(200).collect();
    let user_id = user.id;
    app.db
        .write(move |conn| {
            queries::delete_expired(conn, now)?;
            for subject in &subjects {
                forgive(conn, &scope, subject)?;
            }
            users::service::signed_in(conn, &scope, user_id, now)?;
            queries::insert(
                conn,
                &NewSession {
                    id_hash: id_hash.clone(),
                    tenant_id: scope.tenant(),
                    user_id,
                    csrf_token: csrf_token.clone(),
                    created_at: now,
                    last_seen_at: now,
                    expires_at,
                    address: address.clone(),
                    agent: agent.clone(),
                },
            )
        })
        .await
        .map_err(AppError::Database)?;
    Ok(SignedIn { user, secret })
}

/// The session of a digest, while it is alive: not expired, and used within the last `idle` minutes.
///
/// # Errors
/// The engine's.
pub fn find_live(
    conn: &mut Conn,
    scope: &TenantScope,
    id_hash: &[u8],
    now: Instant,
    idle: u32,
) -> Result<Option<Session>, DbError> {
    let found = queries::find(conn, scope, id_hash)?;
    Ok(found.filter(|session| {
        session.expires_at > now && session.last_seen_at.plus_seconds(i64::from(idle) * 60) > now
    }))
}

/// Writes down that a session was used.
///
/// # Errors
/// The database's.
pub async fn touch(app: &App, session: &Session, now: Instant) -> Result<(), AppError> {
    if session.last_seen_at.plus_seconds(TOUCH_EVERY) > now {
        return Ok(());
    }
    let id_hash = session.id_hash.clone();
    app.db.write(move |conn| queries::touch(conn, &id_hash, now)).await.map_err(AppError::Database)
}

/// Ends one session.
///
/// # Errors
/// The database's.
pub async fn sign_out(cx: &ServiceContext, id_hash: Vec<u8>) -> Result<(), AppError> {
    let scope = cx.scope;
    cx.app.db.write(move |conn| queries::delete(conn, &scope, &id_hash)).await.map_err(AppError::Database)
}

/// Ends every session of somebody, and every link with which a password could be chosen.
///
/// # Errors
/// The engine's.
pub fn end_all_of(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<(), DbError> {
    password_links::void(conn, scope, user)?;
    queries::delete_all_of(conn, scope, user)
}

/// Ends every session of these people.
///
/// # Errors
/// The engine's.
pub fn end_all_of_these(conn: &mut Conn, scope: &TenantScope, users: &[UserId]) -> Result<(), DbError> {
    queries::delete_all_of_these(conn, scope, users)
}

/// Ends every session of somebody but this one, and every link with which a password could be chosen.
///
/// # Errors
/// The engine's.
pub fn end_others_of(conn: &mut Conn, scope: &TenantScope, user: UserId, keep: &[u8]) -> Result<(), DbError> {
    password_links::void(conn, scope, user)?;
    queries::delete_others_of(conn, scope, user, keep)
}

/// Whether a session is still alive: asked by streams that outlive a request.
///
/// # Errors
/// The database's.
pub async fn is_live(cx: &ServiceContext, id_hash: Vec<u8>) -> Result<bool, AppError> {
    let (scope, now, idle) = (cx.scope, cx.app.clock.now(), cx.app.config.limits.session_idle_minutes);
    let found = cx
        .app
        .db
        .read(move |conn| find_live(conn, &scope, &id_hash, now, idle))
        .await
        .map_err(AppError::Database)?;
    Ok(found.is_some())
}

/// Remembers the project chosen in the header.
///
/// # Errors
/// The database's.
pub async fn choose_project(
    cx: &ServiceContext,
    id_hash: Vec<u8>,
    project: ProjectId,
) -> Result<(), AppError> {
    let scope = cx.scope;
    cx.app
        .db
        .write(move |conn| queries::choose_project(conn, &scope, &id_hash, project))
        .await
        .map_err(AppError::Database)
}
