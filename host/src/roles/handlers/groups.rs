//! The groups whose members have a role: the tab, and choosing groups to give it.
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use elenco_db::{GroupId, RoleId};
use maud::Markup;
use serde::Deserialize;

use super::answer;
use super::page::{Detail, ListQuery, detail, with_dialog};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups;
use crate::groups::form::{ChooseForm, search_of};
use crate::groups::model::GroupAnchor;
use crate::roles::form::RoleForm;
use crate::roles::model::Role;
use crate::roles::service;
use crate::roles::views::{self, ChooseGroupsView};
use crate::users::model::UserKind;

/// Groups on a page of the dialog.
const PAGE: usize = 50;

/// The tab.
pub(super) async fn panel(cx: &RequestContext, role: &Role) -> Result<Markup, AppError> {
    let groups = service::giving_groups(&cx.service, role.id).await?;
    let may = |permission| cx.service.permissions.allow(permission);
    let may_change =
        may(Permission::RolesUpdate) && may(Permission::GroupsUpdate) && may(Permission::GroupsList);
    Ok(views::groups_panel(cx.texts, &cx.paths, role, &groups, cx.csrf(), may_change))
}

/// What the dialog's address may say.
#[derive(Debug, Default, Deserialize)]
pub struct ChooseQuery {
    kind: Option<UserKind>,
    search: Option<String>,
    after: Option<GroupId>,
    before: Option<GroupId>,
}

/// `GET /roles/{id}/groups`: the dialog in which groups are chosen.
///
/// # Errors
/// [`AppError`].
pub async fn choose_groups(
    cx: RequestContext,
    Path((_, id)): Path<(String, RoleId)>,
    Query(query): Query<ChooseQuery>,
) -> Result<Markup, AppError> {
    let role = service::find_role(&cx.service, id).await?;
    let kind = query.kind.unwrap_or(UserKind::Specialist);
    let search = search_of(query.search.as_deref());
    let anchor = query.after.map(GroupAnchor::After).or(query.before.map(GroupAnchor::Before));
    let offered = groups::service::list_groups(&cx.service, kind, search.clone(), anchor, PAGE).await?;
    let own = service::giving_groups(&cx.service, id).await?;
    let dialog = views::choose_groups(&ChooseGroupsView {
        t: cx.texts,
        paths: &cx.paths,
        role: &role,
        kind,
        search: search.as_deref(),
        offered: &offered,
        own: &own,
        csrf: cx.csrf(),
    });
    let form = RoleForm::of_role(&role);
    let panel = Some(panel(&cx, &role).await?);
    let pane = detail(&cx, Detail { tab: "groups", panel, ..Detail::form(Some(&role), &form) }).await?;
    let query = ListQuery { tab: Some("groups".to_owned()), ..ListQuery::default() };
    with_dialog(&cx, &query, Some(id), pane, dialog).await
}

/// `POST /roles/{id}/groups`: lets groups give the role to their members.
///
/// # Errors
/// [`AppError`]; why they cannot is shown.
pub async fn give_to_groups(
    cx: RequestContext,
    Path((_, id)): Path<(String, RoleId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let chosen: Vec<GroupId> = ChooseForm::of_pairs(pairs).ids()?;
    service::find_role(&cx.service, id).await?;
    let outcome = service::give_to_groups(&cx.service, id, chosen).await;
    answer(&cx, (id, "groups"), "groups-given", outcome).await
}

/// `POST /roles/{id}/groups/remove`: takes the role from groups.
///
/// # Errors
/// [`AppError`]; why it cannot be taken is shown.
pub async fn take_from_groups(
    cx: RequestContext,
    Path((_, id)): Path<(String, RoleId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let chosen: Vec<GroupId> = ChooseForm::of_pairs(pairs).ids()?;
    service::find_role(&cx.service, id).await?;
    let outcome = service::take_from_groups(&cx.service, id, chosen).await;
    answer(&cx, (id, "groups"), "groups-taken", outcome).await
}
