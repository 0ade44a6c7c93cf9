//! A list as a workbook.
use elenco_runtime::contract::{Column, ColumnSpec, Rows, SheetSpec, Workbook};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::exports::service::write_at_once;
use crate::extensions::ExtensionError;
use crate::sheets::model::{LARGEST_FILE, SmallFile};

/// The format in which it is written.
const FORMAT: &str = "xlsx";
/// The sheet's id; the reader sees its label only.
const SHEET: &str = "list";

/// Writes columns and batches of rows, each with its columns in the same order, below their headers.
///
/// # Errors
/// [`AppError::Extension`] when no plugin writes workbooks, or when it fails; [`AppError::TooLarge`] for a file that an
/// import would not take again.
pub async fn write_sheet(
    cx: &ServiceContext,
    label: &str,
    columns: Vec<ColumnSpec>,
    batches: Vec<Vec<Column>>,
) -> Result<SmallFile, AppError> {
    let formats = cx.app.extensions.export_formats(&cx.caller, cx.culture).await;
    let format = formats.map_err(AppError::Extension)?.into_iter().find(|owned| owned.format.id == FORMAT);
    let format = format.ok_or(AppError::Extension(ExtensionError::Absent(FORMAT)))?;
    let (extension, media_type) = (format.format.extension.clone(), format.format.media_type.clone());
    let book = Workbook {
        title: label.to_owned(),
        sheets: vec![SheetSpec { id: SHEET.to_owned(), label: label.to_owned(), columns }],
        info: false,
        locale: cx.culture.tag().to_owned(),
    };
    // The headers are row 1.
    let mut first = 2;
    let mut rows = Vec::with_capacity(batches.len());
    for columns in batches {
        let count = columns.iter().map(height).max().unwrap_or(0);
        rows.push(Rows { first, count, columns });
        first += count;
    }
    let bytes = write_at_once(cx, format, book, rows, LARGEST_FILE).await?;
    Ok(SmallFile { file_name: format!("{label}.{extension}"), media_type, bytes })
}

fn height(column: &Column) -> u32 {
    let cells = match column {
        Column::Empty => 0,
        Column::Text(cells) => cells.len(),
        Column::Number(cells) => cells.len(),
        Column::Boolean(cells) => cells.len(),
        Column::Date(cells) | Column::Instant(cells) => cells.len(),
        Column::Mixed(cells) => cells.len(),
    };
    u32::try_from(cells).unwrap_or(u32::MAX)
}
