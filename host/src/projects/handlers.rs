//! The first page, the choice of project in the header, and the administration of projects.
mod pages;

use axum::Form;
use axum::http::HeaderMap;
use axum::response::Redirect;
use elenco_db::ProjectId;
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::sessions;
use crate::users::handlers::back;
use crate::users::model::UserKind;

pub use pages::{ask_delete, create, delete, list, new, show, update};

/// `GET /`: the clients, which is where an administrator's day begins; for others the first page of the menu that they
/// may see.
///
/// # Errors
/// [`AppError`].
pub async fn home(cx: RequestContext) -> Result<Redirect, AppError> {
    let paths = &cx.paths;
    let pages = [
        (Permission::UsersList, paths.users(UserKind::Client), cx.project.is_some()),
        (Permission::GroupsList, paths.groups(UserKind::Client), true),
        (Permission::CompaniesList, paths.companies(), true),
        (Permission::ServicesList, paths.services(), true),
        (Permission::LocationsList, paths.locations(), true),
        (Permission::CalendarsList, paths.calendars(), true),
        (Permission::RolesList, paths.roles(), true),
        (Permission::TokensList, paths.tokens(), true),
        (Permission::ProjectsList, paths.projects(), true),
        (Permission::PluginsList, paths.plugins(), true),
        (Permission::FieldsList, paths.fields(), true),
        (Permission::UsersImport, paths.imports(), true),
        (Permission::UsersExport, paths.exports(), true),
    ];
    let open =
        pages.into_iter().find(|(permission, _, there)| *there && cx.service.permissions.allow(*permission));
    Ok(Redirect::to(&open.map_or_else(|| paths.notifications(), |(_, page, _)| page)))
}

/// What the chooser sends.
#[derive(Debug, Deserialize)]
pub struct ProjectChoice {
    project: ProjectId,
    /// A page of this tenant to go on to, instead of staying.
    next: Option<String>,
}

/// `POST /project`: chooses a project and stays on the page, or goes on to one of its own pages.
///
/// # Errors
/// [`AppError::NotFound`] for a project that the user may not see.
pub async fn choose(
    cx: RequestContext,
    headers: HeaderMap,
    Form(choice): Form<ProjectChoice>,
) -> Result<Redirect, AppError> {
    let project = cx.project_named(choice.project)?.id;
    if let Some(session) = &cx.session {
        sessions::service::choose_project(&cx.service, session.id.clone(), project).await?;
    }
    let next = choice.next.filter(|next| next.starts_with(&cx.paths.home()));
    Ok(Redirect::to(&next.unwrap_or_else(|| back(&cx, &headers))))
}
