//! Repairing the rows of an import before it goes in.
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::ImportId;
use maud::html;
use serde::Deserialize;

use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::imports::model::{Failure, ImportState, Page, ProblemKind};
use crate::imports::service::{self, Judged, Repair};
use crate::imports::views::ReviewView;
use crate::ui;

/// Rows that come at a time; the rest follows as one scrolls.
const PAGE: usize = 50;

/// Where the rows begin.
#[derive(Debug, Default, Deserialize)]
pub struct ReviewQuery {
    after: Option<u64>,
    code: Option<String>,
    field: Option<String>,
}

impl ReviewQuery {
    /// The kind of problem whose rows are wanted alone.
    fn kind(&self) -> Option<ProblemKind> {
        let field = self.field.clone().unwrap_or_default();
        self.code.clone().map(|code| ProblemKind { code, field })
    }
}

async fn page(
    cx: &RequestContext,
    id: ImportId,
    query: &ReviewQuery,
    refused: Option<String>,
) -> Result<Response, AppError> {
    let import = service::find_import(&cx.service, id).await?;
    if import.state != ImportState::Review {
        return Ok(Redirect::to(&cx.paths.import(id)).into_response());
    }
    let (kind, after) = (query.kind(), query.after.unwrap_or(0));
    let failures = match kind.clone() {
        Some(kind) => service::list_failures_with(&cx.service, id, kind, after, PAGE).await?,
        None => service::list_failures(&cx.service, id, after, PAGE).await?,
    };
    let groups = service::list_problem_groups(&cx.service, id).await?;
    let suggestions = service::suggest(&cx.service, &import, &failures.items).await?;
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = ReviewView {
        t: cx.texts,
        paths: &cx.paths,
        import: &import,
        failures: &failures,
        groups: &groups,
        kind: kind.as_ref(),
        suggestions: &suggestions,
        refused,
        csrf: cx.csrf(),
    };
    let main = ui::split(ui::Pane::Detail, html! {}, view.render());
    Ok((status, console::page(cx, &import.file_name, Section::Imports, main).await?).into_response())
}

/// `GET /imports/{id}/review`: rows with problems.
///
/// # Errors
/// [`AppError`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportId)>,
    Query(query): Query<ReviewQuery>,
) -> Result<Response, AppError> {
    page(&cx, id, &query, None).await
}

/// The answer to a change: the row alone for a script, the page otherwise.
async fn answer(
    cx: &RequestContext,
    id: ImportId,
    line: u64,
    judged: Result<Judged, AppError>,
    headers: &HeaderMap,
) -> Result<Response, AppError> {
    let by_script = headers.contains_key("hx-request");
    let judged = match judged {
        Ok(judged) => judged,
        Err(AppError::Invalid(problems)) => {
            let sentence = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
            if !by_script {
                return page(cx, id, &ReviewQuery::default(), Some(sentence)).await;
            }
            let failures = service::list_failures(&cx.service, id, line.saturating_sub(1), 1).await?;
            let mut bad = failures.items;
            for problem in bad.iter_mut().flat_map(|failure| &mut failure.problems) {
                problem.message.clone_from(&sentence);
            }
            Judged { good: Vec::new(), bad }
        }
        Err(other) => return Err(other),
    };
    // Other rows changed as well: the page shows them all.
    let only_own =
        judged.good.iter().chain(judged.bad.iter().map(|failure| &failure.line)).all(|one| *one == line);
    if !by_script || !only_own {
        let mut response = Redirect::to(&cx.paths.review_import(id)).into_response();
        if by_script {
            response = StatusCode::NO_CONTENT.into_response();
            let (refresh, yes) = (HeaderName::from_static("hx-refresh"), HeaderValue::from_static("true"));
            response.headers_mut().insert(refresh, yes);
        }
        return Ok(response);
    }
    let import = service::find_import(&cx.service, id).await?;
    let rows: Page<Failure, u64> = Page { items: judged.bad, next: None };
    let suggestions = service::suggest(&cx.service, &import, &rows.items).await?;
    let view = ReviewView {
        t: cx.texts,
        paths: &cx.paths,
        import: &import,
        failures: &rows,
        groups: &[],
        kind: None,
        suggestions: &suggestions,
        refused: None,
        csrf: cx.csrf(),
    };
    Ok(html! {
        @if rows.items.is_empty() { (view.repaired(line)) } @else { (view.rows()) }
        (view.totals(true))
    }
    .into_response())
}

/// What a cell's form sends.
#[derive(Debug, Deserialize)]
pub struct CellForm {
    line: u64,
    column: usize,
    text: String,
    suggested: Option<String>,
    alike: Option<bool>,
}

/// `POST /imports/{id}/review/cell`: types over a cell, or over all that are alike.
///
/// # Errors
/// [`AppError`].
pub async fn repair(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportId)>,
    headers: HeaderMap,
    Form(form): Form<CellForm>,
) -> Result<Response, AppError> {
    let text = form.suggested.unwrap_or(form.text);
    let repair = Repair { line: form.line, column: form.column, text };
    let judged = if form.alike == Some(true) {
        service::repair_alike(&cx.service, id, repair).await
    } else {
        service::repair(&cx.service, id, vec![repair]).await
    };
    answer(&cx, id, form.line, judged, &headers).await
}

/// What the form of a row sends.
#[derive(Debug, Deserialize)]
pub struct RowForm {
    line: u64,
    #[serde(default)]
    out: bool,
}

/// `POST /imports/{id}/review/leave-out`: leaves a row out, or takes it back.
///
/// # Errors
/// [`AppError`].
pub async fn leave_out(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportId)>,
    headers: HeaderMap,
    Form(form): Form<RowForm>,
) -> Result<Response, AppError> {
    let judged = service::leave_out(&cx.service, id, form.line, form.out).await;
    answer(&cx, id, form.line, judged, &headers).await
}

/// `POST /imports/{id}/commit`: the good rows go in.
///
/// # Errors
/// [`AppError::Conflict`] when the import does not wait any more.
pub async fn commit(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportId)>,
) -> Result<Redirect, AppError> {
    service::commit_import(&cx.service, id).await?;
    Ok(Redirect::to(&cx.paths.import(id)))
}
