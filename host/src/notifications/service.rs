//! Use cases about notifications.
use std::collections::HashMap;

use elenco_db::{Conn, DbError, Instant, JobId, NotificationId, TenantScope, UserId};

use super::model::{
    Anchor, BulkChangeDigest, Detail, Fingerprint, Item, NewNotification, Notification, NotificationKind,
    NotificationState,
};
use super::queries;
use crate::auth::permission::Permission;
use crate::bulk_changes;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::jobs::model::Progress;
use crate::jobs::{self, Queue};

/// Sends a notification, inside the caller's transaction. Call [`super::Bell::ring`] once that is over.
///
/// # Errors
/// The engine's.
pub fn notify(
    conn: &mut Conn,
    scope: &TenantScope,
    new: &NewNotification,
    now: Instant,
) -> Result<(), DbError> {
    let state = match new.kind {
        NotificationKind::Message => NotificationState::Completed,
        NotificationKind::Import(_) | NotificationKind::Export(_) | NotificationKind::BulkChange(_) => {
            NotificationState::Pending
        }
    };
    queries::insert(conn, scope, new, state, now)
}

/// Gives a notification another state, inside the caller's transaction; then it is unread again. Call
/// [`super::Bell::ring`] once that is over.
///
/// # Errors
/// The engine's.
pub fn set_state(
    conn: &mut Conn,
    scope: &TenantScope,
    id: NotificationId,
    state: NotificationState,
    now: Instant,
) -> Result<(), DbError> {
    queries::set_state(conn, scope, id, state, now)
}

/// Whose notifications the actor sees: one's own and nobody else's.
fn reader(cx: &ServiceContext) -> Result<UserId, AppError> {
    cx.require(Permission::ConsoleUse)?;
    cx.actor.user().ok_or(AppError::NotFound)
}

/// The newest notifications, from an anchor back in time, and the anchor of the next page.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_items(
    cx: &ServiceContext,
    after: Option<Anchor>,
    limit: usize,
) -> Result<(Vec<Item>, Option<Anchor>), AppError> {
    let (user, scope, queue) = (reader(cx)?, cx.scope, cx.app.queue.clone());
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    cx.app
        .db
        .read(move |conn| {
            let mut found = queries::list(conn, &scope, user, after, wanted)?;
            let more = found.len() > limit;
            found.truncate(limit);
            let last = found.last().map(|last| Anchor { created_at: last.created_at, id: last.id });
            Ok::<_, DbError>((with_details(conn, &queue, &scope, found)?, last.filter(|_| more)))
        })
        .await
        .map_err(AppError::Database)
}

/// One notification of the actor's own.
///
/// # Errors
/// [`AppError::NotFound`], for anybody else's too.
pub async fn find_item(cx: &ServiceContext, id: NotificationId) -> Result<Item, AppError> {
    let (user, scope, queue) = (reader(cx)?, cx.scope, cx.app.queue.clone());
    let found = cx
        .app
        .db
        .read(move |conn| {
            let found = queries::find(conn, &scope, user, id)?;
            with_details(conn, &queue, &scope, found.into_iter().collect())
        })
        .await
        .map_err(AppError::Database)?;
    found.into_iter().next().ok_or(AppError::NotFound)
}

/// What changes whenever the actor's notifications do, with the number of unread ones.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn fingerprint(cx: &ServiceContext) -> Result<Fingerprint, AppError> {
    let (user, scope) = (reader(cx)?, cx.scope);
    cx.app.db.read(move |conn| queries::fingerprint(conn, &scope, user)).await.map_err(AppError::Database)
}

/// How many the actor has not read yet; 99 stands for more too.
///
/// # Errors
/// As [`fingerprint`].
pub async fn count_unread(cx: &ServiceContext) -> Result<i64, AppError> {
    Ok(fingerprint(cx).await?.unread)
}

/// Marks one notification as read, or all of them.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn mark_read(cx: &ServiceContext, only: Option<NotificationId>) -> Result<(), AppError> {
    let (user, scope, now) = (reader(cx)?, cx.scope, cx.app.clock.now());
    cx.app
        .db
        .write(move |conn| queries::mark_read(conn, &scope, user, only, now))
        .await
        .map_err(AppError::Database)?;
    cx.app.bell.ring(cx.scope.tenant(), user);
    Ok(())
}

fn with_details(
    conn: &mut Conn,
    queue: &Queue,
    scope: &TenantScope,
    found: Vec<Notification>,
) -> Result<Vec<Item>, DbError> {
    let (mut import_ids, mut export_ids, mut change_ids) = (Vec::new(), Vec::new(), Vec::new());
    for notification in &found {
        match notification.kind {
            NotificationKind::Import(id) => import_ids.push(id),
            NotificationKind::Export(id) => export_ids.push(id),
            NotificationKind::BulkChange(id) => change_ids.push(id),
            NotificationKind::Message => {}
        }
    }
    let mut imports = queries::imports(conn, scope, &import_ids)?;
    let mut exports = queries::exports(conn, scope, &export_ids)?;
    let changes = bulk_changes::service::find_some(conn, scope, &change_ids)?;
    let changing = changes.values().filter(|change| change.state.is_under_way());
    let changing: Vec<JobId> = changing.filter_map(|change| change.job).collect();
    let under_way: Vec<JobId> = (imports.values().map(|(job, import)| (Some(*job), import.state.as_str())))
        .chain(exports.values().map(|(job, export)| (*job, export.state.as_str())))
        .filter(|(_, state)| matches!(*state, "pending" | "running"))
        .filter_map(|(job, _)| job)
        .chain(changing)
        .collect();
    let progress: HashMap<JobId, Progress> = jobs::service::list(conn, scope, &under_way)?
        .into_iter()
        .map(|job| (job.id, queue.told(job)))
        .collect();
    for (job, import) in imports.values_mut() {
        import.progress = progress.get(job).cloned();
    }
    for (job, export) in exports.values_mut() {
        export.progress = job.and_then(|job| progress.get(&job).cloned());
    }
    Ok(found
        .into_iter()
        .map(|notification| {
            let detail = match notification.kind {
                NotificationKind::Import(id) => {
                    imports.get(&id).map_or(Detail::None, |(_, import)| Detail::Import(import.clone()))
                }
                NotificationKind::Export(id) => {
                    exports.get(&id).map_or(Detail::None, |(_, export)| Detail::Export(export.clone()))
                }
                NotificationKind::BulkChange(id) => changes.get(&id).map_or(Detail::None, |change| {
                    let progress = change.job.and_then(|job| progress.get(&job).cloned());
                    Detail::BulkChange(Box::new(BulkChangeDigest { change: change.clone(), progress }))
                }),
                NotificationKind::Message => Detail::None,
            };
            Item { notification, detail }
        })
        .collect())
}
