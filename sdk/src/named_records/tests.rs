//! Records that name their values, as sheets with rows.

use super::*;
use crate::cell;
use proptest::prelude::*;

/// Records from memory.
struct Given {
    records: Vec<Record>,
    next: usize,
}

impl Records for Given {
    fn next(&mut self) -> Result<Option<Record>, Error> {
        self.next += 1;
        Ok(self.records.get(self.next - 1).cloned())
    }

    fn rewind(&mut self) -> Result<(), Error> {
        self.next = 0;
        Ok(())
    }
}

fn text(id: Option<&'static str>, name: &str, value: &str) -> Cell {
    Cell { id, name: name.into(), value: Value::Text(value.into()) }
}

fn person(row: u32, cells: Vec<Cell>) -> Record {
    Record { row, is_person: true, cells }
}

fn open(records: Vec<Record>) -> Result<Table<Given>, Error> {
    Table::open(Given { records, next: 0 }, "people", Language::En)
}

/// All rows of a sheet with their numbers, empty ones left out.
fn rows(table: &mut Table<Given>, sheet: u32, max: u32) -> Vec<(u32, Vec<Value>)> {
    let mut all = Vec::new();
    while let Some(rows) = table.read(sheet, max).unwrap() {
        assert!(rows.count <= max);
        for row in 0..rows.count {
            let cells: Vec<Value> = rows.columns.iter().map(|column| cell(column, row as usize)).collect();
            if cells.iter().any(|cell| *cell != Value::None) {
                all.push((rows.first + row, cells));
            }
        }
    }
    all
}

#[test]
fn columns_are_those_of_all_records_and_rows_have_the_lines_of_their_records() {
    let ou = Record { row: 3, is_person: false, cells: vec![text(None, "ou", "Sales")] };
    let mut table = open(vec![
        person(1, vec![text(Some("username"), "uid", "ana"), text(None, "Room", "4")]),
        ou,
        person(7, vec![text(Some("username"), "login", "bea"), text(None, "room", "5")]),
        person(900, vec![Cell { id: None, name: "born".into(), value: Value::Date("1990-01-02".into()) }]),
    ])
    .unwrap();
    let sheets = table.sheets().unwrap();
    let names: Vec<(&str, Option<u32>)> =
        sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.claimed_rows)).collect();
    assert_eq!(names, [("_elenco", None), ("people", Some(4)), ("Other entries", Some(2))]);
    let value = |text: &str| Value::Text(text.into());
    assert_eq!(
        rows(&mut table, 0, 500),
        [
            (1, vec![value("people"), Value::Integer(0), value("users")]),
            (2, vec![value("people"), Value::Integer(1), value("username")]),
            (3, vec![value("Other entries"), Value::Integer(0), value("others")]),
        ]
    );
    let expected = [
        (1, vec![value("uid / login"), value("Room"), value("born")]),
        (1, vec![value("ana"), value("4"), Value::None]),
        (7, vec![value("bea"), value("5"), Value::None]),
        (900, vec![Value::None, Value::None, Value::Date("1990-01-02".into())]),
    ];
    for max in [1, 5, 500] {
        assert_eq!(rows(&mut table, 1, max), expected, "at most {max}");
        assert_eq!(rows(&mut table, 2, max), [(1, vec![value("ou")]), (3, vec![value("Sales")])]);
    }
    assert!(table.read(3, 1).is_err());
}

#[test]
fn headers_are_told_apart() {
    let cells = vec![text(Some("email"), "mail", "a"), text(None, "Mail", "b"), text(None, "mail 2", "c")];
    let mut table = open(vec![person(1, cells)]).unwrap();
    let header = rows(&mut table, 1, 9).remove(0).1;
    assert_eq!(header, ["mail", "Mail 2", "mail 2 2"].map(|name| Value::Text(name.into())));
}

#[test]
fn a_file_without_records_or_with_too_many_names_is_refused() {
    let code = |result: Result<Table<Given>, Error>| match result.map(drop) {
        Err(Error::Invalid(invalid)) => invalid.field,
        other => format!("{other:?}"),
    };
    assert_eq!(code(open(Vec::new())), "file.empty");
    let many = |count| person(1, (0..count).map(|name| text(None, &name.to_string(), "x")).collect());
    assert_eq!(code(open(vec![many(MAX_COLUMNS + 1)])), "file.too-many-names");
    assert!(open(vec![many(MAX_COLUMNS)]).is_ok());
}

proptest! {
    /// Whatever the gaps between lines and the size of batches, each record is one row with its values.
    #[test]
    fn nothing_is_lost(
        gaps in prop::collection::vec((0u32..20, 0usize..4, "[a-z]{1,3}"), 1..40),
        max in 1u32..30,
    ) {
        let mut row = 0;
        let records: Vec<Record> = gaps.into_iter().map(|(gap, name, value)| {
            row += gap.max(1);
            person(row, vec![text(None, &format!("n{name}"), &value)])
        }).collect();
        let mut table = open(records.clone()).unwrap();
        let read = rows(&mut table, 1, max);
        let header = &read[0].1;
        prop_assert_eq!(read.len(), records.len() + 1);
        for ((row, cells), record) in read[1..].iter().zip(&records) {
            prop_assert_eq!(*row, record.row);
            for (name, cell) in header.iter().zip(cells) {
                let expected = if *name == Value::Text(record.cells[0].name.clone()) { &record.cells[0].value } else { &Value::None };
                prop_assert_eq!(cell, expected);
            }
        }
    }
}
