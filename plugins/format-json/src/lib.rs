//! Reads and writes people as JSON: one object for each person.
//!
//! What the host needs to know of the files, beyond the contract:
//!
//! - A file that is written has one object on each line (JSON lines). A file that is read may also be one list of
//!   objects, over any number of lines. A row has the number of the line on which its object begins.
//! - A column is a name, with points between the names of objects inside of objects, as in `address.city`; the
//!   identifiers of columns of people are such names. Lists of simple values have semicolons between them; anything
//!   else stands in its cell as JSON.
//! - A cell without a value is left out of the object.

mod objects;
mod reading;
mod refusal;
mod writing;

use elenco_sdk::export_format::{self, ExportFormat, Workbook};
use elenco_sdk::files::{FileSink, FileSource, SourceReader};
use elenco_sdk::import_format::{self, ImportFormat};
use elenco_sdk::named_records::{Table, stem};
use elenco_sdk::{Error, Language, Plugin};
use reading::People;
use serde::de::IgnoredAny;
use writing::Writer;

/// The plugin.
struct Json;

const LABEL: &str = "JSON";

impl Plugin for Json {
    type Settings = IgnoredAny;

    fn open(_: IgnoredAny) -> Result<Self, Error> {
        Ok(Self)
    }
}

impl ImportFormat for Json {
    type Reader = Table<People>;

    fn formats(&self, _: Language) -> Vec<import_format::Format> {
        vec![import_format::Format {
            id: "json".into(),
            label: LABEL.into(),
            extensions: vec!["jsonl".into(), "ndjson".into(), "json".into()],
            media_types: vec!["application/jsonl".into(), "application/json".into()],
        }]
    }

    fn recognise(&self, name: &str, head: &[u8]) -> u8 {
        let name = name.to_lowercase();
        let named = [".jsonl", ".ndjson", ".json"].iter().any(|ending| name.ends_with(ending));
        match (objects::looks_like_some(head), named) {
            (true, true) => 95,
            (true, false) => 70,
            // Whoever named the file so learns here what is wrong with it.
            (false, true) => 50,
            (false, false) => 0,
        }
    }

    fn open(&self, file: Box<dyn FileSource>, language: Language) -> Result<Self::Reader, Error> {
        let name = stem(&file.name()).to_owned();
        Table::open(People::new(SourceReader::new(file), language), &name, language)
    }
}

impl ExportFormat for Json {
    type Writer = Writer;

    fn formats(&self, _: Language) -> Vec<export_format::Format> {
        vec![export_format::Format {
            id: "json".into(),
            label: LABEL.into(),
            extension: "jsonl".into(),
            media_type: "application/jsonl".into(),
            many_sheets: false,
        }]
    }

    fn open(&self, format: &str, book: Workbook, file: Box<dyn FileSink>) -> Result<Writer, Error> {
        if format != "json" {
            return Err(Error::Unsupported(format.into()));
        }
        Writer::open(book, file)
    }
}

elenco_sdk::export_plugin!(Json: import_format, export_format);

#[cfg(test)]
mod tests;
