//! Cells as they come out of a file.
use elenco_runtime::contract::{Column, Rows, Value};

/// The sheet that nobody sees of workbooks that went out from here: it says which column is which. The reader of
/// workbooks gives it first.
pub const IDS_SHEET: &str = "_elenco";
/// Longest text of a cell that is kept, in characters. Spreadsheets hold 32,767; more comes only from other formats.
const LONGEST: usize = 32_767;
/// The largest whole number that a spreadsheet's number holds exactly.
const EXACT: f64 = 9_007_199_254_740_991.0;

fn text(text: &str) -> Value {
    // PostgreSQL keeps no NUL, and no sheet means one.
    let kept: String = text.chars().filter(|c| *c != '\0').take(LONGEST).collect();
    if kept.trim().is_empty() { Value::None } else { Value::Text(kept) }
}

fn number(number: f64) -> Value {
    if !number.is_finite() {
        Value::None
    } else if number.fract() == 0.0 && number.abs() <= EXACT {
        Value::Integer(number as i64)
    } else {
        Value::Decimal(number.to_string())
    }
}

fn cell(column: &Column, row: usize) -> Value {
    match column {
        Column::Empty => Value::None,
        Column::Text(cells) => cells.get(row).and_then(Option::as_deref).map_or(Value::None, text),
        Column::Number(cells) => cells.get(row).copied().flatten().map_or(Value::None, number),
        Column::Boolean(cells) => cells.get(row).copied().flatten().map_or(Value::None, Value::Boolean),
        Column::Date(cells) => cells.get(row).cloned().flatten().map_or(Value::None, Value::Date),
        Column::Instant(cells) => cells.get(row).cloned().flatten().map_or(Value::None, Value::Instant),
        Column::Mixed(cells) => match cells.get(row) {
            Some(Value::Text(written)) => text(written),
            Some(other) => other.clone(),
            None => Value::None,
        },
    }
}

/// The rows of a batch, each with its number in the sheet; trailing empty cells are left out, and so are empty rows.
pub fn rows_of(batch: &Rows) -> Vec<(u64, Vec<Value>)> {
    let count = usize::try_from(batch.count).unwrap_or(0);
    let mut rows = Vec::with_capacity(count);
    for row in 0..count {
        let mut cells: Vec<Value> = batch.columns.iter().map(|column| cell(column, row)).collect();
        while matches!(cells.last(), Some(Value::None)) {
            cells.pop();
        }
        if !cells.is_empty() {
            rows.push((u64::from(batch.first) + row as u64, cells));
        }
    }
    rows
}

/// A cell as a person reads it; empty for an empty one.
pub fn display(value: &Value) -> String {
    match value {
        Value::None => String::new(),
        Value::Text(text)
        | Value::Decimal(text)
        | Value::Date(text)
        | Value::Time(text)
        | Value::Instant(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Choices(ids) => ids.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_rows_and_empty_ones_go() {
        let batch = Rows {
            first: 7,
            count: 4,
            columns: vec![
                Column::Text(vec![Some("a\0b".into()), None, Some("  ".into()), Some("c".into())]),
                Column::Number(vec![Some(573_121_186_578.0), None, Some(f64::NAN), Some(0.1)]),
                Column::Empty,
                Column::Mixed(vec![
                    Value::None,
                    Value::Text(String::new()),
                    Value::None,
                    Value::Date("2026-01-01".into()),
                ]),
            ],
        };
        let rows = rows_of(&batch);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0], (7, vec![Value::Text("ab".into()), Value::Integer(573_121_186_578)]));
        assert_eq!(rows[1].0, 10);
        assert_eq!(rows[1].1[1], Value::Decimal("0.1".into()));
        assert_eq!(rows[1].1.len(), 4);
        assert_eq!(display(&rows[1].1[3]), "2026-01-01");
    }

    #[test]
    fn a_column_that_is_shorter_than_its_batch_has_empty_cells() {
        let batch = Rows { first: 1, count: 2, columns: vec![Column::Text(vec![Some("a".into())])] };
        assert_eq!(rows_of(&batch).len(), 1);
    }
}
