//! Who has a role: the tab, and choosing people to give it to.
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use elenco_db::{RoleId, UserId};
use maud::Markup;

use super::answer;
use super::page::{Detail, ListQuery, detail, page};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups::form::ChooseForm;
use crate::roles::form::RoleForm;
use crate::roles::model::Role;
use crate::roles::service;
use crate::roles::views::{self, AddView, PeopleView};
use crate::users;
use crate::users::model::{UserFilter, UserKind};

/// People on a page.
const PAGE: usize = 50;

/// The tab.
pub(super) async fn panel(cx: &RequestContext, role: &Role, query: &ListQuery) -> Result<Markup, AppError> {
    let search = query.search();
    let people =
        service::list_people(&cx.service, role.id, search.clone(), query.people_anchor(), PAGE).await?;
    let ids = people.items.iter().map(|person| person.id).collect();
    let clients = service::clients_among(&cx.service, ids).await?;
    let may = |permission| cx.service.permissions.allow(permission);
    Ok(views::people_panel(&PeopleView {
        t: cx.texts,
        paths: &cx.paths,
        role,
        search: search.as_deref(),
        people: &people,
        clients: &clients,
        csrf: cx.csrf(),
        may_change: may(Permission::RolesUpdate) && may(Permission::UsersList),
    }))
}

/// `GET /roles/{id}/people/new`: specialists of the chosen project, to give the role to.
///
/// # Errors
/// [`AppError`].
pub async fn choose_people(
    cx: RequestContext,
    Path((_, id)): Path<(String, RoleId)>,
    Query(mut query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let role = service::find_role(&cx.service, id).await?;
    let project = cx.project()?;
    let search = query.search();
    let filter = UserFilter { search: search.clone(), ..UserFilter::default() };
    let kind = UserKind::Specialist;
    let people =
        users::service::list_users(&cx.service, project.id, kind, filter, query.people_anchor(), PAGE)
            .await?;
    let ids = people.items.iter().map(|person| person.id).collect();
    let present = service::people_among(&cx.service, id, ids).await?;
    let panel = views::add_panel(&AddView {
        t: cx.texts,
        paths: &cx.paths,
        role: &role,
        project: &project.name,
        search: search.as_deref(),
        people: &people,
        present: &present,
        csrf: cx.csrf(),
    });
    let form = RoleForm::of_role(&role);
    query.tab = Some("people".to_owned());
    let shown = Detail { tab: "people", panel: Some(panel), ..Detail::form(Some(&role), &form) };
    let pane = detail(&cx, shown).await?;
    page(&cx, &query, Some(id), pane).await
}

/// `POST /roles/{id}/people`: gives the role to people.
///
/// # Errors
/// [`AppError`]; why it cannot be given is shown.
pub async fn give_to_people(
    cx: RequestContext,
    Path((_, id)): Path<(String, RoleId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let chosen: Vec<UserId> = ChooseForm::of_pairs(pairs).ids()?;
    service::find_role(&cx.service, id).await?;
    let outcome = service::give_to_people(&cx.service, id, chosen).await;
    answer(&cx, (id, "people"), "given", outcome).await
}

/// `POST /roles/{id}/people/remove`: takes the role from people.
///
/// # Errors
/// [`AppError`]; why it cannot be taken is shown.
pub async fn take_from_people(
    cx: RequestContext,
    Path((_, id)): Path<(String, RoleId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let chosen: Vec<UserId> = ChooseForm::of_pairs(pairs).ids()?;
    service::find_role(&cx.service, id).await?;
    let outcome = service::take_from_people(&cx.service, id, chosen).await;
    answer(&cx, (id, "people"), "taken", outcome).await
}
