//! Use cases about exports.
pub mod book;
pub mod sheets;

use bytes::Bytes;
use elenco_db::{DbError, ExportId, JobId, NotificationId, ProjectId, TenantScope, UserId};
use futures_util::Stream;
use tokio::sync::mpsc;

use super::model::{Download, Export, ExportMode, ExportRequest, ExportState, UNKNOWN_FORMAT, ZIP};
use super::queries;
use crate::app::App;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::formats::OwnedExportFormat;
use crate::files::{self, FilesError};
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob};
use crate::locale::Texts;
use crate::notifications;
use crate::notifications::model::{NewNotification, NotificationKind, NotificationState};
use crate::users::model::UserKind;
use book::Book;
use sheets::Sheets;

/// Largest empty format, in bytes: headers and explanations only.
const EMPTY_BYTES: usize = 16 << 20;
/// Exports that one sweep takes away.
const SWEEP: i64 = 200;
/// How often expired exports are taken away.
const SWEEP_EVERY: std::time::Duration = std::time::Duration::from_secs(3_600);
/// Usual urgency of a job.
const PRIORITY: i32 = 100;

/// A small file that is made while somebody waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmallFile {
    /// The name that the reader gets it under.
    pub file_name: String,
    /// Media type.
    pub media_type: String,
    /// All of it.
    pub bytes: Bytes,
}

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
        other => AppError::Files(other.to_string()),
    }
}

/// The formats that people can be written in.
///
/// # Errors
/// [`AppError::Extension`] when a plugin fails.
pub async fn list_formats(cx: &ServiceContext) -> Result<Vec<OwnedExportFormat>, AppError> {
    cx.require(Permission::UsersExport)?;
    cx.app.extensions.export_formats(&cx.caller, cx.culture).await.map_err(AppError::Extension)
}

/// The format of an id.
///
/// # Errors
/// [`AppError::BadRequest`] with [`UNKNOWN_FORMAT`] when no plugin writes it.
pub(super) async fn find_format(cx: &ServiceContext, id: &str) -> Result<OwnedExportFormat, AppError> {
    let formats = list_formats(cx).await?;
    let known: Vec<String> = formats.iter().map(|owned| owned.format.id.clone()).collect();
    formats.into_iter().find(|owned| owned.format.id == id).ok_or_else(|| AppError::BadRequest {
        code: UNKNOWN_FORMAT,
        detail: format!("there is no export format `{id}`; there are: {}", known.join(", ")),
    })
}

/// What people are called in a file name.
pub(super) fn people_name(t: Texts, kind: UserKind) -> String {
    match kind {
        UserKind::Client => t.t("exports-file-clients"),
        UserKind::Specialist => t.t("exports-file-specialists"),
    }
    .into_owned()
}

/// A workbook with headers and explanations only, to be filled in and imported.
///
/// # Errors
/// [`AppError::BadRequest`] for an unknown format; [`AppError::Extension`] when a plugin fails.
pub async fn empty_format(cx: &ServiceContext, kind: UserKind, format: &str) -> Result<SmallFile, AppError> {
    let format = find_format(cx, format).await?;
    let many = format.format.many_sheets;
    let sheets = Sheets::settle(cx, kind, many, many).await?;
    let (extension, media_type) = (format.format.extension.clone(), format.format.media_type.clone());
    let (book, pieces) = Book::open(cx, format, sheets.book);
    let (written, bytes) = tokio::join!(book.finish(), gather(pieces));
    written.map_err(AppError::Extension)?;
    let bytes = bytes.ok_or_else(|| AppError::Internal("the empty format is too large".to_owned()))?;
    let t = cx.texts();
    let name = match kind {
        UserKind::Client => t.t("exports-file-clients-empty"),
        UserKind::Specialist => t.t("exports-file-specialists-empty"),
    };
    Ok(SmallFile { file_name: format!("{name}.{extension}"), media_type, bytes })
}

async fn gather(mut pieces: mpsc::Receiver<Bytes>) -> Option<Bytes> {
    let mut all = Vec::new();
    while let Some(piece) = pieces.recv().await {
        if all.len() + piece.len() > EMPTY_BYTES {
            return None;
        }
        all.extend_from_slice(&piece);
    }
    Some(all.into())
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
    let (scope, row) = (cx.scope.clone(), export.clone());
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
    let (scope, row) = (cx.scope.clone(), export.clone());
    cx.app.db.write(move |conn| queries::insert(conn, &scope, &row)).await.map_err(AppError::Database)?;
    Ok(export)
}

/// One of the actor's own exports.
///
/// # Errors
/// [`AppError::NotFound`], for anybody else's too.
pub async fn find_export(cx: &ServiceContext, id: ExportId) -> Result<Export, AppError> {
    let (owner, scope) = (owner(cx)?, cx.scope.clone());
    let found =
        cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await.map_err(AppError::Database)?;
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
    let (owner, scope) = (owner(cx)?, cx.scope.clone());
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
    let (scope, now) = (cx.scope.clone(), cx.app.clock.now());
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

/// The bytes of a download, all of them or a part.
///
/// # Errors
/// The store's.
pub async fn read_file(
    cx: &ServiceContext,
    file: &Download,
    part: Option<std::ops::Range<u64>>,
) -> Result<impl Stream<Item = Result<Bytes, FilesError>> + Send + 'static, AppError> {
    cx.app.files.stream(&file.key, part).await.map_err(files_error)
}

/// Takes away the files of every tenant that are no longer to be had, some at a time. Answers how many.
///
/// # Errors
/// The database's and the store's.
pub async fn sweep_expired(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let expired =
        app.db.read(move |conn| queries::expired(conn, now, SWEEP)).await.map_err(AppError::Database)?;
    for (tenant, id) in &expired {
        let (scope, id) = (TenantScope::of(*tenant), *id);
        app.files.delete_folder(&folder(&scope, id)).await.map_err(files_error)?;
        app.db.write(move |conn| queries::forget_file(conn, &scope, id)).await.map_err(AppError::Database)?;
    }
    Ok(expired.len())
}

/// Sweeps now and every hour from now on, until the task is aborted.
pub fn start_sweeping(app: App) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let mut hours = tokio::time::interval(SWEEP_EVERY);
        hours.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            hours.tick().await;
            // A full sweep may have left some behind; an error is for the next hour.
            loop {
                match sweep_expired(&app).await {
                    Ok(swept) if swept as i64 == SWEEP => {}
                    Ok(_) => break,
                    Err(error) => {
                        tracing::warn!(%error, "expired exports are not swept for now");
                        break;
                    }
                }
            }
        }
    })
}
