//! Sheets to import.
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use rust_xlsxwriter::Workbook;

use super::figure::Figure;
use super::ground::Size;
use super::people::{HEADERS, row};

/// Rows of a large file, and of a small one to compare with.
const LARGE: usize = 100_000;
const SMALL: usize = 10_000;

/// Makes a sheet; its name says of which kind.
pub fn make(file: &Path, size: Size) -> Vec<Figure> {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let count = size.of(if name.starts_with("large") { LARGE } else { SMALL });
    if name.ends_with(".csv") {
        csv(file, count)
    } else {
        xlsx(file, count)
    }
    Vec::new()
}

fn csv(file: &Path, count: usize) {
    let mut out = BufWriter::new(File::create(file).expect("a file"));
    writeln!(out, "{}", HEADERS.join(";")).expect("written");
    for number in 0..count {
        // None of the texts holds a semicolon but the notes, which stand in quotes.
        let cells = row(number);
        let (notes, others) = cells.split_last().expect("there are columns");
        writeln!(out, "{};\"{notes}\"", others.join(";")).expect("written");
    }
    out.flush().expect("written");
}

fn xlsx(file: &Path, count: usize) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0..).zip(HEADERS) {
        sheet.write_string(0, column, header).expect("a cell");
    }
    for (line, number) in (1..).zip(0..count) {
        for (column, cell) in (0..).zip(row(number)) {
            sheet.write_string(line, column, cell).expect("a cell");
        }
    }
    book.save(file).expect("written");
}
