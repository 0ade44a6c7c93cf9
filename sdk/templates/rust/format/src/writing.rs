//! A file of values with tabs between them; the first line has the labels of the columns.

use std::io::Write;

use elenco_sdk::export_format::{self, Note, Workbook};
use elenco_sdk::files::{FileSink, SinkWriter};
use elenco_sdk::{Error, Rows, cell, plain_text};

/// A file that is being written. What is written leaves the sandbox at once and takes no memory here.
pub struct Writer {
    file: SinkWriter,
}

impl Writer {
    /// Begins a file with its header.
    pub fn begin(book: &Workbook, file: Box<dyn FileSink>) -> Result<Self, Error> {
        let mut writer = Self { file: SinkWriter::new(file) };
        if let Some(sheet) = book.sheets.first() {
            writer.line(sheet.columns.iter().map(|column| column.label.clone()))?;
        }
        Ok(writer)
    }

    fn line(&mut self, values: impl Iterator<Item = String>) -> Result<(), Error> {
        // What ends a value or a line cannot stand in one.
        let values: Vec<String> = values.map(|value| value.replace(['\t', '\r', '\n'], " ")).collect();
        writeln!(self.file, "{}", values.join("\t")).map_err(|error| Error::Other(error.to_string()))
    }
}

impl export_format::Writer for Writer {
    /// Some hundreds of rows at a time.
    fn write(&mut self, sheet: u32, rows: Rows, _notes: Vec<Note>) -> Result<(), Error> {
        if sheet != 0 {
            return Err(Error::Unsupported(format!("sheet {sheet}")));
        }
        for row in 0..rows.count as usize {
            self.line(rows.columns.iter().map(|column| plain_text(&cell(column, row))))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Error> {
        self.file.flush().map_err(|error| Error::Other(error.to_string()))
    }
}
