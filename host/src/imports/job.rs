//! The job of an import: which phase it is in, and how it ends.
pub mod catalogue;
pub mod edits;
pub mod evidence;
mod places;
pub mod reading;
pub mod rows;
pub mod sealed;
pub mod staging;
pub mod ties;
pub mod writing;

use std::sync::Arc;

use elenco_db::{Conn, DbError, ImportId, Instant, NotificationId, TenantScope};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use catalogue::Catalogue;
use edits::Edits;
use sealed::{ImportKey, SealedSource};
use staging::Staging;
use writing::Task;

use super::model::{Import, ImportError, ImportState, Leftover, OnProblem};
use super::queries;
use super::service::sweep;
use crate::app::App;
use crate::audit::model::Way;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::extensions::streams::FileSource;
use crate::jobs;
use crate::jobs::model::{Ending, JobContext, Progress, Stop};
use crate::mail;
use crate::mail::model::Letter;
use crate::notifications;
use crate::notifications::model::NotificationState;

/// What the job is given to work with. It is forgotten when the job ends, and with it the key.
#[derive(Debug, Serialize, Deserialize)]
pub struct Payload {
    /// Which import.
    pub import: ImportId,
    /// The line in the bell that tells of it.
    pub notification: NotificationId,
    /// The key of its files.
    pub key: String,
    /// Somebody has looked at the rows and wants them in.
    #[serde(default)]
    pub reviewed: bool,
}

/// Where the job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "lowercase")]
pub enum Cursor {
    /// Everything is staged; lines before this one are written.
    Write {
        /// The next line.
        next: u64,
    },
}

impl Cursor {
    /// As the job's row keeps it.
    pub fn to_document(self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Reads it again; nothing before the first phase is over.
    pub fn of_document(document: &Value) -> Option<Self> {
        serde_json::from_value(document.clone()).ok()
    }
}

fn payload(job: &JobContext) -> Result<Payload, Stop> {
    serde_json::from_value(job.job.payload.clone()).map_err(|_| reading::refused("import.lost", Value::Null))
}

async fn find(job: &JobContext, id: ImportId) -> Result<Option<Import>, Stop> {
    let scope = job.scope();
    Ok(job.app.db.read(move |conn| queries::find(conn, &scope, id)).await?)
}

/// Does the import, or goes on with it.
///
/// # Errors
/// [`Stop`].
pub async fn run(job: &JobContext) -> Result<(), Stop> {
    let payload = payload(job)?;
    let import =
        find(job, payload.import).await?.ok_or_else(|| reading::refused("import.lost", Value::Null))?;
    if import.state.is_over() {
        return Ok(());
    }
    let lost_key = || reading::refused("import.lost", json!({ "key": "payload" }));
    let key = ImportKey::parse(&payload.key).ok_or_else(lost_key)?;
    let staging = Staging::new(job.app.files.clone(), job.app.ids.clone(), key, job.tenant, import.id);
    let (id, now, scope) = (import.id, job.app.clock.now(), job.scope());
    job.app.db.write(move |conn| queries::begin(conn, &scope, id, now)).await?;
    let way = Way::Import(import.id);
    let cx = ServiceContext::for_job(&job.app, job.tenant, import.created_by, way, import.locale)
        .await?
        .in_project(import.project_id);
    cx.require(Permission::UsersImport)?;
    let catalogue = Arc::new(Catalogue::read(&cx, import.kind).await?);
    let (plan, from) = match Cursor::of_document(&job.job.cursor) {
        Some(Cursor::Write { next }) => (staging.get_plan().await.map_err(reading::store_failed)?, next),
        None if payload.reviewed => (staging.get_plan().await.map_err(reading::store_failed)?, 1),
        None => (read(job, &cx, &import, &staging, &catalogue).await?, 1),
    };
    let edits = edits_of(job, &import, &staging).await?;
    let task = Task { job, cx: &cx, import: &import, staging: &staging, catalogue, plan, edits };
    if import.options.on_problem == OnProblem::Review && !payload.reviewed {
        // A check that was broken off begins anew: what rows claim for themselves alone is only in its memory.
        job.app.db.write(move |conn| queries::delete_failures(conn, &scope, id, None)).await?;
        Box::pin(task.check()).await?;
        return wait(job, payload, import.created_by).await;
    }
    Box::pin(task.write(from)).await?;
    let (scope, lease, now, app) = (job.scope(), job.lease.clone(), job.app.clock.now(), job.app.clone());
    let since = job.job.created_at;
    job.app
        .db
        .write(move |conn| {
            jobs::service::complete(conn, &lease, now)?;
            queries::finish(conn, &scope, id, ImportState::Completed, None, now)?;
            queries::forget_edits(conn, &scope, id)?;
            let done = NotificationState::Completed;
            notifications::service::set_state(conn, &scope, payload.notification, done, now)?;
            tell(conn, &app, &scope, (id, since), now)
        })
        .await?;
    compare(job, &cx, &import, &staging).await;
    clear(job, &import).await;
    Ok(())
}

async fn edits_of(job: &JobContext, import: &Import, staging: &Staging) -> Result<Edits, Stop> {
    let (scope, id) = (job.scope(), import.id);
    // The key stays here: only what it opens leaves.
    let key = staging.shared_key();
    Ok(job.app.db.read(move |conn| edits::read(conn, &scope, id, &key)).await?)
}

/// Everything is tried, and somebody is to look at what came of it.
async fn wait(job: &JobContext, payload: Payload, reader: elenco_db::UserId) -> Result<(), Stop> {
    let (scope, lease, now) = (job.scope(), job.lease.clone(), job.app.clock.now());
    let waiting = serde_json::to_value(Payload { reviewed: true, ..payload });
    let waiting = waiting.map_err(|_| reading::refused("import.lost", Value::Null))?;
    let (id, notification) = (payload.import, payload.notification);
    job.app
        .db
        .write(move |conn| {
            jobs::service::complete(conn, &lease, now)?;
            queries::wait_for_review(conn, &scope, id, &waiting)?;
            notifications::service::set_state(conn, &scope, notification, NotificationState::Review, now)
        })
        .await?;
    job.app.bell.ring(job.tenant, reader);
    Ok(())
}

/// An e-mail to who started it, with what stands in the row by now. The time that somebody took to look at the rows does
/// not count as work.
fn tell(
    conn: &mut Conn,
    app: &App,
    scope: &TenantScope,
    (id, since): (ImportId, Instant),
    now: Instant,
) -> Result<(), DbError> {
    let Some(import) = queries::find(conn, scope, id)? else { return Ok(()) };
    let letter = Letter::Import {
        id,
        file: import.file_name,
        completed: import.state == ImportState::Completed,
        created: import.rows.created,
        updated: import.rows.updated,
        unchanged: import.rows.unchanged,
        failed: import.rows.failed,
    };
    mail::service::tell_finished(conn, app, scope, import.created_by, since, &letter, now)
}

/// When a version of the plugin that read the file is on trial, has it read the file too. The import is over by then,
/// whatever comes of it.
async fn compare(job: &JobContext, cx: &ServiceContext, import: &Import, staging: &Staging) {
    let extensions = job.app.extensions.clone();
    let Ok(Some(Import { format: Some(plugin), .. })) = find(job, import.id).await else { return };
    // Files of an archive were read one by one.
    let is_archive = import.file_name.to_lowercase().ends_with(".zip");
    if is_archive || !extensions.reads_on_trial(&cx.caller, &plugin) {
        return;
    }
    let open = || {
        let store = sealed::StoreFailure::default();
        SealedSource::open(&job.app.files, staging.key(), &import.upload_key, &import.file_name, store)
    };
    let (Ok(active), Ok(canary)) = (open().await, open().await) else { return };
    let (caller, culture, worker) = (cx.caller.clone(), cx.culture, job.clone());
    let compared = tokio::task::spawn_blocking(move || {
        let sources: (Box<dyn FileSource>, Box<dyn FileSource>) = (Box::new(active), Box::new(canary));
        extensions.compare_reading(&caller, &plugin, sources, culture, &|| !worker.cancelled());
    });
    if compared.await.is_err() {
        tracing::warn!(import = %import.id, "a version on trial was not compared");
    }
}

async fn read(
    job: &JobContext,
    cx: &ServiceContext,
    import: &Import,
    staging: &Staging,
    catalogue: &Arc<Catalogue>,
) -> Result<staging::Plan, Stop> {
    let found = reading::read(job, cx, import, staging, Arc::clone(catalogue)).await?;
    let (lease, id, plan) = (job.lease.clone(), import.id, found.plan.clone());
    job.app
        .db
        .write(move |conn| {
            let progress =
                Progress { total: Some(plan.rows), note: Some("write".to_owned()), ..Progress::default() };
            jobs::service::save_cursor(conn, &lease, &Cursor::Write { next: 1 }.to_document(), &progress)?;
            queries::save_plan(conn, &lease.scope(), id, &found.plugin, &plan.sheets, plan.rows)
        })
        .await?;
    Ok(found.plan)
}

/// Writes down that the import ends without being completed. Rows that went in before stay in, and are counted.
///
/// # Errors
/// [`Stop`] when that cannot be written down now.
pub async fn end(job: &JobContext, ending: &Ending) -> Result<(), Stop> {
    let payload = payload(job)?;
    let import = find(job, payload.import).await?;
    let (lease, now, ending, app) = (job.lease.clone(), job.app.clock.now(), ending.clone(), job.app.clone());
    let since = job.job.created_at;
    job.app
        .db
        .write(move |conn| {
            let scope = lease.scope();
            let (state, error) = match &ending {
                Ending::Cancelled => (ImportState::Cancelled, None),
                Ending::Failed { code, detail } => {
                    (ImportState::Failed, Some(ImportError { code: code.clone(), detail: detail.clone() }))
                }
            };
            jobs::service::end(conn, &lease, &ending, now)?;
            queries::finish(conn, &scope, payload.import, state, error.as_ref(), now)?;
            notifications::service::set_state(
                conn,
                &scope,
                payload.notification,
                NotificationState::Failed,
                now,
            )?;
            // Who cancelled it knows.
            if ending == Ending::Cancelled {
                return Ok(());
            }
            tell(conn, &app, &scope, (payload.import, since), now)
        })
        .await?;
    if let Some(import) = import {
        clear(job, &import).await;
    }
    Ok(())
}

/// After the end: what is left in the file store cannot be read any more, but takes room.
async fn clear(job: &JobContext, import: &Import) {
    job.app.bell.ring(job.tenant, import.created_by);
    if let Err(error) = sweep::clear(&job.app, job.scope(), import.id, Leftover::Staging).await {
        tracing::warn!(import = %import.id, %error, "files of an import that is over are left to the sweeper");
    }
}
