//! A list that is uploaded: HTTP in, and what to answer.
use axum::extract::Multipart;
use axum::http::StatusCode;
use bytes::{Bytes, BytesMut};

use super::model::{ImportReport, LARGEST_FILE};
use crate::error::AppError;
use crate::locale::Texts;

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

/// How an upload ended.
#[derive(Debug)]
pub enum Ending {
    /// So many things were added or changed, and there is nothing else to say.
    Taken(usize),
    /// There is something to say in the dialog.
    Told {
        /// 422 when nothing was taken; otherwise another one than the one after which the dialog closes.
        status: StatusCode,
        /// What is wrong with the file as a whole.
        problem: Option<String>,
        /// What became of its rows.
        report: Option<ImportReport>,
    },
}

/// Reads the file of the form and hands it to whoever takes it.
///
/// # Errors
/// [`AppError::TooLarge`], and what taking it says apart from [`AppError::Invalid`], which is told in the dialog.
pub async fn take_upload<F>(
    t: Texts,
    multipart: Multipart,
    take: impl FnOnce(String, Bytes) -> F,
) -> Result<Ending, AppError>
where
    F: Future<Output = Result<ImportReport, AppError>>,
{
    let refused = |problem: Option<String>, report: Option<ImportReport>| Ending::Told {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        problem,
        report,
    };
    let Some((name, content)) = file(multipart).await? else {
        return Ok(refused(Some(t.t("sheets-problem-no-file").into_owned()), None));
    };
    match take(name, content).await {
        Ok(report) if !report.problems.is_empty() => Ok(refused(None, Some(report))),
        Ok(report) if report.unknown.is_empty() => Ok(Ending::Taken(report.created + report.updated)),
        Ok(report) => {
            Ok(Ending::Told { status: StatusCode::MULTI_STATUS, problem: None, report: Some(report) })
        }
        Err(AppError::Invalid(problems)) => {
            let told: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
            Ok(refused(Some(told.join(" ")), None))
        }
        Err(error) => Err(error),
    }
}
