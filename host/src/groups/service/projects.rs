//! The projects in which a group works.
use elenco_db::{GroupId, ProjectId};
use serde_json::json;

use super::{entry, validate};
use crate::audit::model::Change;
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups::queries;

/// The projects of a group, by name.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn projects_of(cx: &ServiceContext, id: GroupId) -> Result<Vec<(ProjectId, String)>, AppError> {
    cx.require(Permission::GroupsGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::projects_of(conn, &scope, &[id])).await?;
    Ok(found.into_iter().map(|(_, id, name)| (id, name)).collect())
}

/// Makes these the projects of a group, among those that the actor may see; what one does not see stays as it is.
/// Nobody joins or leaves a project by this.
///
/// # Errors
/// [`AppError::Invalid`] for a project that is not among the visible ones; [`AppError::NotFound`].
pub async fn set_projects(
    cx: &ServiceContext,
    id: GroupId,
    wanted: Vec<ProjectId>,
    visible: Vec<ProjectId>,
) -> Result<(), AppError> {
    cx.require(Permission::GroupsUpdate)?;
    if wanted.iter().any(|project| !visible.contains(project)) {
        return Err(validate::unknown_project(cx));
    }
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        let before: Vec<ProjectId> =
            queries::projects_of(conn, &cx.scope, &[id])?.into_iter().map(|(_, id, _)| id).collect();
        let mut added: Vec<ProjectId> =
            wanted.iter().filter(|project| !before.contains(project)).copied().collect();
        added.sort_unstable();
        added.dedup();
        let removed: Vec<ProjectId> = before
            .iter()
            .filter(|project| visible.contains(project) && !wanted.contains(project))
            .copied()
            .collect();
        if added.is_empty() && removed.is_empty() {
            return Ok(());
        }
        if queries::named_projects(conn, &cx.scope, &added)?.len() != added.len() {
            return Err(validate::unknown_project(&cx));
        }
        queries::join_projects(conn, &cx.scope, id, &added)?;
        queries::leave_projects(conn, &cx.scope, id, &removed)?;
        let after: Vec<ProjectId> =
            before.iter().filter(|project| !removed.contains(project)).chain(&added).copied().collect();
        let change = Change { old: json!(before), new: json!(after) };
        let changes = [("projects".to_owned(), change)].into_iter().collect();
        audit::insert(conn, &cx.scope, &[entry(&cx, id, "update", changes)])?;
        Ok(())
    })
    .await
}
