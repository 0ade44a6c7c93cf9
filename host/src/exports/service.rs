//! Use cases about exports.
pub mod book;
pub mod cells;
mod formats;
pub mod sheets;
mod sweep;
pub mod ties;

use elenco_db::{DbError, ExportId, JobId, NotificationId, ProjectId, TenantScope, UserId};

use super::model::{Download, Export, ExportMode, ExportRequest, ExportState, ZIP};
use super::queries;
use crate::app::App;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::files::{self, FilesError};
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob};
use crate::notifications;
use crate::notifications::model::{NewNotification, NotificationKind, NotificationState};
use crate::users;

/// Usual urgency of a job.
const PRIORITY: i32 = 100;

pub use formats::{empty_format, list_formats, write_at_once};
pub(super) use formats::{find_format, people_name};
pub use sheets::list_columns;
pub use sweep::{start_sweeping, sweep_expired};

/// Folder of an export's files in the store.
pub(super) fn folder(scope: &TenantScope, id: ExportId) -> String {
    files::key(scope.tenant(), "exports", &id.to_string())
}

/// The person who asks: exports belong to people.
fn owner(cx: &ServiceContext) -> Result<UserId, AppError> {
    cx.require(Permission::UsersExport)?;
    cx.actor.user().ok_or(AppError::NotFound)
}

/// An error of the store. One that goes away by itself is told apart by the jobs.
pub(super) fn files_error(error: FilesError) -> AppError {
    match error {
        FilesError::Missing(_) => AppError::NotFound,
        other => AppError::Files(other),
    }
}

/// Starts an export: its row, its job and its notification come to be in one transaction. An empty one is finished at
/// once.
///
/// # Errors
/// [`AppError::BadRequest`] for an unknown format; [`AppError::Forbidden`].
pub async fn start_export(
    cx: &ServiceContext,
    project: ProjectId,
    request: ExportRequest,
) -> Result<Export, AppError> {
    let owner = owner(cx)?;
    if let Some(shown) = &request.narrowed.shown {
        // What a filter finds tells as much as the list would.
        cx.require(Permission::UsersList)?;
        users::service::judge_filter(cx, request.kind, &shown.filter).await?;
    }
    let format = find_format(cx, &request.format).await?;
    let now = cx.app.clock.now();
    let name = people_name(cx.texts(), request.kind);
    let mut export = Export {
        id: ExportId::from_uuid(cx.app.ids.uuid()),
        project,
        created_by: owner,
        job: None,
        notification: None,
        kind: request.kind,
        mode: request.mode,
        format: format.format.id.clone(),
        narrowed: request.narrowed,
        culture: cx.culture,
        state: ExportState::Pending,
        records: 0,
        records_total: 0,
        parts: 0,
        file_key: None,
        file_name: format!("{name}-{}.zip", now.to_chrono().date_naive()),
        media_type: ZIP.to_owned(),
        file_size: None,
        error_code: None,
        error_message: None,
        created_at: now,
        finished_at: None,
        expires_at: None,
    };
    if request.mode == ExportMode::Empty {
        return keep_empty(cx, export).await;
    }
    let (job, notification) =
        (JobId::from_uuid(cx.app.ids.uuid()), NotificationId::from_uuid(cx.app.ids.uuid()));
    export.job = Some(job);
    export.notification = Some(notification);
    let new_job = NewJob {
        kind: JobKind::ExportUsers,
        payload: serde_json::json!({ "export": export.id }),
        priority: PRIORITY,
    };
    let subject = serde_json::json!({ "kind": request.kind.as_str(), "mode": request.mode.as_str() });
    let told =
        NewNotification { id: notification, user: owner, kind: NotificationKind::Export(export.id), subject };
    let (scope, row) = (cx.scope, export.clone());
    cx.app
        .db
        .write(move |conn| {
            jobs::service::enqueue(conn, &scope, job, &new_job, now)?;
            queries::insert(conn, &scope, &row)?;
            notifications::service::notify(conn, &scope, &told, now)
        })
        .await
        .map_err(AppError::Database)?;
    cx.app.queue.wake();
    cx.app.bell.ring(cx.scope.tenant(), owner);
    Ok(export)
}

/// Exports once more what one of the actor's own exports held, as it is now.
///
/// # Errors
/// As [`start_export`]; [`AppError::NotFound`] for anybody else's.
pub async fn export_again(cx: &ServiceContext, id: ExportId) -> Result<Export, AppError> {
    let Export { project, kind, mode, format, narrowed, .. } = find_export(cx, id).await?;
    start_export(cx, project, ExportRequest { kind, mode, format, narrowed }).await
}

/// Until when a file that is finished now can be had.
pub(super) fn expiry(app: &App, now: elenco_db::Instant) -> elenco_db::Instant {
    now.plus_seconds(i64::from(app.config.limits.export_days) * 86_400)
}

async fn keep_empty(cx: &ServiceContext, mut export: Export) -> Result<Export, AppError> {
    let file = empty_format(cx, export.kind, &export.format).await?;
    let key = format!("{}/{}", folder(&cx.scope, export.id), "format");
    export.file_size = Some(file.bytes.len() as u64);
    cx.app.files.put(&key, file.bytes).await.map_err(files_error)?;
    export.state = ExportState::Completed;
    export.file_key = Some(key);
    export.file_name = file.file_name;
    export.media_type = file.media_type;
    export.parts = 1;
    export.finished_at = Some(export.created_at);
    export.expires_at = Some(expiry(&cx.app, export.created_at));
    let (scope, row) = (cx.scope, export.clone());
    cx.app.db.write(move |conn| queries::insert(conn, &scope, &row)).await.map_err(AppError::Database)?;
    Ok(export)
}

/// One of the actor's own exports.
///
/// # Errors
/// [`AppError::NotFound`], for anybody else's too.
pub async fn find_export(cx: &ServiceContext, id: ExportId) -> Result<Export, AppError> {
    let (owner, scope) = (owner(cx)?, cx.scope);
    let found =
        cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await.map_err(AppError::Database)?;
    found.filter(|export| export.created_by == owner).ok_or(AppError::NotFound)
}

/// The actor's own export that a job does.
///
/// # Errors
/// [`AppError::NotFound`], for anybody else's too.
pub async fn find_export_of_job(cx: &ServiceContext, job: JobId) -> Result<Export, AppError> {
    let (owner, scope) = (owner(cx)?, cx.scope);
    let found = cx.app.db.read(move |conn| queries::find_by_job(conn, &scope, job)).await;
    let found = found.map_err(AppError::Database)?;
    found.filter(|export| export.created_by == owner).ok_or(AppError::NotFound)
}

/// The actor's own exports in a project, the newest first, from `before` back in time.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_exports(
    cx: &ServiceContext,
    project: ProjectId,
    before: Option<ExportId>,
    limit: i64,
) -> Result<Vec<Export>, AppError> {
    let (owner, scope) = (owner(cx)?, cx.scope);
    cx.app
        .db
        .read(move |conn| queries::list(conn, &scope, project, owner, before, limit))
        .await
        .map_err(AppError::Database)
}

/// Cancels an export; one that is over stays as it is.
///
/// # Errors
/// [`AppError::NotFound`], for anybody else's too.
pub async fn cancel_export(cx: &ServiceContext, id: ExportId) -> Result<(), AppError> {
    let export = find_export(cx, id).await?;
    let Some(job) = export.job else { return Ok(()) };
    let (scope, now) = (cx.scope, cx.app.clock.now());
    cx.app
        .db
        .write(move |conn| {
            if jobs::service::cancel(conn, &scope, job, now)? == jobs::service::Cancelled::Ended {
                queries::end(conn, &scope, id, ExportState::Cancelled, None, now)?;
                if let Some(notification) = export.notification {
                    notifications::service::set_state(
                        conn,
                        &scope,
                        notification,
                        NotificationState::Failed,
                        now,
                    )?;
                }
            }
            Ok::<(), DbError>(())
        })
        .await
        .map_err(AppError::Database)?;
    cx.app.queue.wake();
    cx.app.bell.ring(cx.scope.tenant(), export.created_by);
    Ok(())
}

/// The file of a completed export, for its owner and until it expires.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else, before it is finished and after it has expired.
pub async fn open_file(cx: &ServiceContext, id: ExportId) -> Result<Download, AppError> {
    let export = find_export(cx, id).await?;
    if !export.has_file(cx.app.clock.now()) {
        return Err(AppError::NotFound);
    }
    let (Some(key), Some(size)) = (export.file_key, export.file_size) else { return Err(AppError::NotFound) };
    Ok(Download {
        key,
        file_name: export.file_name,
        media_type: export.media_type,
        size,
        tag: id.to_string(),
    })
}
