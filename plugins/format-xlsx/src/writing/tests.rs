//! Written workbooks, read back by our reader and, where they are installed, by openpyxl and LibreOffice.

use super::*;
use crate::{IDS_SHEET, INFO_ID, LISTS_SHEET, REASONS_ID, Xlsx};
use elenco_sdk::export_format::{CellType, ColumnSpec, ExportFormat, SheetSpec, Writer as _};
use elenco_sdk::files::MemoryFile;
use elenco_sdk::import_format::{ImportFormat, Reader as _};
use elenco_sdk::{Column, Value, cell};
use std::process::Command;
use std::sync::{Arc, Mutex};

const NASTY: [&str; 12] = [
    "=1+1",
    "+55 11 9999",
    "-x",
    "@SUM(A1)",
    "'quoted",
    "_x000D_",
    " lead",
    "trail ",
    "a\nb\tc",
    "<&>\"",
    "Ñandú 👩‍👩‍👧",
    "007",
];

fn spec(id: &str, label: &str, kind: CellType, choices: &[String]) -> ColumnSpec {
    ColumnSpec {
        id: id.into(),
        label: label.into(),
        kind,
        required: id == "name",
        help: "Qué poner".into(),
        example: Some("=ejemplo".into()),
        choices: choices.to_vec(),
    }
}

fn book() -> Workbook {
    let few = ["Activo".to_owned(), "Inactivo".to_owned()];
    let many: Vec<String> = (1..=300).map(|number| format!("Opción {number}, larga")).collect();
    let users = vec![
        spec("name", "Nombre", CellType::Text, &[]),
        spec("status", "Estado", CellType::Text, &few),
        spec("area", "Área", CellType::Text, &many),
        spec("age", "Edad", CellType::Number, &[]),
        spec("vip", "VIP", CellType::Boolean, &[]),
        spec("born", "Nacimiento", CellType::Date, &[]),
        spec("seen", "Visto", CellType::Instant, &[]),
    ];
    let groups =
        vec![spec("user", "Usuario", CellType::Text, &[]), spec("group", "Grupo", CellType::Text, &[])];
    let sheets = vec![
        SheetSpec { id: "users".into(), label: "Clientes/2026".into(), columns: users },
        SheetSpec { id: "groups".into(), label: "Grupos".into(), columns: groups },
        SheetSpec {
            id: "roles".into(),
            label: "Info".into(),
            columns: vec![spec("r", "Rol", CellType::Text, &[])],
        },
    ];
    Workbook { title: "Clientes".into(), sheets, info: true, locale: "es".into() }
}

fn people() -> Rows {
    let count = NASTY.len();
    let mut days = vec![Some("1980-02-29".to_owned()); count];
    days[1] = Some("1850-01-01".into());
    let mut ages = vec![Value::Integer(42); count];
    ages[0] = Value::Decimal("12345678901234567890.5".into());
    ages[1] = Value::Decimal("0.1".into());
    Rows {
        first: 1,
        count: count as u32,
        columns: vec![
            Column::Text(NASTY.map(|text| Some(text.into())).to_vec()),
            Column::Text(vec![Some("Activo".into()); count]),
            Column::Empty,
            Column::Mixed(ages),
            Column::Boolean(vec![Some(true); count]),
            Column::Date(days),
            Column::Instant(vec![Some("2026-11-23T08:30:00Z".into()); count]),
        ],
    }
}

fn note(row: u32, column: Option<u32>, message: &str) -> Note {
    Note { sheet: 0, row, column, message: message.into() }
}

/// Writes batches of rows with their notes, each to a sheet.
fn written(batches: Vec<(u32, Rows, Vec<Note>)>) -> Result<Vec<u8>, Error> {
    let file = Arc::new(Mutex::new(Vec::new()));
    let mut writer = ExportFormat::open(&Xlsx, "xlsx", book(), Box::new(file.clone()))?;
    for (sheet, rows, notes) in batches {
        writer.write(sheet, rows, notes)?;
    }
    writer.finish()?;
    let bytes = std::mem::take(&mut *file.lock().unwrap());
    Ok(bytes)
}

/// Every sheet with its rows.
fn read(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<Value>>)> {
    let mut reader = ImportFormat::open(&Xlsx, Box::new(MemoryFile::new("x", bytes)), Language::Es).unwrap();
    let names = reader.sheets().unwrap();
    let mut sheets = Vec::new();
    for (index, sheet) in names.into_iter().enumerate() {
        let mut all = Vec::new();
        while let Some(rows) = reader.read(index as u32, 500).unwrap() {
            assert_eq!(rows.first as usize, all.len() + 1, "no gaps in what we write");
            let row = |row| rows.columns.iter().map(|column| cell(column, row)).collect();
            all.extend((0..rows.count as usize).map(row));
        }
        sheets.push((sheet.name, all));
    }
    sheets
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[test]
fn a_workbook_tells_which_sheet_and_column_is_which() {
    let sheets = read(written(vec![(0, people(), vec![])]).unwrap());
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [IDS_SHEET, "Clientes 2026", "Grupos", "Info", "Información"]);
    let ids = &sheets[0].1;
    let row = |sheet: &str, column, id: &str, label: &str| {
        vec![text(sheet), Value::Integer(column), text(id), text(label)]
    };
    assert_eq!(ids[0], row("elenco", 1, "workbook", "Clientes"));
    assert_eq!(ids[1], row("Clientes 2026", 0, "users", "Clientes/2026"));
    assert_eq!(ids[2], row("Clientes 2026", 1, "name", "Nombre"));
    assert_eq!(ids.last().unwrap(), &row("Información", 0, INFO_ID, "Información"));
    assert!(!ids.iter().any(|row| row[2] == text(REASONS_ID)));
    let explained = &sheets[4].1;
    assert_eq!(explained.len(), 1 + 7 + 2 + 1);
    assert_eq!(explained[1][1..4], [text("Nombre"), text("Sí"), text("Texto")]);
    assert_eq!(explained[1][6], text("=ejemplo"));
}

#[test]
fn values_come_back_as_they_went() {
    let sheets = read(written(vec![(0, people(), vec![])]).unwrap());
    let rows = &sheets[1].1;
    assert_eq!(rows.len(), 1 + NASTY.len());
    for (row, expected) in rows[1..].iter().zip(NASTY) {
        assert_eq!(row[0], text(expected));
        assert_eq!(row[6], Value::Instant("2026-11-23T08:30:00Z".into()));
        assert_eq!(row[4], Value::Boolean(true));
    }
    // What a number or a day of a workbook cannot hold stays exact as text.
    assert_eq!(rows[1][3], text("12345678901234567890.5"));
    assert_eq!(rows[2][3], Value::Decimal("0.1".into()));
    assert_eq!(rows[3][3], Value::Integer(42));
    assert_eq!(rows[2][5], text("1850-01-01"));
    assert_eq!(rows[3][5], Value::Date("1980-02-29".into()));
}

#[test]
fn an_empty_format_has_headers_only() {
    let sheets = read(written(vec![]).unwrap());
    assert_eq!(sheets[1].1.len(), 1);
    assert_eq!(sheets[2].1, [[text("Usuario"), text("Grupo")]]);
}

#[test]
fn sheets_are_written_in_order_and_may_be_passed_over() {
    let one = || Rows { first: 1, count: 1, columns: vec![Column::Text(vec![Some("x".into())])] };
    let sheets = read(written(vec![(0, people(), vec![]), (2, one(), vec![]), (2, one(), vec![])]).unwrap());
    assert_eq!(sheets[1].1.len(), 13);
    assert_eq!(sheets[2].1.len(), 1);
    assert_eq!(sheets[3].1.len(), 3);
    assert!(matches!(written(vec![(1, one(), vec![]), (0, one(), vec![])]), Err(Error::Unsupported(_))));
    assert!(matches!(written(vec![(9, one(), vec![])]), Err(Error::Unsupported(_))));
}

/// Two batches, with notes that count rows across them.
fn problems() -> Vec<u8> {
    let notes = vec![note(1, Some(0), "mal"), note(1, Some(0), "peor"), note(2, None, "=repetido")];
    let later = vec![note(13, Some(2), "falta"), note(14, Some(99), "fuera")];
    written(vec![(0, people(), notes), (0, people(), later)]).unwrap()
}

#[test]
fn problem_files_say_what_is_wrong_in_a_last_column() {
    let sheets = read(problems());
    let rows = &sheets[1].1;
    assert_eq!(rows[0][7], text("Qué está mal"));
    assert_eq!(rows[1][7], text("Nombre: mal\nNombre: peor"));
    assert_eq!(rows[2][7], text("=repetido"));
    assert_eq!(rows[3].get(7).cloned().unwrap_or(Value::None), Value::None);
    assert_eq!(rows[13][7], text("Área: falta"));
    assert_eq!(rows[14][7], text("fuera"));
    let marks: Vec<_> = sheets[0].1.iter().filter(|row| row[2] == text(REASONS_ID)).collect();
    assert_eq!(marks[0][..2], [text("Clientes 2026"), Value::Integer(8)]);
}

#[test]
fn text_that_no_cell_holds_is_left_out_and_told() {
    let column = |text: String| Rows { first: 1, count: 1, columns: vec![Column::Text(vec![Some(text)])] };
    // 32,767 is counted in UTF-16 units.
    let fits = "é".repeat(32_765) + "😀";
    let sheets = read(written(vec![(0, column(fits.clone()), vec![])]).unwrap());
    assert_eq!(sheets[1].1[1][0], Value::Text(fits.clone()));
    let bytes = written(vec![(0, column(fits + "x"), vec![])]).unwrap();
    assert!(String::from_utf8_lossy(&unpacked(&bytes, "xl/comments1.xml")).contains("32.767"));
    assert_eq!(read(bytes)[1].1.len(), 1);
}

fn unpacked(bytes: &[u8], part: &str) -> Vec<u8> {
    use std::io::Read;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    archive.by_name(part).unwrap().read_to_end(&mut found).unwrap();
    found
}

#[test]
fn every_text_is_marked_as_text() {
    let bytes = problems();
    let xml = String::from_utf8(unpacked(&bytes, "xl/worksheets/sheet1.xml")).unwrap();
    assert!(!xml.contains("<f>") && !xml.contains("<dimension"));
    let styles = String::from_utf8(unpacked(&bytes, "xl/styles.xml")).unwrap();
    let formats: Vec<&str> = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1).collect();
    let style = xml.split("<c r=\"A3\" s=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(formats[style.parse::<usize>().unwrap()].contains("quotePrefix=\"1\""));
}

#[test]
fn the_host_hears_its_own_error() {
    struct Full;
    impl FileSink for Full {
        fn write(&self, _: &[u8]) -> Result<(), Error> {
            Err(Error::Limit("output".into()))
        }
    }
    let writer = ExportFormat::open(&Xlsx, "xlsx", book(), Box::new(Full)).unwrap();
    assert_eq!(writer.finish(), Err(Error::Limit("output".into())));
}

/// Runs where Python has openpyxl.
#[test]
fn openpyxl_reads_what_we_write() {
    let installed = Command::new("python3").args(["-c", "import openpyxl"]).output();
    if !installed.is_ok_and(|output| output.status.success()) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("problems.xlsx");
    std::fs::write(&path, problems()).unwrap();
    let script = r#"
import sys, datetime, openpyxl
for lazy in (False, True):
    book = openpyxl.load_workbook(sys.argv[1], read_only=lazy)
    rows = list(book["Clientes 2026"].iter_rows())
    texts = [row[0].value for row in rows[1:13]]
    assert texts[:5] == ["=1+1", "+55 11 9999", "-x", "@SUM(A1)", "'quoted"], texts
    assert texts[6:] == [" lead", "trail ", "a\nb\tc", '<&>"', "Ñandú 👩‍👩‍👧", "007"], texts
    assert all(row[0].data_type != "f" for row in rows), "a formula"
    assert rows[3][5].value == datetime.datetime(1980, 2, 29), rows[3][5].value
    assert rows[3][6].value == datetime.datetime(2026, 11, 23, 8, 30), rows[3][6].value
    assert rows[3][4].value is True and rows[3][3].value == 42
book = openpyxl.load_workbook(sys.argv[1])
sheet = book["Clientes 2026"]
assert sheet.freeze_panes == "A2"
assert sheet["A2"].comment.text == "mal\npeor", sheet["A2"].comment
assert sheet["A2"].fill.fgColor.rgb == "FFFFC7CE" and sheet["C14"].comment.text == "falta"
assert sheet["A3"].quotePrefix
assert {check.sqref.__str__(): check.formula1 for check in sheet.data_validations.dataValidation if check.type == "list"} == {
    "B2:B1048576": '"Activo,Inactivo"', "C2:C1048576": "'_lists'!$A$1:$A$300"}
assert book["_elenco"].sheet_state == "veryHidden" and book["_lists"].sheet_state == "veryHidden"
"#;
    let output = Command::new("python3").args(["-c", script]).arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Runs where LibreOffice is installed: it opens the workbook, saves it as one of its own, and that reads the same.
#[test]
fn libreoffice_keeps_what_we_write() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("problems.xlsx");
    std::fs::write(&path, problems()).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(folder.path().join("saved"))
        .arg(&path)
        .output();
    if !output.is_ok_and(|output| output.status.success()) {
        return;
    }
    let saved = std::fs::read(folder.path().join("saved/problems.xlsx")).unwrap();
    let (ours, theirs) = (read(problems()), read(saved));
    let sheet = |sheets: &[(String, Vec<Vec<Value>>)], name: &str| {
        sheets.iter().find(|(found, _)| found == name).map(|(_, rows)| rows.clone()).unwrap()
    };
    for (left, right) in sheet(&ours, "Clientes 2026").iter().zip(sheet(&theirs, "Clientes 2026")) {
        assert_eq!(left, &right);
    }
    assert_eq!(theirs[0].0, IDS_SHEET, "still hidden, still first");
    assert_eq!(ours[0].1, theirs[0].1);
    assert!(!ours.iter().chain(&theirs).any(|(name, _)| name == LISTS_SHEET));
}
