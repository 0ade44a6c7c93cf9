//! The rows that were not taken, as a workbook in the layout of the file they came from, bad cells marked and
//! explained: put it right and import it again.
use bytes::Bytes;
use elenco_db::{ImportId, TenantId};
use elenco_runtime::contract::{CellType, Column, ColumnSpec, Note, Rows, SheetSpec, Value, Workbook};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use super::headers::letters;
use super::job::catalogue::{ROW, SHEET};
use super::model::{Failure, Import, SheetPlan};
use super::queries;
use super::service::find_import;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::ExtensionError;
use crate::extensions::formats::OwnedExportFormat;
use crate::extensions::streams::{FileSink, FileWriter};
use crate::files::{self, Files, FilesError};
use crate::locale::{Culture, Texts};
use crate::users::field_values::from_document;

/// The format in which it is written.
const FORMAT: &str = "xlsx";
/// Rows that are written at a time.
const BATCH: i64 = 200;
/// Pieces of the file that may wait for the store.
const WAITING: usize = 8;
/// Longest text of an explanation, in characters; spreadsheets hold 32,767 and show far fewer.
const LONGEST: usize = 2_000;

/// The workbook in the file store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorWorkbook {
    /// The name that the reader gets it under.
    pub file_name: String,
    /// Media type.
    pub media_type: String,
    /// Where it is in the store.
    pub key: String,
    /// Bytes.
    pub size: u64,
    /// Names this very file, for a download that goes on.
    pub tag: String,
}

/// Hands the pieces to the store; waits while it is behind.
struct Pieces(mpsc::Sender<Bytes>);

impl FileSink for Pieces {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        let gone = |_| std::io::Error::new(std::io::ErrorKind::BrokenPipe, "nobody takes the file any more");
        self.0.blocking_send(Bytes::copy_from_slice(bytes)).map_err(gone)
    }
}

/// Folder of an import's workbooks in the store.
pub(in crate::imports) fn folder(tenant: TenantId, import: ImportId) -> String {
    files::key(tenant, "import-errors", &import.to_string())
}

fn files_error(error: FilesError) -> AppError {
    AppError::Files(error)
}

/// Makes the workbook, or finds the one that was made before.
///
/// # Errors
/// [`AppError::BadRequest`] while the import is under way; [`AppError::NotFound`] when no row failed;
/// [`AppError::Extension`] when nothing writes workbooks.
pub async fn error_workbook(
    cx: &ServiceContext,
    id: ImportId,
    culture: Culture,
) -> Result<ErrorWorkbook, AppError> {
    let import = find_import(cx, id).await?;
    if !import.state.is_over() {
        let detail = "the import is still under way".to_owned();
        return Err(AppError::BadRequest { code: "import.not-over", detail });
    }
    if import.rows.failed == 0 {
        return Err(AppError::NotFound);
    }
    let formats = cx.app.extensions.export_formats(&cx.caller, culture).await.map_err(AppError::Extension)?;
    let format = formats
        .into_iter()
        .find(|owned| owned.format.id == FORMAT)
        .ok_or(AppError::Extension(ExtensionError::Absent(FORMAT)))?;
    let stem = import.file_name.rsplit_once('.').map_or(import.file_name.as_str(), |(stem, _)| stem);
    let suffix = Texts::of(culture).t("imports-file-suffix");
    let file_name = format!("{stem}-{suffix}.{}", format.format.extension);
    let key = format!("{}/{}", folder(cx.scope.tenant(), id), culture.tag());
    let media_type = format.format.media_type.clone();
    let stat = match cx.app.files.stat(&key).await {
        Ok(stat) => stat,
        Err(FilesError::Missing(_)) => {
            write(cx, import, format, culture, &key).await?;
            cx.app.files.stat(&key).await.map_err(files_error)?
        }
        Err(error) => return Err(files_error(error)),
    };
    Ok(ErrorWorkbook { file_name, media_type, key, size: stat.size, tag: stat.tag })
}

async fn write(
    cx: &ServiceContext,
    import: Import,
    format: OwnedExportFormat,
    culture: Culture,
    key: &str,
) -> Result<u64, AppError> {
    let (pieces, mut outgoing) = mpsc::channel(WAITING);
    let id = import.id;
    let work = Work { cx: cx.clone(), import, format, texts: Texts::of(culture), handle: Handle::current() };
    let writing = tokio::task::spawn_blocking(move || work.run(pieces));
    let files: Files = cx.app.files.clone();
    let mut writer = files.begin(key).await.map_err(files_error)?;
    while let Some(piece) = outgoing.recv().await {
        writer.write(&piece).await.map_err(files_error)?;
    }
    match writing.await.map_err(|_| AppError::Extension(ExtensionError::Stopping))? {
        Ok(()) => {
            // Noted before it appears, so that the sweeper knows of whatever is there.
            let (scope, id) = (cx.scope, id);
            cx.app
                .db
                .write(move |conn| queries::note_workbook(conn, &scope, id))
                .await
                .map_err(AppError::Database)?;
            writer.finish().await.map_err(files_error)
        }
        Err(error) => {
            writer.abandon().await.map_err(files_error)?;
            Err(error)
        }
    }
}

/// The blocking part.
struct Work {
    cx: ServiceContext,
    import: Import,
    format: OwnedExportFormat,
    texts: Texts,
    handle: Handle,
}

/// A sheet of the workbook that is being written.
struct Open {
    /// Its number in the workbook, and in the file it came from.
    number: u32,
    source: usize,
    written: u32,
}

impl Work {
    fn sheets(&self) -> Vec<(usize, &SheetPlan)> {
        self.import.sheets.iter().enumerate().filter(|(_, sheet)| sheet.used).collect()
    }

    fn book(&self) -> Workbook {
        let extra = |(id, key): (&str, &str), kind| ColumnSpec {
            id: id.to_owned(),
            label: self.texts.t(key).into_owned(),
            kind,
            required: false,
            help: String::new(),
            example: None,
            choices: Vec::new(),
        };
        let many = self.sheets().len() > 1;
        let spec = |(number, sheet): (usize, &SheetPlan)| SheetSpec {
            id: match &sheet.ties {
                Some(ties) => format!("{ties}-{}", number + 1),
                None if many => format!("users-{}", number + 1),
                None => "users".to_owned(),
            },
            label: sheet.name.clone(),
            columns: sheet
                .columns
                .iter()
                .enumerate()
                .map(|(at, column)| ColumnSpec {
                    // The id makes the corrected file mean what the first one did, even where a header was chosen.
                    id: column.field.clone().unwrap_or_else(|| format!("column-{}", letters(at))),
                    label: column.header.clone(),
                    kind: CellType::Text,
                    required: false,
                    help: String::new(),
                    example: None,
                    choices: Vec::new(),
                })
                .chain([extra(SHEET, CellType::Text), extra(ROW, CellType::Number)])
                .collect(),
        };
        Workbook {
            title: self.import.file_name.clone(),
            sheets: self.sheets().into_iter().map(spec).collect(),
            info: false,
            locale: self.texts.culture().tag().to_owned(),
        }
    }

    fn run(&self, pieces: mpsc::Sender<Bytes>) -> Result<(), AppError> {
        let extensions = &self.cx.app.extensions;
        let mut writer = extensions
            .write_file(&self.cx.caller, &self.format, &self.book(), Box::new(Pieces(pieces)))
            .map_err(AppError::Extension)?;
        let numbers: Vec<usize> = self.sheets().into_iter().map(|(number, _)| number).collect();
        let mut open: Option<Open> = None;
        let mut after = 0;
        loop {
            let (scope, id) = (self.cx.scope, self.import.id);
            let read =
                self.cx.app.db.read(move |conn| queries::list_failures(conn, &scope, id, after, BATCH));
            let failures = self.handle.block_on(read).map_err(AppError::Database)?;
            let Some(last) = failures.last() else { break };
            after = last.line;
            // Lines are numbered through the file, so the rows of a sheet stand together.
            for rows in failures.chunk_by(|one, next| one.sheet == next.sheet) {
                let source = rows[0].sheet;
                let Some(number) = numbers.iter().position(|number| *number == source) else { continue };
                let written =
                    open.as_ref().filter(|open| open.source == source).map_or(0, |open| open.written);
                let mut sheet = Open { number: u32::try_from(number).unwrap_or(0), source, written };
                self.write(&mut writer, &mut sheet, rows)?;
                open = Some(sheet);
            }
        }
        writer.finish().map_err(AppError::Extension)
    }

    fn write(&self, writer: &mut FileWriter, open: &mut Open, failures: &[Failure]) -> Result<(), AppError> {
        let width = self.import.sheets.get(open.source).map_or(0, |sheet| sheet.columns.len());
        let count = u32::try_from(failures.len()).unwrap_or(0);
        let cell = |failure: &Failure, at: usize| failure.cells.get(at).map_or(Value::None, from_document);
        let mut columns: Vec<Column> = (0..width)
            .map(|at| Column::Mixed(failures.iter().map(|failure| cell(failure, at)).collect()))
            .collect();
        columns.push(Column::Text(failures.iter().map(|failure| Some(failure.sheet_name.clone())).collect()));
        columns.push(Column::Number(failures.iter().map(|failure| Some(failure.row as f64)).collect()));
        let mut notes = Vec::new();
        for (at, failure) in (1_u32..).zip(failures) {
            for problem in &failure.problems {
                notes.push(Note {
                    sheet: open.number,
                    row: open.written + at,
                    column: problem
                        .column
                        .filter(|column| *column < width)
                        .and_then(|column| u32::try_from(column).ok()),
                    message: problem.message.chars().take(LONGEST).collect(),
                });
            }
        }
        // The header is the first row.
        let rows = Rows { first: open.written + 2, count, columns };
        writer.write(open.number, &rows, &notes).map_err(AppError::Extension)?;
        open.written += count;
        Ok(())
    }
}
