//! Files as programs write them, there and back, and what is refused.

use super::*;
use elenco_sdk::export_format::{CellType, ColumnSpec, SheetSpec, Writer as _};
use elenco_sdk::files::MemoryFile;
use elenco_sdk::import_format::Reader as _;
use elenco_sdk::{Column, InvalidValue, Rows, Value, cell};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

fn open(text: impl Into<Vec<u8>>) -> Result<Table<People>, Error> {
    ImportFormat::open(&Json, Box::new(MemoryFile::new("people.json", text)), Language::En)
}

/// A row: its number, and cells that hold something, by header.
type Row = (u32, BTreeMap<String, Value>);

fn people(text: impl Into<Vec<u8>>) -> Result<Vec<Row>, Error> {
    let mut table = open(text)?;
    let mut header: Vec<String> = Vec::new();
    let mut all = Vec::new();
    while let Some(rows) = table.read(1, 5)? {
        for row in 0..rows.count as usize {
            let cells: Vec<Value> = rows.columns.iter().map(|column| cell(column, row)).collect();
            if header.is_empty() {
                header = cells.iter().map(elenco_sdk::plain_text).collect();
            } else if cells.iter().any(|cell| *cell != Value::None) {
                let named = header.iter().cloned().zip(cells).filter(|(_, cell)| *cell != Value::None);
                all.push((rows.first + row as u32, named.collect()));
            }
        }
    }
    Ok(all)
}

fn code(text: impl Into<Vec<u8>>) -> (String, String) {
    match people(text) {
        Err(Error::Invalid(InvalidValue { field, message })) => (field, message),
        other => (format!("{other:?}"), String::new()),
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[test]
fn lines_and_lists_read_the_same() {
    let ana = r#"{"username": "ana", "address": {"city": "Medellín"}, "fields": {"limit": 2500.5, "tags": ["a", 1, null]}, "active": true, "none": null}"#;
    let bea =
        r#"{"username": "bea}{\"", "odd": [{"a": 1}], "number": 12345678901, "big": 12345678901234567891}"#;
    let expected = |first: u32, second: u32| {
        let ana = [
            ("username", text("ana")),
            ("address.city", text("Medellín")),
            ("fields.limit", Value::Decimal("2500.5".into())),
            ("fields.tags", text("a; 1")),
            ("active", Value::Boolean(true)),
        ];
        let bea = [
            ("username", text("bea}{\"")),
            ("odd", text(r#"[{"a":1}]"#)),
            ("number", Value::Integer(12_345_678_901)),
            ("big", Value::Decimal("12345678901234567891".into())),
        ];
        let named = |pairs: &[(&str, Value)]| -> BTreeMap<String, Value> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
        };
        vec![(first, named(&ana)), (second, named(&bea))]
    };
    assert_eq!(people(format!("{ana}\n{bea}\n")).unwrap(), expected(1, 2));
    assert_eq!(people(format!("\u{feff}\n[\n{ana},\r\n\n{bea}\n]\n")).unwrap(), expected(3, 5));
    assert_eq!(people(format!("[{ana}\n,{bea}]")).unwrap(), expected(1, 2));
    let spread = ana.replace(", ", ",\n");
    let line = spread.lines().count() as u32 + 1;
    assert_eq!(people(format!("{spread}\n{bea}")).unwrap()[1].0, line);
}

#[test]
fn names_that_differ_in_case_only_keep_both_values() {
    let read = people(r#"{"a": {"b": 1}, "A.B": 2}"#).unwrap();
    assert_eq!(read[0].1.len(), 2, "{read:?}");
}

#[test]
fn what_is_not_read_is_named_with_its_line() {
    for (given, expected, line) in [
        ("", "file.empty", ""),
        ("[]", "file.empty", ""),
        ("{\"a\": 1}\n{\"a\": }\n", "file.not-json", "line 2"),
        ("{\"a\": \"\u{1}\"}", "file.not-json", "line 1"),
        ("{\"a\": 1}\n2\n", "file.no-object", "line 2"),
        ("[{\"a\": 1}\n{\"a\": 1}]", "file.no-object", "line 2"),
        ("[{\"a\": 1},]", "file.no-object", "line 1"),
        ("[{\"a\": 1}]\n{}", "file.no-object", "line 2"),
        ("[[1]]", "file.no-object", "line 1"),
        ("name,mail", "file.no-object", "line 1"),
        ("\n{\"a\": {\"b\": 1}", "file.open-object", "line 2"),
        ("[{\"a\": 1}", "file.open-object", "line 1"),
        ("{\"a\": \"b}", "file.open-object", "line 1"),
    ] {
        let (code, message) = code(given);
        assert_eq!(code, expected, "{given}: {message}");
        assert!(message.contains(line), "{message}");
    }
    assert_eq!(code(format!("{{\"a\": \"{}\"}}", "x".repeat(2 << 20))).0, "file.object-too-long");
    assert_eq!(code(b"{\"a\": \"\xE9\"}".to_vec()).0, "file.not-json");
    let deep = format!("{{\"a\": {}1{}}}", "[".repeat(300_000), "]".repeat(300_000));
    assert_eq!(code(deep).0, "file.not-json", "a deep list does not use up the stack");
    let names: String = (0..1_100).map(|number| format!("\"{number}\": 1,")).collect();
    assert_eq!(code(format!("{{{names}\"x\": 1}}")).0, "file.too-many-names");
}

#[test]
fn content_and_name_tell_what_is_recognised() {
    for (name, head, sure) in [
        ("people.jsonl", "{\"a\":1}", 95),
        ("people.json", "\u{feff} [ {\"a\":1}", 95),
        ("people.txt", "{\"a\":1}", 70),
        ("people.json", "name,mail", 50),
        ("people.csv", "{a},b", 0),
        ("people.csv", "", 0),
    ] {
        assert_eq!(Json.recognise(name, head.as_bytes()), sure, "{name} {head}");
    }
}

fn written(ids: &[&str], columns: Vec<Column>, count: u32) -> String {
    let spec = |id: &&str| ColumnSpec {
        id: (*id).into(),
        label: (*id).to_uppercase(),
        kind: CellType::Text,
        required: false,
        help: String::new(),
        example: None,
        choices: Vec::new(),
    };
    let sheet =
        SheetSpec { id: "users".into(), label: "Users".into(), columns: ids.iter().map(spec).collect() };
    let book = Workbook { title: String::new(), sheets: vec![sheet], info: false, locale: "en".into() };
    let file = Arc::new(Mutex::new(Vec::new()));
    let mut writer = ExportFormat::open(&Json, "json", book, Box::new(file.clone())).unwrap();
    let note = Note { sheet: 0, row: 2, column: None, message: "bad".into() };
    writer.write(0, Rows { first: 2, count, columns }, vec![note]).unwrap();
    writer.finish().unwrap();
    let bytes = file.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

use elenco_sdk::export_format::Note;

#[test]
fn rows_become_objects_with_objects_inside() {
    let columns = vec![
        Column::Text(vec![Some("ana".into()), None]),
        Column::Text(vec![Some("Medellín".into()), None]),
        Column::Mixed(vec![Value::Decimal("2500.50".into()), Value::Choices(vec!["a".into(), "b".into()])]),
        Column::Boolean(vec![None, Some(true)]),
        Column::Number(vec![Some(-75.5), Some(3.0)]),
        Column::Text(vec![Some("x".into()), None]),
    ];
    let ids = ["username", "address.city", "fields.limit", "must", "longitude", "username.x"];
    assert_eq!(
        written(&ids, columns, 2),
        concat!(
            r#"{"address":{"city":"Medellín"},"fields":{"limit":"2500.50"},"longitude":"-75.5","username":"ana","username.x":"x"}"#,
            "\n",
            r#"{"_notes":["bad"],"fields":{"limit":["a","b"]},"longitude":3,"must":true}"#,
            "\n"
        )
    );
}

proptest! {
    #[test]
    fn any_text_comes_back(texts in prop::collection::vec(("\\PC{1,20}|[\r\n\"\\\\{}\\[\\],]{1,6}", "\\PC{0,9}"), 1..15)) {
        let (left, right): (Vec<_>, Vec<_>) = texts.iter().cloned().unzip();
        let column = |texts: Vec<String>| Column::Text(texts.into_iter().map(Some).collect());
        let count = texts.len() as u32;
        let file = written(&["username", "address.city"], vec![column(left), column(right)], count);
        let read = people(file).unwrap();
        prop_assert_eq!(read.len(), texts.len());
        for ((_, cells), (left, right)) in read.iter().zip(&texts) {
            prop_assert_eq!(&cells["username"], &text(left));
            prop_assert_eq!(&cells["address.city"], &text(right));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), json in "[\\[\\]{},:\"a1 \n]{0,40}") {
        let _ = people(bytes);
        let _ = people(json);
    }
}
