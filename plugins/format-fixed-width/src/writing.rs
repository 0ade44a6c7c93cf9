//! Lines: each value in its width.

use crate::encoding::{encode, prepared, unknown};
use crate::refusal::Refusal;
use crate::settings::{Align, ColumnSetting, MissingColumn, Settings, TooLong, UnknownCharacter};
use crate::values;
use elenco_sdk::export_format::{self, Note, SheetSpec, Workbook};
use elenco_sdk::files::{FileSink, SinkWriter};
use elenco_sdk::{Error, Language, Rows, Value, cell};
use std::io::{self, Write};

/// A file that is being written.
pub struct Writer {
    file: SinkWriter,
    settings: Settings,
    /// For each column of the file, that of the sheet.
    places: Vec<Option<usize>>,
    /// Names of the columns, for the header and for refusals.
    names: Vec<String>,
    words: [String; 2],
    sheet: String,
    language: Language,
    /// Lines that were written.
    lines: u64,
}

impl Writer {
    /// Begins a file.
    pub fn open(settings: Settings, book: Workbook, file: Box<dyn FileSink>) -> Result<Self, Error> {
        let language = Language::of(&book.locale);
        let Ok([sheet]) = <[_; 1]>::try_from(book.sheets) else {
            return Err(Error::Unsupported("other than one sheet".into()));
        };
        let mut places = Vec::new();
        let mut names = Vec::new();
        for column in &settings.columns {
            let place = find(&sheet, &column.column);
            if place.is_none()
                && !column.column.is_empty()
                && settings.missing_column == MissingColumn::Refuse
            {
                let missing = Refusal::MissingColumn { column: column.column.clone(), sheet: sheet.label };
                return Err(missing.into_error(language));
            }
            let label = place.map_or(&column.column, |place| &sheet.columns[place].label);
            names.push(if column.header.is_empty() { label.clone() } else { column.header.clone() });
            places.push(place);
        }
        let word = |own: &str, usual: &str| if own.is_empty() { usual.to_owned() } else { own.to_owned() };
        let words = [
            word(&settings.yes, language.pick("Yes", "Sí", "Sim")),
            word(&settings.no, language.pick("No", "No", "Não")),
        ];
        let file = SinkWriter::new(file);
        let mut writer =
            Self { file, settings, places, names, words, sheet: sheet.label, language, lines: 0 };
        if writer.settings.header {
            writer.header()?;
        }
        Ok(writer)
    }

    /// Headers are for people and no values: they are cut, whatever the settings say.
    fn header(&mut self) -> Result<(), Error> {
        let mut line = Vec::new();
        for (column, name) in self.settings.columns.iter().zip(&self.names) {
            let text: String = prepared(name, self.settings.encoding).chars().take(column.width).collect();
            let text = format!("{text:width$}", width = column.width);
            encode(&text, self.settings.encoding, &mut line);
        }
        self.end(line)
    }

    fn row(&mut self, rows: &Rows, row: usize) -> Result<(), Error> {
        let mut line = Vec::new();
        for at in 0..self.places.len() {
            let text = self.text(at, rows, row).map_err(|refusal| refusal.into_error(self.language))?;
            encode(&text, self.settings.encoding, &mut line);
        }
        self.end(line)
    }

    fn end(&mut self, mut line: Vec<u8>) -> Result<(), Error> {
        line.extend_from_slice(self.settings.line_ending.bytes());
        self.lines += 1;
        self.file.write_all(&line).map_err(from_io)
    }

    /// What stands in a column of the file, in its width.
    fn text(&self, at: usize, rows: &Rows, row: usize) -> Result<String, Refusal> {
        let column = &self.settings.columns[at];
        let encoding = self.settings.encoding;
        let value = self.places[at].and_then(|place| rows.columns.get(place)).map(|cells| cell(cells, row));
        let mut text =
            prepared(&values::text(value.as_ref().unwrap_or(&Value::None), column, &self.words), encoding);
        if text.trim().is_empty() {
            text = prepared(&column.text, encoding);
        }
        let place = || (self.sheet.clone(), self.lines + 1, self.names[at].clone());
        if self.settings.unknown_character == UnknownCharacter::Refuse
            && let Some(character) = unknown(&text, encoding)
        {
            let (sheet, line, column) = place();
            return Err(Refusal::Character { sheet, line, column, character });
        }
        if text.chars().count() > column.width {
            text = text.trim().to_owned();
        }
        if text.chars().count() > column.width {
            if self.settings.too_long == TooLong::Refuse {
                let (sheet, line, name) = place();
                return Err(Refusal::TooLong { sheet, line, column: name, value: text, width: column.width });
            }
            text = text.chars().take(column.width).collect();
        }
        Ok(filled(&text, column))
    }
}

/// The place of a column by its identifier, else by its label.
fn find(sheet: &SheetSpec, name: &str) -> Option<usize> {
    let wanted = name.trim().to_lowercase();
    let by = |text: &dyn Fn(usize) -> String| (0..sheet.columns.len()).find(|place| text(*place) == wanted);
    let by_id = by(&|place| sheet.columns[place].id.to_lowercase());
    if wanted.is_empty() {
        None
    } else {
        by_id.or_else(|| by(&|place| sheet.columns[place].label.to_lowercase()))
    }
}

/// Text that fits, filled up to the width of its column.
fn filled(text: &str, column: &ColumnSetting) -> String {
    let missing = column.width.saturating_sub(text.chars().count());
    let fill: String = std::iter::repeat_n(column.fill, missing).collect();
    match column.align {
        Align::Left => format!("{text}{fill}"),
        Align::Right => match text.strip_prefix('-') {
            Some(number) if column.fill == '0' => format!("-{fill}{number}"),
            _ => format!("{fill}{text}"),
        },
    }
}

impl export_format::Writer for Writer {
    fn write(&mut self, sheet: u32, rows: Rows, _notes: Vec<Note>) -> Result<(), Error> {
        if sheet > 0 {
            return Err(Error::Unsupported(format!("sheet {sheet} of 1")));
        }
        (0..rows.count as usize).try_for_each(|row| self.row(&rows, row))
    }

    fn finish(mut self) -> Result<(), Error> {
        self.file.flush().map_err(from_io)
    }
}

/// The host's own error, if it is one: a full disk, a cancelled job.
fn from_io(error: io::Error) -> Error {
    let text = error.to_string();
    error.downcast::<Error>().unwrap_or(Error::Other(text))
}
