//! Reading: the package is checked before any part of it is unpacked, and every part is read as a stream.

mod book;
mod columns;
mod package;
mod part;
mod sheet;
mod strings;
mod styles;
#[cfg(test)]
mod tests;
mod xml;

use crate::refusal::Refusal;
use crate::{IDS_SHEET, LISTS_SHEET};
use book::{Book, SheetPart};
use columns::Batch;
use elenco_sdk::files::FileSource;
use elenco_sdk::import_format::{self, Sheet};
use elenco_sdk::{Error, Language, Rows};
pub use package::recognise;
use package::{Package, SharedFile};
use sheet::{Row, SheetRows};
use std::rc::Rc;
use strings::Strings;
use styles::Styles;

/// Workbooks up to this size, unpacked, are checked to their last cell when they are opened, so that a damaged one
/// is refused before its first row is taken. Of larger ones the parts are checked while they are read.
const CHECKED_AT_OPEN: u64 = 32 << 20;

/// A batch ends when it holds this much, however many rows were asked for: a row may be a thousand columns wide.
const CELLS_OF_A_BATCH: usize = 100_000;
const TEXT_OF_A_BATCH: usize = 1 << 20;

/// A workbook that is being read.
pub struct Reader {
    package: Package,
    book: Book,
    strings: Rc<Strings>,
    styles: Rc<Styles>,
    /// Rows with a value by sheet, where they were counted.
    counted: Vec<Option<u32>>,
    current: Option<Current>,
    language: Language,
}

struct Current {
    sheet: u32,
    rows: SheetRows,
    /// A row that was read and did not fit the batch before.
    waiting: Option<Row>,
}

impl Reader {
    /// Opens a workbook, or says what it is instead.
    pub fn open(file: Box<dyn FileSource>, language: Language) -> Result<Self, Error> {
        Self::check(SharedFile::new(file), language).map_err(|refusal| refusal.into_error(language))
    }

    fn check(file: SharedFile, language: Language) -> Result<Self, Refusal> {
        let package = Package::open(file)?;
        let mut book = Book::read(&package)?;
        arrange(&mut book.sheets);
        let styles = Rc::new(match &book.styles {
            Some(part) => Styles::read(package.xml(part)?)?,
            None => Styles::default(),
        });
        let strings = Rc::new(match &book.strings {
            Some(part) => Strings::read(package.xml(part)?)?,
            None => Strings::default(),
        });
        let counted = vec![None; book.sheets.len()];
        let mut reader = Self { package, book, strings, styles, counted, current: None, language };
        let unpacked: u64 = reader.book.sheets.iter().map(|sheet| reader.package.size(&sheet.part)).sum();
        if unpacked <= CHECKED_AT_OPEN {
            for index in 0..reader.counted.len() {
                reader.counted[index] = Some(reader.rows(index)?.count()?);
            }
            if reader.counted.iter().all(|count| *count == Some(0)) {
                return Err(Refusal::Empty);
            }
        }
        Ok(reader)
    }

    fn rows(&self, index: usize) -> Result<SheetRows, Refusal> {
        let sheet = self.book.sheets.get(index).ok_or_else(|| {
            Refusal::Host(Error::Unsupported(format!("sheet {index} of {}", self.book.sheets.len())))
        })?;
        let xml = self.package.xml(&sheet.part)?;
        Ok(SheetRows::new(xml, self.strings.clone(), self.styles.clone(), self.book.since_1904))
    }

    fn batch(&mut self, sheet: u32, max_rows: u32) -> Result<Option<Rows>, Refusal> {
        let mut current = match self.current.take() {
            Some(current) if current.sheet == sheet => current,
            _ => Current { sheet, rows: self.rows(sheet as usize)?, waiting: None },
        };
        let mut batch = Batch::default();
        let mut next = current.waiting.take();
        if next.is_none() {
            next = current.rows.next_row()?;
        }
        while let Some(row) = next {
            let full = batch.count() >= max_rows.max(1)
                || batch.cells() >= CELLS_OF_A_BATCH
                || batch.text() >= TEXT_OF_A_BATCH;
            if batch.count() > 0 && (full || !batch.continues(row.number)) {
                current.waiting = Some(row);
                break;
            }
            batch.push(row);
            next = current.rows.next_row()?;
        }
        self.current = Some(current);
        Ok(batch.into_rows())
    }
}

impl import_format::Reader for Reader {
    fn sheets(&mut self) -> Result<Vec<Sheet>, Error> {
        let sheets = self.book.sheets.iter().zip(&self.counted);
        Ok(sheets.map(|(sheet, rows)| Sheet { name: sheet.name.clone(), claimed_rows: *rows }).collect())
    }

    fn read(&mut self, sheet: u32, max_rows: u32) -> Result<Option<Rows>, Error> {
        let language = self.language;
        self.batch(sheet, max_rows).map_err(|refusal| refusal.into_error(language))
    }
}

/// The sheet with identifiers comes first, since the others are read by it. The lists behind its drop-downs are
/// nobody's rows.
fn arrange(sheets: &mut Vec<SheetPart>) {
    let found = sheets.iter().position(|sheet| sheet.hidden && sheet.name == IDS_SHEET);
    if let Some(index) = found {
        sheets[..=index].rotate_right(1);
        sheets.retain(|sheet| !(sheet.hidden && sheet.name == LISTS_SHEET));
    }
}
