//! Writes people to files.
//!
//! A complete plugin, which writes the first column of each sheet, one value a line:
//!
//! ```
//! use elenco_sdk::export_format::{ExportFormat, Format, Note, Workbook, Writer};
//! use elenco_sdk::files::{FileSink, SinkWriter};
//! use elenco_sdk::{Error, Language, Plugin, Rows};
//! use std::io::Write;
//!
//! struct Lines;
//! struct Open(SinkWriter);
//!
//! impl Plugin for Lines {
//!     type Settings = serde::de::IgnoredAny;
//!     fn open(_: Self::Settings) -> Result<Self, Error> {
//!         Ok(Self)
//!     }
//! }
//!
//! impl ExportFormat for Lines {
//!     type Writer = Open;
//!     fn formats(&self, language: Language) -> Vec<Format> {
//!         vec![Format {
//!             id: "lines".into(),
//!             label: language.pick("Lines", "Líneas", "Linhas").into(),
//!             extension: "txt".into(),
//!             media_type: "text/plain".into(),
//!             many_sheets: false,
//!         }]
//!     }
//!     fn open(&self, _format: &str, _book: Workbook, file: Box<dyn FileSink>) -> Result<Open, Error> {
//!         Ok(Open(SinkWriter::new(file)))
//!     }
//! }
//!
//! impl Writer for Open {
//!     fn write(&mut self, _sheet: u32, rows: Rows, _notes: Vec<Note>) -> Result<(), Error> {
//!         for row in 0..rows.count as usize {
//!             let value = rows.columns.first().map(|column| elenco_sdk::cell(column, row));
//!             let text = value.as_ref().map(elenco_sdk::plain_text).unwrap_or_default();
//!             writeln!(self.0, "{text}").map_err(|error| Error::Other(error.to_string()))?;
//!         }
//!         Ok(())
//!     }
//!     fn finish(mut self) -> Result<(), Error> {
//!         self.0.flush().map_err(|error| Error::Other(error.to_string()))
//!     }
//! }
//!
//! elenco_sdk::export_plugin!(Lines: export_format);
//! ```

pub use crate::bindings::export_format::exports::elenco::plugin::export_format::{
    CellType, ColumnSpec, Format, Note, SheetSpec, Workbook,
};
use crate::files::FileSink;
use crate::{Error, Language, Plugin, Rows};

/// A plugin that writes files.
pub trait ExportFormat: Plugin {
    /// A file that is being written.
    type Writer: Writer;

    /// The formats that it writes.
    fn formats(&self, language: Language) -> Vec<Format>;

    /// Begins a file in one of the formats.
    fn open(&self, format: &str, book: Workbook, file: Box<dyn FileSink>) -> Result<Self::Writer, Error>;
}

/// A file that is being written.
pub trait Writer: 'static {
    /// Appends rows to a sheet (counted from 0), with the notes on them. Sheets come in order.
    fn write(&mut self, sheet: u32, rows: Rows, notes: Vec<Note>) -> Result<(), Error>;

    /// Ends the file.
    fn finish(self) -> Result<(), Error>;
}
