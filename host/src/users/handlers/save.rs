//! Saving a person from the form, and the form again when it is refused.
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::UserId;

use super::additional::changes_of;
use super::detail::{Shown, detail};
use super::{ListQuery, elsewhere, kind_of, page, person};
use crate::app::App;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::form::UserForm;
use crate::users::model::{User, UserKind, UserTab};
use crate::users::{service, views};

/// The form again, with what was refused at its place and everything that was typed. What somebody else saved in the
/// meantime is laid under it.
async fn refused(
    cx: &RequestContext,
    kind: UserKind,
    user: Option<User>,
    form: &mut UserForm,
    error: AppError,
) -> Result<Response, AppError> {
    let mut user = user;
    let mut elsewhere = None;
    let (problems, sentence) = match error {
        AppError::Invalid(problems) => {
            let sentence = cx.texts.ta("users-refused", &[("count", problems.len().into())]);
            (problems, sentence)
        }
        AppError::Conflict => {
            if let Some(before) = user.take() {
                let stored = person(cx, kind, before.id).await?;
                elsewhere = Some(elsewhere::merge(cx, kind, &stored, form).await?);
                user = Some(stored);
            }
            (Vec::new(), cx.texts.t("users-conflict").into_owned())
        }
        AppError::Extension(error) => {
            tracing::error!(%error, "saving a person");
            (Vec::new(), cx.texts.ta("users-plugin-failed", &[("code", error.code().into())]))
        }
        other => return Err(other),
    };
    let taken = elsewhere::owners(cx, form, &problems).await?;
    let tab = problems.first().map_or(UserTab::Details, |problem| views::tab_of(&problem.field));
    let shown = Shown {
        problems: &problems,
        refused: Some(sentence),
        taken: &taken,
        elsewhere: elsewhere.as_ref(),
        ..Shown::of(kind, user.as_ref(), form, tab)
    };
    let detail = detail(cx, shown).await?;
    let query = ListQuery { tab: Some(tab.key().to_owned()), ..ListQuery::default() };
    let page = page(cx, kind, &query, user.map(|user| user.id), detail, Vec::new()).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn saved(cx: &RequestContext, kind: UserKind, id: UserId) -> Response {
    Redirect::to(&format!("{}?said=saved", cx.paths.user(kind, id))).into_response()
}

/// `POST /users/{category}`: a new person.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create(
    State(app): State<App>,
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    let project = cx.project()?.id;
    let mut form = UserForm::read(multipart, app.config.limits.photo_bytes).await?;
    let outcome = match changes_of(&cx, kind, None, &mut form).await {
        Ok(changes) if form.is_on("invite") => {
            service::create_invited(&cx.service, kind, project, changes).await
        }
        Ok(changes) => service::create_user(&cx.service, kind, project, changes).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(user) if form.is_on("invite") => {
            Ok(Redirect::to(&format!("{}?said=invited", cx.paths.user(kind, user.id))).into_response())
        }
        Ok(user) => Ok(saved(&cx, kind, user.id)),
        Err(error) => refused(&cx, kind, None, &mut form, error).await,
    }
}

/// `POST /users/{category}/{id}`: changes to a person.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update(
    State(app): State<App>,
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    let project = cx.project()?.id;
    let mut form = UserForm::read(multipart, app.config.limits.photo_bytes).await?;
    let user = person(&cx, kind, id).await?;
    let outcome = match changes_of(&cx, kind, Some(&user), &mut form).await {
        Ok(changes) => service::change_user(&cx.service, id, project, form.version(), changes).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(_) => Ok(saved(&cx, kind, id)),
        Err(error) => refused(&cx, kind, Some(user), &mut form, error).await,
    }
}
