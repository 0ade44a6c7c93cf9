//! Who belongs to a group: the tab, and choosing people to add.
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::GroupId;
use maud::Markup;

use super::not_done;
use super::page::{Detail, ListQuery, Shown, detail, page};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups::form::{ChooseForm, GroupForm};
use crate::groups::model::Group;
use crate::groups::service;
use crate::groups::views::{self, AddView, MembersView};
use crate::users;
use crate::users::model::UserFilter;

/// People on a page.
const PAGE: usize = 50;

fn may_change(cx: &RequestContext) -> bool {
    let may = |permission| cx.service.permissions.allow(permission);
    may(Permission::GroupsUpdate) && may(Permission::UsersList)
}

/// The tab.
pub(super) async fn panel(cx: &RequestContext, group: &Group, query: &ListQuery) -> Result<Markup, AppError> {
    let search = query.search();
    let people =
        service::list_members(&cx.service, group.id, search.clone(), query.people_anchor(), PAGE).await?;
    Ok(views::members_panel(&MembersView {
        t: cx.texts,
        paths: &cx.paths,
        group,
        search: search.as_deref(),
        people: &people,
        csrf: cx.csrf(),
        may_change: may_change(cx),
    }))
}

/// `GET /groups/{id}/members/new`: people of the chosen project, to add.
///
/// # Errors
/// [`AppError`].
pub async fn choose_members(
    cx: RequestContext,
    Path((_, id)): Path<(String, GroupId)>,
    Query(mut query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let (group, _) = service::find_group(&cx.service, id).await?;
    let project = cx.project()?;
    let search = query.search();
    let filter = UserFilter::searching(search.clone());
    let people =
        users::service::list_users(&cx.service, project.id, group.kind, filter, query.people_anchor(), PAGE)
            .await?;
    let ids = people.items.iter().map(|person| person.id).collect();
    let present = service::members_among(&cx.service, id, ids).await?;
    let joined = if cx.service.permissions.allow(Permission::UsersUpdate) {
        let own = service::projects_of(&cx.service, id).await?;
        own.into_iter().filter(|(own, _)| *own != project.id && cx.project_named(*own).is_ok()).collect()
    } else {
        Vec::new()
    };
    let panel = views::add_panel(&AddView {
        t: cx.texts,
        paths: &cx.paths,
        group: &group,
        project: &project.name,
        search: search.as_deref(),
        people: &people,
        present: &present,
        joined: &joined,
        csrf: cx.csrf(),
    });
    let form = GroupForm::of_group(&group);
    query.tab = Some("members".to_owned());
    let shown = Detail { tab: "members", shown: Shown::Panel(panel), ..Detail::form(Some(&group), &form) };
    let pane = detail(&cx, group.kind, shown).await?;
    page(&cx, group.kind, &query, Some(id), pane).await
}

fn said(cx: &RequestContext, id: GroupId, what: &str, count: u64) -> Redirect {
    Redirect::to(&format!("{}?tab=members&said={what}&count={count}", cx.paths.group(id)))
}

/// `POST /groups/{id}/members`: adds people, chosen ones or everybody who matches.
///
/// # Errors
/// [`AppError`].
pub async fn add_members(
    cx: RequestContext,
    Path((_, id)): Path<(String, GroupId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = ChooseForm::of_pairs(pairs);
    let join = form.join();
    for project in &join {
        cx.project_named(*project)?;
    }
    service::find_group(&cx.service, id).await?;
    let Some(chosen) = form.people(cx.project()?.id)? else {
        return Ok(said(&cx, id, "nobody", 0).into_response());
    };
    match service::add_members(&cx.service, id, chosen, join).await {
        Ok(moved) => Ok(said(&cx, id, "added", moved.people).into_response()),
        Err(error) => not_done(&cx, id, "members", error).await,
    }
}

/// `POST /groups/{id}/members/remove`: takes people out, chosen ones or everybody who matches.
///
/// # Errors
/// [`AppError`].
pub async fn remove_members(
    cx: RequestContext,
    Path((_, id)): Path<(String, GroupId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = ChooseForm::of_pairs(pairs);
    service::find_group(&cx.service, id).await?;
    let Some(chosen) = form.people(cx.project()?.id)? else {
        return Ok(said(&cx, id, "nobody", 0).into_response());
    };
    match service::remove_members(&cx.service, id, chosen).await {
        Ok(moved) => Ok(said(&cx, id, "removed", moved.people).into_response()),
        Err(error) => not_done(&cx, id, "members", error).await,
    }
}
