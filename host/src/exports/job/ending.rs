//! How an export ends: with its archive, or without.
use elenco_db::{Conn, DbError, ExportId, Instant, TenantScope};

use super::archive::{self, Entry};
use super::{Work, find, parts};
use crate::app::App;
use crate::exports::model::ExportState;
use crate::exports::queries::{self, FinishedFile};
use crate::exports::service::{expiry, folder, people_name};
use crate::jobs;
use crate::jobs::model::{Ending, JobContext, Stop};
use crate::mail;
use crate::mail::model::Letter;
use crate::notifications;
use crate::notifications::model::NotificationState;

/// Where the workbooks are until they are in the archive.
pub(super) fn parts_folder(work: &Work) -> String {
    format!("{}/parts", folder(&work.cx.scope, work.export.id))
}

/// Puts the workbooks into the archive and ends the job, the export and its notification together.
pub(super) async fn finish(work: &Work) -> Result<(), Stop> {
    let app = &work.job.app;
    let parts = parts(&work.job, &work.export).await?;
    let digits = parts.len().to_string().len().max(2);
    let stem = format!(
        "{}-{}",
        people_name(work.cx.texts(), work.export.kind),
        work.export.created_at.to_chrono().date_naive()
    );
    let extension = &work.format.format.extension;
    let entries = parts
        .into_iter()
        .map(|part| {
            let key = part.file_key.ok_or_else(|| Stop::Failed {
                code: "job.internal".to_owned(),
                detail: format!("workbook {} is not written", part.number).into(),
            })?;
            Ok(Entry { name: format!("{stem}-{:0digits$}.{extension}", part.number), key })
        })
        .collect::<Result<Vec<Entry>, Stop>>()?;
    let key = format!("{}/export.zip", folder(&work.cx.scope, work.export.id));
    let at = work.export.created_at.to_chrono().naive_utc();
    let size = archive::write(&app.files, &key, &entries, at, || work.job.check()).await?;
    let now = app.clock.now();
    let file = FinishedFile { key, size, expires_at: expiry(app, now) };
    let (scope, id, lease) = (work.cx.scope, work.export.id, work.job.lease.clone());
    let notification = work.export.notification;
    let mailing = app.clone();
    app.db
        .write(move |conn| {
            queries::complete(conn, &scope, id, &file, now)?;
            if let Some(notification) = notification {
                notifications::service::set_state(
                    conn,
                    &scope,
                    notification,
                    NotificationState::Completed,
                    now,
                )?;
            }
            tell(conn, &mailing, &scope, id, now)?;
            jobs::service::complete(conn, &lease, now)
        })
        .await?;
    app.bell.ring(work.job.tenant, work.export.created_by);
    tidy(&work.job, &parts_folder(work)).await;
    Ok(())
}

/// An e-mail to who started it, with what stands in the row by now.
fn tell(conn: &mut Conn, app: &App, scope: &TenantScope, id: ExportId, now: Instant) -> Result<(), DbError> {
    let Some(export) = queries::find(conn, scope, id)? else { return Ok(()) };
    let letter = Letter::Export {
        id,
        people: export.kind,
        completed: export.state == ExportState::Completed,
        records: u64::try_from(export.records).unwrap_or(0),
    };
    mail::service::tell_finished(conn, app, scope, export.created_by, export.created_at, &letter, now)
}

/// Takes away what is not needed any more. When the store does not answer, the sweeper does it later.
async fn tidy(job: &JobContext, folder: &str) {
    if let Err(error) = job.app.files.delete_folder(folder).await {
        tracing::warn!(%error, folder, "files of an export are left behind for now");
    }
}

/// Writes down that an export did not come to its end. Doing it twice changes nothing.
///
/// # Errors
/// The database's.
pub async fn end(job: &JobContext, ending: &Ending) -> Result<(), Stop> {
    let export = find(job).await?;
    let (scope, lease, now, ending) = (job.scope(), job.lease.clone(), job.app.clock.now(), ending.clone());
    let (row, app) = (export.clone(), job.app.clone());
    job.app
        .db
        .write(move |conn| {
            if let Some(export) = &row {
                let (state, error) = match &ending {
                    Ending::Cancelled => (ExportState::Cancelled, None),
                    Ending::Failed { code, detail } => (ExportState::Failed, Some((code.as_str(), detail))),
                };
                queries::end(conn, &scope, export.id, state, error, now)?;
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
            // Who cancelled it knows.
            if let Some(export) = row.as_ref().filter(|_| ending != Ending::Cancelled) {
                tell(conn, &app, &scope, export.id, now)?;
            }
            jobs::service::end(conn, &lease, &ending, now)?;
            Ok::<(), DbError>(())
        })
        .await?;
    if let Some(export) = export {
        job.app.bell.ring(job.tenant, export.created_by);
        tidy(job, &folder(&job.scope(), export.id)).await;
    }
    Ok(())
}
