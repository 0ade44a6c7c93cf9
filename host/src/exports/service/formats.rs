//! Formats, and the empty one that is made at once.
use bytes::Bytes;
use elenco_runtime::contract::{Rows, Workbook};
use tokio::sync::mpsc;

use super::book::Book;
use super::sheets::Sheets;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::exports::model::{FormatChoice, UNKNOWN_FORMAT};
use crate::extensions::formats::OwnedExportFormat;
use crate::locale::Texts;
use crate::sheets::model::SmallFile;
use crate::users::model::UserKind;

/// Largest empty format, in bytes: headers and explanations only.
const EMPTY_BYTES: u64 = 16 << 20;

/// The formats that people can be written in, to choose from.
///
/// # Errors
/// [`AppError::Extension`] when a plugin fails.
pub async fn list_formats(cx: &ServiceContext) -> Result<Vec<FormatChoice>, AppError> {
    let choice = |owned: OwnedExportFormat| FormatChoice { id: owned.format.id, label: owned.format.label };
    Ok(all_formats(cx).await?.into_iter().map(choice).collect())
}

async fn all_formats(cx: &ServiceContext) -> Result<Vec<OwnedExportFormat>, AppError> {
    cx.require(Permission::UsersExport)?;
    cx.app.extensions.export_formats(&cx.caller, cx.culture).await.map_err(AppError::Extension)
}

/// The format of an id.
///
/// # Errors
/// [`AppError::BadRequest`] with [`UNKNOWN_FORMAT`] when no plugin writes it.
pub(in crate::exports) async fn find_format(
    cx: &ServiceContext,
    id: &str,
) -> Result<OwnedExportFormat, AppError> {
    let formats = all_formats(cx).await?;
    let known: Vec<String> = formats.iter().map(|owned| owned.format.id.clone()).collect();
    formats.into_iter().find(|owned| owned.format.id == id).ok_or_else(|| AppError::BadRequest {
        code: UNKNOWN_FORMAT,
        detail: format!("there is no export format `{id}`; there are: {}", known.join(", ")),
    })
}

/// What people are called in a file name.
pub(in crate::exports) fn people_name(t: Texts, kind: UserKind) -> String {
    match kind {
        UserKind::Client => t.t("exports-file-clients"),
        UserKind::Specialist => t.t("exports-file-specialists"),
    }
    .into_owned()
}

/// A workbook with headers and explanations only, to be filled in and imported.
///
/// # Errors
/// [`AppError::BadRequest`] for an unknown format; [`AppError::Extension`] when a plugin fails.
pub async fn empty_format(cx: &ServiceContext, kind: UserKind, format: &str) -> Result<SmallFile, AppError> {
    let format = find_format(cx, format).await?;
    let many = format.format.many_sheets;
    let sheets = Sheets::settle(cx, kind, (true, many), None).await?;
    let (extension, media_type) = (format.format.extension.clone(), format.format.media_type.clone());
    // Only a workbook explains what its examples are.
    let examples = if many { vec![sheets.examples()] } else { Vec::new() };
    let bytes = write_at_once(cx, format, sheets.book, examples, EMPTY_BYTES).await?;
    let t = cx.texts();
    let name = match kind {
        UserKind::Client => t.t("exports-file-clients-empty"),
        UserKind::Specialist => t.t("exports-file-specialists-empty"),
    };
    Ok(SmallFile { file_name: format!("{name}.{extension}"), media_type, bytes })
}

/// A file whose rows are at hand, made while somebody waits: all of them go to the first sheet.
///
/// # Errors
/// [`AppError::Extension`] when the plugin fails; [`AppError::TooLarge`] for a file of more than `most` bytes.
pub async fn write_at_once(
    cx: &ServiceContext,
    format: OwnedExportFormat,
    book: Workbook,
    rows: Vec<Rows>,
    most: u64,
) -> Result<Bytes, AppError> {
    let (book, pieces) = Book::open(cx, format, book);
    let fill = async {
        for batch in rows {
            if book.write(0, batch).await.is_err() {
                // When nothing more can be written the end says why.
                break;
            }
        }
        book.finish().await
    };
    let (written, bytes) = tokio::join!(fill, gather(pieces, most));
    let bytes = bytes.ok_or(AppError::TooLarge { limit: most })?;
    written.map_err(AppError::Extension)?;
    Ok(bytes)
}

async fn gather(mut pieces: mpsc::Receiver<Bytes>, most: u64) -> Option<Bytes> {
    let mut all = Vec::new();
    while let Some(piece) = pieces.recv().await {
        if (all.len() + piece.len()) as u64 > most {
            return None;
        }
        all.extend_from_slice(&piece);
    }
    Some(all.into())
}
