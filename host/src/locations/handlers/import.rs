//! Locations from a file: HTTP in and out.
use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bytes::{Bytes, BytesMut};
use maud::Markup;

use super::page::{ListQuery, with_dialog};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::locations::model::{ImportReport, LARGEST_FILE};
use crate::locations::{service, views};

async fn dialog(
    cx: &RequestContext,
    problem: Option<String>,
    report: Option<&ImportReport>,
) -> Result<Markup, AppError> {
    let dialog = views::import_dialog(cx.texts, &cx.paths, cx.csrf(), problem, report);
    with_dialog(cx, &ListQuery::default(), None, views::none_chosen(cx.texts, &cx.paths, true), dialog).await
}

/// `GET /locations/import`: asks for the file.
///
/// # Errors
/// [`AppError`].
pub async fn ask_import(cx: RequestContext) -> Result<Markup, AppError> {
    dialog(&cx, None, None).await
}

fn broken(detail: impl std::fmt::Display) -> AppError {
    AppError::BadRequest { code: "form.unreadable", detail: detail.to_string() }
}

/// The file of a form, within its limit.
async fn file(mut multipart: Multipart) -> Result<Option<(String, Bytes)>, AppError> {
    while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut content = BytesMut::new();
        while let Some(piece) = field.chunk().await.map_err(broken)? {
            if (content.len() + piece.len()) as u64 > LARGEST_FILE {
                return Err(AppError::TooLarge { limit: LARGEST_FILE });
            }
            content.extend_from_slice(&piece);
        }
        return Ok(Some((name, content.freeze())).filter(|(_, content)| !content.is_empty()));
    }
    Ok(None)
}

/// `POST /locations/import`: takes the locations of a file, all or none.
///
/// # Errors
/// [`AppError`]; what is wrong with the file is told in the dialog.
pub async fn import(cx: RequestContext, multipart: Multipart) -> Result<Response, AppError> {
    let Some((name, content)) = file(multipart).await? else {
        let problem = cx.texts.t("locations-problem-no-file").into_owned();
        return Ok(
            (StatusCode::UNPROCESSABLE_ENTITY, dialog(&cx, Some(problem), None).await?).into_response()
        );
    };
    match service::import_file(&cx.service, name, content).await {
        Ok(report) if report.problems.is_empty() && report.unknown.is_empty() => {
            let count = report.created + report.updated;
            let list = cx.paths.locations();
            Ok(Redirect::to(&format!("{list}?said=imported&count={count}")).into_response())
        }
        // 422 when nothing was taken; otherwise what was left out is told as well, with another status than the one
        // after which the dialog closes.
        Ok(report) => {
            let taken = report.problems.is_empty();
            let status = if taken { StatusCode::MULTI_STATUS } else { StatusCode::UNPROCESSABLE_ENTITY };
            Ok((status, dialog(&cx, None, Some(&report)).await?).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let told: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
            let page = dialog(&cx, Some(told.join(" ")), None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
