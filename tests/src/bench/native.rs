//! The same workbooks as an export wrote, by `rust_xlsxwriter` in a plain loop, without a sandbox.
use std::fs::File;
use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{Format, Workbook};

use super::cost::cpu_seconds;
use super::exports;
use super::figure::Figure;

type Sheet = (String, Vec<Vec<Data>>);

fn read(bytes: Vec<u8>) -> Vec<Sheet> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let rows = book.worksheet_range(&name).expect("a sheet").rows().map(<[Data]>::to_vec).collect();
            (name, rows)
        })
        .collect()
}

/// The loop that anybody would write first.
fn write(sheets: &[Sheet]) -> usize {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Data::String(text) => sheet.write_string(row, column, text),
                    Data::Float(number) => sheet.write_number(row, column, *number),
                    Data::Int(number) => sheet.write_number(row, column, *number as f64),
                    Data::Bool(yes) => sheet.write_boolean(row, column, *yes),
                    Data::DateTime(moment) => {
                        sheet.write_number_with_format(row, column, moment.as_f64(), &day)
                    }
                    _ => continue,
                }
                .expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook").len()
}

/// Reads one workbook after the other, and counts only the time of writing it.
pub fn measure(archive: &Path) -> Vec<Figure> {
    let mut archive = zip::ZipArchive::new(File::open(archive).expect("an export")).expect("an archive");
    let mut cpu = 0.0;
    for at in 0..archive.len() {
        let mut bytes = Vec::new();
        archive.by_index(at).expect("an entry").read_to_end(&mut bytes).expect("it is whole");
        let sheets = read(bytes);
        let began = cpu_seconds();
        assert!(write(&sheets) > 0);
        cpu += cpu_seconds() - began;
    }
    vec![exports::plain(cpu)]
}
