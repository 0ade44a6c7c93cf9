//! Writing: UTF-8 with a byte order mark, without which Excel takes it for something else.

use crate::formula::needs_guard;
use csv::{QuoteStyle, Terminator, WriterBuilder};
use elenco_sdk::export_format::{self, Note, Workbook};
use elenco_sdk::files::{FileSink, SinkWriter};
use elenco_sdk::{Column, Error, Language, Rows, cell, plain_text};
use std::borrow::Cow;
use std::io::{self, Write};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A file that is being written.
pub struct Writer {
    csv: csv::Writer<SinkWriter>,
    labels: Vec<String>,
    language: Language,
    /// Whether each row has a column with reasons; known with the first rows.
    reasons: Option<bool>,
    written: u32,
}

impl Writer {
    /// Begins a file.
    pub fn open(book: Workbook, delimiter: u8, file: Box<dyn FileSink>) -> Result<Self, Error> {
        let language = Language::of(&book.locale);
        let Ok([sheet]) = <[_; 1]>::try_from(book.sheets) else {
            return Err(Error::Unsupported("other than one sheet".into()));
        };
        let mut sink = SinkWriter::new(file);
        sink.write_all(BYTE_ORDER_MARK).map_err(from_io)?;
        let csv = WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .flexible(true)
            .from_writer(sink);
        let labels = sheet.columns.into_iter().map(|column| column.label).collect();
        Ok(Self { csv, labels, language, reasons: None, written: 0 })
    }

    /// Writes the header, once.
    fn header(&mut self, reasons: bool) -> Result<(), Error> {
        if self.reasons.is_some() {
            return Ok(());
        }
        self.reasons = Some(reasons);
        let wrong = self.language.pick("What is wrong", "Qué está mal", "O que está errado");
        let labels = self.labels.iter().map(String::as_str).chain(reasons.then_some(wrong));
        self.csv.write_record(labels.map(|label| guarded(label.into()).into_owned())).map_err(from_csv)
    }

    /// What the notes say on a row, which is counted from 1.
    fn said(&self, notes: &[Note], row: u32) -> String {
        let said = notes.iter().filter(|note| note.row == row).map(|note| {
            let label = note.column.and_then(|column| self.labels.get(column as usize));
            label.map_or_else(|| note.message.clone(), |label| format!("{label}: {}", note.message))
        });
        said.collect::<Vec<_>>().join("; ")
    }
}

impl export_format::Writer for Writer {
    fn write(&mut self, sheet: u32, rows: Rows, notes: Vec<Note>) -> Result<(), Error> {
        if sheet > 0 {
            return Err(Error::Unsupported(format!("sheet {sheet} of 1")));
        }
        self.header(!notes.is_empty())?;
        for row in 0..rows.count as usize {
            self.written += 1;
            for column in 0..self.labels.len() {
                let text = rows.columns.get(column).map(|cells| text(cells, row)).unwrap_or_default();
                self.csv.write_field(text.as_bytes()).map_err(from_csv)?;
            }
            if self.reasons == Some(true) {
                let said = self.said(&notes, self.written);
                self.csv.write_field(guarded(said.as_str().into()).as_bytes()).map_err(from_csv)?;
            }
            self.csv.write_record(None::<&[u8]>).map_err(from_csv)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Error> {
        self.header(false)?;
        self.csv.flush().map_err(from_io)
    }
}

/// A cell as text. Only what was text before can look like a formula: a negative number is one.
fn text(cells: &Column, row: usize) -> Cow<'_, str> {
    match cells {
        Column::Text(cells) => guarded(cells.get(row).and_then(Option::as_deref).unwrap_or_default().into()),
        cells => match cell(cells, row) {
            value @ (elenco_sdk::Value::Text(_) | elenco_sdk::Value::Choices(_)) => {
                guarded(plain_text(&value).into())
            }
            value => plain_text(&value).into(),
        },
    }
}

/// Text that no spreadsheet program calculates. Zero characters, which no text file has, become the mark for
/// characters that could not be shown.
fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = if text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text };
    if needs_guard(&text) { format!("'{text}").into() } else { text }
}

/// The host's own error, if it is one: a full disk, a cancelled job.
fn from_io(error: io::Error) -> Error {
    let text = error.to_string();
    error.downcast::<Error>().unwrap_or(Error::Other(text))
}

fn from_csv(error: csv::Error) -> Error {
    let text = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => from_io(error),
        _ => Error::Other(text),
    }
}
