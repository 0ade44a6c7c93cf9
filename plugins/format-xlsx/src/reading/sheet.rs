//! The rows of a sheet, one after the other. The grid that a sheet claims is never believed: only cells that stand
//! there count.

use super::strings::Strings;
use super::styles::Styles;
use super::xml::{Event, Xml, append_text, attribute, unescape};
use crate::dates::{Shown, from_iso, from_serial};
use crate::refusal::Refusal;
use elenco_sdk::Value;
use quick_xml::events::BytesStart;
use std::rc::Rc;

/// Rows that a sheet of Excel has.
const MAX_ROWS: u32 = 1_048_576;
/// Columns with values. A person has some hundred fields; Excel's grid has 16,384, which at full height is 2^34
/// cells.
const MAX_COLUMNS: u32 = 1_024;

/// A cell with a value.
pub enum Cell {
    /// Text.
    Text(String),
    /// A number that is not shown as a day or a time.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// A day, a time or an instant.
    Other(Value),
}

/// A row with at least one value.
pub struct Row {
    /// Its number, counted from 1.
    pub number: u32,
    /// Its cells and their columns, counted from 0.
    pub cells: Vec<(u16, Cell)>,
}

/// How a cell writes its value (ECMA-376 part 1, 18.18.11).
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Shared,
    Boolean,
    Iso,
    Text,
}

/// The rows of a sheet.
pub struct SheetRows {
    xml: Xml,
    strings: Rc<Strings>,
    styles: Rc<Styles>,
    since_1904: bool,
    /// Number of the last row.
    row: u32,
    /// What stands between a cell's tags; kept to reuse its memory.
    text: String,
}

impl SheetRows {
    /// The rows from the first on.
    pub fn new(xml: Xml, strings: Rc<Strings>, styles: Rc<Styles>, since_1904: bool) -> Self {
        Self { xml, strings, styles, since_1904, row: 0, text: String::new() }
    }

    /// Reads the sheet to its end and answers how many rows have a value.
    pub fn count(mut self) -> Result<u32, Refusal> {
        let mut count = 0;
        while self.next_row()?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    /// The next row that has a value; none at the end of the part, which is then known to be whole.
    pub fn next_row(&mut self) -> Result<Option<Row>, Refusal> {
        loop {
            match self.xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "row" => {
                    let number = row_number(&element, self.row);
                    let cells = self.begin_row(number).and_then(|()| self.cells())?;
                    if !cells.is_empty() {
                        return Ok(Some(Row { number: self.row, cells }));
                    }
                }
                Event::Empty(element) if element.local_name().as_ref() == "row" => {
                    let number = row_number(&element, self.row);
                    self.begin_row(number)?;
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn begin_row(&mut self, number: Option<u32>) -> Result<(), Refusal> {
        match number {
            Some(number) if number > MAX_ROWS => Err(Refusal::TooManyCells),
            Some(number) if number > self.row => {
                self.row = number;
                Ok(())
            }
            _ => Err(self.xml.malformed()),
        }
    }

    fn cells(&mut self) -> Result<Vec<(u16, Cell)>, Refusal> {
        let mut cells = Vec::new();
        let mut next = 0;
        loop {
            match self.xml.next()? {
                Event::Start(element) if element.local_name().as_ref() == "c" => {
                    let head = CellHead::read(&element, next).ok_or(Refusal::TooManyCells)?;
                    next = head.column + 1;
                    if let Some(cell) = self.cell(head)? {
                        if head.column >= MAX_COLUMNS {
                            return Err(Refusal::TooManyCells);
                        }
                        cells.push((head.column as u16, cell));
                    }
                }
                Event::Empty(element) if element.local_name().as_ref() == "c" => {
                    next = CellHead::read(&element, next).ok_or(Refusal::TooManyCells)?.column + 1;
                }
                Event::End(element) if element.local_name().as_ref() == "row" => return Ok(cells),
                Event::Eof => return Err(self.xml.malformed()),
                _ => {}
            }
        }
    }

    /// Reads a cell to its end. Its value stands in `v`, or in `is` as one or several `t`. A formula's text in `f` is
    /// not its value, unless it has none: programs that never calculate write text beginning with `=` that way, and
    /// it must not vanish.
    fn cell(&mut self, head: CellHead) -> Result<Option<Cell>, Refusal> {
        self.text.clear();
        let (mut inside, mut phonetic, mut in_formula) = (false, false, false);
        let mut formula = String::new();
        loop {
            let event = self.xml.next()?;
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" | "t" => inside = !phonetic,
                    "f" => in_formula = true,
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "v" | "t" => inside = false,
                    "f" => in_formula = false,
                    "rPh" => phonetic = false,
                    "c" => break,
                    _ => {}
                },
                Event::Eof => return Err(self.xml.malformed()),
                event if inside => append_text(event, &mut self.text),
                event if in_formula => append_text(event, &mut formula),
                _ => {}
            }
            if self.text.len().max(formula.len()) > super::TEXT_OF_A_BATCH {
                return Err(Refusal::TooMuchText);
            }
        }
        if !self.text.is_empty() {
            return self.value(head);
        }
        let uncalculated = matches!(head.kind, Kind::Number) && !formula.is_empty();
        Ok(uncalculated.then(|| Cell::Text(format!("={formula}"))))
    }

    fn value(&self, head: CellHead) -> Result<Option<Cell>, Refusal> {
        let text = self.text.as_str();
        Ok(match head.kind {
            Kind::Shared => {
                let number = text.trim().parse().ok().and_then(|number| self.strings.get(number));
                let shared = number.ok_or_else(|| self.xml.malformed())?;
                (!shared.is_empty()).then(|| Cell::Text(shared.to_owned()))
            }
            Kind::Boolean => Some(Cell::Boolean(matches!(text.trim(), "1" | "true"))),
            Kind::Iso => Some(from_iso(text).map_or_else(|| Cell::Text(text.to_owned()), Cell::Other)),
            Kind::Text => Some(Cell::Text(unescape(text.to_owned()))),
            Kind::Number => Some(self.number(text, self.styles.shown(head.format))),
        })
    }

    fn number(&self, text: &str, shown: Shown) -> Cell {
        match text.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => match shown {
                Shown::Number => Cell::Number(number),
                shown => {
                    from_serial(number, shown, self.since_1904).map_or(Cell::Number(number), Cell::Other)
                }
            },
            // What claims to be a number and is none is kept as it stands: the row's checks will name it.
            _ => Cell::Text(text.to_owned()),
        }
    }
}

#[derive(Clone, Copy)]
struct CellHead {
    column: u32,
    kind: Kind,
    format: usize,
}

impl CellHead {
    /// Reads the attributes of a cell; none when its column is outside of any grid.
    fn read(element: &BytesStart<'_>, next: u32) -> Option<Self> {
        let mut head = Self { column: next, kind: Kind::Number, format: 0 };
        let mut attributes = element.attributes();
        for found in attributes.with_checks(false).flatten() {
            match found.key.as_ref() {
                "r" => head.column = column_number(&found.value)?,
                "s" => head.format = found.value.parse().unwrap_or(0),
                "t" => {
                    head.kind = match &*found.value {
                        "s" => Kind::Shared,
                        "b" => Kind::Boolean,
                        "d" => Kind::Iso,
                        "str" | "inlineStr" | "e" => Kind::Text,
                        _ => Kind::Number,
                    };
                }
                _ => {}
            }
        }
        Some(head)
    }
}

/// The number that a row states, else the one after the last; none when it is no number.
fn row_number(element: &BytesStart<'_>, last: u32) -> Option<u32> {
    match attribute(element, "r") {
        Some(number) => number.parse().ok(),
        None => last.checked_add(1),
    }
}

/// The column of a reference such as `AB12`, counted from 0; none beyond three letters.
fn column_number(reference: &str) -> Option<u32> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let mut column = 0u32;
    for (index, letter) in letters.enumerate() {
        if index == 3 {
            return None;
        }
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    column.checked_sub(1)
}
