//! The tokens of the whole organisation: HTTP in and out. Those of one person are on the person's page.
use axum::extract::{Path, Query};
use axum::response::Redirect;
use elenco_db::TokenId;
use maud::{Markup, html};
use serde::Deserialize;

use super::form::FilterForm;
use super::service;
use super::views::{self, ListView};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::ui::{self, Pane, Toast};
use crate::users::model::UserKind;

/// Tokens on a page.
const PAGE: usize = 50;

/// What the address of the list may say.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    search: Option<String>,
    created_from: Option<String>,
    created_to: Option<String>,
    expires_from: Option<String>,
    expires_to: Option<String>,
    older: Option<TokenId>,
    said: Option<String>,
}

/// `GET /tokens`: tokens of everybody.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Markup, AppError> {
    let form = FilterForm {
        search: query.search,
        created_from: query.created_from,
        created_to: query.created_to,
        expires_from: query.expires_from,
        expires_to: query.expires_to,
    };
    let filter = form.filter();
    let (page, people) = service::list_tokens(&cx.service, &filter, query.older, PAGE).await?;
    let may = |permission| cx.service.permissions.allow(permission);
    let main = views::list(&ListView {
        t: cx.texts,
        paths: &cx.paths,
        form: &form,
        filter: &filter,
        page: &page,
        is_first: query.older.is_none(),
        people: &people,
        now: cx.service.app.clock.now(),
        csrf: cx.csrf(),
        may_revoke: may(Permission::TokensDelete),
        new: (may(Permission::TokensAdd) && may(Permission::UsersGetObject)).then(|| match cx.user.kind {
            UserKind::Specialist => cx.paths.new_user_token(cx.user.id),
            UserKind::Client => cx.paths.users(UserKind::Specialist),
        }),
    });
    let toasts = match query.said.as_deref() {
        Some("revoked") => vec![Toast::completed(cx.texts.t("tokens-revoked"))],
        _ => Vec::new(),
    };
    let title = cx.texts.t("tokens-title");
    let shell = console::shell(&cx, &title, Section::Tokens, toasts).await?;
    Ok(shell.page(ui::split(Pane::Detail, html! {}, main)))
}

/// `POST /tokens/{id}/delete`: revokes a token of anybody.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn revoke(
    cx: RequestContext,
    Path((_, id)): Path<(String, TokenId)>,
) -> Result<Redirect, AppError> {
    service::revoke(&cx.service, None, id).await?;
    Ok(Redirect::to(&format!("{}?said=revoked", cx.paths.tokens())))
}
