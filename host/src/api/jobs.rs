//! Jobs in the API: how far they are, how long they will take, and how to stop them or do them once more.
mod events;

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use elenco_db::{Instant, JobId, UserId};
use serde::Serialize;
use uuid::Uuid;

use crate::bulk_changes::model::BulkChange;
use crate::context::{ApiContext, ServiceContext};
use crate::error::AppError;
use crate::exports::model::{Export, ExportState};
use crate::imports::model::{Import, ImportState};
use crate::jobs::model::{Job, JobKind, JobState};
use crate::{bulk_changes, exports, imports, jobs};

pub use events::events;

/// A job as the API shows one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JobDocument {
    id: JobId,
    kind: &'static str,
    /// `queued`, `running`, `paused`, `completed`, `failed`, `cancelled`.
    state: &'static str,
    /// Why it stands still; it goes on by itself.
    paused: Option<PausedDocument>,
    progress: ProgressDocument,
    error_code: Option<String>,
    subject: SubjectDocument,
    created_at: Instant,
    started_at: Option<Instant>,
    finished_at: Option<Instant>,
    /// Where to go on from here, by what is there.
    links: BTreeMap<&'static str, String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct PausedDocument {
    reason: &'static str,
    /// When it is tried again.
    retry_at: Instant,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ProgressDocument {
    done: u64,
    total: Option<u64>,
    /// Things a second, lately.
    rate: f64,
    seconds_left: Option<u64>,
    /// Which part of the work it is at.
    part: Option<String>,
}

/// What the job is for.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct SubjectDocument {
    kind: &'static str,
    id: Uuid,
    state: &'static str,
}

/// The import, export or change that a job does.
enum Subject {
    Import(Box<Import>),
    Export(Box<Export>),
    Change(Box<BulkChange>),
}

impl Subject {
    /// The job's subject, for whoever may see it. Jobs of the server's own are nobody's.
    async fn of(cx: &ServiceContext, job: &Job) -> Result<Self, AppError> {
        match job.kind {
            JobKind::ImportUsers => {
                Ok(Self::Import(Box::new(imports::service::find_import_of_job(cx, job.id).await?)))
            }
            JobKind::ExportUsers => {
                Ok(Self::Export(Box::new(exports::service::find_export_of_job(cx, job.id).await?)))
            }
            JobKind::ChangeUsers => {
                Ok(Self::Change(Box::new(bulk_changes::service::find_change_of_job(cx, job.id).await?)))
            }
            JobKind::SendMail | JobKind::ForgottenPassword | JobKind::RemoveFieldValues => {
                Err(AppError::NotFound)
            }
        }
    }

    fn owner(&self) -> Option<UserId> {
        match self {
            Self::Import(import) => Some(import.created_by),
            Self::Export(export) => Some(export.created_by),
            Self::Change(change) => change.created_by,
        }
    }

    fn document(&self) -> SubjectDocument {
        match self {
            Self::Import(import) => {
                SubjectDocument { kind: "import", id: import.id.as_uuid(), state: import.state.as_str() }
            }
            Self::Export(export) => {
                SubjectDocument { kind: "export", id: export.id.as_uuid(), state: export.state.as_str() }
            }
            Self::Change(change) => {
                SubjectDocument { kind: "change", id: change.id.as_uuid(), state: change.state.as_str() }
            }
        }
    }

    fn links(&self, job: &Job, now: Instant) -> BTreeMap<&'static str, String> {
        let own = format!("/api/v1/jobs/{}", job.id);
        let mut links = BTreeMap::from([("self", own.clone())]);
        if job.state.is_over() {
            if matches!(self, Self::Export(_)) {
                links.insert("rerun", format!("{own}/rerun"));
            }
        } else {
            links.insert("events", format!("{own}/events"));
            links.insert("cancel", format!("{own}/cancel"));
        }
        match self {
            Self::Import(import) => {
                let subject = format!("/api/v1/imports/{}", import.id);
                if import.state.is_over() {
                    links.insert("rerun", format!("{subject}/rerun"));
                }
                if import.state == ImportState::Review {
                    links.insert("commit", format!("{subject}/commit"));
                }
                if import.rows.failed > 0 {
                    links.insert("errors", format!("{subject}/errors"));
                }
                links.insert("subject", subject);
            }
            Self::Export(export) => {
                let subject = format!("/api/v1/exports/{}", export.id);
                if export.state == ExportState::Completed && export.has_file(now) {
                    links.insert("file", format!("{subject}/file"));
                }
                links.insert("subject", subject);
            }
            Self::Change(_) => {}
        }
        links
    }
}

async fn find(cx: &ServiceContext, id: JobId) -> Result<(Job, Subject), AppError> {
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| jobs::service::find(conn, &scope, id)).await;
    let job = found.map_err(AppError::Database)?.ok_or(AppError::NotFound)?;
    let subject = Subject::of(cx, &job).await?;
    Ok((job, subject))
}

fn document(cx: &ServiceContext, job: Job, subject: &Subject) -> JobDocument {
    let links = subject.links(&job, cx.app.clock.now());
    let progress = cx.app.queue.told(job.clone());
    let paused = progress.pause.map(|pause| PausedDocument { reason: pause.as_str(), retry_at: job.run_at });
    let goes = job.state == JobState::Running && paused.is_none();
    JobDocument {
        id: job.id,
        kind: job.kind.as_str(),
        state: if paused.is_some() { "paused" } else { job.state.as_str() },
        paused,
        progress: ProgressDocument {
            done: progress.done,
            total: progress.total,
            rate: if goes { progress.rate } else { 0.0 },
            seconds_left: progress.seconds_left.filter(|_| goes),
            part: progress.note,
        },
        error_code: job.error_code,
        subject: subject.document(),
        created_at: job.created_at,
        started_at: job.started_at,
        finished_at: job.finished_at,
        links,
    }
}

/// `GET /api/v1/jobs/{id}`.
///
/// # Errors
/// [`AppError::NotFound`], for jobs of other people's exports too.
pub async fn show(ApiContext(cx): ApiContext, Path(id): Path<JobId>) -> Result<Json<JobDocument>, AppError> {
    let (job, subject) = find(&cx.service, id).await?;
    Ok(Json(document(&cx.service, job, &subject)))
}

/// `POST /api/v1/jobs/{id}/cancel`: it stops after what it is at; what is over stays as it is.
///
/// # Errors
/// As [`show`].
pub async fn cancel(
    ApiContext(cx): ApiContext,
    Path(id): Path<JobId>,
) -> Result<(StatusCode, Json<JobDocument>), AppError> {
    let cx = &cx.service;
    match find(cx, id).await?.1 {
        Subject::Import(import) => {
            imports::service::cancel_import(cx, import.id).await?;
        }
        Subject::Export(export) => exports::service::cancel_export(cx, export.id).await?,
        Subject::Change(change) => bulk_changes::service::cancel(cx, change.id).await?,
    }
    let (job, subject) = find(cx, id).await?;
    Ok((StatusCode::ACCEPTED, Json(document(cx, job, &subject))))
}

/// `POST /api/v1/jobs/{id}/rerun`: the same once more, with what is there by now, as another job.
///
/// # Errors
/// As [`show`]; [`AppError::BadRequest`] for what cannot be done again without something being sent.
pub async fn rerun(ApiContext(cx): ApiContext, Path(id): Path<JobId>) -> Result<Response, AppError> {
    let cx = &cx.service;
    let export = match find(cx, id).await?.1 {
        Subject::Export(export) => exports::service::export_again(cx, export.id).await?,
        Subject::Import(import) => {
            let detail = format!(
                "the file is not kept; send it again to /api/v1/imports/{}/rerun, its options are kept",
                import.id
            );
            return Err(AppError::BadRequest { code: "job.file-not-kept", detail });
        }
        Subject::Change(_) => {
            let detail = "a change to many people is asked for anew".to_owned();
            return Err(AppError::BadRequest { code: "job.not-again", detail });
        }
    };
    let again = export.job.ok_or(AppError::NotFound)?;
    let (job, subject) = find(cx, again).await?;
    let place = [(header::LOCATION, format!("/api/v1/jobs/{again}"))];
    Ok((StatusCode::ACCEPTED, place, Json(document(cx, job, &subject))).into_response())
}
