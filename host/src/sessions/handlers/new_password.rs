//! Choosing another password for oneself: what somebody who has to may do, besides signing out.
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use secrecy::SecretString;
use serde::Deserialize;

use crate::context::RequestContext;
use crate::error::AppError;
use crate::sessions::views::{self, NewPasswordView};
use crate::users;
use crate::users::model::Problem;
use crate::users::service::Whose;

/// What the form sends.
#[derive(Deserialize)]
pub struct NewPasswordForm {
    password: SecretString,
}

fn page(cx: &RequestContext, problems: &[Problem]) -> Markup {
    views::new_password_page(&NewPasswordView {
        t: cx.texts,
        theme: cx.theme,
        paths: &cx.paths,
        tenant: &cx.tenant,
        person: cx.user.full_name(),
        must: cx.user.must_change_password,
        csrf: cx.csrf(),
        problems,
    })
}

/// `GET /new-password`.
///
/// # Errors
/// [`AppError`].
pub async fn new_password(cx: RequestContext) -> Result<Markup, AppError> {
    Ok(page(&cx, &[]))
}

/// `POST /new-password`.
///
/// # Errors
/// [`AppError`]; a password that the policies refuse comes back as the page, without the password.
pub async fn change_password(
    cx: RequestContext,
    Form(form): Form<NewPasswordForm>,
) -> Result<Response, AppError> {
    let session = cx.session.as_ref().map(|session| session.id.clone());
    let problems = match users::service::choose_password(&cx.service, session, form.password).await {
        Ok(()) => return Ok(Redirect::to(&cx.paths.home()).into_response()),
        Err(AppError::Invalid(problems)) => problems,
        Err(AppError::Extension(error)) => {
            tracing::error!(%error, "choosing a password");
            let message = cx.texts.ta("users-plugin-failed", &[("code", error.code().into())]);
            vec![Problem { field: "password".to_owned(), code: error.code().to_owned(), message }]
        }
        Err(error) => return Err(error),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&cx, &problems)).into_response())
}

/// `POST /new-password/rules`: what the policies say about what is typed so far.
///
/// # Errors
/// [`AppError`].
pub async fn new_password_rules(
    cx: RequestContext,
    Form(form): Form<NewPasswordForm>,
) -> Result<Markup, AppError> {
    use secrecy::ExposeSecret as _;
    let typed = !form.password.expose_secret().is_empty();
    let subject = users::service::subject_of(&cx.service, &cx.user);
    let whose = Whose { user: Some(cx.user.id), project: None };
    let verdict = users::service::judge_candidate(&cx.service, whose, subject, form.password).await;
    users::handlers::rules_shown(cx.texts, verdict, typed)
}
