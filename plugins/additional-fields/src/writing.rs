//! One value of one field as people read it.

use crate::decimal::Decimal;
use crate::definition::{Definition, Holds};
use crate::{choices, moments, numbers, words};
use elenco_sdk::{Language, Value, plain_text};

/// Writes a stored value. What does not belong to the field (it changed its type, a choice was removed) is written
/// as it stands rather than hidden.
pub fn write(definition: &Definition, value: &Value, language: Language) -> String {
    match (&definition.holds, value) {
        (_, Value::Boolean(yes)) => words::yes_no_word(*yes, language).to_owned(),
        (_, Value::Date(date)) => moments::write_date(date, language),
        (_, Value::Time(time)) => moments::write_time(time),
        (_, Value::Instant(instant)) => moments::write_instant(instant, language),
        (Holds::Currency { decimals, .. }, Value::Integer(_) | Value::Decimal(_)) => {
            // Prices are written with all their decimals, 12.50 rather than 12.5.
            number(value, usize::from(*decimals), language)
        }
        (_, Value::Integer(_) | Value::Decimal(_)) => number(value, 0, language),
        (Holds::List(all), Value::Text(id)) => match all.get(id) {
            Some(choice) => choice.label.pick(language).to_owned(),
            None => id.clone(),
        },
        (Holds::Tree(all), Value::Text(id)) => match all.get(id) {
            Some(choice) => all.path(choice, language),
            None => id.clone(),
        },
        (Holds::Several(all), Value::Choices(ids)) => {
            let label = |id: &String| match all.get(id) {
                Some(choice) => choice.label.pick(language).to_owned(),
                None => id.clone(),
            };
            ids.iter().map(label).collect::<Vec<_>>().join(&format!("{} ", choices::SEPARATOR))
        }
        (_, other) => plain_text(other),
    }
}

fn number(value: &Value, least_decimals: usize, language: Language) -> String {
    let plain = plain_text(value);
    match Decimal::from_plain(&plain) {
        Some(number) => numbers::write(&number, least_decimals, language),
        None => plain,
    }
}
