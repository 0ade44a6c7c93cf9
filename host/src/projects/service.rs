//! Use cases about projects.
mod validate;

use std::collections::BTreeMap;

use elenco_db::{Conn, DbError, ProjectId, TenantScope, UserId};
use serde_json::{Value, json};

use super::model::{Project, ProjectAnchor, ProjectPage, ProjectPeople, ProjectValues, Usage};
use super::queries;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::{Permission, Permissions};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;

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

/// One project, inside somebody's transaction.
///
/// # Errors
/// The engine's.
pub fn find(conn: &mut Conn, scope: &TenantScope, id: ProjectId) -> Result<Option<Project>, DbError> {
    queries::find(conn, scope, id)
}

/// Makes a project.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::Invalid`] lists every problem, then nothing is kept.
pub async fn create_project(cx: &ServiceContext, name: &str, description: &str) -> Result<Project, AppError> {
    cx.require(Permission::ProjectsAdd)?;
    let values = ProjectValues { name: name.to_owned(), description: description.to_owned() };
    let values = validate::tidy(values);
    validate::check(cx, &values)?;
    let project = Project {
        id: ProjectId::from_uuid(cx.app.ids.uuid()),
        name: values.name,
        description: values.description,
        created_at: cx.app.clock.now(),
        version: 1,
    };
    let (own, row) = (cx.clone(), project.clone());
    cx.app
        .db
        .write(move |conn| {
            queries::insert(conn, &own.scope, &row).map_err(|error| refused(&own, error))?;
            audit::insert(conn, &own.scope, &[entry(&own, row.id, "create", BTreeMap::new())])?;
            Ok::<(), AppError>(())
        })
        .await?;
    Ok(project)
}

fn entry(
    cx: &ServiceContext,
    id: ProjectId,
    action: &'static str,
    changes: BTreeMap<String, Change>,
) -> AuditEntry {
    cx.audit_entry(cx.app.clock.now(), ("project", id.as_uuid()), action, changes)
}

/// A name that another project has is a problem of the field, whatever else fails is the engine's.
fn refused(cx: &ServiceContext, error: DbError) -> AppError {
    match error {
        DbError::Unique { constraint: "projects_name" } => AppError::Invalid(vec![validate::taken(cx)]),
        DbError::NotFound => AppError::Conflict,
        other => AppError::from(other),
    }
}

/// Changes a project.
///
/// # Errors
/// [`AppError::Conflict`] when `expected_version` is not the present one; [`AppError::Invalid`] as in
/// [`create_project`].
pub async fn change_project(
    cx: &ServiceContext,
    id: ProjectId,
    expected_version: Option<i64>,
    values: ProjectValues,
) -> Result<Project, AppError> {
    cx.require(Permission::ProjectsUpdate)?;
    let values = validate::tidy(values);
    validate::check(cx, &values)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let before = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        if expected_version.is_some_and(|expected| expected != before.version) {
            return Err(AppError::Conflict);
        }
        let all = [
            ("name", json!(before.name), json!(values.name)),
            ("description", json!(before.description), json!(values.description)),
        ];
        let changes: BTreeMap<String, Change> = all
            .into_iter()
            .filter(|(_, old, new)| old != new)
            .map(|(field, old, new)| (field.to_owned(), Change { old, new }))
            .collect();
        if changes.is_empty() {
            return Ok(before);
        }
        queries::update(conn, &cx.scope, id, before.version, &values).map_err(|error| refused(&cx, error))?;
        audit::insert(conn, &cx.scope, &[entry(&cx, id, "update", changes)])?;
        queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)
    })
    .await
}

/// One project with its people.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's projects too.
pub async fn find_project(cx: &ServiceContext, id: ProjectId) -> Result<(Project, ProjectPeople), AppError> {
    cx.require(Permission::ProjectsList)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| {
            let project = queries::find(conn, &scope, id)?.ok_or(AppError::NotFound)?;
            let people = queries::people_of(conn, &scope, &[id])?.remove(&id).unwrap_or_default();
            Ok((project, people))
        })
        .await
}

/// One page of the projects whose name or description has the text, by name. A tenant has few projects: all of them
/// are read for every page's header anyway.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_projects(
    cx: &ServiceContext,
    search: Option<String>,
    anchor: Option<ProjectAnchor>,
    limit: usize,
) -> Result<ProjectPage, AppError> {
    cx.require(Permission::ProjectsList)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| {
        let all = queries::list(conn, &scope)?;
        let total = all.len() as i64;
        let text = search.as_deref().map(fold).filter(|text| !text.is_empty());
        let matches = |project: &Project| {
            let has =
                |text: &str| fold(&project.name).contains(text) || fold(&project.description).contains(text);
            text.as_deref().is_none_or(has)
        };
        let all: Vec<Project> = all.into_iter().filter(matches).collect();
        let (from, to) = bounds(&all, anchor, limit);
        let has_next = to < all.len();
        let shown: Vec<Project> = all.into_iter().skip(from).take(to - from).collect();
        let ids: Vec<ProjectId> = shown.iter().map(|project| project.id).collect();
        let mut people = queries::people_of(conn, &scope, &ids)?;
        Ok(ProjectPage {
            next: ids.last().copied().filter(|_| has_next).map(ProjectAnchor::After),
            previous: ids.first().copied().filter(|_| from > 0).map(ProjectAnchor::Before),
            projects: shown
                .into_iter()
                .map(|project| {
                    let people = people.remove(&project.id).unwrap_or_default();
                    (project, people)
                })
                .collect(),
            total,
        })
    });
    found.await.map_err(AppError::Database)
}

/// Where a page begins and ends.
fn bounds(all: &[Project], anchor: Option<ProjectAnchor>, limit: usize) -> (usize, usize) {
    let at = |id: ProjectId| all.iter().position(|project| project.id == id);
    match anchor {
        Some(ProjectAnchor::Before(id)) => {
            let to = at(id).unwrap_or(0);
            (to.saturating_sub(limit), to)
        }
        Some(ProjectAnchor::After(id)) => {
            let from = at(id).map_or(0, |at| at + 1);
            (from, (from + limit).min(all.len()))
        }
        None => (0, limit.min(all.len())),
    }
}

/// Where a project is in use.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn usage(cx: &ServiceContext, id: ProjectId) -> Result<Usage, AppError> {
    cx.require(Permission::ProjectsList)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| {
            queries::find(conn, &scope, id)?.ok_or(AppError::NotFound)?;
            Ok(used(conn, &scope, id)?)
        })
        .await
}

fn used(conn: &mut Conn, scope: &TenantScope, id: ProjectId) -> Result<Usage, DbError> {
    let (imports, exports, running) = queries::transfers(conn, scope, id)?;
    Ok(Usage {
        people: queries::people_of(conn, scope, &[id])?.remove(&id).unwrap_or_default(),
        groups: queries::groups_of(conn, scope, id)?,
        plugins: queries::plugins_set_for(conn, scope, id)?,
        running,
        imports,
        exports,
        is_only: queries::list(conn, scope)?.len() == 1,
    })
}

/// Deletes a project that nobody needs any more. Whoever asks has to type its name.
///
/// # Errors
/// [`AppError::Invalid`] while it is in use, when it is the only one, and for another name; [`AppError::NotFound`].
pub async fn delete_project(cx: &ServiceContext, id: ProjectId, typed: &str) -> Result<Project, AppError> {
    cx.require(Permission::ProjectsDelete)?;
    let (cx, typed) = (cx.clone(), typed.to_owned());
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let project = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        let usage = used(conn, &cx.scope, id)?;
        if usage.is_needed() {
            return Err(AppError::Invalid(vec![validate::in_use(&cx)]));
        }
        if typed.trim() != project.name {
            return Err(AppError::Invalid(vec![validate::other_name(&cx)]));
        }
        queries::delete(conn, &cx.scope, id)?;
        let name = Change { old: json!(project.name), new: Value::Null };
        let changes = BTreeMap::from([("name".to_owned(), name)]);
        audit::insert(conn, &cx.scope, &[entry(&cx, id, "delete", changes)])?;
        Ok(project)
    })
    .await
}
