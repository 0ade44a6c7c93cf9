//! Definitions as a file, out and in.
use axum::Form;
use axum::extract::{Multipart, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::page::{PageQuery, around, scope_of, with_dialog};
use super::{Pairs, value};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::exports::handlers::attachment;
use crate::fields::service::{self, Preview};
use crate::fields::views;
use crate::plugins::model::settings::DOCUMENT_BYTES;

/// `GET /additional-fields/-/definitions`: the file.
///
/// # Errors
/// [`AppError`].
pub async fn definitions(cx: RequestContext, Query(query): Query<PageQuery>) -> Result<Response, AppError> {
    let text = service::export_definitions(&cx.service, scope_of(&cx, &query)?).await?;
    let day = cx.service.app.clock.now().to_chrono().date_naive();
    let name = format!("{}-{day}.json", cx.texts.t("fields-file-name"));
    Ok(attachment(&name, "application/json", text.into()))
}

/// The dialog over the list: the place for a file, or what the file would change.
async fn dialog(
    cx: &RequestContext,
    query: &PageQuery,
    preview: Option<(&Preview, &str, bool)>,
    problem: Option<String>,
) -> Result<Markup, AppError> {
    let open = service::open_fields(&cx.service, scope_of(cx, query)?).await?;
    let around = around(cx, query, &open);
    let dialog = match preview {
        None => views::import_dialog(&around, problem),
        Some((preview, text, alone)) => {
            views::preview_dialog(&around, &preview.changes, preview.open.version(), text, alone, problem)
        }
    };
    let nothing = views::none_chosen(&around);
    with_dialog(cx, query, &open, query.concept(), None, nothing, dialog).await
}

/// `GET /additional-fields/-/import`.
///
/// # Errors
/// [`AppError`].
pub async fn ask_import(cx: RequestContext, Query(query): Query<PageQuery>) -> Result<Markup, AppError> {
    dialog(&cx, &query, None, None).await
}

fn broken(detail: impl std::fmt::Display) -> AppError {
    AppError::BadRequest { code: "form.unreadable", detail: detail.to_string() }
}

/// The text of the file and whether it is to stand alone.
async fn read(mut multipart: Multipart) -> Result<(String, bool), AppError> {
    let limit = DOCUMENT_BYTES * 2;
    let (mut text, mut alone) = (String::new(), false);
    while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let mut content = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(broken)? {
            if content.len() + piece.len() > limit {
                return Err(AppError::TooLarge { limit: limit as u64 });
            }
            content.extend_from_slice(&piece);
        }
        match name.as_str() {
            "file" => text = String::from_utf8_lossy(&content).into_owned(),
            "alone" => alone = content == b"true",
            _ => {}
        }
    }
    Ok((text, alone))
}

fn first_message(error: AppError) -> Result<String, AppError> {
    match error {
        AppError::Invalid(problems) => {
            Ok(problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join(" "))
        }
        other => Err(other),
    }
}

/// `POST /additional-fields/-/import`: what the file would change.
///
/// # Errors
/// [`AppError`]; a file that cannot be read is told in its place.
pub async fn preview(
    cx: RequestContext,
    Query(query): Query<PageQuery>,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let (text, alone) = read(multipart).await?;
    match service::preview_import(&cx.service, scope_of(&cx, &query)?, &text, alone).await {
        Ok(preview) => Ok(dialog(&cx, &query, Some((&preview, &text, alone)), None).await?.into_response()),
        Err(error) => {
            let page = dialog(&cx, &query, None, Some(first_message(error)?)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// `POST /additional-fields/-/import/apply`: does it.
///
/// # Errors
/// [`AppError`]; what the plugin does not take is told over the list of changes.
pub async fn apply(
    cx: RequestContext,
    Query(query): Query<PageQuery>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    let (text, alone) = (value(&pairs, "text"), value(&pairs, "alone") == "true");
    let expected = value(&pairs, "version").parse().map_err(|_| AppError::Conflict)?;
    let of = scope_of(&cx, &query)?;
    match service::apply_import(&cx.service, of, text, alone, expected).await {
        Ok(count) => {
            let list = cx.paths.concept_fields(query.concept().as_str(), query.of_project());
            Ok(Redirect::to(&format!("{list}&said=imported&count={count}")).into_response())
        }
        Err(error) => {
            let message = match error {
                AppError::Conflict => cx.texts.t("fields-conflict").into_owned(),
                other => first_message(other)?,
            };
            let again = service::preview_import(&cx.service, of, text, alone).await?;
            let page = dialog(&cx, &query, Some((&again, text, alone)), Some(message)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
