//! Use cases about e-mails. What causes one calls [`post`] in its own transaction.
mod letters;
mod message;
pub mod transport;

use elenco_db::{Conn, DbError, Instant, JobId, Json, MailId, TenantScope, UserId};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

use super::model::{Letter, Mail, MailState, Readiness, Standing, Wish};
use super::queries;
use crate::app::App;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob};
use crate::users;
use crate::users::model::User;

pub(super) use letters::{Addressee, write};
pub(super) use message::compose;

/// Days for which sent e-mails are remembered.
const REMEMBERED: i64 = 30 * 86_400;

/// Whether links can be sent. They are made of the configured address and of nothing that a request says.
pub fn readiness(app: &App) -> Readiness {
    if !app.mail.is_on() {
        Readiness::NoServer
    } else if app.config.public_base().is_none() {
        Readiness::NoAddress
    } else {
        Readiness::Ready
    }
}

/// The ids of an e-mail to be, and what its link carries, sealed: made before the transaction in which it is posted.
#[derive(Debug, Clone)]
pub struct Envelope {
    mail: MailId,
    job: JobId,
    secret: Option<Vec<u8>>,
}

fn place(scope: &TenantScope, mail: MailId) -> [String; 3] {
    ["mail".to_owned(), scope.tenant().to_string(), mail.to_string()]
}

/// An envelope, for an e-mail with a link or without.
///
/// # Errors
/// [`AppError::Internal`] when the secret cannot be sealed.
pub fn envelope(app: &App, scope: &TenantScope, secret: Option<&SecretString>) -> Result<Envelope, AppError> {
    let mail = MailId::from_uuid(app.ids.uuid());
    let place = place(scope, mail);
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    let seal = |secret| app.seal.seal(&app.ids, &place, secret);
    let secret = secret.map(seal).transpose().map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Envelope { mail, job: JobId::from_uuid(app.ids.uuid()), secret })
}

/// What the link of an e-mail carries, for the job that sends it.
pub(super) fn revealed(
    app: &App,
    scope: &TenantScope,
    mail: &Mail,
) -> Result<Option<SecretString>, AppError> {
    let place = place(scope, mail.id);
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    let open = |sealed: &Vec<u8>| app.seal.open(&place, sealed);
    mail.secret.as_ref().map(open).transpose().map_err(|error| AppError::Internal(error.to_string()))
}

/// Writes an e-mail to somebody down, with the job that sends it. Call [`jobs::Queue::wake`] once the transaction is
/// over.
///
/// # Errors
/// The engine's.
pub fn post(
    conn: &mut Conn,
    scope: &TenantScope,
    envelope: &Envelope,
    to: &User,
    letter: &Letter,
    now: Instant,
) -> Result<(), DbError> {
    let row = queries::NewRow {
        tenant_id: scope.tenant(),
        id: envelope.mail,
        user_id: to.id,
        kind: letter.kind(),
        address: to.email.clone(),
        letter: Json(letter.clone()),
        secret: envelope.secret.clone(),
        state: MailState::Waiting.as_str(),
        attempts: 0,
        created_at: now,
    };
    queries::insert(conn, &row)?;
    let job = NewJob {
        kind: JobKind::SendMail,
        payload: json!({ "mail": envelope.mail }),
        priority: letter.priority(),
    };
    jobs::service::enqueue(conn, scope, envelope.job, &job, now)
}

/// Tells somebody who may act and has an address, when e-mails are sent at all. Nothing else is told of by those who
/// cause it: they need not know whether anybody can be reached.
///
/// # Errors
/// The engine's.
pub fn tell(
    conn: &mut Conn,
    app: &App,
    scope: &TenantScope,
    user: UserId,
    letter: &Letter,
    now: Instant,
) -> Result<(), DbError> {
    if !app.mail.is_on() {
        return Ok(());
    }
    let Some(to) = users::service::may_act(conn, scope, user, now)?.filter(|user| !user.email.is_empty())
    else {
        return Ok(());
    };
    let envelope = Envelope {
        mail: MailId::from_uuid(app.ids.uuid()),
        job: JobId::from_uuid(app.ids.uuid()),
        secret: None,
    };
    post(conn, scope, &envelope, &to, letter, now)
}

/// Tells who started it that an import or export is over, when one wants to know.
///
/// # Errors
/// The engine's.
pub fn tell_finished(
    conn: &mut Conn,
    app: &App,
    scope: &TenantScope,
    user: UserId,
    since: Instant,
    letter: &Letter,
    now: Instant,
) -> Result<(), DbError> {
    if !app.mail.is_on() {
        return Ok(());
    }
    let seconds = now.timestamp() - since.timestamp();
    if queries::wish(conn, scope, user)?.wants(seconds) {
        tell(conn, app, scope, user, letter, now)
    } else {
        Ok(())
    }
}

/// What a person's page tells about e-mails to the person.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn standing(cx: &ServiceContext, user: &User) -> Result<Standing, AppError> {
    cx.require(Permission::UsersGetObject)?;
    let (scope, id, address) = (cx.scope, user.id, user.email.clone());
    cx.app
        .db
        .read(move |conn| queries::standing(conn, &scope, id, &address))
        .await
        .map_err(AppError::Database)
}

/// When the actor wants to be told by e-mail.
///
/// # Errors
/// [`AppError::NotFound`] for nobody, and the database's.
pub async fn wish(cx: &ServiceContext) -> Result<Wish, AppError> {
    let (scope, user) = (cx.scope, cx.actor.user().ok_or(AppError::NotFound)?);
    cx.app.db.read(move |conn| queries::wish(conn, &scope, user)).await.map_err(AppError::Database)
}

/// Remembers when the actor wants to be told by e-mail.
///
/// # Errors
/// As [`wish`].
pub async fn choose_wish(cx: &ServiceContext, wish: Wish) -> Result<(), AppError> {
    let (scope, user) = (cx.scope, cx.actor.user().ok_or(AppError::NotFound)?);
    cx.app.db.write(move |conn| queries::set_wish(conn, &scope, user, wish)).await.map_err(AppError::Database)
}

/// An e-mail that is to be sent, and the person.
pub(super) fn find(conn: &mut Conn, scope: &TenantScope, id: MailId) -> Result<Option<Mail>, DbError> {
    queries::find(conn, scope, id)
}

/// Notes one more try, when the job is still this worker's.
pub(super) fn begin_attempt(conn: &mut Conn, lease: &jobs::model::Lease, id: MailId) -> Result<(), DbError> {
    if !jobs::service::is_held(conn, lease)? {
        return Err(DbError::NotFound);
    }
    queries::note_attempt(conn, &lease.scope(), id)
}

/// Notes why an e-mail waits.
pub(super) fn keep_waiting(
    conn: &mut Conn,
    scope: &TenantScope,
    id: MailId,
    reason: &str,
) -> Result<(), DbError> {
    queries::note_reason(conn, scope, id, reason)
}

/// Ends an e-mail, and forgets old ones.
pub(super) fn end(
    conn: &mut Conn,
    scope: &TenantScope,
    id: MailId,
    (state, reason): (MailState, Option<&str>),
    now: Instant,
) -> Result<(), DbError> {
    queries::end(conn, scope, id, state, reason, now)?;
    queries::forget(conn, scope, now.plus_seconds(-REMEMBERED))
}

/// A link below the configured address, with what it carries behind the mark that browsers never send to any server: it
/// stands in no log, neither ours nor a proxy's.
pub(super) fn link(base: &str, path: &str, secret: Option<&SecretString>) -> String {
    match secret {
        Some(secret) => format!("{base}{path}#{}", secret.expose_secret()),
        None => format!("{base}{path}"),
    }
}
