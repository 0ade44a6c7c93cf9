//! The services of a client: the tab, and choosing services.
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Redirect;
use elenco_db::{ServiceId, UserId};
use maud::Markup;
use serde::Deserialize;

use super::over;
use crate::auth::permission::Permission;
use crate::companies::model::Anchor;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups::form::{ChooseForm, search_of};
use crate::services;
use crate::services::model::ServiceFilter;
use crate::users::handlers::{kind_of, person};
use crate::users::model::{User, UserTab};
use crate::users::service;
use crate::users::views::{self, OfPerson};

/// Services on a page of the dialog.
const PAGE: usize = 50;
/// Most services of a client that the tab lists.
const OWN: usize = 500;

async fn own(cx: &RequestContext, user: &User) -> Result<services::model::ServicePage, AppError> {
    let filter = ServiceFilter { of_client: Some(user.id), ..ServiceFilter::default() };
    services::service::list_services(&cx.service, filter, None, OWN).await
}

/// The tab's panel.
pub(super) async fn panel(cx: &RequestContext, user: &User) -> Result<Markup, AppError> {
    let page = own(cx, user).await?;
    Ok(views::services_panel(&OfPerson {
        t: cx.texts,
        paths: &cx.paths,
        user,
        search: None,
        page: &page,
        present: &[],
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::ServicesUpdate),
    }))
}

/// The number beside the tab's name.
pub(super) async fn count(cx: &RequestContext, user: &User) -> Result<Option<usize>, AppError> {
    Ok(Some(own(cx, user).await?.items.len()))
}

/// What the dialog's address may say.
#[derive(Debug, Default, Deserialize)]
pub struct ChooseQuery {
    search: Option<String>,
    after: Option<ServiceId>,
    before: Option<ServiceId>,
}

/// `GET /users/{category}/{id}/services`: the dialog in which services are chosen.
///
/// # Errors
/// [`AppError`].
pub async fn choose_services(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Query(query): Query<ChooseQuery>,
) -> Result<Markup, AppError> {
    let user = person(&cx, kind_of(&category)?, id).await?;
    let search = search_of(query.search.as_deref());
    let anchor = query.after.map(Anchor::After).or(query.before.map(Anchor::Before));
    let filter = ServiceFilter { search: search.clone(), ..ServiceFilter::default() };
    let page = services::service::list_services(&cx.service, filter, anchor, PAGE).await?;
    let present: Vec<String> =
        own(&cx, &user).await?.items.into_iter().map(|service| service.id.to_string()).collect();
    let dialog = views::choose_services(&OfPerson {
        t: cx.texts,
        paths: &cx.paths,
        user: &user,
        search: search.as_deref(),
        page: &page,
        present: &present,
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::ServicesAdd),
    });
    over(&cx, &user, UserTab::Services, dialog).await
}

/// `POST /users/{category}/{id}/services`: associates the client with services.
///
/// # Errors
/// [`AppError`].
pub async fn associate_services(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    let user = person(&cx, kind_of(&category)?, id).await?;
    let chosen: Vec<ServiceId> = ChooseForm::of_pairs(pairs).ids()?;
    service::associate_person(&cx.service, id, chosen).await?;
    Ok(Redirect::to(&format!("{}?tab=services&said=came", cx.paths.user(user.kind, id))))
}

/// `POST /users/{category}/{id}/services/remove`: takes the client away from services.
///
/// # Errors
/// [`AppError`].
pub async fn dissociate_services(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    let user = person(&cx, kind_of(&category)?, id).await?;
    let chosen: Vec<ServiceId> = ChooseForm::of_pairs(pairs).ids()?;
    service::dissociate_person(&cx.service, id, chosen).await?;
    Ok(Redirect::to(&format!("{}?tab=services&said=went", cx.paths.user(user.kind, id))))
}
