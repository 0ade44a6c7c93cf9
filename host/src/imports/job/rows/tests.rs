use elenco_runtime::contract::Value;
use proptest::prelude::*;

use super::values::{CoreCell, Reading};
use super::*;
use crate::imports::dates::DateOrder;
use crate::imports::headers::How;
use crate::imports::numbers::DecimalMark;
use crate::locale::{Culture, Texts};

fn read(id: &str, kind: ColumnKind, cell: Value) -> Reading {
    let mut reading = Reading::new(Texts::of(Culture::En));
    reading.core(CoreCell { at: 3, id, kind, cell: &cell });
    reading.complete();
    reading
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn status_words_of_three_languages_are_read_and_others_refused() {
    for (word, expected) in [
        ("Ativo", true),
        ("ATIVA", true),
        ("Inativo", false),
        ("Activo", true),
        ("inactiva", false),
        ("active", true),
        ("Inactive", false),
        ("Sí", true),
        ("si", true),
        ("No", false),
        ("Não", false),
        ("sim", true),
        ("yes", true),
    ] {
        let reading = read("status", ColumnKind::Status, text(word));
        assert_eq!(reading.changes.active, Some(expected), "{word}");
        assert!(reading.problems.is_empty(), "{word}");
    }
    assert_eq!(read("status", ColumnKind::Status, Value::Boolean(false)).changes.active, Some(false));
    let refused = read("status", ColumnKind::Status, text("talvez"));
    assert_eq!(refused.changes.active, None);
    assert_eq!(refused.problems.len(), 1);
    assert_eq!(refused.problems[0].value.as_deref(), Some("talvez"));
    assert_eq!(refused.problems[0].column, Some(3));
}

#[test]
fn half_a_position_is_refused_once() {
    let reading = read("latitude", ColumnKind::Latitude, Value::Decimal("6.2".into()));
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].code, "import.half-position");
    let reading = read("latitude", ColumnKind::Latitude, text("91"));
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].code, "import.degrees");
}

#[test]
fn a_password_is_taken_and_never_told() {
    let reading = read("password", ColumnKind::Password, text("correct horse"));
    assert!(reading.changes.password.is_some());
    assert!(reading.problems.is_empty());
    assert!(!format!("{:?}", reading.changes).contains("horse"));
}

#[test]
fn remarks_are_counted_by_column_with_a_few_different_values() {
    let mut notices = Vec::new();
    for at in 0..20 {
        note(&mut notices, &[("location".to_owned(), "location-unknown", format!("Place {}", at % 7))]);
    }
    assert_eq!(notices.len(), 1);
    assert_eq!((notices[0].rows, notices[0].values.len()), (20, 5));
}

proptest! {
    #[test]
    fn a_columns_dates_and_numbers_become_plain_and_other_texts_stay(word in "\\PC{0,16}", day in 1_u32..=28, month in 1_u32..=12) {
        let plan = |dates, numbers| ColumnPlan {
            header: "h".into(), field: Some("f".into()), label: None, how: How::Label, dates, numbers, values: Default::default()
        };
        let column = plan(Some(DateOrder::DayFirst), None);
        let written = text(&format!("{day}/{month}/1990"));
        prop_assert_eq!(normalise(&written, &column, None), Value::Date(format!("1990-{month:02}-{day:02}")));
        let unread = plan(None, None);
        prop_assert_eq!(normalise(&text(&word), &unread, None), text(&word));
        let numbers = plan(None, Some(DecimalMark::Comma));
        prop_assert_eq!(normalise(&text("1.234,50"), &numbers, None), Value::Decimal("1234.50".into()));
    }
}
