//! Imports over HTTP: the dialog, the list, the details, the failed rows.
mod mapping;
mod review;

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Query, Request};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::ImportId;
use maud::html;
use serde::Deserialize;

use super::form::{MOST_OPTIONS, parse_options, take_word};
use super::model::{ImportOptions, ImportState, OnProblem};
use super::service::{self, ErrorWorkbook};
use super::views::{self, DetailView, UploadView};
use crate::context::console::{self, Section};
use crate::context::{RequestContext, ServiceContext};
use crate::error::AppError;
use crate::exports::handlers::stored;
use crate::exports::model::Download;
use crate::extensions::ExtensionError;
use crate::locale::Culture;
use crate::paths::kind_of;
use crate::ui;
use crate::users::model::UserKind;

pub use mapping::{delete_mapping, map, mapping, mappings, rename_mapping};
pub use review::{commit, leave_out, repair, show as review};

/// Imports on a page of the list.
const PAGE: usize = 25;
/// Failed rows on a page of the details.
const FAILURES: usize = 50;

fn kind(category: &str) -> Result<UserKind, AppError> {
    kind_of(category).ok_or(AppError::NotFound)
}

async fn upload_page(
    cx: &RequestContext,
    kind: UserKind,
    problem: Option<String>,
) -> Result<Response, AppError> {
    let service = &cx.service;
    let formats = match service.app.extensions.import_formats(&service.caller, cx.texts.culture()).await {
        Ok(formats) => formats,
        // The dialog opens all the same and says that nothing can be read.
        Err(
            error @ (ExtensionError::Call { .. }
            | ExtensionError::NotLoaded { .. }
            | ExtensionError::Absent(_)),
        ) => {
            tracing::error!(%error, "formats of imports");
            Vec::new()
        }
        Err(error) => return Err(AppError::Extension(error)),
    };
    let view = UploadView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        formats: &formats,
        limit: service.app.config.limits.import_bytes,
        problem,
        csrf: cx.csrf(),
    };
    let title = views::upload_title(cx.texts, kind);
    Ok(console::page(cx, &title, Section::Users(kind), view.render()).await?.into_response())
}

/// The parts of an upload, without the usual limit of a body: the service counts while they stream in.
pub struct Upload(pub Multipart);

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = AppError;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, AppError> {
        DefaultBodyLimit::disable().apply(&mut request);
        let parts = Multipart::from_request(request, state).await;
        let refused = |error: axum::extract::multipart::MultipartRejection| AppError::BadRequest {
            code: "import.no-file",
            detail: error.body_text(),
        };
        parts.map(Self).map_err(refused)
    }
}

/// `GET /users/{category}/import`: the dialog.
///
/// # Errors
/// [`AppError`].
pub async fn new(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
) -> Result<Response, AppError> {
    upload_page(&cx, kind(&category)?, None).await
}

/// Options that come after the file would be left out without a word, so the import is not begun with half of them.
async fn nothing_after(
    cx: &ServiceContext,
    id: ImportId,
    late: Option<&axum::extract::multipart::Field<'_>>,
) -> Result<ImportId, AppError> {
    if late.and_then(|part| part.name()) != Some("options") {
        return Ok(id);
    }
    service::cancel_import(cx, id).await?;
    let detail = "send `options` before `file`; the import was cancelled".to_owned();
    Err(AppError::BadRequest { code: "import.options", detail })
}

/// Takes the parts of an upload one after the other: options other than those given may come before the file, the file
/// ends it.
///
/// # Errors
/// As [`service::start_import`]; [`AppError::BadRequest`] when there is no file.
pub async fn take_upload(
    cx: &ServiceContext,
    project: elenco_db::ProjectId,
    kind: UserKind,
    mut options: ImportOptions,
    Upload(mut parts): Upload,
) -> Result<ImportId, AppError> {
    let broken = |error: axum::extract::multipart::MultipartError| AppError::BadRequest {
        code: "import.upload-broken",
        detail: error.body_text(),
    };
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        match part.name() {
            Some("options") => {
                let mut text = Vec::new();
                while let Some(piece) = part.chunk().await.map_err(broken)? {
                    if text.len() + piece.len() > MOST_OPTIONS {
                        return Err(AppError::TooLarge { limit: MOST_OPTIONS as u64 });
                    }
                    text.extend_from_slice(&piece);
                }
                options = parse_options(&String::from_utf8_lossy(&text))?;
            }
            Some(name @ ("missing" | "group_projects")) => {
                let name = name.to_owned();
                take_word(&mut options, &name, &part.text().await.map_err(broken)?)?;
            }
            Some("on_problem") => {
                options.on_problem = match part.text().await.map_err(broken)?.as_str() {
                    "review" => OnProblem::Review,
                    _ => OnProblem::Skip,
                };
            }
            Some("map") => options.map = part.text().await.map_err(broken)? == "true",
            Some("file") => {
                let name = part.file_name().unwrap_or_default().to_owned();
                let id = service::start_import(cx, project, kind, part, &name, options).await?;
                return nothing_after(cx, id, parts.next_field().await.map_err(broken)?.as_ref()).await;
            }
            _ => {}
        }
    }
    Err(AppError::BadRequest { code: "import.no-file", detail: "send the file as part `file`".to_owned() })
}

/// `POST /users/{category}/import`: takes the file in.
///
/// # Errors
/// [`AppError`]; what is wrong with the upload itself is told in the dialog.
pub async fn create(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    upload: Upload,
) -> Result<Response, AppError> {
    let kind = kind(&category)?;
    let project = cx.project()?.id;
    let t = cx.texts;
    let problem = match take_upload(&cx.service, project, kind, ImportOptions::default(), upload).await {
        Ok(id) => {
            let mapped = service::find_import(&cx.service, id).await?.options.map;
            let to = if mapped {
                cx.paths.mapping_import(id)
            } else {
                format!("{}?said=import", cx.paths.users(kind))
            };
            return Ok(Redirect::to(&to).into_response());
        }
        Err(AppError::TooLarge { limit }) => {
            t.ta("imports-upload-too-large", &[("limit", t.bytes(limit).into())])
        }
        Err(AppError::BadRequest { code: "import.empty-file", .. }) => {
            t.t("imports-error-empty").into_owned()
        }
        Err(AppError::BadRequest { code: "import.no-file", .. }) => {
            t.t("imports-upload-no-file").into_owned()
        }
        Err(AppError::BadRequest { code: "import.upload-broken", .. }) => {
            t.t("imports-upload-broken").into_owned()
        }
        Err(other) => return Err(other),
    };
    let mut response = upload_page(&cx, kind, Some(problem)).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Where the list begins.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    before: Option<ImportId>,
}

/// `GET /imports`: imports of the project.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Response, AppError> {
    let table = list_pane(&cx, query.before).await?;
    let title = cx.texts.t("imports-title");
    let main = ui::split(ui::Pane::Detail, html! {}, table);
    Ok(console::page(&cx, &title, Section::Imports, main).await?.into_response())
}

async fn list_pane(cx: &RequestContext, before: Option<ImportId>) -> Result<maud::Markup, AppError> {
    let project = cx.project()?.id;
    let page = service::list_imports(&cx.service, project, before, PAGE).await?;
    let older = page.next.map(|next| format!("{}?before={next}", cx.paths.imports()));
    Ok(views::list(cx.texts, &cx.paths, &page.items, older.as_deref()))
}

/// Where the failed rows begin.
#[derive(Debug, Deserialize)]
pub struct DetailQuery {
    after: Option<u64>,
}

/// `GET /imports/{id}`: the details, over the list.
///
/// # Errors
/// [`AppError`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportId)>,
    Query(query): Query<DetailQuery>,
) -> Result<Response, AppError> {
    let import = service::find_import(&cx.service, id).await?;
    match import.state {
        ImportState::Review => return Ok(Redirect::to(&cx.paths.review_import(id)).into_response()),
        ImportState::Mapping => return Ok(Redirect::to(&cx.paths.mapping_import(id)).into_response()),
        _ => {}
    }
    let progress = service::find_progress(&cx.service, &import).await?;
    let failures = service::list_failures(&cx.service, id, query.after.unwrap_or(0), FAILURES).await?;
    let view = DetailView {
        t: cx.texts,
        paths: &cx.paths,
        import: &import,
        progress: &progress,
        failures: &failures,
        csrf: cx.csrf(),
    };
    let list = list_pane(&cx, None).await?;
    let main = html! { (ui::split(ui::Pane::Detail, html! {}, list)) (view.render()) };
    Ok(console::page(&cx, &import.file_name, Section::Imports, main).await?.into_response())
}

/// The workbook of the failed rows, for the console and the API.
///
/// # Errors
/// As [`service::error_workbook`].
pub async fn errors_response(
    cx: &ServiceContext,
    id: ImportId,
    culture: Culture,
    (method, headers): (&Method, &HeaderMap),
) -> Result<Response, AppError> {
    let ErrorWorkbook { file_name, media_type, key, size, tag } =
        service::error_workbook(cx, id, culture).await?;
    stored(&cx.app.files, &Download { key, file_name, media_type, size, tag }, method, headers).await
}

/// `GET /imports/{id}/errors`: the failed rows as a workbook.
///
/// # Errors
/// [`AppError`].
pub async fn errors(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportId)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    errors_response(&cx.service, id, cx.texts.culture(), (&method, &headers)).await
}

/// `POST /imports/{id}/cancel`.
///
/// # Errors
/// [`AppError`].
pub async fn cancel(
    cx: RequestContext,
    Path((_, id)): Path<(String, ImportId)>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    service::cancel_import(&cx.service, id).await?;
    if headers.contains_key("hx-request") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(Redirect::to(&cx.paths.import(id)).into_response())
}
