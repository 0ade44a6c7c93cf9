//! Writes 7,000 rows of 40 columns with this plugin and with a plain `rust_xlsxwriter` loop, in turns, natively, and
//! prints the median time of each. With a path, leaves the plugin's file there.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "measures time, prints it, and stops where something is wrong"
)]

use elenco_sdk::export_format::{CellType, ColumnSpec, ExportFormat, SheetSpec, Workbook, Writer};
use elenco_sdk::files::MemoryFile;
use elenco_sdk::import_format::{ImportFormat, Reader};
use elenco_sdk::{Column, Language, Rows, Value};
use format_xlsx::Xlsx;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const ROWS: usize = 7_000;
const COLUMNS: usize = 40;
const BATCH: usize = 500;
const TURNS: usize = 7;

fn text(row: usize, column: usize) -> String {
    format!("value {} of person {row}", (row * 31 + column * 17) % 997)
}

fn number(row: usize, column: usize) -> f64 {
    ((row * 7 + column) % 10_007) as f64 / 4.0
}

/// Every fourth column has numbers, every tenth days, the others text.
fn column(first: usize, column: usize) -> Column {
    let rows = first..first + BATCH;
    if column % 10 == 9 {
        Column::Mixed(
            rows.map(|row| Value::Date(format!("2026-{:02}-{:02}", row % 12 + 1, row % 28 + 1))).collect(),
        )
    } else if column % 4 == 3 {
        Column::Number(rows.map(|row| Some(number(row, column))).collect())
    } else {
        Column::Text(rows.map(|row| Some(text(row, column))).collect())
    }
}

fn book() -> Workbook {
    let spec = |column: usize| ColumnSpec {
        id: format!("field-{column}"),
        label: format!("Field {column}"),
        kind: CellType::Text,
        required: column < 3,
        help: "Anything".into(),
        example: None,
        choices: Vec::new(),
    };
    let sheet =
        SheetSpec { id: "users".into(), label: "Users".into(), columns: (0..COLUMNS).map(spec).collect() };
    Workbook { title: "Users".into(), sheets: vec![sheet], info: true, locale: "en".into() }
}

fn ours(batches: &[Rows]) -> (Duration, Vec<u8>) {
    let file = Arc::new(Mutex::new(Vec::new()));
    let batches = batches.to_vec();
    let start = Instant::now();
    let mut writer = ExportFormat::open(&Xlsx, "xlsx", book(), Box::new(file.clone())).unwrap();
    for rows in batches {
        writer.write(0, rows, Vec::new()).unwrap();
    }
    writer.finish().unwrap();
    let time = start.elapsed();
    let bytes = std::mem::take(&mut *file.lock().unwrap());
    (time, bytes)
}

fn plain(batches: &[Rows]) -> (Duration, usize) {
    let start = Instant::now();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut first = 1;
    for rows in batches {
        for (column, cells) in rows.columns.iter().enumerate() {
            for row in 0..rows.count {
                let place = first + row;
                match elenco_sdk::cell(cells, row as usize) {
                    Value::Integer(found) => sheet.write_number(place, column as u16, found as f64).unwrap(),
                    Value::Decimal(found) => {
                        sheet.write_number(place, column as u16, found.parse::<f64>().unwrap()).unwrap()
                    }
                    value => {
                        sheet.write_string(place, column as u16, elenco_sdk::plain_text(&value)).unwrap()
                    }
                };
            }
        }
        first += rows.count;
    }
    let bytes = workbook.save_to_buffer().unwrap();
    (start.elapsed(), bytes.len())
}

fn read(bytes: Vec<u8>) -> Duration {
    let start = Instant::now();
    let file = Box::new(MemoryFile::new("users.xlsx", bytes));
    let mut reader = ImportFormat::open(&Xlsx, file, Language::En).unwrap();
    while reader.read(1, 500).unwrap().is_some() {}
    start.elapsed()
}

fn main() {
    let batches: Vec<Rows> = (0..ROWS / BATCH)
        .map(|batch| Rows {
            first: 1,
            count: BATCH as u32,
            columns: (0..COLUMNS).map(|number| column(batch * BATCH, number)).collect(),
        })
        .collect();
    let (mut ours_times, mut plain_times, mut read_times) = (Vec::new(), Vec::new(), Vec::new());
    let mut sizes = (0, 0);
    for _ in 0..TURNS {
        let (time, bytes) = ours(&batches);
        ours_times.push(time);
        sizes.0 = bytes.len();
        if let Some(path) = std::env::args().nth(1) {
            std::fs::write(path, &bytes).unwrap();
        }
        read_times.push(read(bytes));
        let (time, size) = plain(&batches);
        plain_times.push(time);
        sizes.1 = size;
    }
    for (name, mut times) in [("plugin", ours_times), ("plain loop", plain_times), ("reading", read_times)] {
        times.sort_unstable();
        println!("{name:<12} {:>7.1} ms", times[TURNS / 2].as_secs_f64() * 1e3);
    }
    println!("bytes: plugin {}, plain loop {}", sizes.0, sizes.1);
}
