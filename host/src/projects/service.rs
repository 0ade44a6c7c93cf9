//! Use cases about projects.
use elenco_db::{Conn, DbError, ProjectId, TenantScope, UserId};

use super::model::Project;
use super::queries;
use crate::auth::permission::{Permission, Permissions};
use crate::context::ServiceContext;
use crate::error::AppError;

/// The projects that somebody may choose: all of the tenant with `Projects.List`, otherwise one's own.
///
/// # Errors
/// The engine's.
pub fn visible_to(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    permissions: &Permissions,
) -> Result<Vec<Project>, DbError> {
    if permissions.allow(Permission::ProjectsList) {
        queries::list(conn, scope)
    } else {
        queries::list_of(conn, scope, user)
    }
}

/// Makes a project.
///
/// # Errors
/// [`AppError::BadRequest`] when the tenant has one of this name.
pub async fn create_project(cx: &ServiceContext, name: &str, description: &str) -> Result<Project, AppError> {
    let project = Project {
        id: ProjectId::from_uuid(cx.app.ids.uuid()),
        name: name.to_owned(),
        description: description.to_owned(),
        created_at: cx.app.clock.now(),
    };
    let (scope, row) = (cx.scope, project.clone());
    match cx.app.db.write(move |conn| queries::insert(conn, &scope, &row)).await {
        Ok(()) => Ok(project),
        Err(DbError::Unique { .. }) => Err(AppError::BadRequest {
            code: "project.taken",
            detail: format!("there is a project `{name}` already"),
        }),
        Err(error) => Err(AppError::Database(error)),
    }
}
