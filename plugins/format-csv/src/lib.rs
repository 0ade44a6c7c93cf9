//! Reads and writes comma separated values (RFC 4180, and what spreadsheet programs make of it).
//!
//! What the host needs to know of the files, beyond the contract:
//!
//! - A file has one sheet, named like the file; its first row is the header. All cells are text.
//! - Rows are numbered as a spreadsheet program shows them: one for each record, empty ones included. An empty row
//!   is passed over, and a batch ends before it.
//! - Asked by the setting `describe`, a second sheet `_reading` says how the file is read: rows of a name and a value,
//!   the names those of the settings, and `line` for each of the first lines.
//! - Text that a spreadsheet program would calculate is written with an apostrophe before it, which reading takes
//!   away again.

mod formula;
mod reading;
mod refusal;
mod writing;

use elenco_sdk::export_format::{self, ExportFormat, Workbook};
use elenco_sdk::files::{FileSink, FileSource};
use elenco_sdk::import_format::{self, ImportFormat};
use elenco_sdk::{Error, Language, Plugin};
use encoding_rs::Encoding;
pub use reading::Reader;
use reading::Wishes;
use serde::Deserialize;
pub use writing::Writer;

const MEDIA_TYPE: &str = "text/csv";

/// The plugin.
pub struct Csv {
    settings: Settings,
}

/// What an administrator may set.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Stands between values that are written; none to go by the reader's language.
    delimiter: Option<char>,
    /// Stands between values that are read; none to find out.
    read_delimiter: Option<String>,
    /// Stands around values that are read, nothing when it is empty; none to find out.
    read_quote: Option<String>,
    /// What files that are read are written in; none to find out.
    read_encoding: Option<String>,
    /// Whether the reader says how it reads, in a sheet behind the others. Hosts ask for it; it is no setting.
    describe: bool,
}

impl Settings {
    fn wishes(&self) -> Result<Wishes, Error> {
        let byte = |text: &str| match text.as_bytes() {
            [byte] if byte.is_ascii() => Ok(*byte),
            _ => Err(Error::Unsupported(format!("`{text}` is not one character of ASCII"))),
        };
        let encoding = |label: &str| {
            Encoding::for_label(label.as_bytes())
                .ok_or_else(|| Error::Unsupported(format!("the encoding {label}")))
        };
        // No text holds the byte zero, so it quotes nothing.
        let quote = |text: &str| if text.is_empty() { Ok(0) } else { byte(text) };
        Ok(Wishes {
            delimiter: self.read_delimiter.as_deref().map(byte).transpose()?,
            quote: self.read_quote.as_deref().map(quote).transpose()?,
            encoding: self.read_encoding.as_deref().map(encoding).transpose()?,
            describe: self.describe,
        })
    }
}

impl Plugin for Csv {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        Ok(Self { settings })
    }
}

fn label(language: Language) -> String {
    language
        .pick("Comma separated values", "Valores separados por comas", "Valores separados por vírgulas")
        .into()
}

impl ImportFormat for Csv {
    type Reader = Reader;

    fn formats(&self, language: Language) -> Vec<import_format::Format> {
        vec![import_format::Format {
            id: "csv".into(),
            label: label(language),
            extensions: vec!["csv".into(), "tsv".into(), "txt".into()],
            media_types: vec![MEDIA_TYPE.into(), "text/tab-separated-values".into(), "text/plain".into()],
        }]
    }

    fn recognise(&self, name: &str, head: &[u8]) -> u8 {
        reading::recognise(name, head)
    }

    fn open(&self, file: Box<dyn FileSource>, language: Language) -> Result<Reader, Error> {
        Reader::open(file, language, self.settings.wishes()?)
    }
}

impl ExportFormat for Csv {
    type Writer = Writer;

    fn formats(&self, language: Language) -> Vec<export_format::Format> {
        vec![export_format::Format {
            id: "csv".into(),
            label: label(language),
            extension: "csv".into(),
            media_type: MEDIA_TYPE.into(),
            many_sheets: false,
        }]
    }

    fn open(&self, format: &str, book: Workbook, file: Box<dyn FileSink>) -> Result<Writer, Error> {
        if format != "csv" {
            return Err(Error::Unsupported(format.into()));
        }
        let language = Language::of(&book.locale);
        let delimiter = self.settings.delimiter.unwrap_or_else(|| language.pick(',', ';', ';'));
        let delimiter = u8::try_from(delimiter).map_err(|_| Error::Unsupported("this delimiter".into()))?;
        Writer::open(book, delimiter, file)
    }
}

elenco_sdk::export_plugin!(Csv: import_format, export_format);

#[cfg(test)]
mod tests;
