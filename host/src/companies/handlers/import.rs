//! Companies from a file and to one: HTTP in and out.
use axum::extract::{Multipart, Query};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::At;
use super::page::{ListQuery, with_dialog};
use crate::auth::permission::Permission;
use crate::companies::model::CompanyKind;
use crate::companies::{service, views};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::exports::handlers::attachment;
use crate::sheets::handlers::{Ending, take_upload};
use crate::sheets::model::ImportReport;

async fn dialog(
    cx: &RequestContext,
    kind: CompanyKind,
    problem: Option<String>,
    report: Option<&ImportReport>,
) -> Result<Markup, AppError> {
    let may_add = cx.service.permissions.allow(Permission::CompaniesAdd);
    let dialog = views::import_dialog(cx.texts, &cx.paths, kind, cx.csrf(), problem, report);
    let nothing = views::none_chosen(cx.texts, &cx.paths, kind, may_add);
    with_dialog(cx, kind, &ListQuery::default(), None, nothing, dialog).await
}

/// `GET /companies/import`: asks for the file.
///
/// # Errors
/// [`AppError`].
pub async fn ask_import(cx: RequestContext, At(kind): At) -> Result<Markup, AppError> {
    dialog(&cx, kind, None, None).await
}

/// `POST /companies/import`: takes the companies of a file, all or none.
///
/// # Errors
/// [`AppError`]; what is wrong with the file is told in the dialog.
pub async fn import(cx: RequestContext, At(kind): At, multipart: Multipart) -> Result<Response, AppError> {
    let take = |name, content| service::import_file(&cx.service, kind, name, content);
    match take_upload(cx.texts, multipart, take).await? {
        Ending::Taken(count) => {
            let list = cx.paths.companies_of(kind);
            Ok(Redirect::to(&format!("{list}?said=imported&count={count}")).into_response())
        }
        Ending::Told { status, problem, report } => {
            Ok((status, dialog(&cx, kind, problem, report.as_ref()).await?).into_response())
        }
    }
}

/// `GET /companies/import/format`: an empty file to be filled in.
///
/// # Errors
/// [`AppError`].
pub async fn empty_sheet(cx: RequestContext, At(kind): At) -> Result<Response, AppError> {
    let file = service::empty_sheet(&cx.service, kind).await?;
    Ok(attachment(&file.file_name, &file.media_type, file.bytes))
}

/// `GET /companies/export`: what the list shows, as a file.
///
/// # Errors
/// [`AppError`]; of too many it is said on the list.
pub async fn export(
    cx: RequestContext,
    At(kind): At,
    Query(query): Query<ListQuery>,
) -> Result<Response, AppError> {
    match service::export_companies(&cx.service, kind, query.filter(kind)).await {
        Ok(file) => Ok(attachment(&file.file_name, &file.media_type, file.bytes)),
        Err(AppError::Invalid(_)) => {
            Ok(Redirect::to(&format!("{}?said=too-many", cx.paths.companies_of(kind))).into_response())
        }
        Err(error) => Err(error),
    }
}
