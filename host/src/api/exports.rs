//! Exports in the API.
use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use elenco_db::{ExportId, Instant, JobId, ProjectId};
use serde::{Deserialize, Serialize};

use super::Body;
use crate::context::ApiContext;
use crate::error::AppError;
use crate::exports::handlers::file_response;
use crate::exports::model::{Export, ExportMode, ExportRequest, Narrowed, Shown};
use crate::exports::service;
use crate::users::model::{ListState, UserKind};

/// An export as the API shows one.
#[derive(Debug, Serialize)]
pub struct ExportDocument {
    id: ExportId,
    /// Which job does it: how far it is, its events, how to cancel it.
    job: Option<JobId>,
    state: &'static str,
    kind: UserKind,
    mode: &'static str,
    format: String,
    /// People written, and people to write once that is settled.
    records: Records,
    file_name: String,
    file_size: Option<u64>,
    error_code: Option<String>,
    error_detail: Option<String>,
    created_at: Instant,
    finished_at: Option<Instant>,
    expires_at: Option<Instant>,
}

#[derive(Debug, Serialize)]
struct Records {
    done: i64,
    total: i64,
}

impl From<Export> for ExportDocument {
    fn from(export: Export) -> Self {
        Self {
            id: export.id,
            job: export.job,
            state: export.state.as_str(),
            kind: export.kind,
            mode: export.mode.as_str(),
            format: export.format,
            records: Records { done: export.records, total: export.records_total },
            file_name: export.file_name,
            file_size: export.file_size,
            error_code: export.error_code,
            error_detail: export.error_message,
            created_at: export.created_at,
            finished_at: export.finished_at,
            expires_at: export.expires_at,
        }
    }
}

/// What a program asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewExport {
    kind: UserKind,
    #[serde(default = "with_data")]
    mode: String,
    #[serde(default = "xlsx")]
    format: String,
    /// Words of a list's address, `search`, `active`, `sort` …: only those whom it shows, in its order.
    #[serde(default)]
    list: Option<BTreeMap<String, String>>,
    /// Ids of columns; all of them when nothing is said.
    #[serde(default)]
    columns: Option<Vec<String>>,
}

fn with_data() -> String {
    ExportMode::WithData.as_str().to_owned()
}

fn xlsx() -> String {
    "xlsx".to_owned()
}

/// `POST /api/v1/projects/{project}/exports`.
///
/// # Errors
/// [`AppError::BadRequest`] for an unknown mode or format.
pub async fn create(
    ApiContext(cx): ApiContext,
    Path(project): Path<ProjectId>,
    Body(body): Body<NewExport>,
) -> Result<Response, AppError> {
    let project = cx.project_named(project)?.id;
    let mode = ExportMode::parse(&body.mode).ok_or_else(|| AppError::BadRequest {
        code: "export.unknown-mode",
        detail: "the mode is one of empty, with_data, without_relationships".to_owned(),
    })?;
    let shown = match body.list {
        None => None,
        Some(words) => {
            let words = words.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let (state, unknown) = ListState::read(words);
            if !unknown.is_empty() {
                let detail = format!("list: nothing is known of {}", unknown.join(", "));
                return Err(AppError::BadRequest { code: "export.unknown-filter", detail });
            }
            Some(Shown { filter: state.filter, sort: state.sort })
        }
    };
    let narrowed = Narrowed { shown, columns: body.columns };
    let request = ExportRequest { kind: body.kind, mode, format: body.format, narrowed };
    let export = service::start_export(&cx.service, project, request).await?;
    Ok((StatusCode::ACCEPTED, Json(ExportDocument::from(export))).into_response())
}

/// `GET /api/v1/exports/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    ApiContext(cx): ApiContext,
    Path(id): Path<ExportId>,
) -> Result<Json<ExportDocument>, AppError> {
    Ok(Json(service::find_export(&cx.service, id).await?.into()))
}

/// `GET /api/v1/exports/{id}/file`, whole or in part.
///
/// # Errors
/// [`AppError::NotFound`] before it is finished and after it has expired.
pub async fn file(
    ApiContext(cx): ApiContext,
    Path(id): Path<ExportId>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    file_response(&cx.service, id, &method, &headers).await
}
