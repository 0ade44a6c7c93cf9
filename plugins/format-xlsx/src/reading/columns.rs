//! Turns rows into columns, as the contract wants them.

use super::sheet::{Cell, Row};
use elenco_sdk::{Column, Rows, Value, number};

/// Consecutive rows that are being collected.
#[derive(Default)]
pub struct Batch {
    first: u32,
    count: u32,
    text: usize,
    columns: Vec<Column>,
}

impl Batch {
    /// Rows so far.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Cells so far, empty ones included: what crosses to the host.
    pub fn cells(&self) -> usize {
        self.columns.len() * self.count as usize
    }

    /// Bytes of text so far.
    pub fn text(&self) -> usize {
        self.text
    }

    /// Whether a row with this number comes right after the last one.
    pub fn continues(&self, number: u32) -> bool {
        self.count == 0 || self.first + self.count == number
    }

    /// Adds a row.
    pub fn push(&mut self, row: Row) {
        if self.count == 0 {
            self.first = row.number;
        }
        for (column, cell) in row.cells {
            let column = usize::from(column);
            if column >= self.columns.len() {
                self.columns.resize(column + 1, Column::Empty);
            }
            if let Cell::Text(text) = &cell {
                self.text += text.len();
            }
            put(&mut self.columns[column], self.count as usize, cell);
        }
        self.count += 1;
    }

    /// The rows; none when there are none.
    pub fn into_rows(mut self) -> Option<Rows> {
        let count = self.count as usize;
        for column in &mut self.columns {
            match column {
                Column::Empty => {}
                Column::Text(cells) => cells.resize(count, None),
                Column::Number(cells) => cells.resize(count, None),
                Column::Boolean(cells) => cells.resize(count, None),
                Column::Date(cells) | Column::Instant(cells) => cells.resize(count, None),
                Column::Mixed(cells) => cells.resize(count, Value::None),
            }
        }
        (count > 0).then_some(Rows { first: self.first, count: self.count, columns: self.columns })
    }
}

/// Puts a cell into a row of a column: the column is dense as long as its cells have one type.
fn put(column: &mut Column, row: usize, cell: Cell) {
    if matches!(column, Column::Empty) {
        *column = match cell {
            Cell::Text(_) => Column::Text(Vec::new()),
            Cell::Number(_) => Column::Number(Vec::new()),
            Cell::Boolean(_) => Column::Boolean(Vec::new()),
            Cell::Other(Value::Date(_)) => Column::Date(Vec::new()),
            Cell::Other(Value::Instant(_)) => Column::Instant(Vec::new()),
            Cell::Other(_) => Column::Mixed(Vec::new()),
        };
    }
    match (&mut *column, cell) {
        (Column::Text(cells), Cell::Text(text)) => set(cells, row, Some(text), None),
        (Column::Number(cells), Cell::Number(number)) => set(cells, row, Some(number), None),
        (Column::Boolean(cells), Cell::Boolean(yes)) => set(cells, row, Some(yes), None),
        (Column::Date(cells), Cell::Other(Value::Date(day))) => set(cells, row, Some(day), None),
        (Column::Instant(cells), Cell::Other(Value::Instant(at))) => set(cells, row, Some(at), None),
        (Column::Mixed(cells), cell) => set(cells, row, cell.into_value(), Value::None),
        (_, cell) => {
            let mut cells = mixed(std::mem::replace(column, Column::Empty));
            set(&mut cells, row, cell.into_value(), Value::None);
            *column = Column::Mixed(cells);
        }
    }
}

/// Sets a cell; rows that it passes over are empty. A cell that stands twice in a row counts as it stands last.
fn set<T: Clone>(cells: &mut Vec<T>, row: usize, value: T, nothing: T) {
    if cells.len() <= row {
        cells.resize(row, nothing);
        cells.push(value);
    } else {
        cells[row] = value;
    }
}

fn mixed(column: Column) -> Vec<Value> {
    fn all<T>(cells: Vec<Option<T>>, value: impl Fn(T) -> Value) -> Vec<Value> {
        cells.into_iter().map(|cell| cell.map_or(Value::None, &value)).collect()
    }
    match column {
        Column::Empty => Vec::new(),
        Column::Text(cells) => all(cells, Value::Text),
        Column::Number(cells) => all(cells, number),
        Column::Boolean(cells) => all(cells, Value::Boolean),
        Column::Date(cells) => all(cells, Value::Date),
        Column::Instant(cells) => all(cells, Value::Instant),
        Column::Mixed(cells) => cells,
    }
}

impl Cell {
    fn into_value(self) -> Value {
        match self {
            Self::Text(text) => Value::Text(text),
            Self::Number(found) => number(found),
            Self::Boolean(yes) => Value::Boolean(yes),
            Self::Other(value) => value,
        }
    }
}
