//! One value of one field: from what was typed, stood in a cell, or came over the API, to what is stored.

use crate::choices::Choices;
use crate::decimal::Decimal;
use crate::definition::{Definition, Holds, Range};
use crate::{moments, numbers, places, texts, words};
use elenco_sdk::{Language, Value, plain_text};

/// Longer identifiers than any that the host gives to files.
const FILE_ID: usize = 200;

/// Reads a value; the error says what is wrong and what would be right. Blank is nothing.
pub fn read(definition: &Definition, value: &Value, language: Language) -> Result<Value, String> {
    if is_blank(value) {
        return Ok(Value::None);
    }
    match &definition.holds {
        Holds::Text { max_length, lines } => {
            texts::read_text(&as_text(value, language), *max_length, *lines, language)
        }
        Holds::Integer(range) => read_integer(value, range, language),
        Holds::Decimal { range, decimals } => read_decimal(value, "", range, *decimals, language),
        Holds::Currency { code, range, decimals } => read_decimal(value, code, range, *decimals, language),
        Holds::Date => match value {
            Value::Boolean(_) | Value::Integer(_) | Value::Decimal(_) | Value::Choices(_) => {
                moments::read_date(&as_text(value, language), language)
            }
            typed => moments::read_date(&plain_text(typed), language),
        },
        Holds::Time => moments::read_time(&plain_text(value), language),
        Holds::Instant => moments::read_instant(&plain_text(value), language),
        Holds::CheckBox => read_check_box(value, language),
        Holds::List(choices) | Holds::Tree(choices) => {
            let text = plain_text(value);
            choices.find(text.trim(), language).map(|choice| Value::Text(choice.id.clone()))
        }
        Holds::Several(choices) => read_several(value, choices, language),
        Holds::Link { max_length } => texts::read_link(&plain_text(value), *max_length, language),
        Holds::File { .. } => read_file(value, language),
        Holds::Position => places::read_position(&plain_text(value), language),
    }
}

fn is_blank(value: &Value) -> bool {
    plain_text(value).trim().is_empty()
}

/// What stands in a text field when a cell held something else.
fn as_text(value: &Value, language: Language) -> String {
    match value {
        Value::Boolean(yes) => words::yes_no_word(*yes, language).to_owned(),
        other => plain_text(other),
    }
}

fn read_number(value: &Value, currency: &str, language: Language) -> Result<Decimal, String> {
    let number = match value {
        Value::Integer(number) => Decimal::from_plain(&number.to_string()),
        Value::Decimal(text) => Decimal::from_plain(text),
        Value::Text(text) if currency.is_empty() => numbers::read(text, language),
        Value::Text(text) => numbers::read(&numbers::without_currency(text, currency), language),
        _ => None,
    };
    number.ok_or_else(|| numbers::not_a_number(as_text(value, language).trim(), language))
}

fn read_integer(value: &Value, range: &Range, language: Language) -> Result<Value, String> {
    let number = read_number(value, "", language)?;
    numbers::check_limits(&number, range, 0, language)?;
    numbers::integer(&number).map(Value::Integer).ok_or_else(|| numbers::too_large(language))
}

fn read_decimal(
    value: &Value,
    currency: &str,
    range: &Range,
    decimals: u8,
    language: Language,
) -> Result<Value, String> {
    let number = read_number(value, currency, language)?;
    numbers::check_limits(&number, range, decimals, language)?;
    Ok(Value::Decimal(number.to_string()))
}

fn read_check_box(value: &Value, language: Language) -> Result<Value, String> {
    if let Value::Boolean(yes) = value {
        return Ok(Value::Boolean(*yes));
    }
    let text = plain_text(value);
    words::yes_or_no(&text).map(Value::Boolean).ok_or_else(|| words::not_yes_or_no(text.trim(), language))
}

fn read_several(value: &Value, choices: &Choices, language: Language) -> Result<Value, String> {
    let found = match value {
        Value::Choices(ids) => {
            let known =
                ids.iter().map(|id| choices.find(id.trim(), language).map(|choice| choice.id.as_str()));
            choices.in_order(&known.collect::<Result<Vec<_>, _>>()?)
        }
        other => choices.find_several(&plain_text(other), language)?,
    };
    Ok(if found.is_empty() { Value::None } else { Value::Choices(found) })
}

fn read_file(value: &Value, language: Language) -> Result<Value, String> {
    let Value::Text(text) = value else { return Err(words::not_a_file(language)) };
    let id = text.trim();
    let plain =
        id.len() <= FILE_ID && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if plain { Ok(Value::Text(id.to_owned())) } else { Err(words::not_a_file(language)) }
}
