//! The work of an export: settle who goes into which workbook, write the workbooks side by side, put them into an
//! archive. Each written workbook is noted, so that a worker that takes the job up again writes only what is missing.
mod archive;
mod ending;
mod part;
mod people;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use elenco_db::{ExportId, Instant, UserId};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use uuid::Uuid;

use super::model::{Export, ExportMode, ExportState, Part};
use super::queries::{self, WrittenPart};
use super::service::sheets::Sheets;
use super::service::{files_error, find_format};
use crate::audit::model::Way;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::ExtensionError;
use crate::extensions::formats::OwnedExportFormat;
use crate::extensions::streams::Failure;
use crate::jobs;
use crate::jobs::meter::Meter;
use crate::jobs::model::{JobContext, Progress, Stop};
use ending::{finish, parts_folder};

pub use ending::end;

/// How often progress is saved and the wish to cancel is looked at.
const PULSE: Duration = Duration::from_millis(400);

/// What the parts share.
struct Work {
    job: JobContext,
    cx: ServiceContext,
    export: Export,
    format: OwnedExportFormat,
    sheets: Sheets,
    /// People written in this run.
    written: AtomicU64,
}

/// What an error of a service means to the job. A plugin that is busy with others is waited for.
fn stop(error: AppError) -> Stop {
    match error {
        AppError::Extension(ExtensionError::Stopping) => Stop::ServerStopping,
        AppError::Extension(error) => match (error.busy_plugin(), error.failure()) {
            (Some(plugin), _) => Stop::busy(format!("plugin {plugin} is busy")),
            // A value that does not fit, a column that is not there: the plugin says which.
            (None, Failure::Refused(code, message)) => Stop::Failed {
                code: code.unwrap_or("export.refused").to_owned(),
                detail: serde_json::json!({ "message": message }),
            },
            (None, _) => Stop::from(AppError::Extension(error)),
        },
        other => Stop::from(other),
    }
}

fn export_id(job: &JobContext) -> Option<ExportId> {
    job.job.payload.get("export")?.as_str()?.parse().ok()
}

async fn find(job: &JobContext) -> Result<Option<Export>, Stop> {
    let Some(id) = export_id(job) else { return Ok(None) };
    let scope = job.scope();
    Ok(job.app.db.read(move |conn| queries::find(conn, &scope, id)).await?)
}

/// Does the work, or goes on with it.
///
/// # Errors
/// Says why the worker stops before the end.
pub async fn run(job: &JobContext) -> Result<(), Stop> {
    let Some(export) = find(job).await?.filter(|export| !export.state.is_over()) else {
        // The project is gone and its exports with it, or the work was finished already.
        return complete_job_only(job).await;
    };
    let cx = ServiceContext::for_job(&job.app, job.tenant, export.created_by, Way::Form, export.culture)
        .await
        .map_err(stop)?
        .in_project(export.project);
    cx.require(Permission::UsersExport).map_err(stop)?;
    let format = find_format(&cx, &export.format).await.map_err(stop)?;
    let many = format.format.many_sheets;
    let related = export.mode == ExportMode::WithData;
    let chosen = export.narrowed.columns.as_deref();
    let sheets = Sheets::settle(&cx, export.kind, (related, many), chosen).await.map_err(stop)?;
    let parts = if export.state == ExportState::Pending {
        begin(job, &cx, &export).await?
    } else {
        parts(job, &export).await?
    };
    let work = Arc::new(Work { job: job.clone(), cx, export, format, sheets, written: AtomicU64::new(0) });
    write_missing(&work, parts).await?;
    finish(&work).await
}

async fn complete_job_only(job: &JobContext) -> Result<(), Stop> {
    let (lease, now) = (job.lease.clone(), job.app.clock.now());
    Ok(job.app.db.write(move |conn| jobs::service::complete(conn, &lease, now)).await?)
}

async fn parts(job: &JobContext, export: &Export) -> Result<Vec<Part>, Stop> {
    let (scope, id) = (job.scope(), export.id);
    Ok(job.app.db.read(move |conn| queries::parts(conn, &scope, id)).await?)
}

/// Settles who goes into which workbook.
async fn begin(job: &JobContext, cx: &ServiceContext, export: &Export) -> Result<Vec<Part>, Stop> {
    let mut parts = match &export.narrowed.shown {
        Some(shown) => people::shown(job, cx, export, shown).await?,
        None => people::everybody(job, export).await?,
    };
    if parts.is_empty() {
        // Nobody is there: one workbook with headers says so.
        let nobody = UserId::from_uuid(Uuid::nil());
        parts.push(Part { number: 1, first_user: nobody, last_user: nobody, records: 0, file_key: None });
    }
    let total = parts.iter().map(|part| part.records).sum::<i64>();
    let progress =
        Progress { total: u64::try_from(total).ok(), note: Some("write".to_owned()), ..Progress::default() };
    let (scope, id, lease, rows) = (job.scope(), export.id, job.lease.clone(), parts.clone());
    job.app
        .db
        .write(move |conn| {
            jobs::service::save_cursor(conn, &lease, &serde_json::json!({ "parts": 0 }), &progress)?;
            queries::begin(conn, &scope, id, &rows)
        })
        .await?;
    job.app.bell.ring(job.tenant, export.created_by);
    Ok(parts)
}

/// Workbooks that are written at the same time.
fn side_by_side() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from).clamp(1, 16)
}

async fn write_missing(work: &Arc<Work>, parts: Vec<Part>) -> Result<(), Stop> {
    let total = parts.iter().map(|part| u64::try_from(part.records).unwrap_or(0)).sum::<u64>();
    let (done, missing): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.file_key.is_some());
    let mut finished = done.len();
    let before: u64 = done.iter().map(|part| u64::try_from(part.records).unwrap_or(0)).sum();
    let mut meter = Meter::new(work.job.app.clock.now(), before);
    let mut waiting = missing.into_iter();
    // Dropped at any error, which stops every workbook that is still being written.
    let mut tasks: JoinSet<Result<WrittenPart, Stop>> = JoinSet::new();
    let mut pulse = interval(PULSE);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        while tasks.len() < side_by_side()
            && let Some(part) = waiting.next()
        {
            let work = Arc::clone(work);
            tasks.spawn(async move { part::write(&work, part).await });
        }
        if tasks.is_empty() {
            return Ok(());
        }
        tokio::select! {
            Some(ended) = tasks.join_next() => {
                let written = ended.map_err(|_| Stop::ServerStopping)??;
                finished += 1;
                let now = work.job.app.clock.now();
                let progress = meter.progress(now, before + work.written.load(Ordering::Relaxed), Some(total), "write");
                note_part(work, written, finished, progress, now).await?;
            }
            _ = pulse.tick() => {
                work.job.check()?;
                let now = work.job.app.clock.now();
                let progress = meter.progress(now, before + work.written.load(Ordering::Relaxed), Some(total), "write");
                let lease = work.job.lease.clone();
                work.job.app.db.write(move |conn| jobs::service::save_progress(conn, &lease, &progress)).await?;
            }
        }
        work.job.app.bell.ring(work.job.tenant, work.export.created_by);
    }
}

async fn note_part(
    work: &Work,
    part: WrittenPart,
    finished: usize,
    progress: Progress,
    now: Instant,
) -> Result<(), Stop> {
    let (scope, id, lease) = (work.cx.scope, work.export.id, work.job.lease.clone());
    work.job
        .app
        .db
        .write(move |conn| {
            jobs::service::save_cursor(conn, &lease, &serde_json::json!({ "parts": finished }), &progress)?;
            queries::finish_part(conn, &scope, id, &part, now)
        })
        .await?;
    Ok(())
}
