//! Invitations by e-mail, for people who have no password.
use axum::extract::Path;
use axum::response::Redirect;
use elenco_db::UserId;

use super::{kind_of, person};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::locale::Texts;
use crate::mail;
use crate::sessions::service::password_links;
use crate::ui::Toast;
use crate::users::model::User;
use crate::users::views::MailView;

/// `POST /users/{category}/{id}/invite`.
///
/// # Errors
/// [`AppError`].
pub async fn invite(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
) -> Result<Redirect, AppError> {
    let kind = kind_of(&category)?;
    person(&cx, kind, id).await?;
    let said = match password_links::send_invitation(&cx.service, id).await {
        Ok(()) => "invited".to_owned(),
        // The page says why, with everything else as it was.
        Err(AppError::Invalid(problems)) => problems.first().map(|one| one.code.clone()).unwrap_or_default(),
        Err(error) => return Err(error),
    };
    Ok(Redirect::to(&format!("{}?said={said}", cx.paths.user(kind, id))))
}

/// What became of an invitation, by the word in the address.
pub(super) fn toast(t: Texts, said: Option<&str>) -> Option<Toast> {
    let key = match said? {
        "invited" => return Some(Toast::completed(t.t("users-invited"))),
        "mail.no-server" => "mail-no-server",
        "mail.no-address" => "mail-no-address",
        "invitation.no-email" => "mail-invite-no-email",
        "invitation.inactive" => "mail-invite-inactive",
        "invitation.has-password" => "mail-invite-has-password",
        _ => return None,
    };
    Some(Toast::failed(t.t(key)))
}

/// What the page tells about e-mails to a person.
pub(super) async fn mail_view(cx: &RequestContext, user: Option<&User>) -> Result<MailView, AppError> {
    let standing = match user {
        Some(user) => mail::service::standing(&cx.service, user).await?,
        None => Default::default(),
    };
    Ok(MailView { readiness: mail::service::readiness(&cx.service.app), standing })
}
