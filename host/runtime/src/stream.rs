//! Streams of a guest: a file that it reads, a file that it writes. One instance serves the whole stream; each
//! step has a full budget.

use serde_json::json;
use wasmtime::component::ResourceAny;

use crate::answers;
use crate::bindings::{Exports, Guest};
use crate::bytes::{ByteSink, ByteSource, Sink, Source};
use crate::call::{Call, Question};
use crate::call_error::CallError;
use crate::contract::{Column, Note, Rows, Sheet, Workbook};
use crate::limits::COLUMNS;
use crate::plugin::Kind;

/// A file that a plugin reads.
#[derive(Debug)]
pub struct Reader {
    call: Call,
    reader: ResourceAny,
}

/// A file that a plugin writes.
#[derive(Debug)]
pub struct Writer {
    call: Call,
    writer: ResourceAny,
}

impl Call {
    /// Opens a file with an import format.
    ///
    /// # Errors
    /// [`CallError::Guest`] for a file that the plugin cannot read, with the reason; the other errors for one that
    /// it does not survive.
    pub fn open_reader(mut self, source: Box<dyn ByteSource>, locale: &str) -> Result<Reader, CallError> {
        let input = json!({ "name": source.name(), "size": source.size(), "locale": locale });
        let source =
            self.state().table.push(Source(source)).map_err(|error| CallError::Host(error.to_string()))?;
        let input = || input.clone();
        let question = Question::new(Kind::ImportFormat, "open", 0).with(&input);
        let reader = self.guest(question, |exports, guest| exports.open_reader(guest, source, locale))?;
        Ok(Reader { call: self, reader })
    }

    /// Begins a file with an export format.
    ///
    /// # Errors
    /// [`CallError::Guest`] for a format that the plugin does not write.
    pub fn open_writer(
        mut self,
        format: &str,
        book: &Workbook,
        sink: Box<dyn ByteSink>,
    ) -> Result<Writer, CallError> {
        let sink = self.state().table.push(Sink(sink)).map_err(|error| CallError::Host(error.to_string()))?;
        let input = || json!({ "format": format, "title": book.title, "locale": book.locale });
        let question = Question::new(Kind::ExportFormat, "open", 0).with(&input);
        let writer = self.guest(question, |exports, guest| exports.open_writer(guest, format, book, sink))?;
        Ok(Writer { call: self, writer })
    }
}

impl Reader {
    /// The sheets of the file, in order.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn sheets(&mut self) -> Result<Vec<Sheet>, CallError> {
        let reader = self.reader;
        let question = Question::new(Kind::ImportFormat, "sheets", 0);
        let run = |exports: &Exports, guest: &mut Guest<'_>| exports.sheets(guest, reader);
        self.call.checked(question, run, |sheets| answers::sheets(sheets).map(|()| 0))
    }

    /// The next rows of a sheet, its header row among them; nothing at its end. Sheets are read in order. Every
    /// column has a cell for each row, unless it is empty.
    ///
    /// # Errors
    /// [`CallError`]; [`CallError::Contract`] for rows that are not as they should be.
    pub fn read(&mut self, sheet: u32, max_rows: u32) -> Result<Option<Rows>, CallError> {
        let reader = self.reader;
        let input = || json!({ "sheet": sheet, "max-rows": max_rows });
        self.call.checked(
            Question::new(Kind::ImportFormat, "read", 0).with(&input),
            |exports, guest| exports.read(guest, reader, sheet, max_rows),
            |rows| check_rows(rows.as_ref(), max_rows),
        )
    }
}

/// How many rows these are, when they are as they should be.
pub(crate) fn check_rows(rows: Option<&Rows>, max_rows: u32) -> Result<usize, CallError> {
    let Some(rows) = rows else { return Ok(0) };
    check_shape(rows, max_rows).map(|()| rows.count as usize)
}

/// Callers index cells by row, so a column with fewer would be read past its end.
fn check_shape(rows: &Rows, max_rows: u32) -> Result<(), CallError> {
    let cells = |column: &Column| match column {
        Column::Empty => rows.count as usize,
        Column::Text(cells) => cells.len(),
        Column::Number(cells) => cells.len(),
        Column::Boolean(cells) => cells.len(),
        Column::Date(cells) | Column::Instant(cells) => cells.len(),
        Column::Mixed(cells) => cells.len(),
    };
    let wrong = |summary: String| Err(CallError::Contract { summary });
    if rows.count == 0 || rows.count > max_rows {
        return wrong(format!("{} rows where at most {max_rows} were asked for", rows.count));
    }
    if rows.columns.len() > COLUMNS || rows.first.checked_add(rows.count).is_none() {
        return wrong(format!(
            "{} columns, rows from {}: more than a sheet has",
            rows.columns.len(),
            rows.first
        ));
    }
    match rows.columns.iter().map(cells).position(|cells| cells != rows.count as usize) {
        Some(column) => wrong(format!("column {column} has not one cell for each row")),
        None => Ok(()),
    }
}

impl Writer {
    /// Writes rows to a sheet. Each note belongs to a row written so far, counted from 1.
    ///
    /// # Errors
    /// [`CallError::Host`] when the sink fails; otherwise as every guest call.
    pub fn write(&mut self, sheet: u32, rows: &Rows, notes: &[Note]) -> Result<(), CallError> {
        let writer = self.writer;
        let input = || json!({ "sheet": sheet, "first": rows.first, "count": rows.count });
        let question = Question::new(Kind::ExportFormat, "write", rows.count as usize).with(&input);
        self.call.guest(question, |exports, guest| exports.write(guest, writer, sheet, rows, notes))
    }

    /// Ends the file. When this succeeds, everything was handed to the sink.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn finish(mut self) -> Result<(), CallError> {
        let writer = self.writer;
        let question = Question::new(Kind::ExportFormat, "finish", 0);
        self.call.guest(question, |exports, guest| exports.finish(guest, writer))
    }
}
