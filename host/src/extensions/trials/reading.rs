//! Reads a whole file with the active version and with the one on trial, side by side.
use std::collections::VecDeque;

use elenco_runtime::contract::{Column, Rows, Sheet, Value};
use elenco_runtime::{CallError, Kind, Plugin, Reader, in_json};
use serde_json::json;

use super::{Differing, not_loaded, outcome};
use crate::extensions::streams::{FileSource, Source};
use crate::extensions::{Caller, Extensions};
use crate::locale::Culture;

/// Rows that each version is asked for at a time.
const BATCH: u32 = 500;

/// Rows of one file that are compared; more would hold up the jobs that come after.
const MOST_ROWS: u64 = 100_000;

/// A file that one version reads.
trait Reads {
    fn sheets(&mut self) -> Result<Vec<Sheet>, CallError>;
    fn read(&mut self, sheet: u32, most: u32) -> Result<Option<Rows>, CallError>;
}

impl Reads for Reader {
    fn sheets(&mut self) -> Result<Vec<Sheet>, CallError> {
        Reader::sheets(self)
    }

    fn read(&mut self, sheet: u32, most: u32) -> Result<Option<Rows>, CallError> {
        Reader::read(self, sheet, most)
    }
}

/// Rows of one sheet as they come, whatever the size of the batches.
struct Lines<R> {
    reader: R,
    ready: VecDeque<(u64, Vec<Value>)>,
    ended: bool,
}

fn cell(column: &Column, row: usize) -> Value {
    let decimal = |number: f64| Value::Decimal(number.to_string());
    let found = match column {
        Column::Empty => None,
        Column::Text(cells) => cells.get(row).cloned().flatten().map(Value::Text),
        Column::Number(cells) => cells.get(row).copied().flatten().map(decimal),
        Column::Boolean(cells) => cells.get(row).copied().flatten().map(Value::Boolean),
        Column::Date(cells) => cells.get(row).cloned().flatten().map(Value::Date),
        Column::Instant(cells) => cells.get(row).cloned().flatten().map(Value::Instant),
        Column::Mixed(cells) => cells.get(row).cloned(),
    };
    found.unwrap_or(Value::None)
}

fn lines(rows: &Rows) -> impl Iterator<Item = (u64, Vec<Value>)> + '_ {
    (0..rows.count as usize).map(move |row| {
        let mut cells: Vec<Value> = rows.columns.iter().map(|column| cell(column, row)).collect();
        while matches!(cells.last(), Some(Value::None)) {
            cells.pop();
        }
        (u64::from(rows.first) + row as u64, cells)
    })
}

impl<R: Reads> Lines<R> {
    fn next(&mut self, sheet: u32) -> Result<Option<(u64, Vec<Value>)>, CallError> {
        while self.ready.is_empty() && !self.ended {
            match self.reader.read(sheet, BATCH)? {
                // Rows that are empty are the same as rows that are not there.
                Some(rows) => self.ready.extend(lines(&rows).filter(|(_, cells)| !cells.is_empty())),
                None => self.ended = true,
            }
        }
        Ok(self.ready.pop_front())
    }
}

/// The first cell in which two rows differ, counted from 0.
fn first_cell(active: &[Value], canary: &[Value]) -> Option<usize> {
    (0..active.len().max(canary.len()))
        .find(|at| active.get(*at).unwrap_or(&Value::None) != canary.get(*at).unwrap_or(&Value::None))
}

/// What went wrong, and with which version.
#[derive(Debug)]
enum Stopped {
    /// The server ends; what was compared so far says nothing of the rest.
    Here,
    Active,
    Canary(CallError),
}

fn compare(
    active: impl Reads,
    canary: impl Reads,
    going_on: &dyn Fn() -> bool,
) -> Result<Option<Differing>, Stopped> {
    let mut active = Lines { reader: active, ready: VecDeque::new(), ended: false };
    let mut canary = Lines { reader: canary, ready: VecDeque::new(), ended: false };
    let sheets = active.reader.sheets().map_err(|_| Stopped::Active)?;
    let others = canary.reader.sheets().map_err(Stopped::Canary)?;
    let names = |sheets: &[Sheet]| -> Vec<String> { sheets.iter().map(|sheet| sheet.name.clone()).collect() };
    if names(&sheets) != names(&others) {
        let (active, canary) = (json!({ "sheets": names(&sheets) }), json!({ "sheets": names(&others) }));
        return Ok(Some(Differing { input: None, active, canary }));
    }
    let mut compared = 0;
    for (number, sheet) in (0_u32..).zip(&sheets) {
        (active.ended, canary.ended) = (false, false);
        active.ready.clear();
        canary.ready.clear();
        while compared < MOST_ROWS {
            if !going_on() {
                return Err(Stopped::Here);
            }
            let (own, other) = (
                active.next(number).map_err(|_| Stopped::Active)?,
                canary.next(number).map_err(Stopped::Canary)?,
            );
            let place = |row: u64, column: usize| {
                Some(json!({ "sheet": sheet.name, "row": row, "column": column + 1 }))
            };
            match (own, other) {
                (None, None) => break,
                (Some((row, cells)), Some((same, others))) if row == same => {
                    if let Some(column) = first_cell(&cells, &others) {
                        let told = |cells: &[Value]| cells.get(column).map_or(json!(null), in_json::value);
                        let (active, canary) = (told(&cells), told(&others));
                        return Ok(Some(Differing { input: place(row, column), active, canary }));
                    }
                }
                // One of them has a row that the other has not.
                (own, other) => {
                    let row = |of: &Option<(u64, Vec<Value>)>| of.as_ref().map(|(row, _)| *row);
                    let first = row(&own).into_iter().chain(row(&other)).min().unwrap_or(0);
                    let told = |of| json!({ "next-row": row(of) });
                    let (active, canary) = (told(&own), told(&other));
                    return Ok(Some(Differing { input: place(first, 0), active, canary }));
                }
            }
            compared += 1;
        }
    }
    Ok(None)
}

impl Extensions {
    /// Whether a version of this plugin is on trial, so that its reading of a file is worth comparing.
    pub fn reads_on_trial(&self, caller: &Caller, plugin: &str) -> bool {
        self.pair(caller, plugin).is_some_and(|pair| pair.canary.kinds.contains(&Kind::ImportFormat))
    }

    /// Reads a file once more with the active version and with the one on trial, and notes the first cell in which
    /// they differ. Blocking. Nothing is noted when the active version or the store fails: that says nothing of the
    /// other one.
    pub fn compare_reading(
        &self,
        caller: &Caller,
        plugin: &str,
        sources: (Box<dyn FileSource>, Box<dyn FileSource>),
        culture: Culture,
        going_on: &dyn Fn() -> bool,
    ) {
        let Some(pair) = self.pair(caller, plugin) else { return };
        let Ok(active) = self.named(caller, plugin) else { return };
        let open = |plugin: &Plugin, source: Box<dyn FileSource>| {
            plugin.call(self.scope(caller, &pair.canary.plugin, false)).and_then(|mut call| {
                call.rehearse();
                call.open_reader(Box::new(Source(source)), culture.tag())
            })
        };
        let Ok(active) = open(&active, sources.0) else { return };
        let found = match self.installed(caller.tenant, &pair.canary) {
            Err(error) => Some(not_loaded(&error)),
            Ok(canary) => match open(&canary, sources.1) {
                Err(error) => outcome(Err(error)),
                Ok(canary) => match compare(active, canary, going_on) {
                    Ok(differing) => outcome(Ok(differing)),
                    Err(Stopped::Active | Stopped::Here) => None,
                    Err(Stopped::Canary(error)) => outcome(Err(error)),
                },
            },
        };
        if let Some(found) = found {
            let at = self.trials.clock.now();
            self.trials.gathered.note(caller.tenant, &pair, (Kind::ImportFormat, "read"), found, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;

    /// Sheets with their rows, handed out in batches of a size of their own.
    struct Book {
        sheets: Vec<(&'static str, Vec<Vec<&'static str>>)>,
        batch: usize,
        given: usize,
        sheet: u32,
    }

    fn book(batch: usize, sheets: &[(&'static str, &[&[&'static str]])]) -> Book {
        let rows = |rows: &[&[&'static str]]| rows.iter().map(|row| row.to_vec()).collect();
        let sheets = sheets.iter().map(|(name, all)| (*name, rows(all))).collect();
        Book { sheets, batch, given: 0, sheet: 0 }
    }

    impl Reads for Book {
        fn sheets(&mut self) -> Result<Vec<Sheet>, CallError> {
            Ok(self
                .sheets
                .iter()
                .map(|(name, _)| Sheet { name: (*name).to_owned(), claimed_rows: None })
                .collect())
        }

        fn read(&mut self, sheet: u32, _: u32) -> Result<Option<Rows>, CallError> {
            if sheet != self.sheet {
                (self.sheet, self.given) = (sheet, 0);
            }
            let all = &self.sheets[sheet as usize].1;
            let rows = &all[self.given..all.len().min(self.given + self.batch)];
            if rows.is_empty() {
                return Ok(None);
            }
            let first = self.given as u32 + 1;
            let width = rows.iter().map(Vec::len).max().unwrap_or(0);
            let text =
                |cell: Option<&&str>| cell.filter(|cell| !cell.is_empty()).map(|cell| (*cell).to_owned());
            let column = |at: usize| Column::Text(rows.iter().map(|row| text(row.get(at))).collect());
            let columns = (0..width).map(column).collect();
            self.given += rows.len();
            Ok(Some(Rows { first, count: rows.len() as u32, columns }))
        }
    }

    fn first_difference(active: Book, canary: Book) -> Option<(Json, Json, Json)> {
        let found = compare(active, canary, &|| true).expect("books do not fail");
        found.map(|found| (found.input.unwrap_or_default(), found.active, found.canary))
    }

    #[test]
    fn the_first_differing_cell_is_named_whatever_the_batches() {
        let rows: &[&[&str]] = &[&["name", "age"], &[], &["Ana", "31"], &["Éva", ""]];
        let other: &[&[&str]] = &[&["name", "age"], &["", ""], &["Ana", "31"], &["Éva", "", "x"]];
        let same = first_difference(book(1, &[("People", rows)]), book(3, &[("People", rows)]));
        assert_eq!(same, None);
        let found = first_difference(
            book(2, &[("Notes", rows), ("People", rows)]),
            book(3, &[("Notes", rows), ("People", other)]),
        );
        let place = json!({ "sheet": "People", "row": 4, "column": 3 });
        assert_eq!(found, Some((place, json!(null), json!("x"))));
    }

    #[test]
    fn rows_that_only_one_of_them_has_are_named() {
        let (long, short): (&[&[&str]], &[&[&str]]) = (&[&["a"], &["b"], &["c"]], &[&["a"], &["b"]]);
        let found = first_difference(book(9, &[("S", long)]), book(9, &[("S", short)]));
        let place = json!({ "sheet": "S", "row": 3, "column": 1 });
        assert_eq!(found, Some((place, json!({ "next-row": 3 }), json!({ "next-row": null }))));
        let found = first_difference(book(9, &[("S", long)]), book(9, &[("T", long)]));
        assert_eq!(found, Some((json!(null), json!({ "sheets": ["S"] }), json!({ "sheets": ["T"] }))));
    }
}
