//! Writes people as JSON, one object a line.

use std::io::Write;

use elenco_sdk::export_format::{self, ExportFormat, Format, Note, Workbook};
use elenco_sdk::files::{FileSink, SinkWriter};
use elenco_sdk::{Error, Language, Plugin, Rows, Value, cell, plain_text};
use serde::Deserialize;

const FORMAT: &str = "json-lines";

/// What an administrator may set: nothing yet. Add a field here and to `settings.schema.json`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Settings {}

/// The plugin, for one tenant and one file.
struct JsonLines;

impl Plugin for JsonLines {
    type Settings = Settings;

    fn open(_: Settings) -> Result<Self, Error> {
        Ok(Self)
    }
}

impl ExportFormat for JsonLines {
    type Writer = Writer;

    fn formats(&self, language: Language) -> Vec<Format> {
        let label = language.pick(
            "JSON, one object a line",
            "JSON, un objeto por línea",
            "JSON, um objeto por linha",
        );
        vec![Format {
            id: FORMAT.into(),
            label: label.into(),
            extension: "jsonl".into(),
            media_type: "application/jsonl".into(),
            many_sheets: true,
        }]
    }

    fn open(&self, format: &str, book: Workbook, file: Box<dyn FileSink>) -> Result<Writer, Error> {
        if format != FORMAT {
            return Err(Error::Unsupported(format.into()));
        }
        Ok(Writer { book, file: SinkWriter::new(file) })
    }
}

/// A file that is being written. What is written leaves the sandbox at once and takes no memory here.
struct Writer {
    book: Workbook,
    file: SinkWriter,
}

impl Writer {
    /// One row as an object, its columns in order.
    fn line(&self, sheet: usize, rows: &Rows, row: usize) -> Result<String, serde_json::Error> {
        let spec = &self.book.sheets[sheet];
        let mut members = Vec::new();
        if self.book.sheets.len() > 1 {
            members.push(format!("\"$sheet\":{}", serde_json::to_string(&spec.id)?));
        }
        for (at, column) in spec.columns.iter().enumerate() {
            let value = rows.columns.get(at).map_or(Value::None, |cells| cell(cells, row));
            members.push(format!("{}:{}", serde_json::to_string(&column.id)?, json(&value)?));
        }
        Ok(format!("{{{}}}\n", members.join(",")))
    }
}

/// A value as JSON; what JSON has no type for as text.
fn json(value: &Value) -> Result<String, serde_json::Error> {
    match value {
        Value::None => Ok("null".into()),
        Value::Integer(number) => Ok(number.to_string()),
        // Already written as JSON writes numbers.
        Value::Decimal(number) => Ok(number.clone()),
        Value::Boolean(yes) => Ok(yes.to_string()),
        Value::Choices(choices) => serde_json::to_string(choices),
        value => serde_json::to_string(&plain_text(value)),
    }
}

impl export_format::Writer for Writer {
    /// Some hundreds of rows at a time.
    fn write(&mut self, sheet: u32, rows: Rows, _notes: Vec<Note>) -> Result<(), Error> {
        if sheet as usize >= self.book.sheets.len() {
            return Err(Error::Unsupported(format!("sheet {sheet}")));
        }
        for row in 0..rows.count as usize {
            let line =
                self.line(sheet as usize, &rows, row).map_err(|error| Error::Other(error.to_string()))?;
            self.file.write_all(line.as_bytes()).map_err(|error| Error::Other(error.to_string()))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Error> {
        self.file.flush().map_err(|error| Error::Other(error.to_string()))
    }
}

elenco_sdk::export_plugin!(JsonLines: export_format);
