//! Files as programs write them, nasty values there and back, and what is refused.

use super::*;
use elenco_sdk::export_format::{CellType, ColumnSpec, Note, SheetSpec, Writer as _};
use elenco_sdk::files::MemoryFile;
use elenco_sdk::import_format::Reader as _;
use elenco_sdk::{Column, InvalidValue, Rows, Value, cell};
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

fn open(bytes: impl Into<Vec<u8>>) -> Result<Reader, Error> {
    let csv: Csv = elenco_sdk::open("{}").unwrap();
    ImportFormat::open(&csv, Box::new(MemoryFile::new("C:\\lists\\people.2026.csv", bytes)), Language::Pt)
}

/// Rows with their numbers, as text.
fn rows(bytes: impl Into<Vec<u8>>) -> Result<Vec<(u32, Vec<String>)>, Error> {
    let mut reader = open(bytes)?;
    let mut all = Vec::new();
    while let Some(rows) = reader.read(0, 3)? {
        assert!(rows.count <= 3);
        for row in 0..rows.count {
            let cells = rows.columns.iter().map(|column| elenco_sdk::plain_text(&cell(column, row as usize)));
            all.push((rows.first + row, cells.collect()));
        }
    }
    Ok(all)
}

fn code(bytes: impl Into<Vec<u8>>) -> String {
    match rows(bytes) {
        Err(Error::Invalid(InvalidValue { field, message })) => {
            assert!(message.ends_with('.'), "{message}");
            field
        }
        other => format!("{other:?}"),
    }
}

fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn any_encoding_delimiter_and_line_ending_reads_the_same() {
    let expected =
        [row(1, &["Nome", "Situação"]), row(2, &["José", "Ativo, sim"]), row(4, &["Íris", "açaí"])];
    let text = "Nome;Situação\nJosé;\"Ativo, sim\"\n\nÍris;açaí\n";
    let wide = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    let marked = format!("\u{feff}{text}");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    for bytes in [
        text.as_bytes().to_vec(),
        marked.as_bytes().to_vec(),
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        text.trim_end().as_bytes().to_vec(),
        text.replace(';', "\t").into_bytes(),
        text.replace(';', "|").into_bytes(),
        latin.into_owned(),
        wide(&marked, false),
        wide(&marked, true),
        wide(text, false),
        wide(text, true),
    ] {
        assert_eq!(rows(bytes.clone()).unwrap(), expected, "{}", String::from_utf8_lossy(&bytes));
    }
    let declared = format!("sep=;\r\n{text}");
    assert_eq!(rows(declared).unwrap()[0], row(2, &["Nome", "Situação"]));
}

#[test]
fn a_single_accent_far_behind_tells_the_encoding() {
    let mut bytes = b"name,city\n".repeat(40_000);
    bytes.extend_from_slice(b"Jos\xE9,S\xE3o Paulo\n");
    assert_eq!(rows(bytes).unwrap().last().unwrap(), &row(40_001, &["José", "São Paulo"]));
    // Pieces of the file end inside of characters.
    let long = format!("h\n{}\n", "aé€😀".repeat(30_000));
    assert_eq!(rows(long.clone()).unwrap()[1].1[0], long[2..].trim_end());
}

#[test]
fn quotation_marks_are_read_as_they_are_meant() {
    let text = "a,b,c\n\"x \"\"y\"\" z\",\"line\r\nbreak\",5\" pipe\n\"open\"er,,\n,\"\",\n'=1+1,'x,''=1\n";
    assert_eq!(
        rows(text).unwrap(),
        [
            row(1, &["a", "b", "c"]),
            row(2, &["x \"y\" z", "line\r\nbreak", "5\" pipe"]),
            row(3, &["opener", "", ""]),
            row(5, &["=1+1", "'x", "'=1"]),
        ]
    );
}

#[test]
fn what_is_no_list_is_named() {
    assert_eq!(code(""), "file.empty");
    assert_eq!(code("\u{feff}"), "file.empty");
    assert_eq!(code("\n;;\n\n,,\n".replace(',', ";")), "file.empty");
    assert_eq!(code(b"PK\x03\x04rest".to_vec()), "file.binary");
    assert_eq!(code(b"a,b\n1,\0\n".to_vec()), "file.binary");
    let mut late = b"a,b\n".repeat(30_000);
    late.push(0);
    assert_eq!(code(late), "file.binary");
    assert_eq!(code("a,b\n1,2\n3,\"4\n5,6\n"), "file.open-quote");
    assert_eq!(code(format!("a,b\n1,\"{}", "2,3\n".repeat(400_000))), "file.open-quote");
    assert_eq!(code(format!("a,b\n{}\n", "x".repeat(2 << 20))), "file.too-much-text");
    assert_eq!(code(format!("a,b\n{}\n", "x,".repeat(1_100))), "file.too-many-cells");
}

#[test]
fn names_and_content_tell_what_is_recognised() {
    let csv: Csv = elenco_sdk::open("{}").unwrap();
    assert_eq!(csv.recognise("People.CSV", b"a;b"), 90);
    assert_eq!(csv.recognise("people.csv", b"PK\x03\x04"), 0);
    assert_eq!(csv.recognise("people.csv", b"a\0b\0\n\0"), 90);
    assert_eq!(csv.recognise("people.xlsx", b"a;b"), 0);
    assert_eq!(csv.recognise("people", b"a;b"), 20);
    let mut reader = open("a;b").unwrap();
    assert_eq!(reader.sheets().unwrap()[0].name, "people.2026");
    assert!(reader.read(1, 1).is_err());
}

fn written(locale: &str, settings: &str, columns: usize, rows: Rows, notes: Vec<Note>) -> String {
    let file = Arc::new(Mutex::new(Vec::new()));
    let spec = |number: usize| ColumnSpec {
        id: format!("c{number}"),
        label: format!("C{number}"),
        kind: CellType::Text,
        required: false,
        help: String::new(),
        example: None,
        choices: Vec::new(),
    };
    let sheet =
        SheetSpec { id: "users".into(), label: "Users".into(), columns: (1..=columns).map(spec).collect() };
    let book = Workbook { title: String::new(), sheets: vec![sheet], info: true, locale: locale.into() };
    let csv: Csv = elenco_sdk::open(settings).unwrap();
    let mut writer = ExportFormat::open(&csv, "csv", book, Box::new(file.clone())).unwrap();
    if rows.count > 0 {
        writer.write(0, rows, notes).unwrap();
    }
    writer.finish().unwrap();
    let bytes = file.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn rows_are_written_as_spreadsheet_programs_read_them() {
    let columns = vec![
        Column::Text(vec![Some("=1+1".into()), None, Some("a;b".into())]),
        Column::Number(vec![Some(-1.5), None, Some(2.0)]),
        Column::Mixed(vec![Value::Text("-x".into()), Value::Date("2026-11-23".into()), Value::Boolean(true)]),
    ];
    let rows = Rows { first: 1, count: 3, columns };
    let note = |row, column, message: &str| Note { sheet: 0, row, column, message: message.into() };
    let notes = vec![note(1, Some(1), "too small"), note(1, None, "-twice"), note(3, None, "=bad")];
    assert_eq!(
        written("pt-BR", "{}", 3, rows.clone(), notes),
        "\u{feff}C1;C2;C3;O que está errado\r\n'=1+1;-1.5;'-x;C2: too small; -twice\r\n;;2026-11-23;\r\n\"a;b\";2;true;'=bad\r\n"
            .replace("C2: too small; -twice", "\"C2: too small; -twice\"")
    );
    assert!(written("en", "{}", 3, rows.clone(), vec![]).contains("\r\na;b,2,true\r\n"));
    assert!(written("en", r#"{"delimiter": "|"}"#, 3, rows, vec![]).starts_with("\u{feff}C1|C2|C3\r\n"));
    let none = Rows { first: 1, count: 0, columns: vec![] };
    assert_eq!(written("es", "{}", 2, none, vec![]), "\u{feff}C1;C2\r\n");
}

/// Sheets as people bring them. Left out where the folder is missing.
#[test]
fn a_real_list_reads() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/clients_en.csv");
    let Ok(bytes) = std::fs::read(path) else { return };
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
    let rows = rows(bytes).unwrap();
    assert_eq!(rows[0].1[..3], ["Login", "First name", "Last name"]);
    assert_eq!(rows.len(), lines);
    assert!(rows.iter().all(|(_, cells)| cells.len() == 13));
}

proptest! {
    #[test]
    fn nasty_texts_come_back_unchanged(
        texts in prop::collection::vec(("'{0,2}[=+@\\-\t\ra;\"]\\PC{0,9}|[^\0]{1,12}", "[^\0]{0,6}"), 1..20),
        locale in prop::sample::select(vec!["en", "es"]),
    ) {
        let (left, right): (Vec<_>, Vec<_>) = texts.iter().cloned().unzip();
        let column = |texts: Vec<String>| Column::Text(texts.into_iter().map(Some).collect());
        let rows_out = Rows { first: 1, count: left.len() as u32, columns: vec![column(left), column(right)] };
        let read = rows(written(locale, "{}", 2, rows_out, vec![])).unwrap();
        let read: Vec<_> = read
            .into_iter()
            .skip(1)
            .map(|(_, mut cells)| { cells.resize(2, String::new()); (cells[0].clone(), cells[1].clone()) })
            .collect();
        prop_assert_eq!(read, texts);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        let _ = rows(bytes);
    }
}

fn told(settings: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let csv: Csv = elenco_sdk::open(settings).unwrap();
    let mut reader =
        ImportFormat::open(&csv, Box::new(MemoryFile::new("a.csv", bytes)), Language::Es).unwrap();
    assert_eq!(reader.sheets().unwrap()[1].name, "_reading");
    let rows = reader.read(1, 100).unwrap().expect("it says how it reads");
    let text = |column: usize, row: u32| elenco_sdk::plain_text(&cell(&rows.columns[column], row as usize));
    assert!(reader.read(1, 100).unwrap().is_none());
    (0..rows.count).map(|row| (text(0, row), text(1, row))).collect()
}

#[test]
fn a_reader_says_how_it_reads_and_reads_as_it_is_told() {
    let found = told(r#"{"describe":true}"#, b"nome;cidade\nJos\xe9;Bel\xe9m\nRui;Natal\n");
    let value = |name: &str| found.iter().find(|(told, _)| told == name).map(|(_, value)| value.as_str());
    assert_eq!(value("read_delimiter"), Some(";"));
    assert_eq!(value("read_quote"), Some("\""));
    assert_eq!(value("read_encoding"), Some("windows-1252"));
    assert_eq!(found.iter().filter(|(name, _)| name == "line").count(), 3);
    assert_eq!(found[4].1, "José;Belém");

    let settings = r#"{"read_delimiter":":","read_quote":"","read_encoding":"windows-1251"}"#;
    let csv: Csv = elenco_sdk::open(settings).unwrap();
    let file = MemoryFile::new("a.csv", b"a:b;c\n\"x\":\xcc\xe8\xf0\n".to_vec());
    let mut reader = ImportFormat::open(&csv, Box::new(file), Language::En).unwrap();
    assert_eq!(reader.sheets().unwrap().len(), 1, "nobody asked how it reads");
    let rows = reader.read(0, 10).unwrap().unwrap();
    assert_eq!(rows.columns[1], Column::Text(vec![Some("b;c".into()), Some("Мир".into())]));
    assert_eq!(rows.columns[0], Column::Text(vec![Some("a".into()), Some("\"x\"".into())]));
    let bad: Csv = elenco_sdk::open(r#"{"read_encoding":"klingon"}"#).unwrap();
    let file = MemoryFile::new("a.csv", b"a;b\n".to_vec());
    assert!(matches!(ImportFormat::open(&bad, Box::new(file), Language::En), Err(Error::Unsupported(_))));
}
