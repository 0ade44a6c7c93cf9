//! Reads and writes Excel workbooks (`.xlsx`, ECMA-376).
//!
//! What the host needs to know of the files, beyond the contract:
//!
//! - The first row of a sheet is its header, with labels in the language of whoever exported it.
//! - Workbooks that Elenco wrote carry a sheet [`IDS_SHEET`] that spreadsheet programs do not show. It tells which
//!   sheet and which column is which, whatever the language. The reader gives it as the first sheet.
//! - Rows are numbered as in the file. A row without any value is passed over, and a batch ends before it.

mod dates;
mod reading;
mod refusal;
mod writing;

use elenco_sdk::export_format::{self, ExportFormat, Workbook};
use elenco_sdk::files::{FileSink, FileSource};
use elenco_sdk::import_format::{self, ImportFormat};
use elenco_sdk::{Error, Language, Plugin};
pub use reading::Reader;
pub use writing::Writer;

/// The very hidden sheet with stable identifiers. Its first row is `elenco`, the version of this layout (`1`) and
/// `workbook`; each row after it has a sheet's name, the number of a column (counted from 1; 0 for the sheet
/// itself), the identifier and the label. The Info sheet has the identifier [`INFO_ID`], the column with the reasons
/// of a problem file [`REASONS_ID`].
pub const IDS_SHEET: &str = "_elenco";
/// Identifier of the Info sheet.
pub const INFO_ID: &str = "info";
/// Identifier of the column that says what is wrong with a row.
pub const REASONS_ID: &str = "_reasons";
/// The very hidden sheet with the choices of long drop-down lists; the reader leaves it out.
const LISTS_SHEET: &str = "_lists";

const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The plugin.
pub struct Xlsx;

impl Plugin for Xlsx {
    type Settings = serde::de::IgnoredAny;

    fn open(_: Self::Settings) -> Result<Self, Error> {
        Ok(Self)
    }
}

fn label(language: Language) -> String {
    language.pick("Excel workbook", "Libro de Excel", "Pasta de trabalho do Excel").into()
}

impl ImportFormat for Xlsx {
    type Reader = Reader;

    fn formats(&self, language: Language) -> Vec<import_format::Format> {
        vec![import_format::Format {
            id: "xlsx".into(),
            label: label(language),
            extensions: vec!["xlsx".into(), "xlsm".into()],
            media_types: vec![MEDIA_TYPE.into(), "application/vnd.ms-excel.sheet.macroEnabled.12".into()],
        }]
    }

    fn recognise(&self, name: &str, head: &[u8]) -> u8 {
        reading::recognise(name, head)
    }

    fn open(&self, file: Box<dyn FileSource>, language: Language) -> Result<Reader, Error> {
        Reader::open(file, language)
    }
}

impl ExportFormat for Xlsx {
    type Writer = Writer;

    fn formats(&self, language: Language) -> Vec<export_format::Format> {
        vec![export_format::Format {
            id: "xlsx".into(),
            label: label(language),
            extension: "xlsx".into(),
            media_type: MEDIA_TYPE.into(),
            many_sheets: true,
        }]
    }

    fn open(&self, format: &str, book: Workbook, file: Box<dyn FileSink>) -> Result<Writer, Error> {
        if format == "xlsx" { Writer::open(book, file) } else { Err(Error::Unsupported(format.into())) }
    }
}

elenco_sdk::export_plugin!(Xlsx: import_format, export_format);
