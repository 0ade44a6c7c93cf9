//! The roles of a specialist: the tab, and choosing roles.
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::{RoleId, UserId};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::address::ListQuery;
use super::super::detail::{Shown, detail};
use super::super::{kind_of, page_with, person};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups::form::{ChooseForm, search_of};
use crate::roles;
use crate::roles::model::RoleAnchor;
use crate::roles::views::{ChooseRolesView, PersonView};
use crate::tokens;
use crate::ui::Toast;
use crate::users::form::UserForm;
use crate::users::model::{User, UserKind, UserTab};

/// Roles on a page of the dialog.
const PAGE: usize = 50;

/// The tab's panel.
pub(super) async fn panel(cx: &RequestContext, user: &User) -> Result<Markup, AppError> {
    let held = roles::service::held_by(&cx.service, user.id).await?;
    let permissions = tokens::service::permissions_of(&cx.service, user.id).await?;
    Ok(roles::views::person_panel(&PersonView {
        t: cx.texts,
        paths: &cx.paths,
        user,
        held: &held,
        permissions: &permissions,
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::RolesUpdate),
    }))
}

/// The number beside the tab's name.
pub(super) async fn count(cx: &RequestContext, user: &User) -> Result<Option<usize>, AppError> {
    Ok(Some(roles::service::held_by(&cx.service, user.id).await?.len()))
}

/// The person's page at this tab, with a dialog over it.
async fn over(
    cx: &RequestContext,
    kind: UserKind,
    user: &User,
    toasts: Vec<Toast>,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let form = UserForm::of_user(user);
    let shown = Shown::of(kind, Some(user), &form, UserTab::Roles);
    let pane = detail(cx, shown).await?;
    let query = ListQuery { tab: Some("roles".to_owned()), ..ListQuery::default() };
    page_with(cx, kind, &query, Some(user.id), pane, toasts, dialog).await
}

/// What the dialog's address may say.
#[derive(Debug, Default, Deserialize)]
pub struct ChooseQuery {
    search: Option<String>,
    after: Option<RoleId>,
    before: Option<RoleId>,
}

/// `GET /users/{category}/{id}/roles`: the dialog in which roles are chosen.
///
/// # Errors
/// [`AppError`].
pub async fn choose_roles(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Query(query): Query<ChooseQuery>,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let user = person(&cx, kind, id).await?;
    let search = search_of(query.search.as_deref());
    let anchor = query.after.map(RoleAnchor::After).or(query.before.map(RoleAnchor::Before));
    let offered = roles::service::list_roles(&cx.service, search.clone(), anchor, PAGE).await?;
    let held = roles::service::held_by(&cx.service, id).await?;
    let dialog = roles::views::choose_roles(&ChooseRolesView {
        t: cx.texts,
        paths: &cx.paths,
        user: &user,
        search: search.as_deref(),
        offered: &offered,
        held: &held,
        own: &cx.service.permissions,
        csrf: cx.csrf(),
        may_add: cx.service.permissions.allow(Permission::RolesAdd),
    });
    over(&cx, kind, &user, Vec::new(), dialog).await
}

async fn answer(
    cx: &RequestContext,
    kind: UserKind,
    user: &User,
    said: &str,
    outcome: Result<usize, AppError>,
) -> Result<Response, AppError> {
    match outcome {
        Ok(_) => {
            let address = format!("{}?tab=roles&said={said}", cx.paths.user(kind, user.id));
            Ok(Redirect::to(&address).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
            let toasts = vec![Toast::failed(told.join(" "))];
            let page = over(cx, kind, user, toasts, html! {}).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// `POST /users/{category}/{id}/roles`: gives roles to the person.
///
/// # Errors
/// [`AppError`]; why they cannot be given is shown.
pub async fn associate_roles(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    let user = person(&cx, kind, id).await?;
    let outcome = roles::service::associate(&cx.service, id, ChooseForm::of_pairs(pairs).ids()?).await;
    answer(&cx, kind, &user, "associated", outcome).await
}

/// `POST /users/{category}/{id}/roles/remove`: takes roles from the person.
///
/// # Errors
/// [`AppError`]; why they cannot be taken is shown.
pub async fn dissociate_roles(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    let user = person(&cx, kind, id).await?;
    let outcome = roles::service::dissociate(&cx.service, id, ChooseForm::of_pairs(pairs).ids()?).await;
    answer(&cx, kind, &user, "dissociated", outcome).await
}
