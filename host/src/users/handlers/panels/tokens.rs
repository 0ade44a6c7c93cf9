//! The integration tokens of a specialist: the tab, making one, revoking one.
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::{TokenId, UserId};
use maud::Markup;

use super::super::address::ListQuery;
use super::super::detail::{Shown, detail};
use super::super::{kind_of, page_with, person};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::tokens::form::TokenForm;
use crate::tokens::service;
use crate::tokens::views::{self, NewTokenView, PanelView};
use crate::users::form::UserForm;
use crate::users::model::{Problem, User, UserKind, UserTab};

/// The tab's panel.
pub(super) async fn panel(cx: &RequestContext, user: &User) -> Result<Markup, AppError> {
    let tokens = service::tokens_of(&cx.service, user.id).await?;
    let makers = tokens.iter().filter_map(|token| token.created_by).collect();
    let people = service::responsible(&cx.service, makers).await?;
    let may = |permission| cx.service.permissions.allow(permission);
    Ok(views::panel(&PanelView {
        t: cx.texts,
        paths: &cx.paths,
        user,
        tokens: &tokens,
        people: &people,
        now: cx.service.app.clock.now(),
        csrf: cx.csrf(),
        may_add: may(Permission::TokensAdd),
        may_revoke: may(Permission::TokensDelete),
    }))
}

/// The number beside the tab's name.
pub(super) async fn count(cx: &RequestContext, user: &User) -> Result<Option<usize>, AppError> {
    Ok(Some(service::tokens_of(&cx.service, user.id).await?.len()))
}

/// Only specialists have tokens.
async fn specialist(cx: &RequestContext, category: &str, id: UserId) -> Result<User, AppError> {
    match kind_of(category)? {
        UserKind::Specialist => person(cx, UserKind::Specialist, id).await,
        UserKind::Client => Err(AppError::NotFound),
    }
}

/// The person's page at this tab, with a dialog over it.
async fn over(cx: &RequestContext, user: &User, dialog: Markup) -> Result<Markup, AppError> {
    let (kind, form) = (user.kind, UserForm::of_user(user));
    let shown = Shown::of(kind, Some(user), &form, UserTab::Tokens);
    let pane = detail(cx, shown).await?;
    let query = ListQuery { tab: Some("tokens".to_owned()), ..ListQuery::default() };
    page_with(cx, kind, &query, Some(user.id), pane, Vec::new(), dialog).await
}

async fn asked(
    cx: &RequestContext,
    user: &User,
    form: &TokenForm,
    problems: &[Problem],
) -> Result<Markup, AppError> {
    let theirs = service::permissions_of(&cx.service, user.id).await?;
    let limits = &cx.service.app.config.limits;
    let dialog = views::new_dialog(&NewTokenView {
        t: cx.texts,
        paths: &cx.paths,
        user,
        form,
        problems,
        theirs: &theirs,
        own: &cx.service.permissions,
        may_be_unlimited: service::may_be_unlimited(&cx.service, user.id),
        today: cx.service.app.clock.now().to_chrono().date_naive(),
        most_days: limits.token_days,
        may_be_endless: limits.endless_tokens,
        csrf: cx.csrf(),
    });
    over(cx, user, dialog).await
}

/// `GET /users/{category}/{id}/tokens/new`: the dialog for a new token.
///
/// # Errors
/// [`AppError`].
pub async fn new_token(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
) -> Result<Markup, AppError> {
    let user = specialist(&cx, &category, id).await?;
    let today = cx.service.app.clock.now().to_chrono().date_naive();
    let unlimited = service::may_be_unlimited(&cx.service, id);
    let form = TokenForm::blank(today, cx.service.app.config.limits.token_days, unlimited);
    asked(&cx, &user, &form, &[]).await
}

/// `POST /users/{category}/{id}/tokens`: a new token, whose secret is in the answer and nowhere else.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create_token(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let user = specialist(&cx, &category, id).await?;
    let form = TokenForm::of_pairs(pairs);
    match service::make_token(&cx.service, id, form.values()).await {
        Ok(made) => {
            let dialog = views::made_dialog(cx.texts, &cx.paths, &user, &made);
            Ok(over(&cx, &user, dialog).await?.into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let page = asked(&cx, &user, &form, &problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// `POST /users/{category}/{id}/tokens/{token}/delete`: revokes a token.
///
/// # Errors
/// [`AppError`].
pub async fn revoke_token(
    cx: RequestContext,
    Path((_, category, id, token)): Path<(String, String, UserId, TokenId)>,
) -> Result<Redirect, AppError> {
    let user = specialist(&cx, &category, id).await?;
    service::revoke(&cx.service, Some(id), token).await?;
    Ok(Redirect::to(&format!("{}?tab=tokens&said=revoked", cx.paths.user(user.kind, id))))
}
