//! Exports over HTTP: the dialog, the list, the files.
mod download;

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::ExportId;
use maud::html;
use serde::Deserialize;

use super::model::{ExportMode, ExportRequest, Narrowed, Shown, UNKNOWN_FORMAT};
use super::views::{CHOSEN, ExportDialog, LIST, SHOWN, ShownPeople};
use super::{service, views};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::paths::kind_of;
use crate::ui::{self, Toast};
use crate::users;
use crate::users::model::{ListState, UserKind};

pub use download::{attachment, file_response, stored};

/// Exports on a page of the list.
const PAGE: i64 = 25;

fn kind(category: &str) -> Result<UserKind, AppError> {
    kind_of(category).ok_or(AppError::NotFound)
}

/// The dialog: three ways to export, whom, which columns, and the formats.
pub async fn new(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Query(words): Query<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let kind = kind(&category)?;
    let project = cx.project()?.id;
    let formats = service::list_formats(&cx.service).await?;
    let lists = cx.service.permissions.allow(Permission::UsersList);
    let people = if lists {
        Some(users::service::count_users(&cx.service, project, kind).await?.total())
    } else {
        None
    };
    let (state, _) = ListState::read(words.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let plain = ListState::default();
    let is_all = state.filter == plain.filter && state.sort == plain.sort;
    let shown = if lists && !is_all { Some(shown(&cx, kind, &state).await?) } else { None };
    // Without a plugin's fields there is nothing to choose; the export then says what is wrong.
    let columns = service::list_columns(&cx.service, kind).await.unwrap_or_default();
    let title = views::title(cx.texts, kind);
    let dialog = views::dialog(&ExportDialog {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        people,
        shown,
        columns: &columns,
        formats: &formats,
        csrf: cx.csrf(),
    });
    Ok(console::page(&cx, &title, Section::Users(kind), dialog).await?.into_response())
}

/// What the dialog says about those whom the list shows.
async fn shown(cx: &RequestContext, kind: UserKind, state: &ListState) -> Result<ShownPeople, AppError> {
    let project = cx.project()?.id;
    let what = (state.filter.clone(), state.sort);
    let listing = users::service::list_sorted(&cx.service, (project, kind), what, None, 1).await?;
    let mut words = state.filter.words();
    words.push(("sort".to_owned(), state.sort.word()));
    let is_filtered = state.filter != Default::default();
    Ok(ShownPeople { words, total: listing.total, is_filtered })
}

fn bad(code: &'static str, detail: &str) -> AppError {
    AppError::BadRequest { code, detail: detail.to_owned() }
}

/// Reads what the dialog sends: the mode, the format, and whom and what of them.
fn request(kind: UserKind, form: &[(String, String)]) -> Result<ExportRequest, AppError> {
    let said = |name: &str| form.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let mode = said("mode").and_then(ExportMode::parse);
    let mode = mode.ok_or_else(|| {
        bad("export.unknown-mode", "the mode is one of empty, with_data, without_relationships")
    })?;
    let format = said("format").ok_or_else(|| bad(UNKNOWN_FORMAT, "the format is missing"))?.to_owned();
    let shown = (said("people") == Some(SHOWN)).then(|| {
        let words = form.iter().filter_map(|(name, value)| Some((name.strip_prefix(LIST)?, value.as_str())));
        let (state, unknown) = ListState::read(words);
        // A filter that is passed over would show more people than the reader saw.
        if unknown.is_empty() {
            Ok(Shown { filter: state.filter, sort: state.sort })
        } else {
            Err(bad("export.unknown-filter", &format!("nothing is known of {}", unknown.join(", "))))
        }
    });
    let columns = (said("which") == Some(CHOSEN)).then(|| {
        let marked = form.iter().filter(|(name, _)| name == "column");
        marked.map(|(_, id)| id.clone()).collect()
    });
    let narrowed = Narrowed { shown: shown.transpose()?, columns };
    Ok(ExportRequest { kind, mode, format, narrowed })
}

/// Exports: an empty format is the answer itself, everything else is scheduled.
pub async fn create(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let kind = kind(&category)?;
    let request = request(kind, &form)?;
    if request.mode == ExportMode::Empty {
        let file = service::empty_format(&cx.service, kind, &request.format).await?;
        return Ok(attachment(&file.file_name, &file.media_type, file.bytes));
    }
    let project = cx.project()?.id;
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
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    file_response(&cx.service, id, &method, &headers).await
}

/// Exports once more what an export held, as it is now.
pub async fn again(
    cx: RequestContext,
    Path((_, id)): Path<(String, ExportId)>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let export = service::export_again(&cx.service, id).await?;
    if headers.contains_key("hx-request") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(Redirect::to(&format!("{}?scheduled={}", cx.paths.exports(), export.id)).into_response())
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
