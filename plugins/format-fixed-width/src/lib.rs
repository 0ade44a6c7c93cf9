//! Writes people to text files with columns of fixed width. Which columns, in which order and form, stands in the
//! settings; without any, the format is not offered.
//!
//! A width is counted in characters; in all encodings but UTF-8 these are bytes, too. What would shift the columns
//! behind it (line breaks, tabs) becomes a blank. A zero that fills a number stands behind its sign.

mod encoding;
mod refusal;
mod settings;
mod values;
mod writing;

use elenco_sdk::export_format::{ExportFormat, Format, Workbook};
use elenco_sdk::files::FileSink;
use elenco_sdk::{Error, InvalidValue, Language, Plugin};
use settings::Settings;
use writing::Writer;

/// Identifier of the format.
const FORMAT: &str = "fixed-width";

/// The plugin.
struct FixedWidth {
    settings: Settings,
}

impl Plugin for FixedWidth {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        match settings.flaw() {
            Some(setting) => Err(Error::Invalid(InvalidValue {
                field: setting.into(),
                message: "500 columns with 32,000 characters at most, widths from 1 on, an ending of 1 to 8 letters and digits".into(),
            })),
            None => Ok(Self { settings }),
        }
    }
}

impl ExportFormat for FixedWidth {
    type Writer = Writer;

    fn formats(&self, language: Language) -> Vec<Format> {
        if self.settings.columns.is_empty() {
            return Vec::new();
        }
        let label =
            language.pick("Columns of fixed width", "Columnas de ancho fijo", "Colunas de largura fixa");
        vec![Format {
            id: FORMAT.into(),
            label: label.into(),
            extension: self.settings.extension.clone(),
            media_type: "text/plain".into(),
            many_sheets: false,
        }]
    }

    fn open(&self, format: &str, book: Workbook, file: Box<dyn FileSink>) -> Result<Writer, Error> {
        if format != FORMAT || self.settings.columns.is_empty() {
            return Err(Error::Unsupported(format.into()));
        }
        Writer::open(self.settings.clone(), book, file)
    }
}

elenco_sdk::export_plugin!(FixedWidth: export_format);

#[cfg(test)]
mod tests;
