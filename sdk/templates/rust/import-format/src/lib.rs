//! Reads people from text with tabs between the values.

mod reading;

use elenco_sdk::files::FileSource;
use elenco_sdk::import_format::{Format, ImportFormat};
use elenco_sdk::{Error, Language, Plugin};
use serde::Deserialize;

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

impl ImportFormat for Tabs {
    type Reader = reading::Reader;

    fn formats(&self, language: Language) -> Vec<Format> {
        vec![Format {
            id: "tsv".into(),
            label: language.pick("Text with tabs", "Texto con tabulaciones", "Texto com tabulações").into(),
            extensions: vec!["tsv".into(), "tab".into()],
            media_types: vec!["text/tab-separated-values".into()],
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

elenco_sdk::export_plugin!(Tabs: import_format);
