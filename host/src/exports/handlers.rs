//! Exports over HTTP: the dialog, the list, the files.
mod download;

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::ExportId;
use maud::html;
use serde::Deserialize;

use super::model::{ExportMode, ExportRequest};
use super::{service, views};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::paths::kind_of;
use crate::ui::{self, Toast};
use crate::users;
use crate::users::model::UserKind;

pub use download::{attachment, file_response};

/// Exports on a page of the list.
const PAGE: i64 = 25;

fn kind(category: &str) -> Result<UserKind, AppError> {
    kind_of(category).ok_or(AppError::NotFound)
}

/// The dialog: three ways to export, and the formats.
pub async fn new(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let kind = kind(&category)?;
    let project = cx.project()?.id;
    let formats = service::list_formats(&cx.service).await?;
    let people = if cx.service.permissions.allow(Permission::UsersList) {
        Some(users::service::count_users(&cx.service, project, kind).await?.total())
    } else {
        None
    };
    let title = views::title(cx.texts, kind);
    let dialog = views::dialog(cx.texts, &cx.paths, kind, people, &formats, cx.csrf());
    Ok(console::page(&cx, &title, Section::Users(kind), dialog).await?.into_response())
}

/// What the dialog sends.
#[derive(Debug, Deserialize)]
pub struct NewExport {
    mode: String,
    format: String,
}

/// Exports: an empty format is the answer itself, everything else is scheduled.
pub async fn create(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Form(form): Form<NewExport>,
) -> Result<Response, AppError> {
    let kind = kind(&category)?;
    let mode = ExportMode::parse(&form.mode).ok_or_else(|| AppError::BadRequest {
        code: "export.unknown-mode",
        detail: "the mode is one of empty, with_data, without_relationships".to_owned(),
    })?;
    if mode == ExportMode::Empty {
        let file = service::empty_format(&cx.service, kind, &form.format).await?;
        return Ok(attachment(&file.file_name, &file.media_type, file.bytes));
    }
    let project = cx.project()?.id;
    let request = ExportRequest { kind, mode, format: form.format };
    let export = service::start_export(&cx.service, project, request).await?;
    Ok(Redirect::to(&format!("{}?scheduled={}", cx.paths.exports(), export.id)).into_response())
}

/// Where the list begins, and what was just scheduled.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    before: Option<ExportId>,
    scheduled: Option<ExportId>,
}

/// The reader's own exports in the project.
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Response, AppError> {
    let project = cx.project()?.id;
    let mut exports = service::list_exports(&cx.service, project, query.before, PAGE + 1).await?;
    let more = exports.len() as i64 > PAGE;
    exports.truncate(PAGE as usize);
    let older =
        exports.last().filter(|_| more).map(|last| format!("{}?before={}", cx.paths.exports(), last.id));
    // Only what is really there is announced: an address can be made up.
    let scheduled = query.scheduled.is_some_and(|id| exports.iter().any(|export| export.id == id));
    let toasts = if scheduled { vec![Toast::pending(cx.texts.t("exports-scheduled"))] } else { Vec::new() };
    let now = cx.service.app.clock.now();
    let table = views::list(cx.texts, &cx.paths, &exports, older.as_deref(), now, cx.csrf());
    let title = cx.texts.t("exports-title");
    let shell = console::shell(&cx, &title, Section::Exports, toasts).await?;
    Ok(shell.page(ui::split(ui::Pane::Detail, html! {}, table)).into_response())
}

/// The file, whole or in part.
pub async fn file(
    cx: RequestContext,
    Path((_, id)): Path<(String, ExportId)>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    file_response(&cx.service, id, &headers).await
}

/// Cancels.
pub async fn cancel(
    cx: RequestContext,
    Path((_, id)): Path<(String, ExportId)>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    service::cancel_export(&cx.service, id).await?;
    if headers.contains_key("hx-request") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(Redirect::to(&cx.paths.exports()).into_response())
}
