//! Everybody of a kind in the tenant: whom one may associate with a project.
use std::collections::HashMap;

use elenco_db::{Conn, DbError, Instant, ProjectId, TenantScope, UserId};

use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::{Candidate, Page, PageAnchor, Sort, UserFilter, UserKind, UserSummary};
use crate::users::queries;

/// Whom a page of people to associate shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circle {
    /// Everybody.
    Everybody,
    /// Who does not belong to this project.
    NotIn(ProjectId),
    /// Who does.
    In(ProjectId),
}

/// Sort key and id of people who match and do not belong to a project, from an anchor on, and where to look further: so
/// many are wanted, and so many looked at at most.
///
/// # Errors
/// The engine's.
pub fn walk_others(
    conn: &mut Conn,
    scope: &TenantScope,
    (kind, not_in): (UserKind, ProjectId),
    search: Option<&str>,
    anchor: Option<&PageAnchor>,
    (wanted, most): (usize, usize),
) -> Result<queries::Others, DbError> {
    queries::list_everybody(conn, scope, (kind, Some(not_in)), search, anchor, (wanted, most))
}

/// The page of a project's own list.
fn members(
    conn: &mut Conn,
    scope: &TenantScope,
    (kind, project): (UserKind, ProjectId),
    search: Option<String>,
    (now, anchor): (Instant, Option<&PageAnchor>),
    limit: usize,
) -> Result<Page<UserSummary>, DbError> {
    let ask = queries::Ask {
        project,
        kind,
        filter: UserFilter { search, ..UserFilter::default() },
        sort: Sort::default(),
        now,
        bounds: queries::Bounds::default(),
    };
    Ok(queries::list(conn, scope, &ask, anchor, limit)?.page)
}

/// A page of everybody, or of everybody outside a project.
fn others(
    conn: &mut Conn,
    scope: &TenantScope,
    of: (UserKind, Option<ProjectId>),
    search: Option<&str>,
    anchor: Option<&PageAnchor>,
    limit: usize,
) -> Result<Page<UserSummary>, DbError> {
    let backwards = anchor.is_some_and(|anchor| anchor.backwards);
    let found = queries::list_everybody(conn, scope, of, search, anchor, (limit, queries::LOOKED_AT))?;
    let mut keys = found.keys;
    if backwards {
        keys.reverse();
    }
    let begin = anchor.map(|anchor| (anchor.sort_key.clone(), anchor.id));
    let at = |(sort_key, id): (String, UserId), backwards| PageAnchor { sort_key, id, backwards };
    let (next, previous) = if backwards {
        (keys.last().cloned().or(begin), found.reached)
    } else {
        (found.reached, begin.map(|begin| keys.first().cloned().unwrap_or(begin)))
    };
    let ids: Vec<UserId> = keys.iter().map(|(_, id)| *id).collect();
    let mut people = queries::summaries(conn, scope, &ids)?;
    Ok(Page {
        items: ids.iter().filter_map(|id| people.remove(id)).collect(),
        next: next.map(|key| at(key, false)),
        previous: previous.map(|key| at(key, true)),
    })
}

/// One page of people of a circle by name, each with one's projects. It looks at a bounded number of people, so a page
/// may be short, even empty, and still have a next one.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_candidates(
    cx: &ServiceContext,
    kind: UserKind,
    circle: Circle,
    search: Option<String>,
    anchor: Option<PageAnchor>,
    limit: usize,
) -> Result<Page<Candidate>, AppError> {
    cx.require(Permission::UsersList)?;
    cx.require(Permission::ProjectsList)?;
    let (scope, now) = (cx.scope, cx.app.clock.now());
    let found = cx.app.db.read(move |conn| {
        let (text, at) = (search.as_deref(), anchor.as_ref());
        let page = match circle {
            Circle::Everybody => others(conn, &scope, (kind, None), text, at, limit)?,
            Circle::NotIn(project) => others(conn, &scope, (kind, Some(project)), text, at, limit)?,
            Circle::In(project) => members(conn, &scope, (kind, project), search.clone(), (now, at), limit)?,
        };
        let ids: Vec<UserId> = page.items.iter().map(|person| person.id).collect();
        let mut projects: HashMap<UserId, Vec<ProjectId>> = queries::projects_of_some(conn, &scope, &ids)?;
        let with = |person: UserSummary| Candidate {
            projects: projects.remove(&person.id).unwrap_or_default(),
            person,
        };
        let items = page.items.into_iter().map(with).collect();
        Ok::<_, DbError>(Page { items, next: page.next, previous: page.previous })
    });
    found.await.map_err(AppError::Database)
}
