//! Small things that many plugins do with values.

use crate::{Column, Value};

/// A value as plain text: numbers with a point, dates in ISO 8601, choices with `; ` between them, nothing as
/// nothing.
pub fn plain_text(value: &Value) -> String {
    match value {
        Value::None => String::new(),
        Value::Text(text)
        | Value::Decimal(text)
        | Value::Date(text)
        | Value::Time(text)
        | Value::Instant(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Choices(choices) => choices.join("; "),
    }
}

/// The cell of a column in a row (counted from 0); none when there is none.
pub fn cell(column: &Column, row: usize) -> Value {
    let found = match column {
        Column::Empty => None,
        Column::Text(cells) => cells.get(row).cloned().flatten().map(Value::Text),
        Column::Number(cells) => cells.get(row).copied().flatten().map(number),
        Column::Boolean(cells) => cells.get(row).copied().flatten().map(Value::Boolean),
        Column::Date(cells) => cells.get(row).cloned().flatten().map(Value::Date),
        Column::Instant(cells) => cells.get(row).cloned().flatten().map(Value::Instant),
        Column::Mixed(cells) => cells.get(row).cloned(),
    };
    found.unwrap_or(Value::None)
}

/// A number as a value: whole numbers that are exact as integers, all others as the shortest decimal that reads
/// back as the same number. Infinity and what is no number are nothing.
pub fn number(number: f64) -> Value {
    /// 2^53 - 1.
    const LARGEST_EXACT: f64 = 9_007_199_254_740_991.0;
    if !number.is_finite() {
        Value::None
    } else if number.fract() == 0.0 && number.abs() <= LARGEST_EXACT {
        Value::Integer(number as i64)
    } else {
        Value::Decimal(number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_value() {
        assert_eq!(number(42.0), Value::Integer(42));
        assert_eq!(number(-0.5), Value::Decimal("-0.5".into()));
        assert_eq!(number(1e21), Value::Decimal("1000000000000000000000".into()));
        assert_eq!(number(f64::NAN), Value::None);
    }

    #[test]
    fn cells_behind_the_end_are_nothing() {
        let column = Column::Text(vec![Some("a".into()), None]);
        assert_eq!(cell(&column, 0), Value::Text("a".into()));
        assert_eq!(cell(&column, 1), Value::None);
        assert_eq!(cell(&column, 2), Value::None);
        assert_eq!(cell(&Column::Empty, 0), Value::None);
    }
}
