//! From rows to objects, one on each line.

use elenco_sdk::export_format::{self, Note, Workbook};
use elenco_sdk::files::{FileSink, SinkWriter};
use elenco_sdk::{Error, Rows, Value, cell};
use serde_json::{Map, Value as Document};
use std::io::{self, Write};

/// Name under which notes on a row stand in its object.
const NOTES: &str = "_notes";

/// A file that is being written.
pub struct Writer {
    file: SinkWriter,
    /// For each column, its identifier, cut at its points.
    names: Vec<Vec<String>>,
    /// Rows that were written.
    written: u32,
}

impl Writer {
    /// Begins a file.
    pub fn open(book: Workbook, file: Box<dyn FileSink>) -> Result<Self, Error> {
        let Ok([sheet]) = <[_; 1]>::try_from(book.sheets) else {
            return Err(Error::Unsupported("other than one sheet".into()));
        };
        let cut = |id: &str| id.split('.').map(str::to_owned).collect();
        let names = sheet.columns.iter().map(|column| cut(&column.id)).collect();
        Ok(Self { file: SinkWriter::new(file), names, written: 0 })
    }
}

impl export_format::Writer for Writer {
    fn write(&mut self, sheet: u32, rows: Rows, notes: Vec<Note>) -> Result<(), Error> {
        if sheet > 0 {
            return Err(Error::Unsupported(format!("sheet {sheet} of 1")));
        }
        for row in 0..rows.count as usize {
            self.written += 1;
            let mut object = Map::new();
            for (name, cells) in self.names.iter().zip(&rows.columns) {
                if let Some(value) = document(cell(cells, row)) {
                    put(&mut object, name, value);
                }
            }
            let said: Vec<Document> = (notes.iter().filter(|note| note.row == self.written))
                .map(|note| note.message.clone().into())
                .collect();
            if !said.is_empty() {
                object.insert(NOTES.into(), said.into());
            }
            serde_json::to_writer(&mut self.file, &object).map_err(|error| from_io(error.into()))?;
            self.file.write_all(b"\n").map_err(from_io)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Error> {
        self.file.flush().map_err(from_io)
    }
}

/// Puts a value at its place. Where something else stands already, the whole name is one.
fn put(object: &mut Map<String, Document>, name: &[String], value: Document) {
    let [first, rest @ ..] = name else { return };
    if rest.is_empty() {
        object.insert(first.clone(), value);
        return;
    }
    match object.entry(first.clone()).or_insert_with(|| Map::new().into()) {
        Document::Object(inside) => put(inside, rest, value),
        _ => {
            object.insert(name.join("."), value);
        }
    }
}

/// Nothing for an empty cell. Decimals stay text, so that no reader rounds them.
fn document(value: Value) -> Option<Document> {
    Some(match value {
        Value::None => return None,
        Value::Text(text)
        | Value::Decimal(text)
        | Value::Date(text)
        | Value::Time(text)
        | Value::Instant(text) => text.into(),
        Value::Integer(number) => number.into(),
        Value::Boolean(yes) => yes.into(),
        Value::Choices(choices) => choices.into(),
    })
}

/// The host's own error, if it is one: a full disk, a cancelled job.
fn from_io(error: io::Error) -> Error {
    let text = error.to_string();
    error.downcast::<Error>().unwrap_or(Error::Other(text))
}
