//! The roles that a group gives to its members: the tab.
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::GroupId;
use maud::Markup;

use super::not_done;
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups::form::ChooseForm;
use crate::groups::model::Group;
use crate::groups::{service, views};
use crate::roles;

/// The tab.
pub(super) async fn panel(cx: &RequestContext, group: &Group) -> Result<Markup, AppError> {
    let roles = roles::service::roles_of_group(&cx.service, group.id).await?;
    let may = |permission| cx.service.permissions.allow(permission);
    let may_save = may(Permission::GroupsUpdate) && may(Permission::RolesUpdate);
    Ok(views::roles_panel(&views::RolesView {
        t: cx.texts,
        paths: &cx.paths,
        group,
        all: &roles.all,
        own: &roles.own,
        above: &roles.above,
        csrf: cx.csrf(),
        may_save,
    }))
}

/// `POST /groups/{id}/roles`: the roles that the group gives.
///
/// # Errors
/// [`AppError`]; why it cannot give them is shown.
pub async fn set_roles(
    cx: RequestContext,
    Path((_, id)): Path<(String, GroupId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let wanted = ChooseForm::of_pairs(pairs).ids()?;
    service::find_group(&cx.service, id).await?;
    match roles::service::set_roles_of_group(&cx.service, id, wanted).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?tab=roles&said=saved", cx.paths.group(id))).into_response()),
        Err(error) => not_done(&cx, id, "roles", error).await,
    }
}
