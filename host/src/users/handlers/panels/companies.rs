//! The companies of a client: the tab, and choosing companies.
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Redirect;
use elenco_db::{CompanyId, UserId};
use maud::Markup;
use serde::Deserialize;

use super::over;
use crate::auth::permission::Permission;
use crate::companies;
use crate::companies::model::{Anchor, CompanyFilter};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups::form::{ChooseForm, search_of};
use crate::users::handlers::{kind_of, person};
use crate::users::model::{User, UserTab};
use crate::users::service;
use crate::users::views::{self, OfPerson};

/// Companies on a page of the dialog.
const PAGE: usize = 50;
/// Most companies of a client that the tab lists.
const OWN: usize = 500;

async fn own(cx: &RequestContext, user: &User) -> Result<companies::model::CompanyPage, AppError> {
    let filter = CompanyFilter { of_client: Some(user.id), ..CompanyFilter::default() };
    companies::service::list_companies(&cx.service, filter, None, OWN).await
}

/// The tab's panel.
pub(super) async fn panel(cx: &RequestContext, user: &User) -> Result<Markup, AppError> {
    let page = own(cx, user).await?;
    Ok(views::companies_panel(&OfPerson {
        t: cx.texts,
        paths: &cx.paths,
        user,
        search: None,
        page: &page,
        present: &[],
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::CompaniesUpdate),
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
    after: Option<CompanyId>,
    before: Option<CompanyId>,
}

/// `GET /users/{category}/{id}/companies`: the dialog in which companies are chosen.
///
/// # Errors
/// [`AppError`].
pub async fn choose_companies(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Query(query): Query<ChooseQuery>,
) -> Result<Markup, AppError> {
    let user = person(&cx, kind_of(&category)?, id).await?;
    let search = search_of(query.search.as_deref());
    let anchor = query.after.map(Anchor::After).or(query.before.map(Anchor::Before));
    let filter = CompanyFilter { search: search.clone(), ..CompanyFilter::default() };
    let page = companies::service::list_companies(&cx.service, filter, anchor, PAGE).await?;
    let present: Vec<String> =
        own(&cx, &user).await?.items.into_iter().map(|company| company.id.to_string()).collect();
    let dialog = views::choose_companies(&OfPerson {
        t: cx.texts,
        paths: &cx.paths,
        user: &user,
        search: search.as_deref(),
        page: &page,
        present: &present,
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::CompaniesAdd),
    });
    over(&cx, &user, UserTab::Companies, dialog).await
}

/// `POST /users/{category}/{id}/companies`: associates the client with companies.
///
/// # Errors
/// [`AppError`].
pub async fn associate_companies(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    let user = person(&cx, kind_of(&category)?, id).await?;
    let chosen: Vec<CompanyId> = ChooseForm::of_pairs(pairs).ids()?;
    service::associate_person(&cx.service, id, chosen).await?;
    Ok(Redirect::to(&format!("{}?tab=companies&said=came", cx.paths.user(user.kind, id))))
}

/// `POST /users/{category}/{id}/companies/remove`: takes the client away from companies.
///
/// # Errors
/// [`AppError`].
pub async fn dissociate_companies(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    let user = person(&cx, kind_of(&category)?, id).await?;
    let chosen: Vec<CompanyId> = ChooseForm::of_pairs(pairs).ids()?;
    service::dissociate_person(&cx.service, id, chosen).await?;
    Ok(Redirect::to(&format!("{}?tab=companies&said=went", cx.paths.user(user.kind, id))))
}
