//! Files whose records name their own values, such as LDIF, vCard and JSON.
//!
//! Which columns there are is known at the end of such a file only, so [`Table`] reads it twice: once when it is
//! opened, to learn the columns, and once as a stream of rows. An author writes [`Records`], which reads one record
//! after the other; `Table` is the [`Reader`].
//!
//! - The first sheet, [`IDS_SHEET`], tells the host which column of people a column is, for the cells that name one.
//! - A row has the number of the line on which its record begins, so that people find it in an editor.
//! - Records that are not people come in a sheet of their own, so that nobody wonders where they are.

mod texts;

use crate::import_format::{Reader, Sheet};
use crate::{Column, Error, InvalidValue, Language, Rows, Value};
use std::collections::{HashMap, HashSet};
pub use texts::{joined, split_name, stem};

/// Name of the sheet with identifiers of columns. The host knows it.
pub const IDS_SHEET: &str = "_elenco";
/// Columns of a table: as many as the host takes.
pub const MAX_COLUMNS: usize = 1_024;
/// A batch ends when it holds this much, however many rows were asked for.
const CELLS_OF_A_BATCH: usize = 100_000;
const TEXT_OF_A_BATCH: usize = 1 << 20;
/// Names that a header shows at most, where several name one column.
const NAMES_OF_A_HEADER: usize = 4;

/// A value of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The column of people that it belongs to, such as `email` or `address.city`, if the format knows it. A record
    /// has at most one cell for each.
    pub id: Option<&'static str>,
    /// What the file calls it. Cells without `id` and with the same name, in any case, share a column.
    pub name: String,
    /// The value.
    pub value: Value,
}

/// A record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The line on which it begins, counted from 1.
    pub row: u32,
    /// Whether it is a person.
    pub is_person: bool,
    /// Its values.
    pub cells: Vec<Cell>,
}

/// Reads one record after the other.
pub trait Records: 'static {
    /// The next record; none at the end. Refuses a record that is too large to be kept.
    fn next(&mut self) -> Result<Option<Record>, Error>;

    /// Goes back to the beginning of the file.
    fn rewind(&mut self) -> Result<(), Error>;
}

/// The columns of a sheet, in the order in which the file brings them.
#[derive(Default)]
struct Columns {
    places: HashMap<String, usize>,
    ids: Vec<Option<&'static str>>,
    names: Vec<Vec<String>>,
    records: u32,
}

fn key(cell: &Cell) -> String {
    // A name that a file brings cannot begin with a control character.
    cell.id.map_or_else(|| cell.name.to_lowercase(), |id| format!("\u{1}{id}"))
}

impl Columns {
    /// Takes note of a record's columns; false when they are too many.
    fn note(&mut self, record: &Record) -> bool {
        self.records = self.records.saturating_add(1);
        for cell in &record.cells {
            let next = self.ids.len();
            let place = *self.places.entry(key(cell)).or_insert(next);
            if place == next {
                self.ids.push(cell.id);
                self.names.push(Vec::new());
            }
            let names = &mut self.names[place];
            let known = names.iter().any(|name| name.eq_ignore_ascii_case(&cell.name));
            if !known && (names.is_empty() || (cell.id.is_some() && names.len() < NAMES_OF_A_HEADER)) {
                names.push(cell.name.clone());
            }
        }
        self.ids.len() <= MAX_COLUMNS
    }

    /// No two headers are alike: the host would not know which of them is meant.
    fn header(&self) -> Vec<Column> {
        let mut seen = HashSet::new();
        let mut unlike = |header: String| {
            let numbered = (2..).map(|number| format!("{header} {number}"));
            let free =
                std::iter::once(header.clone()).chain(numbered).find(|one| seen.insert(one.to_lowercase()));
            Column::Text(vec![free])
        };
        self.names.iter().map(|names| unlike(names.join(" / "))).collect()
    }
}

/// Rows that are being gathered into a batch.
#[derive(Default)]
struct Batch {
    first: u32,
    count: usize,
    text: usize,
    columns: Vec<Vec<Value>>,
}

impl Batch {
    fn is_full(&self, columns: usize) -> bool {
        self.count * columns.max(1) >= CELLS_OF_A_BATCH || self.text >= TEXT_OF_A_BATCH
    }

    /// Adds a record; the lines since the one before are empty rows.
    fn add(&mut self, record: Record, columns: &Columns) {
        if self.count == 0 {
            self.first = record.row;
            self.columns = vec![Vec::new(); columns.ids.len()];
        }
        let at = (record.row - self.first) as usize;
        for cell in record.cells {
            let Some(place) = columns.places.get(&key(&cell)) else { continue };
            if let Value::Text(text) = &cell.value {
                self.text += text.len();
            }
            let cells = &mut self.columns[*place];
            cells.resize(at, Value::None);
            cells.push(cell.value);
        }
        self.count = at + 1;
    }

    fn rows(self) -> Rows {
        let count = self.count;
        let columns = self.columns.into_iter().map(|mut cells| {
            if cells.is_empty() {
                return Column::Empty;
            }
            cells.resize(count, Value::None);
            if !cells.iter().all(|cell| matches!(cell, Value::None | Value::Text(_))) {
                return Column::Mixed(cells);
            }
            let text = |cell| if let Value::Text(text) = cell { Some(text) } else { None };
            Column::Text(cells.into_iter().map(text).collect())
        });
        Rows { first: self.first, count: count as u32, columns: columns.collect() }
    }
}

/// What is read next.
#[derive(PartialEq)]
enum Place {
    Header,
    Records,
    End,
}

/// A file whose records name their values, as sheets.
pub struct Table<R> {
    records: R,
    /// Names of the sheets of people and of all others.
    names: [String; 2],
    /// Their columns.
    columns: [Columns; 2],
    /// The sheet that is being read.
    sheet: u32,
    place: Place,
    waiting: Option<Record>,
}

impl<R: Records> Table<R> {
    /// Reads all records once. `name` is the name of the sheet of people.
    ///
    /// # Errors
    /// What the records refuse; `invalid` for `file.empty` when there is none, and for `file.too-many-names`.
    pub fn open(mut records: R, name: &str, language: Language) -> Result<Self, Error> {
        let mut columns = [Columns::default(), Columns::default()];
        while let Some(record) = records.next()? {
            if !columns[usize::from(!record.is_person)].note(&record) {
                return Err(too_many_columns(record.row, language));
            }
        }
        if columns.iter().all(|columns| columns.records == 0) {
            return Err(empty(language));
        }
        let others = language.pick("Other entries", "Otras entradas", "Outras entradas");
        let others = if name == others { format!("{others} 2") } else { others.to_owned() };
        let names = [name.to_owned(), others];
        Ok(Self { records, names, columns, sheet: 0, place: Place::Header, waiting: None })
    }

    fn begin(&mut self, sheet: u32) -> Result<(), Error> {
        self.sheet = sheet;
        self.place = Place::Header;
        self.waiting = None;
        self.records.rewind()
    }

    /// What the host is told about the sheets: name of the sheet, column counted from 1 (0 for the sheet), identifier.
    fn identifiers(&self) -> Rows {
        let mut rows = Vec::new();
        for (at, id) in ["users", "others"].into_iter().enumerate() {
            rows.push((self.names[at].clone(), 0, id));
            let ids = self.columns[at].ids.iter().zip(1_i64..);
            rows.extend(ids.filter_map(|(id, column)| Some((self.names[at].clone(), column, (*id)?))));
        }
        let count = rows.len() as u32;
        let sheets = rows.iter().map(|(sheet, _, _)| Some(sheet.clone())).collect();
        let numbers = rows.iter().map(|(_, column, _)| Some(*column as f64)).collect();
        let ids = rows.iter().map(|(_, _, id)| Some((*id).to_owned())).collect();
        Rows {
            first: 1,
            count,
            columns: vec![Column::Text(sheets), Column::Number(numbers), Column::Text(ids)],
        }
    }

    /// The next record that belongs to the sheet that is being read.
    fn next(&mut self) -> Result<Option<Record>, Error> {
        if let Some(record) = self.waiting.take() {
            return Ok(Some(record));
        }
        while let Some(record) = self.records.next()? {
            if record.is_person == (self.sheet == 1) && !record.cells.is_empty() {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    fn batch(&mut self, max_rows: u32) -> Result<Option<Rows>, Error> {
        let mut batch = Batch::default();
        while let Some(record) = self.next()? {
            let columns = &self.columns[self.sheet as usize - 1];
            // Rows come in order; several records on one line would be several rows with one number.
            let fits = batch.count == 0
                || (record.row >= batch.first + batch.count as u32
                    && record.row - batch.first < max_rows.max(1)
                    && !batch.is_full(columns.ids.len()));
            if !fits {
                self.waiting = Some(record);
                break;
            }
            batch.add(record, columns);
        }
        if batch.count == 0 {
            self.place = Place::End;
            return Ok(None);
        }
        Ok(Some(batch.rows()))
    }
}

impl<R: Records> Reader for Table<R> {
    fn sheets(&mut self) -> Result<Vec<Sheet>, Error> {
        let ids = Sheet { name: IDS_SHEET.to_owned(), claimed_rows: None };
        let described = self.names.iter().zip(&self.columns).map(|(name, columns)| Sheet {
            name: name.clone(),
            claimed_rows: Some(columns.records.saturating_add(1)),
        });
        let some = usize::from(self.columns[1].records > 0);
        Ok(std::iter::once(ids).chain(described.take(1 + some)).collect())
    }

    fn read(&mut self, sheet: u32, max_rows: u32) -> Result<Option<Rows>, Error> {
        if sheet > 2 {
            return Err(Error::Unsupported(format!("sheet {sheet} of 3")));
        }
        if sheet != self.sheet {
            self.begin(sheet)?;
        }
        match self.place {
            Place::End => Ok(None),
            Place::Header if sheet == 0 => {
                self.place = Place::End;
                Ok(Some(self.identifiers()))
            }
            Place::Header => {
                self.place = Place::Records;
                let columns = self.columns[sheet as usize - 1].header();
                Ok((!columns.is_empty()).then_some(Rows { first: 1, count: 1, columns }))
            }
            Place::Records => self.batch(max_rows),
        }
    }
}

fn refusal(code: &str, message: String) -> Error {
    Error::Invalid(InvalidValue { field: code.into(), message })
}

fn empty(language: Language) -> Error {
    let message = language.pick(
        "The file is empty. Export the people again, and import the new file.",
        "El archivo está vacío. Exporte las personas de nuevo e importe el archivo nuevo.",
        "O arquivo está vazio. Exporte as pessoas de novo e importe o arquivo novo.",
    );
    refusal("file.empty", message.into())
}

fn too_many_columns(row: u32, language: Language) -> Error {
    let message = language.pick(
        format!("In line {row} the file comes to more than 1,024 different names of values. Export only those that you need, and import that file."),
        format!("En la línea {row} el archivo supera 1.024 nombres de valores distintos. Exporte solo los que necesita e importe ese archivo."),
        format!("Na linha {row} o arquivo passa de 1.024 nomes de valores diferentes. Exporte só os de que precisa e importe esse arquivo."),
    );
    refusal("file.too-many-names", message)
}

#[cfg(test)]
mod tests;
