//! Reads and writes people as text with tabs between the values: one plugin of two kinds.

mod reading;
mod writing;

use elenco_sdk::export_format::{self, ExportFormat, Workbook};
use elenco_sdk::files::{FileSink, FileSource};
use elenco_sdk::import_format::{self, ImportFormat};
use elenco_sdk::{Error, Language, Plugin};
use serde::Deserialize;

const FORMAT: &str = "tsv";
const MEDIA_TYPE: &str = "text/tab-separated-values";

/// What an administrator may set: nothing yet. Add a field here and to `settings.schema.json`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Settings {}

/// The plugin, for one tenant and one file.
struct Tabs;

impl Plugin for Tabs {
    type Settings = Settings;

    fn open(_: Settings) -> Result<Self, Error> {
        Ok(Self)
    }
}

fn label(language: Language) -> String {
    language.pick("Text with tabs", "Texto con tabulaciones", "Texto com tabulações").into()
}

impl ImportFormat for Tabs {
    type Reader = reading::Reader;

    fn formats(&self, language: Language) -> Vec<import_format::Format> {
        vec![import_format::Format {
            id: FORMAT.into(),
            label: label(language),
            extensions: vec!["tsv".into(), "tab".into()],
            media_types: vec![MEDIA_TYPE.into()],
        }]
    }

    /// 0 is "not at all", 100 is "certain"; `head` has the first 4096 bytes at most.
    fn recognise(&self, name: &str, head: &[u8]) -> u8 {
        reading::recognise(name, head)
    }

    fn open(&self, file: Box<dyn FileSource>, language: Language) -> Result<reading::Reader, Error> {
        reading::Reader::open(file, language)
    }
}

impl ExportFormat for Tabs {
    type Writer = writing::Writer;

    fn formats(&self, language: Language) -> Vec<export_format::Format> {
        vec![export_format::Format {
            id: FORMAT.into(),
            label: label(language),
            extension: "tsv".into(),
            media_type: MEDIA_TYPE.into(),
            many_sheets: false,
        }]
    }

    fn open(&self, format: &str, book: Workbook, file: Box<dyn FileSink>) -> Result<writing::Writer, Error> {
        if format != FORMAT {
            return Err(Error::Unsupported(format.into()));
        }
        writing::Writer::begin(&book, file)
    }
}

elenco_sdk::export_plugin!(Tabs: import_format, export_format);
