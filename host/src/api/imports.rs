//! Imports in the API.
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use elenco_db::{ImportId, Instant, JobId, ProjectId};
use serde::{Deserialize, Serialize};

use crate::context::{ApiContext, ServiceContext};
use crate::error::AppError;
use crate::imports::handlers::{Upload, errors_response, take_upload};
use crate::imports::model::{Import, ImportOptions, ImportState, Notice, RowCounts, SheetPlan};
use crate::imports::{messages, service};
use crate::users::model::UserKind;

/// An import as the API shows one.
#[derive(Debug, Serialize)]
pub struct ImportDocument {
    id: ImportId,
    /// Which job does it: how far it is, its events, how to cancel it.
    job: JobId,
    state: &'static str,
    kind: UserKind,
    file_name: String,
    file_size: u64,
    format: Option<String>,
    rows: RowCounts,
    sheets: Vec<SheetPlan>,
    notices: Vec<Notice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorDocument>,
    created_at: Instant,
    started_at: Option<Instant>,
    finished_at: Option<Instant>,
}

/// Why an import came to nothing.
#[derive(Debug, Serialize)]
pub struct ErrorDocument {
    code: String,
    detail: String,
}

/// What a new import answers.
#[derive(Debug, Serialize)]
pub struct Accepted {
    id: ImportId,
    job: JobId,
    state: &'static str,
}

/// What the address may say.
#[derive(Debug, Deserialize)]
pub struct ImportQuery {
    kind: UserKind,
}

fn document(cx: &crate::context::RequestContext, import: Import) -> ImportDocument {
    let error = import.error.as_ref().map(|error| ErrorDocument {
        code: error.code.clone(),
        detail: messages::error_text(cx.texts, error),
    });
    ImportDocument {
        id: import.id,
        job: import.job_id,
        state: import.state.as_str(),
        kind: import.kind,
        file_name: import.file_name,
        file_size: import.file_size,
        format: import.format,
        rows: import.rows,
        sheets: import.sheets,
        notices: import.notices,
        error,
        created_at: import.created_at,
        started_at: import.started_at,
        finished_at: import.finished_at,
    }
}

/// `POST /api/v1/projects/{project}/imports?kind=`: multipart with `file`, and before it perhaps `options`. The file
/// streams into the store; nothing is parsed here.
///
/// # Errors
/// [`AppError::TooLarge`] while the file streams in, [`AppError::BadRequest`] for options that cannot be kept.
pub async fn create(
    ApiContext(cx): ApiContext,
    Path(project): Path<ProjectId>,
    Query(query): Query<ImportQuery>,
    upload: Upload,
) -> Result<Response, AppError> {
    let project = cx.project_named(project)?.id;
    let id = take_upload(&cx.service, project, query.kind, ImportOptions::default(), upload).await?;
    accepted(&cx.service, id).await
}

async fn accepted(cx: &ServiceContext, id: ImportId) -> Result<Response, AppError> {
    // A worker may have it by now; what it waited for at first is what is answered.
    let import = service::find_import(cx, id).await?;
    let state = if import.options.map { ImportState::Mapping } else { ImportState::Pending };
    let accepted = Accepted { id, job: import.job_id, state: state.as_str() };
    Ok((StatusCode::ACCEPTED, Json(accepted)).into_response())
}

/// `POST /api/v1/imports/{id}/rerun`: another import with the options of this one, which were not to be said again.
/// Multipart with `file`; the file of the first one is not kept.
///
/// # Errors
/// As [`create`]; [`AppError::NotFound`].
pub async fn rerun(
    ApiContext(cx): ApiContext,
    Path(id): Path<ImportId>,
    upload: Upload,
) -> Result<Response, AppError> {
    let like = service::find_import(&cx.service, id).await?;
    let project = cx.project_named(like.project_id)?.id;
    let id = take_upload(&cx.service, project, like.kind, like.options, upload).await?;
    accepted(&cx.service, id).await
}

/// `GET /api/v1/imports/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    ApiContext(cx): ApiContext,
    Path(id): Path<ImportId>,
) -> Result<Json<ImportDocument>, AppError> {
    let import = service::find_import(&cx.service, id).await?;
    Ok(Json(document(&cx, import)))
}

/// What a program that asks for JSON gets of the rows that were not taken.
#[derive(Debug, Serialize)]
pub struct FailureDocument {
    line: u64,
    sheet: String,
    row: u64,
    problems: Vec<crate::imports::model::RowProblem>,
}

/// Where a page of problems begins.
#[derive(Debug, Deserialize)]
pub struct ErrorsQuery {
    #[serde(default)]
    cursor: u64,
    limit: Option<usize>,
}

/// `GET /api/v1/imports/{id}/errors`: the error workbook; with `Accept: application/json` the same as a list.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn errors(
    ApiContext(cx): ApiContext,
    Path(id): Path<ImportId>,
    Query(query): Query<ErrorsQuery>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let accept =
        headers.get(axum::http::header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") {
        let limit = query.limit.unwrap_or(100).clamp(1, 1000);
        service::find_import(&cx.service, id).await?;
        let page = service::list_failures(&cx.service, id, query.cursor, limit).await?;
        let items = page
            .items
            .into_iter()
            .map(|failure| FailureDocument {
                line: failure.line,
                sheet: failure.sheet_name,
                row: failure.row,
                problems: failure.problems,
            })
            .collect();
        let next_cursor = page.next.map(|line| line.to_string());
        return Ok(Json(super::List { items, next_cursor }).into_response());
    }
    errors_response(&cx.service, id, cx.texts.culture(), (&method, &headers)).await
}

/// `POST /api/v1/imports/{id}/commit`: the good rows of an import that waits go in.
///
/// # Errors
/// [`AppError::Conflict`] when it does not wait any more.
pub async fn commit(
    ApiContext(cx): ApiContext,
    Path(id): Path<ImportId>,
) -> Result<(StatusCode, Json<ImportDocument>), AppError> {
    let import = service::commit_import(&cx.service, id).await?;
    Ok((StatusCode::ACCEPTED, Json(document(&cx, import))))
}

/// One cell to type over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepairDocument {
    line: u64,
    column: usize,
    text: String,
}

/// What became of rows that were judged anew.
#[derive(Debug, Serialize)]
pub struct JudgedDocument {
    good: Vec<u64>,
    bad: Vec<FailureDocument>,
}

/// `PATCH /api/v1/imports/{id}/rows`: types over cells of rows with problems, and says what came of those rows.
///
/// # Errors
/// As [`service::repair`].
pub async fn repair(
    ApiContext(cx): ApiContext,
    Path(id): Path<ImportId>,
    Json(repairs): Json<Vec<RepairDocument>>,
) -> Result<Json<JudgedDocument>, AppError> {
    let repairs = repairs
        .into_iter()
        .map(|repair| service::Repair { line: repair.line, column: repair.column, text: repair.text })
        .collect();
    let judged = service::repair(&cx.service, id, repairs).await?;
    let told = |failure: crate::imports::model::Failure| FailureDocument {
        line: failure.line,
        sheet: failure.sheet_name,
        row: failure.row,
        problems: failure.problems,
    };
    Ok(Json(JudgedDocument { good: judged.good, bad: judged.bad.into_iter().map(told).collect() }))
}
