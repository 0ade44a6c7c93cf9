//! People for files: many at a time, whole.
use elenco_db::{ProjectId, UserId};

use super::{judge_filter, queries};
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::{PageAnchor, Sort, User, UserFilter, UserKind};

/// How many people one step through a list may look at.
const BUDGET: usize = 20_000;

/// People of a project in order of id: what an export reads, batch by batch.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn export_batch(
    cx: &ServiceContext,
    project: ProjectId,
    kind: UserKind,
    after: Option<UserId>,
    up_to: Option<UserId>,
    limit: i64,
) -> Result<Vec<User>, AppError> {
    cx.require(Permission::UsersExport)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| queries::list_by_id(conn, &scope, project, kind, after, up_to, limit))
        .await
        .map_err(AppError::Database)
}

/// These people in this order; those who are not there are left out.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn export_these(cx: &ServiceContext, ids: &[UserId]) -> Result<Vec<User>, AppError> {
    cx.require(Permission::UsersExport)?;
    let (scope, ids) = (cx.scope, ids.to_vec());
    let found = cx.app.db.read(move |conn| {
        let mut found: std::collections::HashMap<UserId, User> = queries::find_by_ids(conn, &scope, &ids)?
            .into_iter()
            .map(|stored| (stored.user.id, stored.user))
            .collect();
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    });
    found.await.map_err(AppError::Database)
}

/// Who is on a list from an anchor on, and where to go on. A step may be short, even empty, and still not be the last.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::Invalid`] for a filter by what the actor may not see.
pub async fn list_ids(
    cx: &ServiceContext,
    (project, kind): (ProjectId, UserKind),
    (filter, sort): (UserFilter, Sort),
    anchor: Option<PageAnchor>,
    limit: usize,
) -> Result<(Vec<UserId>, Option<PageAnchor>), AppError> {
    cx.require(Permission::UsersExport)?;
    cx.require(Permission::UsersList)?;
    judge_filter(cx, kind, &filter).await?;
    let scope = cx.scope;
    let bounds = queries::Bounds { budget: BUDGET, ..queries::Bounds::default() };
    let ask = queries::Ask { project, kind, filter, sort, now: cx.app.clock.now(), bounds };
    let found = cx.app.db.read(move |conn| queries::list(conn, &scope, &ask, anchor.as_ref(), limit));
    let page = found.await.map_err(AppError::Database)?.page;
    Ok((page.items.into_iter().map(|person| person.id).collect(), page.next))
}
