//! Links with which somebody chooses a password: invitations, and for those who forgot theirs. A link is sent to the
//! person's address and nowhere else, works once, and dies with the password that it could have replaced.
use std::collections::BTreeMap;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use elenco_db::{Conn, DbError, Instant, JobId, TenantScope, UserId};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use super::limit;
use crate::app::App;
use crate::audit::model::{Change, Way};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::jobs;
use crate::jobs::model::{JobKind, Lease, NewJob};
use crate::mail;
use crate::mail::model::{Letter, Readiness};
use crate::mail::service::Envelope;
use crate::sessions::model::{INVITATION_DAYS, NEW_PASSWORD_HOURS};
use crate::sessions::queries::password_links as queries;
use crate::tenants::model::Tenant;
use crate::users;
use crate::users::model::{Problem, User};

/// Longest name that somebody types at the door, in characters.
const NAME: usize = 254;

/// A link to be: its secret is in the envelope, sealed, and nowhere else.
#[derive(Debug, Clone)]
pub struct Link {
    secret_hash: Vec<u8>,
    envelope: Envelope,
}

fn hash(app: &App, scope: &TenantScope, secret: &SecretString) -> Vec<u8> {
    let tenant = scope.tenant().to_string();
    app.seal.keyed_hash(&["password link", &tenant], secret.expose_secret().as_bytes())
}

/// Draws a link, before the transaction in which it is sent.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be sealed.
pub fn draw(app: &App, scope: &TenantScope) -> Result<Link, AppError> {
    let secret = SecretString::from(URL_SAFE_NO_PAD.encode(app.ids.secret::<32>()));
    let envelope = mail::service::envelope(app, scope, Some(&secret))?;
    Ok(Link { secret_hash: hash(app, scope, &secret), envelope })
}

fn send(
    conn: &mut Conn,
    scope: &TenantScope,
    link: &Link,
    to: &User,
    letter: &Letter,
    now: Instant,
) -> Result<(), DbError> {
    let valid = match letter {
        Letter::Invitation => i64::from(INVITATION_DAYS) * 86_400,
        _ => i64::from(NEW_PASSWORD_HOURS) * 3600,
    };
    let row = queries::NewLink {
        tenant_id: scope.tenant(),
        secret_hash: link.secret_hash.clone(),
        user_id: to.id,
        address: to.email.clone(),
        created_at: now,
        expires_at: now.plus_seconds(valid),
    };
    queries::delete_expired_of(conn, scope, to.id, now)?;
    queries::insert(conn, &row)?;
    mail::service::post(conn, scope, &link.envelope, to, letter, now)
}

/// Invites somebody in the caller's transaction. The caller has asked whether e-mails can be sent and whether the person
/// has an address. Call [`jobs::Queue::wake`] once the transaction is over.
///
/// # Errors
/// The engine's.
pub fn invite(
    conn: &mut Conn,
    scope: &TenantScope,
    link: &Link,
    to: &User,
    now: Instant,
) -> Result<(), DbError> {
    send(conn, scope, link, to, &Letter::Invitation, now)
}

fn refused(cx: &ServiceContext, field: &str, code: &str, key: &str) -> AppError {
    let message = cx.texts().t(key).into_owned();
    AppError::Invalid(vec![Problem { field: field.to_owned(), code: code.to_owned(), message }])
}

/// Refuses while invitations cannot be sent, and says why.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn check_ready(cx: &ServiceContext) -> Result<(), AppError> {
    match mail::service::readiness(&cx.app) {
        Readiness::Ready => Ok(()),
        Readiness::NoServer => Err(refused(cx, "email", "mail.no-server", "mail-no-server")),
        Readiness::NoAddress => Err(refused(cx, "email", "mail.no-address", "mail-no-address")),
    }
}

/// Sends somebody who has no password an invitation to choose one.
///
/// # Errors
/// [`AppError::Invalid`] when e-mails are not set up, when the person has no address, may not sign in, or has a password
/// already; [`AppError::NotFound`].
pub async fn send_invitation(cx: &ServiceContext, id: UserId) -> Result<(), AppError> {
    cx.require(Permission::UsersUpdate)?;
    check_ready(cx)?;
    let user = users::service::find_user(cx, id).await?;
    if user.email.is_empty() {
        return Err(refused(cx, "email", "invitation.no-email", "mail-invite-no-email"));
    }
    if !user.active {
        return Err(refused(cx, "active", "invitation.inactive", "mail-invite-inactive"));
    }
    if user.has_password {
        return Err(refused(cx, "password", "invitation.has-password", "mail-invite-has-password"));
    }
    let (scope, now, link) = (cx.scope, cx.app.clock.now(), draw(&cx.app, &cx.scope)?);
    let changes =
        BTreeMap::from([("invitation".to_owned(), Change { old: Value::Null, new: json!(user.email) })]);
    let entry = cx.audit_entry(now, ("user", id.as_uuid()), "update", changes);
    cx.app
        .db
        .write(move |conn| {
            invite(conn, &scope, &link, &user, now)?;
            audit::insert(conn, &scope, std::slice::from_ref(&entry))
        })
        .await
        .map_err(AppError::Database)?;
    cx.app.queue.wake();
    Ok(())
}

/// Takes in that somebody at the door forgot a password. Whether the name is anybody's is found out later, by a job: the
/// answer and the time it takes are the same for every name.
///
/// # Errors
/// [`AppError::TooManyTries`], counted by name and by address as failed sign-ins are.
pub async fn forgot(app: &App, tenant: &Tenant, name: &str, address: Option<IpAddr>) -> Result<(), AppError> {
    let scope = TenantScope::of(tenant.id);
    let name: String = name.trim().chars().filter(|c| !c.is_control()).take(NAME).collect();
    let subjects = std::iter::once(format!("forgot:{}", fold(&name)))
        .chain(address.map(|address| format!("forgot-from:{address}")))
        .collect();
    limit::count(app, scope, subjects).await?;
    let (id, now) = (JobId::from_uuid(app.ids.uuid()), app.clock.now());
    let job = NewJob {
        kind: JobKind::ForgottenPassword,
        payload: json!({ "name": name }),
        priority: Letter::NewPassword.priority(),
    };
    app.db
        .write(move |conn| jobs::service::enqueue(conn, &scope, id, &job, now))
        .await
        .map_err(AppError::Database)?;
    app.queue.wake();
    Ok(())
}

/// Answers such a wish: a link to the person, when there is one with an address who may sign in. Ends the job in the same
/// transaction, so that nobody gets two.
///
/// # Errors
/// [`DbError::NotFound`] when another worker has the job.
pub(in crate::sessions) async fn answer_forgotten(
    app: &App,
    lease: &Lease,
    name: String,
) -> Result<(), AppError> {
    let (scope, now, lease) = (lease.scope(), app.clock.now(), lease.clone());
    let ready = mail::service::readiness(app) == Readiness::Ready;
    let link = draw(app, &scope)?;
    app.db
        .write(move |conn| {
            let found = users::service::for_new_password(conn, &scope, &name, now)?;
            if let Some(user) = found.filter(|user| ready && !user.email.is_empty()) {
                send(conn, &scope, &link, &user, &Letter::NewPassword, now)?;
            }
            jobs::service::complete(conn, &lease, now)
        })
        .await
        .map_err(AppError::Database)?;
    app.queue.wake();
    Ok(())
}

/// Takes all links of somebody away, inside the caller's transaction: the password that they could have replaced is
/// another one now.
///
/// # Errors
/// The engine's.
pub(in crate::sessions) fn void(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<(), DbError> {
    queries::delete_all_of(conn, scope, user)
}

/// Somebody who came with a valid link.
pub struct Bearer {
    /// Who.
    pub user: User,
    /// For the services: acts as this person, with this person's rights.
    pub cx: ServiceContext,
    secret_hash: Vec<u8>,
}

/// Who came with a link. Guessing is counted like failed sign-ins, though nobody guesses 256 bits.
///
/// # Errors
/// [`AppError::NotFound`] for a link that is used, expired, of another tenant, for an address that the person has no
/// more, or that never was one: they all look alike. [`AppError::TooManyTries`].
pub async fn open(
    app: &App,
    tenant: &Tenant,
    secret: &SecretString,
    address: Option<IpAddr>,
) -> Result<Bearer, AppError> {
    let scope = TenantScope::of(tenant.id);
    let subjects: Vec<String> = address.map(|address| format!("link-from:{address}")).into_iter().collect();
    limit::check(app, scope, subjects.clone()).await?;
    let (secret_hash, now) = (hash(app, &scope, secret), app.clock.now());
    let key = secret_hash.clone();
    let found = app
        .db
        .read(move |conn| {
            let Some((user, sent_to)) = queries::find(conn, &scope, &key, now)? else { return Ok(None) };
            let user = users::service::may_act(conn, &scope, user, now)?;
            Ok::<_, DbError>(user.filter(|user| user.email == sent_to))
        })
        .await
        .map_err(AppError::Database)?;
    let Some(user) = found else {
        limit::count(app, scope, subjects).await?;
        return Err(AppError::NotFound);
    };
    let cx = ServiceContext::for_job(app, tenant.id, user.id, Way::Form, user.culture).await?;
    Ok(Bearer { user, cx, secret_hash })
}

/// Chooses the password. The link, all others and all sessions of the person end with it.
///
/// # Errors
/// [`AppError::Invalid`] with the rules that the password does not meet, and then the link stays valid;
/// [`AppError::NotFound`] when somebody else used the link meanwhile.
pub async fn choose(bearer: Bearer, password: SecretString) -> Result<(), AppError> {
    let (scope, id, now) = (bearer.cx.scope, bearer.user.id, bearer.cx.app.clock.now());
    let secret_hash = bearer.secret_hash;
    users::service::choose_password_along(&bearer.cx, password, move |conn| {
        if !queries::redeem(conn, &scope, &secret_hash, now)? {
            return Err(DbError::NotFound);
        }
        super::end_all_of(conn, &scope, id)
    })
    .await
}
