//! A cell with what its whole column tells about it.
use elenco_runtime::contract::{FieldType, Value};

use crate::imports::cells::display;
use crate::imports::model::{ColumnPlan, value_key};
use crate::imports::{dates, numbers};

/// What whoever imports said that a value means; nothing when nobody said.
fn meant(cell: &Value, column: &ColumnPlan, field: Option<&FieldType>) -> Option<Value> {
    if column.values.is_empty() {
        return None;
    }
    let text = column.values.get(&value_key(&display(cell)))?;
    Some(match field {
        _ if text.is_empty() => Value::None,
        Some(FieldType::MultipleChoice(_)) => Value::Choices(vec![text.clone()]),
        Some(FieldType::CheckBox) if matches!(text.as_str(), "yes" | "no") => Value::Boolean(text == "yes"),
        _ => Value::Text(text.clone()),
    })
}

/// The cell as it is to be read.
pub fn normalise(cell: &Value, column: &ColumnPlan, field: Option<&FieldType>) -> Value {
    if let Some(meant) = meant(cell, column, field) {
        return meant;
    }
    let Value::Text(text) = cell else { return cell.clone() };
    if let Some(day) = column.dates.and_then(|order| dates::parse(text, order)) {
        return Value::Date(day.to_string());
    }
    if let Some(plain) = column.numbers.and_then(|mark| numbers::parse(text, mark)) {
        let whole = matches!(field, Some(FieldType::Integer(_)));
        return match plain.parse::<i64>() {
            Ok(number) if whole => Value::Integer(number),
            _ => Value::Decimal(plain),
        };
    }
    cell.clone()
}
