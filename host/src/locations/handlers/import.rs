//! Locations from a file: HTTP in and out.
use axum::extract::Multipart;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::page::{ListQuery, with_dialog};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::locations::{service, views};
use crate::sheets::handlers::{Ending, take_upload};
use crate::sheets::model::ImportReport;

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

/// `POST /locations/import`: takes the locations of a file, all or none.
///
/// # Errors
/// [`AppError`]; what is wrong with the file is told in the dialog.
pub async fn import(cx: RequestContext, multipart: Multipart) -> Result<Response, AppError> {
    let take = |name, content| service::import_file(&cx.service, name, content);
    match take_upload(cx.texts, multipart, take).await? {
        Ending::Taken(count) => {
            let list = cx.paths.locations();
            Ok(Redirect::to(&format!("{list}?said=imported&count={count}")).into_response())
        }
        Ending::Told { status, problem, report } => {
            Ok((status, dialog(&cx, problem, report.as_ref()).await?).into_response())
        }
    }
}
