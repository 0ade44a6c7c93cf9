//! Layouts as other programs want them, what is refused, and any values in any layout.

use super::*;
use elenco_sdk::export_format::{CellType, ColumnSpec, SheetSpec, Writer as _};
use elenco_sdk::{Column, Rows, Value};
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

fn book(labels: &[(&str, &str)]) -> Workbook {
    let spec = |(id, label): &(&str, &str)| ColumnSpec {
        id: (*id).into(),
        label: (*label).into(),
        kind: CellType::Text,
        required: false,
        help: String::new(),
        example: None,
        choices: Vec::new(),
    };
    let columns = labels.iter().map(spec).collect();
    let sheet = SheetSpec { id: "users".into(), label: "Clientes".into(), columns };
    Workbook { title: String::new(), sheets: vec![sheet], info: false, locale: "es".into() }
}

fn written(settings: &str, columns: Vec<Column>) -> Result<Vec<u8>, Error> {
    let file = Arc::new(Mutex::new(Vec::new()));
    let plugin: FixedWidth = elenco_sdk::open(settings)?;
    let book =
        book(&[("username", "Usuario"), ("limit", "Límite"), ("born", "Nacimiento"), ("news", "Boletín")]);
    let mut writer = plugin.open("fixed-width", book, Box::new(file.clone()))?;
    let count = 2;
    writer.write(0, Rows { first: 2, count, columns }, Vec::new())?;
    writer.finish()?;
    let bytes = file.lock().unwrap().clone();
    Ok(bytes)
}

fn people() -> Vec<Column> {
    vec![
        Column::Text(vec![Some("ana".into()), Some("José\tLuis 東".into())]),
        Column::Number(vec![Some(-2500.5), None]),
        Column::Mixed(vec![Value::Date("1990-04-21".into()), Value::None]),
        Column::Boolean(vec![Some(true), Some(false)]),
    ]
}

fn refused(settings: &str) -> (String, String) {
    match written(settings, people()) {
        Err(Error::Invalid(InvalidValue { field, message })) => (field, message),
        other => (format!("{other:?}"), String::new()),
    }
}

const COLUMNS: &str = r#""columns": [
    {"text": "P1", "width": 3},
    {"column": "username", "width": 12},
    {"column": "límite", "width": 10, "align": "right", "fill": "0", "decimals": 2, "decimal-mark": "none", "text": "0"},
    {"column": "born", "width": 8, "date-format": "DDMMYYYY", "fill": "*", "header": "Born"},
    {"column": "news", "width": 3}
]"#;

#[test]
fn values_stand_where_the_settings_say() {
    let text =
        written(&format!("{{{COLUMNS}, \"header\": true, \"line-ending\": \"lf\"}}"), people()).unwrap();
    assert_eq!(
        String::from_utf8(text).unwrap(),
        "   Usuario     Límite    Born    Bol\n\
         P1 ana         -00025005021041990Sí \n\
         P1 José Luis 東 0000000000********No \n"
    );
    let text =
        written(&format!(r#"{{{COLUMNS}, "encoding": "ascii", "yes": "1", "no": "0"}}"#), people()).unwrap();
    assert_eq!(
        String::from_utf8(text).unwrap(),
        "P1 ana         -000250050210419901  \r\nP1 Jose Luis ? 0000000000********0  \r\n"
    );
    let one =
        r#"{"columns": [{"column": "username", "width": 11}], "encoding": "ENC", "line-ending": "none"}"#;
    let bytes = written(&one.replace("ENC", "windows-1252"), people()).unwrap();
    assert_eq!(bytes, b"ana        Jos\xE9 Luis ?");
    assert_eq!(written(&one.replace("ENC", "iso-8859-1"), people()).unwrap(), bytes);
}

#[test]
fn what_does_not_fit_is_cut_or_named_with_its_place() {
    let narrow = |rest: &str| format!(r#"{{"columns": [{{"column": "Usuario", "width": 5}}]{rest}}}"#);
    let (code, message) = refused(&narrow(r#", "header": true"#));
    assert_eq!(code, "export.value-too-long");
    assert!(
        message.starts_with(
            "Hoja Clientes, línea 3, columna Usuario: “José Luis 東” tiene 11 caracteres y solo caben 5."
        ),
        "{message}"
    );
    assert_eq!(
        written(&narrow(r#", "too-long": "cut""#), people()).unwrap(),
        "ana  \r\nJosé \r\n".as_bytes()
    );
    let (code, message) = refused(
        r#"{"columns": [{"column": "username", "width": 20}], "encoding": "ascii", "unknown-character": "refuse"}"#,
    );
    assert_eq!(code, "export.unknown-character");
    assert!(message.contains("línea 2") && message.contains("“東”"), "{message}");
}

#[test]
fn a_column_that_is_not_there_is_named_or_left_blank() {
    let missing = r#"{"columns": [{"column": "fields.cpf", "width": 4, "text": "-"}], "missing-column": "MODE", "line-ending": "none"}"#;
    let (code, message) = refused(&missing.replace("MODE", "refuse"));
    assert_eq!(code, "export.missing-column");
    assert!(message.contains("“fields.cpf”") && message.contains("Clientes"), "{message}");
    assert_eq!(written(&missing.replace("MODE", "blank"), people()).unwrap(), b"-   -   ");
}

#[test]
fn settings_that_cannot_be_kept_are_refused_and_none_offer_nothing() {
    for settings in [
        r#"{"columns": [{"width": 0}]}"#,
        r#"{"columns": [{"width": 40000}]}"#,
        r#"{"columns": [{"width": 18446744073709551615}, {"width": 2}]}"#,
        r#"{"columns": [{"width": 4, "fill": "\n"}]}"#,
        r#"{"columns": [{"width": 4, "fill": ""}]}"#,
        r#"{"columns": [{"width": 4, "fill": "ab"}]}"#,
        r#"{"extension": "../x"}"#,
        r#"{"encoding": "utf-16"}"#,
        r#"{"no-such-setting": 1}"#,
    ] {
        assert!(elenco_sdk::open::<FixedWidth>(settings).is_err(), "{settings}");
    }
    let without: FixedWidth = elenco_sdk::open("{}").unwrap();
    assert!(ExportFormat::formats(&without, Language::En).is_empty());
    let with: FixedWidth = elenco_sdk::open(&format!(r#"{{{COLUMNS}, "extension": "rem"}}"#)).unwrap();
    assert_eq!(ExportFormat::formats(&with, Language::En)[0].extension, "rem");
}

/// Whatever the schema names exists in the types, with the same choices, and in three languages.
#[test]
fn the_schema_says_what_the_settings_are() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../settings.schema.json")).unwrap();
    let mut checked = 0;
    for (properties, around) in [
        (&schema["properties"], "{X}"),
        (&schema["$defs"]["column"]["properties"], r#"{"columns": [{"width": 5, X}]}"#),
    ] {
        for (name, property) in properties.as_object().unwrap() {
            for language in ["en", "es", "pt"] {
                assert!(property["x-title"][language].is_string(), "{name} in {language}");
            }
            let choices = property["enum"].as_array();
            let values = choices.cloned().unwrap_or_else(|| vec![property["default"].clone()]);
            if let (Some(choices), Some(titles)) = (choices, property["x-titles"].as_object()) {
                assert!(choices.iter().all(|choice| titles.contains_key(choice.as_str().unwrap())), "{name}");
            }
            for value in values.into_iter().filter(|value| !value.is_null()) {
                let setting = around.replace('X', &format!("{}: {value}", serde_json::json!(name)));
                assert!(elenco_sdk::open::<FixedWidth>(&setting).is_ok(), "{setting}");
                checked += 1;
            }
        }
    }
    assert!(checked > 25, "{checked}");
}

proptest! {
    /// Every line is as wide as the columns together, whatever stands in them.
    #[test]
    fn lines_have_one_width(
        texts in prop::collection::vec("\\PC{0,20}|[\r\n\t ]{0,4}", 2),
        width in 1usize..15, fill in "[ 0*é]", right: bool,
        encoding in prop::sample::select(vec!["utf-8", "windows-1252", "iso-8859-1", "ascii"]),
    ) {
        let column = serde_json::json!({
            "column": "username", "width": width, "fill": fill, "align": if right { "right" } else { "left" },
        });
        let settings = serde_json::json!({
            "columns": [column, { "text": "|", "width": 1 }], "too-long": "cut", "encoding": encoding, "line-ending": "lf",
        });
        let bytes = written(&settings.to_string(), vec![Column::Text(texts.into_iter().map(Some).collect())]).unwrap();
        let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        prop_assert_eq!(lines.len(), 3);
        for line in &lines[..2] {
            let length = if encoding == "utf-8" { std::str::from_utf8(line).unwrap().chars().count() } else { line.len() };
            prop_assert_eq!(length, width + 1, "{:?}", String::from_utf8_lossy(line));
        }
    }
}
