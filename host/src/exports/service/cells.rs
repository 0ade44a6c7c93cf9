//! Values as the cells of a column.
use std::collections::HashMap;

use elenco_db::LocationId;
use elenco_runtime::contract::{CellType, Column, FieldType, Value};

use crate::users::columns::ColumnKind;
use crate::users::model::User;

/// How the cells of an additional field are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    Text,
    Number,
    Boolean,
    Date,
    Instant,
    /// What only the field's plugin can write for people: choices become labels.
    Formatted,
}

impl Cells {
    pub(super) fn of(kind: &FieldType) -> Self {
        match kind {
            FieldType::Text(_) | FieldType::Link => Self::Text,
            FieldType::Integer(_) | FieldType::Decimal(_) | FieldType::Currency(_) => Self::Number,
            FieldType::CheckBox => Self::Boolean,
            FieldType::Date => Self::Date,
            FieldType::Instant => Self::Instant,
            _ => Self::Formatted,
        }
    }

    pub(super) fn kind(self) -> CellType {
        match self {
            Self::Text | Self::Formatted => CellType::Text,
            Self::Number => CellType::Number,
            Self::Boolean => CellType::Boolean,
            Self::Date => CellType::Date,
            Self::Instant => CellType::Instant,
        }
    }
}

/// A text that may be empty as a cell.
pub fn some_text(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Texts as a column; one without any is empty.
pub fn texts(cells: impl Iterator<Item = Option<String>>) -> Column {
    let cells: Vec<Option<String>> = cells.collect();
    if cells.iter().all(Option::is_none) { Column::Empty } else { Column::Text(cells) }
}

/// Numbers as a column; one without any is empty.
pub fn numbers(cells: impl Iterator<Item = Option<f64>>) -> Column {
    let cells: Vec<Option<f64>> = cells.collect();
    if cells.iter().all(Option::is_none) { Column::Empty } else { Column::Number(cells) }
}

pub(super) fn core_cells(
    kind: ColumnKind,
    id: &str,
    users: &[User],
    codes: &HashMap<LocationId, String>,
    (active, inactive): (&str, &str),
) -> Column {
    match kind {
        ColumnKind::Text | ColumnKind::Email | ColumnKind::Phone => {
            texts(users.iter().map(|user| some_text(own_text(user, id).to_owned())))
        }
        ColumnKind::Status => {
            texts(users.iter().map(|user| Some(if user.active { active } else { inactive }.to_owned())))
        }
        ColumnKind::Culture => texts(users.iter().map(|user| Some(user.culture.native_name().to_owned()))),
        ColumnKind::Location => texts(
            users.iter().map(|user| user.location_id.and_then(|location| codes.get(&location).cloned())),
        ),
        ColumnKind::Address(part) => {
            texts(users.iter().map(|user| user.address.get(&part).map(|entry| entry.value.clone())))
        }
        ColumnKind::Latitude => numbers(users.iter().map(|user| user.latitude)),
        ColumnKind::Longitude => numbers(users.iter().map(|user| user.longitude)),
        ColumnKind::Instant => {
            let at = |user: &User| if id == "valid_since" { user.valid_since } else { user.valid_until };
            if users.iter().all(|user| at(user).is_none()) {
                return Column::Empty;
            }
            Column::Instant(users.iter().map(|user| at(user).map(instant_text)).collect())
        }
        ColumnKind::YesNo => {
            Column::Boolean(users.iter().map(|user| Some(user.must_change_password)).collect())
        }
        // A password is never written, not even as a hash.
        ColumnKind::Password => Column::Empty,
    }
}

fn instant_text(at: elenco_db::Instant) -> String {
    at.to_chrono().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn own_text<'a>(user: &'a User, id: &str) -> &'a str {
    match id {
        "username" => &user.username,
        "first_names" => &user.first_names,
        "last_names" => &user.last_names,
        "email" => &user.email,
        "phone" => &user.phone,
        "mobile" => &user.mobile,
        "position" => &user.position,
        "external_id" => user.external_id.as_deref().unwrap_or_default(),
        _ => "",
    }
}

/// Cells that need no plugin. A value that is not of the column's type, because the field was another one once, is
/// handed on as it is.
pub(super) fn plain_cells(cells: Cells, values: Vec<Value>) -> Column {
    let all = |is: fn(&Value) -> bool| values.iter().all(|value| matches!(value, Value::None) || is(value));
    match cells {
        Cells::Text if all(|value| matches!(value, Value::Text(_))) => texts(values.into_iter().map(written)),
        Cells::Date if all(|value| matches!(value, Value::Date(_))) => {
            Column::Date(values.into_iter().map(written).collect())
        }
        Cells::Instant if all(|value| matches!(value, Value::Instant(_))) => {
            Column::Instant(values.into_iter().map(written).collect())
        }
        Cells::Boolean if all(|value| matches!(value, Value::Boolean(_))) => Column::Boolean(
            values
                .into_iter()
                .map(|value| if let Value::Boolean(yes) = value { Some(yes) } else { None })
                .collect(),
        ),
        Cells::Number => {
            let exact: Option<Vec<Option<f64>>> = values.iter().map(exact_number).collect();
            exact.map_or_else(|| Column::Mixed(values), Column::Number)
        }
        _ => Column::Mixed(values),
    }
}

/// What a value of text, of a day or of an instant says.
fn written(value: Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Date(text) | Value::Instant(text) => Some(text),
        _ => None,
    }
}

/// The number of a cell, when a cell can hold it: a workbook's numbers are floats of 64 bits and keep 15 digits.
fn exact_number(value: &Value) -> Option<Option<f64>> {
    match value {
        Value::None => Some(None),
        Value::Integer(number) if number.unsigned_abs() < 1_000_000_000_000_000 => Some(Some(*number as f64)),
        Value::Decimal(text) if text.chars().filter(char::is_ascii_digit).count() <= 15 => {
            text.parse().ok().map(Some)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_that_a_cell_cannot_hold_stay_text() {
        assert_eq!(exact_number(&Value::Decimal("0.10".into())), Some(Some(0.1)));
        assert_eq!(exact_number(&Value::Decimal("12345678901234567.89".into())), None);
        assert_eq!(exact_number(&Value::Integer(9_007_199_254_740_991)), None);
        let column =
            plain_cells(Cells::Number, vec![Value::Integer(1), Value::Decimal("0.1234567890123456".into())]);
        assert!(matches!(column, Column::Mixed(_)), "{column:?}");
    }

    proptest! {
        #[test]
        fn an_exact_number_reads_back_as_it_was(whole in -999_999_999_i64..999_999_999, cents in 1_u8..99) {
            let text = format!("{whole}.{cents:02}");
            let number = exact_number(&Value::Decimal(text.clone())).flatten();
            prop_assert_eq!(number.map(|number| format!("{number:.2}")), Some(text));
        }
    }

    #[test]
    fn a_value_of_another_type_is_not_lost() {
        let column = plain_cells(Cells::Text, vec![Value::Text("a".into()), Value::Integer(5)]);
        assert!(matches!(column, Column::Mixed(cells) if cells.len() == 2));
        assert!(matches!(
            plain_cells(Cells::Boolean, vec![Value::Boolean(false), Value::None]),
            Column::Boolean(_)
        ));
        let days = vec![Value::None, Value::Date("2026-11-23".into())];
        assert_eq!(plain_cells(Cells::Date, days), Column::Date(vec![None, Some("2026-11-23".into())]));
        assert!(matches!(texts([None, None].into_iter()), Column::Empty));
    }
}
