//! Reading: the whole file is looked over once when it is opened (is it text, in which encoding), then its records
//! are taken as a stream.

mod dialect;
mod encoding;
mod records;

use crate::formula::without_guard;
use crate::refusal::Refusal;
use dialect::Dialect;
use elenco_sdk::files::{FileSource, SourceReader};
use elenco_sdk::import_format::{self, Sheet};
use elenco_sdk::{Column, Error, Language, Rows};
use encoding::Decoded;
use encoding_rs::Encoding;
use records::{Record, Records};

/// A batch ends when it holds this much, however many rows were asked for.
const CELLS_OF_A_BATCH: usize = 100_000;
const TEXT_OF_A_BATCH: usize = 1 << 20;
/// Text from which delimiter and quotation mark are guessed.
const SAMPLE: usize = 64 << 10;

/// How sure it is that a file is a list: its name tells, unless its content says otherwise.
pub fn recognise(name: &str, head: &[u8]) -> u8 {
    let name = name.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if encoding::is_binary(head)
        || ends(&[".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".zip", ".json", ".xml"])
    {
        0
    } else if ends(&[".csv", ".tsv"]) {
        90
    } else if ends(&[".txt"]) {
        60
    } else {
        20
    }
}

/// Name of the sheet that says how the file is read.
const TOLD_SHEET: &str = "_reading";
/// Lines of the file that it shows, and characters of each.
const SHOWN: (usize, usize) = (5, 200);

/// How a file is to be read; what is not said is found out.
#[derive(Default)]
pub struct Wishes {
    /// Stands between values.
    pub delimiter: Option<u8>,
    /// Stands around values; 0 for nothing.
    pub quote: Option<u8>,
    /// What it is written in.
    pub encoding: Option<&'static Encoding>,
    /// Whether it is to be said how it is read.
    pub describe: bool,
}

/// A file that is being read.
pub struct Reader {
    name: String,
    lines: u32,
    records: Records,
    /// Number of the last record.
    row: u32,
    waiting: Option<Record>,
    language: Language,
    /// How it is read, until that was said; nothing when nobody asked.
    told: Option<Vec<(&'static str, String)>>,
    describes: bool,
}

impl Reader {
    /// Opens a file, or says why it is no list.
    pub fn open(file: Box<dyn FileSource>, language: Language, wishes: Wishes) -> Result<Self, Error> {
        Self::begin(SourceReader::new(file), language, &wishes)
            .map_err(|refusal| refusal.into_error(language))
    }

    fn begin(mut file: SourceReader, language: Language, wishes: &Wishes) -> Result<Self, Refusal> {
        let name = stem(&file.name()).to_owned();
        let found = encoding::find(&mut file, language)?;
        let encoding = wishes.encoding.unwrap_or(found.encoding);
        let mut text = Decoded::new(file, encoding)?;
        let sample = text.sample(SAMPLE)?;
        let guessed = Dialect::guess(sample);
        let dialect = Dialect {
            delimiter: wishes.delimiter.unwrap_or(guessed.delimiter),
            quote: wishes.quote.unwrap_or(guessed.quote),
            ..guessed
        };
        let told = wishes.describe.then(|| tell(dialect, encoding, sample));
        let mut records = Records::new(text, dialect);
        let mut row = 0;
        if dialect.declared {
            // A first line `sep=;` is for programs, not for people.
            records.next(&mut Record::default(), 1)?;
            row = 1;
        }
        let mut reader = Self {
            name,
            lines: found.lines,
            records,
            row,
            waiting: None,
            language,
            describes: told.is_some(),
            told,
        };
        reader.waiting = reader.next_row()?;
        if reader.waiting.is_none() { Err(Refusal::Empty) } else { Ok(reader) }
    }

    /// The next record with a value.
    fn next_row(&mut self) -> Result<Option<Record>, Refusal> {
        let mut record = Record::default();
        loop {
            let number = self.row.checked_add(1).ok_or(Refusal::TooManyCells(self.row))?;
            if !self.records.next(&mut record, number)? {
                return Ok(None);
            }
            self.row = number;
            if !record.text().is_empty() {
                record.row = number;
                return Ok(Some(record));
            }
        }
    }

    fn batch(&mut self, max_rows: u32) -> Result<Option<Rows>, Refusal> {
        let Some(mut record) = (match self.waiting.take() {
            Some(record) => Some(record),
            None => self.next_row()?,
        }) else {
            return Ok(None);
        };
        let first = record.row;
        let (mut count, mut text) = (0usize, 0usize);
        let mut columns: Vec<Vec<Option<String>>> = Vec::new();
        loop {
            text += record.text().len();
            for (column, field) in record.fields().enumerate().filter(|(_, field)| !field.is_empty()) {
                if column >= columns.len() {
                    columns.resize(column + 1, Vec::new());
                }
                columns[column].resize(count, None);
                columns[column].push(Some(without_guard(field).to_owned()));
            }
            count += 1;
            let Some(next) = self.next_row()? else { break };
            let full = count >= max_rows.max(1) as usize
                || columns.len() * count >= CELLS_OF_A_BATCH
                || text >= TEXT_OF_A_BATCH;
            if full || next.row != record.row + 1 {
                self.waiting = Some(next);
                break;
            }
            record = next;
        }
        let columns = columns.into_iter().map(|mut cells| {
            if cells.is_empty() {
                return Column::Empty;
            }
            cells.resize(count, None);
            Column::Text(cells)
        });
        Ok(Some(Rows { first, count: count as u32, columns: columns.collect() }))
    }
}

impl import_format::Reader for Reader {
    fn sheets(&mut self) -> Result<Vec<Sheet>, Error> {
        let mut sheets = vec![Sheet { name: self.name.clone(), claimed_rows: Some(self.lines) }];
        if self.describes {
            sheets.push(Sheet { name: TOLD_SHEET.into(), claimed_rows: None });
        }
        Ok(sheets)
    }

    fn read(&mut self, sheet: u32, max_rows: u32) -> Result<Option<Rows>, Error> {
        if sheet == 1 && self.describes {
            return Ok(self.told.take().map(rows_of_told));
        }
        if sheet > 0 {
            return Err(Error::Unsupported(format!("sheet {sheet} of 1")));
        }
        let language = self.language;
        self.batch(max_rows).map_err(|refusal| refusal.into_error(language))
    }
}

/// How a file is read, by the names of the settings, and its first lines.
fn tell(dialect: Dialect, encoding: &'static Encoding, sample: &str) -> Vec<(&'static str, String)> {
    let byte = |byte: u8| if byte == 0 { String::new() } else { char::from(byte).to_string() };
    let mut told = vec![
        ("read_delimiter", byte(dialect.delimiter)),
        ("read_quote", byte(dialect.quote)),
        ("read_encoding", encoding.name().to_owned()),
    ];
    let (lines, characters) = SHOWN;
    told.extend(sample.lines().take(lines).map(|line| ("line", line.chars().take(characters).collect())));
    told
}

fn rows_of_told(told: Vec<(&'static str, String)>) -> Rows {
    let count = told.len() as u32;
    let (names, values): (Vec<_>, Vec<_>) =
        told.into_iter().map(|(name, value)| (Some(name.to_owned()), Some(value))).unzip();
    Rows { first: 1, count, columns: vec![Column::Text(names), Column::Text(values)] }
}

/// A file's name without its folder and its ending.
fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
