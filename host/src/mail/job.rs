//! The job that sends one e-mail.
use elenco_db::{DbError, MailId, TenantScope};
use secrecy::SecretString;

use super::model::{Letter, Mail, MailState};
use super::service::transport::Refusal;
use super::service::{self, Addressee};
use crate::jobs;
use crate::jobs::model::{Ending, JobContext, Pause, Stop};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::sessions::model::NEW_PASSWORD_HOURS;
use crate::tenants;
use crate::tenants::model::Tenant;
use crate::users;
use crate::users::model::User;

/// Days after which an e-mail that no mail server takes is given up.
const PATIENCE: i64 = 3 * 86_400;

/// Seconds after which it is not worth sending any more.
fn patience(letter: &Letter) -> i64 {
    match letter {
        // Its link is dead by then.
        Letter::NewPassword => i64::from(NEW_PASSWORD_HOURS) * 3600,
        _ => PATIENCE,
    }
}

fn mail_id(job: &JobContext) -> Option<MailId> {
    job.job.payload.get("mail")?.as_str()?.parse().ok()
}

/// Everything that an e-mail is made of, while there is still somebody to send it to.
async fn read(job: &JobContext, id: MailId) -> Result<Option<(Mail, Option<(Tenant, User)>)>, Stop> {
    let (scope, now) = (job.scope(), job.app.clock.now());
    Ok(job
        .app
        .db
        .read(move |conn| {
            let Some(mail) = service::find(conn, &scope, id)? else { return Ok(None) };
            let tenant = tenants::service::find(conn, scope.tenant())?;
            let user = users::service::may_act(conn, &scope, mail.user, now)?;
            // Somebody who has another address by now would get what was meant for the old one.
            let user = user.filter(|user| user.email == mail.address);
            Ok::<_, DbError>(Some((mail, tenant.zip(user))))
        })
        .await?)
}

/// Sends the e-mail. A mail server that is away is asked again later.
///
/// # Errors
/// [`Stop`].
pub async fn run(job: &JobContext) -> Result<(), Stop> {
    let Some(id) = mail_id(job) else { return Ok(()) };
    let Some((mail, reader)) = read(job, id).await? else { return Ok(()) };
    if mail.state != MailState::Waiting {
        return Ok(());
    }
    let Some((tenant, user)) = reader else {
        return end(job, &job.scope(), id, MailState::Failed, None).await;
    };
    match send(job, &mail, &tenant, &user).await? {
        Ok(()) => end(job, &job.scope(), id, MailState::Sent, None).await,
        Err(Refusal::Never(said)) => {
            tracing::warn!(mail = %id, kind = mail.letter.kind(), said, "an e-mail cannot be delivered");
            end(job, &job.scope(), id, MailState::Failed, Some(said)).await
        }
        Err(Refusal::Later(said)) => {
            let age = job.app.clock.now().timestamp() - mail.created_at.timestamp();
            if age >= patience(&mail.letter) {
                tracing::warn!(mail = %id, kind = mail.letter.kind(), said, "an e-mail is given up");
                return end(job, &job.scope(), id, MailState::Failed, Some(said)).await;
            }
            let (scope, reason) = (job.scope(), said.clone());
            job.app.db.write(move |conn| service::keep_waiting(conn, &scope, id, &reason)).await?;
            Err(Stop::Delay { pause: Pause::Elsewhere, detail: said })
        }
    }
}

async fn send(
    job: &JobContext,
    mail: &Mail,
    tenant: &Tenant,
    user: &User,
) -> Result<Result<(), Refusal>, Stop> {
    let app = &job.app;
    let Some(from) = app.mail.from() else {
        return Ok(Err(Refusal::Later("no mail server is configured".to_owned())));
    };
    let secret: Option<SecretString> = service::revealed(app, &job.scope(), mail)?;
    let base = app.config.public_base();
    if secret.is_some() && base.is_none() {
        return Ok(Err(Refusal::Later("server.public_url is not configured".to_owned())));
    }
    let paths = Paths::of(&tenant.slug);
    let to = Addressee {
        name: user.full_name(),
        username: user.username.clone(),
        company: tenant.name.clone(),
        paths: &paths,
        base,
        secret: secret.as_ref(),
    };
    let sheet = service::write(&mail.letter, Texts::of(user.culture), &to);
    let addressee = (to.name.as_str(), mail.address.as_str());
    let message = match service::compose(&sheet, from, addressee, mail.id, mail.created_at) {
        Ok(message) => message,
        Err(said) => return Ok(Err(Refusal::Never(said))),
    };
    let (lease, id) = (job.lease.clone(), mail.id);
    app.db.write(move |conn| service::begin_attempt(conn, &lease, id)).await?;
    job.check()?;
    Ok(app.mail.send(message).await)
}

/// Writes down what became of it, whoever has the job by now: what was sent was sent.
async fn end(
    job: &JobContext,
    scope: &TenantScope,
    id: MailId,
    state: MailState,
    reason: Option<String>,
) -> Result<(), Stop> {
    let (scope, now) = (*scope, job.app.clock.now());
    job.app.db.write(move |conn| service::end(conn, &scope, id, (state, reason.as_deref()), now)).await?;
    Ok(())
}

/// Writes down that the e-mail will not be sent. Doing it twice changes nothing.
///
/// # Errors
/// The database's.
pub async fn give_up(job: &JobContext, ending: &Ending) -> Result<(), Stop> {
    let (id, lease, ending, now) = (mail_id(job), job.lease.clone(), ending.clone(), job.app.clock.now());
    job.app
        .db
        .write(move |conn| {
            let reason = match &ending {
                Ending::Cancelled => None,
                Ending::Failed { code, .. } => Some(code.as_str()),
            };
            if let Some(id) = id {
                service::end(conn, &lease.scope(), id, (MailState::Failed, reason), now)?;
            }
            jobs::service::end(conn, &lease, &ending, now)
        })
        .await?;
    Ok(())
}
