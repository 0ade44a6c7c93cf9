//! Whether a value is written as its type demands.

use super::{Found, broken, short};
use crate::contract::Value;
use crate::limits::{CHOICES, ID_BYTES, VALUE_BYTES};

/// The largest whole number that every guest language holds exactly: 2^53 - 1.
const LARGEST: u64 = (1 << 53) - 1;

pub(super) fn check(value: &Value) -> Found {
    let good = match value {
        Value::None | Value::Boolean(_) => true,
        Value::Text(text) => return short("a value", text, VALUE_BYTES),
        Value::Integer(number) => number.unsigned_abs() <= LARGEST,
        Value::Decimal(text) => decimal(text),
        Value::Date(text) => date(text.as_bytes()),
        Value::Time(text) => time(text.as_bytes()),
        Value::Instant(text) => instant(text.as_bytes()),
        Value::Choices(choices) => {
            super::at_most("a value's choices", choices.len(), CHOICES)?;
            return choices.iter().try_for_each(|id| short("a choice", id, ID_BYTES));
        }
    };
    if good { Ok(()) } else { Err(broken("a value", "it is not written as its type demands")) }
}

/// Plain notation: `-12.50`, without exponent or grouping.
pub(super) fn decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = text.strip_prefix('-').unwrap_or(text);
    text.len() <= 1_000
        && match plain.split_once('.') {
            Some((whole, fraction)) => digits(whole) && digits(fraction),
            None => digits(plain),
        }
}

/// A number of two or four digits.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
}

/// `2026-11-23`.
fn date(text: &[u8]) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return false };
    let (Some(year), Some(month), Some(day)) =
        (number(&[y1, y2, y3, y4]), number(&[m1, m2]), number(&[d1, d2]))
    else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// `08:30:00`, with a fraction of the second or without.
fn time(text: &[u8]) -> bool {
    let [h1, h2, b':', m1, m2, b':', s1, s2, ref fraction @ ..] = *text else { return false };
    let below = |digits: &[u8], most: u32| number(digits).is_some_and(|number| number < most);
    let fraction = match fraction {
        [] => true,
        [b'.', digits @ ..] => (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    // A minute may have a leap second.
    below(&[h1, h2], 24) && below(&[m1, m2], 60) && below(&[s1, s2], 61) && fraction
}

/// `2026-11-23T08:30:00Z`.
fn instant(text: &[u8]) -> bool {
    match text.split_at_checked(10) {
        Some((day, [b'T', clock @ .., b'Z'])) => date(day) && time(clock),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_written_as_their_type_demands() {
        let good = [
            Value::None,
            Value::Text("<anything>".into()),
            Value::Integer(-(LARGEST as i64)),
            Value::Decimal("-0.50".into()),
            Value::Decimal("12345678901234567890".into()),
            Value::Date("2024-02-29".into()),
            Value::Time("23:59:60".into()),
            Value::Time("08:30:00.123".into()),
            Value::Instant("2026-11-23T08:30:00Z".into()),
            Value::Choices(vec!["a".into()]),
        ];
        for value in good {
            assert_eq!(check(&value), Ok(()), "{value:?}");
        }
        let text = |text: &str| text.to_owned();
        let bad = [
            Value::Text("a".repeat(VALUE_BYTES + 1)),
            Value::Integer(i64::MIN),
            Value::Choices(vec!["a".repeat(ID_BYTES + 1)]),
        ];
        let decimals =
            ["", "-", "1e5", "1,000", ".5", "5.", "+1", " 1", "NaN", "--1"].map(|n| Value::Decimal(text(n)));
        let dates = [
            "",
            "2023-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "20261123",
            "2026-11-23T00:00:00Z",
            "١٢٣٤-٠١-٠١",
        ]
        .map(|day| Value::Date(text(day)));
        let times = ["", "24:00:00", "08:60:00", "8:30", "08:30", "08:30:00.", "08:30:00Z"]
            .map(|at| Value::Time(text(at)));
        let instants =
            ["", "2026-11-23", "2026-11-23T08:30:00", "2026-11-23 08:30:00Z", "2026-11-23T08:30:00+01:00"]
                .map(|at| Value::Instant(text(at)));
        for value in bad.into_iter().chain(decimals).chain(dates).chain(times).chain(instants) {
            assert!(check(&value).is_err(), "{value:?}");
        }
    }

    proptest! {
        #[test]
        fn every_decimal_that_passes_is_a_number(text in "[-+0-9.e]{0,12}") {
            if decimal(&text) {
                prop_assert!(text.parse::<f64>().is_ok_and(f64::is_finite), "{text}");
            }
        }
    }
}
