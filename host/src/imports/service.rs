//! Use cases about imports.
mod mapping;
mod review;
mod suggestions;
pub(super) mod sweep;

use bytes::Bytes;
use elenco_db::{DbError, ImportId, JobId, NotificationId, ProjectId};
use futures_util::{Stream, StreamExt as _};
use serde_json::json;

pub use mapping::{
    Proposed, Start, delete_mapping, keep_mapping, keep_typed, kind_of_mapping, list_mappings, propose,
    rename_mapping, save_mapping, start_mapped,
};
pub use review::{
    Judged, Repair, commit_import, leave_out, list_failures_with, list_problem_groups, repair, repair_alike,
};
pub use suggestions::suggest;
pub use sweep::{start_sweeping, sweep_leftovers};

pub use super::error_workbook::{ErrorWorkbook, error_workbook};
use super::headers::OURS;
use super::job::Payload;
use super::job::sealed::{ImportKey, SealedWriter};
use super::job::staging::upload_key;
use super::model::{Failure, Import, ImportOptions, ImportState, Leftover, Page, RowCounts};
use super::queries;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::files::FilesError;
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob, Progress};
use crate::jobs::service::Cancelled;
use crate::notifications;
use crate::notifications::model::{NewNotification, NotificationKind, NotificationState};
use crate::users::columns;
use crate::users::model::UserKind;

/// Usual urgency of a job.
const PRIORITY: i32 = 100;
/// Longest file name that is kept, in characters.
const NAME: usize = 200;

fn files_error(error: FilesError) -> AppError {
    match error {
        FilesError::Missing(_) => AppError::NotFound,
        other => AppError::Files(other),
    }
}

/// The last part of a name that a browser or a program sent, without what no file name has.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !c.is_control()).take(NAME).collect();
    let kept = kept.trim();
    if kept.is_empty() { "import".to_owned() } else { kept.to_owned() }
}

/// Streams an upload into the store; nothing is left behind when it is too large or breaks off.
async fn take_in<E: std::fmt::Display>(
    cx: &ServiceContext,
    key: &ImportKey,
    path: &str,
    upload: impl Stream<Item = Result<Bytes, E>>,
) -> Result<u64, AppError> {
    let limit = cx.app.config.limits.import_bytes;
    let mut writer = SealedWriter::begin(&cx.app.files, &cx.app.ids, key, path).await.map_err(files_error)?;
    let mut upload = std::pin::pin!(upload);
    let refusal = loop {
        match upload.next().await {
            Some(Ok(piece)) if writer.written() + piece.len() as u64 > limit => {
                break AppError::TooLarge { limit };
            }
            Some(Ok(piece)) => {
                if let Err(error) = writer.write(&piece).await {
                    break files_error(error);
                }
            }
            Some(Err(error)) => {
                break AppError::BadRequest { code: "import.upload-broken", detail: error.to_string() };
            }
            None if writer.written() == 0 => {
                break AppError::BadRequest {
                    code: "import.empty-file",
                    detail: "the file has no bytes".to_owned(),
                };
            }
            None => return writer.finish().await.map_err(files_error),
        }
    };
    if let Err(error) = writer.abandon().await {
        tracing::warn!(%error, "pieces of a refused upload are left behind");
    }
    Err(refusal)
}

/// Core columns are known here; additional fields only to their plugins, which are asked when the file is read.
fn check_options(options: &ImportOptions) -> Result<(), AppError> {
    let chosen =
        options.sheets.iter().flat_map(|sheet| &sheet.columns).filter_map(|column| column.field.as_ref());
    for field in options.mapping.values().flatten().chain(chosen) {
        let known = columns::column(field).is_some() || columns::ties::tie_column(field).is_some();
        if field.starts_with(OURS) || !(known || field.starts_with("fields.")) {
            let detail = format!("mapping: there is no column `{field}`");
            return Err(AppError::BadRequest { code: "import.options", detail });
        }
    }
    Ok(())
}

/// Takes a file in and starts its import: its row, its job and its notification come to be in one transaction.
///
/// # Errors
/// [`AppError::TooLarge`] while it streams in; [`AppError::BadRequest`] when it is empty, breaks off, or the options
/// name a column that is none; [`AppError::NotFound`] for a project of another tenant.
pub async fn start_import<E: std::fmt::Display>(
    cx: &ServiceContext,
    project: ProjectId,
    kind: UserKind,
    upload: impl Stream<Item = Result<Bytes, E>>,
    file_name: &str,
    options: ImportOptions,
) -> Result<ImportId, AppError> {
    cx.require(Permission::UsersImport)?;
    let user = cx.actor.user().ok_or(AppError::Forbidden(Permission::UsersImport))?;
    check_options(&options)?;
    let (app, scope) = (&cx.app, cx.scope);
    let id = ImportId::from_uuid(app.ids.uuid());
    let (job, notification) = (JobId::from_uuid(app.ids.uuid()), NotificationId::from_uuid(app.ids.uuid()));
    let key = ImportKey::new(&app.ids);
    let upload_key = upload_key(scope.tenant(), id);
    let file_size = take_in(cx, &key, &upload_key, upload).await?;
    let now = app.clock.now();
    let import = Import {
        id,
        project_id: project,
        created_by: user,
        job_id: job,
        kind,
        file_name: clean_name(file_name),
        file_size,
        upload_key: upload_key.clone(),
        format: None,
        locale: options.locale.unwrap_or(cx.culture),
        state: if options.map { ImportState::Mapping } else { ImportState::Pending },
        options,
        sheets: Vec::new(),
        notices: Vec::new(),
        rows: RowCounts::default(),
        error: None,
        created_at: now,
        started_at: None,
        finished_at: None,
    };
    let payload = Payload { import: id, notification, key: key.to_text(), reviewed: false };
    let payload = serde_json::to_value(payload).map_err(|error| AppError::Internal(error.to_string()))?;
    let map = import.state == ImportState::Mapping;
    let new_job = NewJob { kind: JobKind::ImportUsers, payload, priority: PRIORITY };
    let subject = json!({ "kind": kind.as_str(), "file": import.file_name });
    let told = NewNotification { id: notification, user, kind: NotificationKind::Import(id), subject };
    let written = app
        .db
        .write(move |conn| {
            queries::insert(conn, &scope, &import)?;
            notifications::service::notify(conn, &scope, &told, now)?;
            if !map {
                return jobs::service::enqueue(conn, &scope, job, &new_job, now);
            }
            queries::wait_for_mapping(conn, &scope, id, &new_job.payload)?;
            notifications::service::set_state(conn, &scope, told.id, NotificationState::Review, now)
        })
        .await;
    if let Err(error) = written {
        if let Err(error) = app.files.delete(&upload_key).await {
            tracing::warn!(%error, "an upload is left behind");
        }
        return Err(match error {
            DbError::ForeignKey { .. } => AppError::NotFound,
            other => AppError::Database(other),
        });
    }
    app.queue.wake();
    app.bell.ring(cx.scope.tenant(), user);
    Ok(id)
}

/// One import.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's too.
pub async fn find_import(cx: &ServiceContext, id: ImportId) -> Result<Import, AppError> {
    cx.require(Permission::UsersImport)?;
    let scope = cx.scope;
    let found =
        cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await.map_err(AppError::Database)?;
    found.ok_or(AppError::NotFound)
}

/// The import that a job does.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's too.
pub async fn find_import_of_job(cx: &ServiceContext, job: JobId) -> Result<Import, AppError> {
    cx.require(Permission::UsersImport)?;
    let scope = cx.scope;
    let read = cx.app.db.read(move |conn| queries::find_by_job(conn, &scope, job));
    read.await.map_err(AppError::Database)?.ok_or(AppError::NotFound)
}

/// How far the job of an import is.
///
/// # Errors
/// The database's.
pub async fn find_progress(cx: &ServiceContext, import: &Import) -> Result<Progress, AppError> {
    cx.require(Permission::UsersImport)?;
    let (scope, job) = (cx.scope, import.job_id);
    let read = cx.app.db.read(move |conn| jobs::service::find(conn, &scope, job));
    let found = read.await.map_err(AppError::Database)?;
    Ok(found.map(|job| cx.app.queue.told(job)).unwrap_or_default())
}

/// Imports of a project, the newest first, from `before` back in time.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_imports(
    cx: &ServiceContext,
    project: ProjectId,
    before: Option<ImportId>,
    limit: usize,
) -> Result<Page<Import, ImportId>, AppError> {
    cx.require(Permission::UsersImport)?;
    let scope = cx.scope;
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
    let mut items = cx
        .app
        .db
        .read(move |conn| queries::list(conn, &scope, project, before, wanted))
        .await
        .map_err(AppError::Database)?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| last.id);
    Ok(Page { items, next })
}

/// Rows of an import that were not taken, in the order of the file.
///
/// # Errors
/// [`AppError::NotFound`] for another tenant's import.
pub async fn list_failures(
    cx: &ServiceContext,
    import: ImportId,
    after: u64,
    limit: usize,
) -> Result<Page<Failure, u64>, AppError> {
    let import = find_import(cx, import).await?;
    let scope = cx.scope;
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
    let mut items = cx
        .app
        .db
        .read(move |conn| queries::list_failures(conn, &scope, import.id, after, wanted))
        .await
        .map_err(AppError::Database)?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| last.line);
    Ok(Page { items, next })
}

/// Cancels an import. What is under way stops after its present batch; rows that went in stay in. One that is over
/// stays as it is.
///
/// # Errors
/// [`AppError::NotFound`] for another tenant's.
pub async fn cancel_import(cx: &ServiceContext, id: ImportId) -> Result<Import, AppError> {
    let import = find_import(cx, id).await?;
    let (scope, job, now) = (cx.scope, import.job_id, cx.app.clock.now());
    let ended = cx
        .app
        .db
        .write(move |conn| {
            // The job forgets its payload when it ends, so the notification is looked up first.
            let told = jobs::service::find(conn, &scope, job)?.map(|job| job.payload);
            let waiting = queries::waiting(conn, &scope, id)?;
            let waits = waiting.is_some();
            let told = waiting.or(told).and_then(|payload| serde_json::from_value::<Payload>(payload).ok());
            let cancelled = jobs::service::cancel(conn, &scope, job, now)?;
            if waits {
                queries::stop_waiting(conn, &scope, id)?;
            }
            if waits || cancelled == Cancelled::Ended {
                queries::finish(conn, &scope, id, ImportState::Cancelled, None, now)?;
                if let Some(told) = told {
                    let failed = NotificationState::Failed;
                    notifications::service::set_state(conn, &scope, told.notification, failed, now)?;
                }
            }
            Ok::<bool, DbError>(waits || cancelled == Cancelled::Ended)
        })
        .await
        .map_err(AppError::Database)?;
    cx.app.queue.wake();
    cx.app.bell.ring(cx.scope.tenant(), import.created_by);
    if ended {
        sweep::clear(&cx.app, cx.scope, id, Leftover::Staging).await?;
    }
    find_import(cx, id).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_lose_their_folders_and_nothing_else() {
        for (name, kept) in [
            ("clientes.xlsx", "clientes.xlsx"),
            ("C:\\Users\\ana\\clientes año.xlsx", "clientes año.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("a\u{0}\nb.csv", "ab.csv"),
            ("", "import"),
            ("folder/", "import"),
        ] {
            assert_eq!(clean_name(name), kept, "{name}");
        }
    }

    #[test]
    fn a_mapping_to_no_column_is_refused() {
        let options = |field: &str| ImportOptions {
            mapping: [("Anything".to_owned(), Some(field.to_owned()))].into(),
            ..ImportOptions::default()
        };
        assert!(check_options(&options("username")).is_ok());
        assert!(check_options(&options("fields.cpf")).is_ok());
        assert!(check_options(&options("nothing")).is_err());
        assert!(check_options(&options("_row")).is_err());
    }
}
