//! A new person who is invited in the same breath.
use std::collections::BTreeMap;

use elenco_db::ProjectId;
use serde_json::{Value, json};

use super::{find_user, save_users, validate};
use crate::audit::model::Change;
use crate::audit::queries as audit;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::sessions::service::password_links;
use crate::users::model::{Intent, Saved, Submission, User, UserChanges, UserKind};
use crate::users::queries;

/// Adds a person to a project and sends an invitation to choose a password, both or neither.
///
/// # Errors
/// [`AppError::Invalid`] as when a person is created, and when there is no address to send it to, when there is a
/// password already or when e-mails are not set up.
pub async fn create_invited(
    cx: &ServiceContext,
    kind: UserKind,
    project: ProjectId,
    changes: UserChanges,
) -> Result<User, AppError> {
    password_links::check_ready(cx)?;
    let has_email = changes.email.as_deref().is_some_and(|email| !validate::tidy(email).is_empty());
    let refusal = match (has_email, &changes.password, changes.active) {
        (false, ..) => Some(("email", "invitation.no-email", "mail-invite-no-email")),
        (_, Some(_), _) => Some(("password", "invitation.has-password", "mail-invite-has-password")),
        (_, _, Some(false)) => Some(("active", "invitation.inactive", "mail-invite-inactive")),
        _ => None,
    };
    if let Some((field, code, key)) = refusal {
        return Err(AppError::Invalid(vec![validate::problem(cx, field, code, key)]));
    }
    let (acting, scope, now, link) =
        (cx.clone(), cx.scope, cx.app.clock.now(), password_links::draw(&cx.app, &cx.scope)?);
    let submission = Submission { intent: Intent::Create, kind, project, changes };
    let outcomes = save_users(cx, vec![submission], move |conn, outcomes| {
        for outcome in outcomes {
            if let Ok(Saved::Created(id)) = outcome
                && let Some(stored) = queries::find(conn, &scope, *id)?
            {
                password_links::invite(conn, &scope, &link, &stored.user, now)?;
                let sent = Change { old: Value::Null, new: json!(stored.user.email) };
                let changes = BTreeMap::from([("invitation".to_owned(), sent)]);
                let entry = acting.audit_entry(now, ("user", id.as_uuid()), "update", changes);
                audit::insert(conn, &scope, &[entry])?;
            }
        }
        Ok(())
    })
    .await?;
    cx.app.queue.wake();
    match outcomes.into_iter().next() {
        Some(Ok(saved)) => find_user(cx, saved.id()).await,
        Some(Err(problems)) => Err(AppError::Invalid(problems)),
        None => Err(AppError::Internal("no outcome".to_owned())),
    }
}
