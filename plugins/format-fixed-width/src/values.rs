//! Values as text: words for yes and no, dates and numbers in the wanted form.

use crate::settings::{ColumnSetting, DecimalMark};
use elenco_sdk::{Value, plain_text};

/// A value as it stands in a column.
pub fn text(value: &Value, setting: &ColumnSetting, words: &[String; 2]) -> String {
    match value {
        Value::Boolean(yes) => words[usize::from(!yes)].clone(),
        Value::Date(day) => moment(day, "00:00:00", &setting.date_format),
        Value::Instant(instant) => {
            let (day, time) = instant.split_once('T').unwrap_or((instant, ""));
            moment(day, time, &setting.date_format)
        }
        Value::Integer(_) | Value::Decimal(_) => number(&plain_text(value), setting),
        value => plain_text(value),
    }
}

/// A day and a time in a form such as `DD/MM/YYYY`; as they stand when they are none.
fn moment(day: &str, time: &str, form: &str) -> String {
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day_of_month] = parts[..] else { return day.to_owned() };
    let (hour, minute, second) =
        (time.get(0..2).unwrap_or("00"), time.get(3..5).unwrap_or("00"), time.get(6..8).unwrap_or("00"));
    form.replace("YYYY", year)
        .replace("MM", month)
        .replace("DD", day_of_month)
        .replace("hh", hour)
        .replace("mm", minute)
        .replace("ss", second)
}

/// A plain decimal with as many decimals as wanted, rounded half away from zero without going through floating point.
fn number(text: &str, setting: &ColumnSetting) -> String {
    let mark = match setting.decimal_mark {
        DecimalMark::Point => ".",
        DecimalMark::Comma => ",",
        DecimalMark::None => "",
    };
    let (sign, magnitude) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return text.to_owned();
    }
    let (whole, fraction) = match setting.decimals {
        None => (whole.to_owned(), fraction.to_owned()),
        Some(decimals) => rounded(whole, fraction, decimals),
    };
    let is_zero = whole.bytes().chain(fraction.bytes()).all(|digit| digit == b'0');
    let sign = if is_zero { "" } else { sign };
    let mark = if fraction.is_empty() { "" } else { mark };
    format!("{sign}{whole}{mark}{fraction}")
}

fn rounded(whole: &str, fraction: &str, decimals: usize) -> (String, String) {
    let kept = fraction.get(..decimals).unwrap_or(fraction);
    let up = fraction.as_bytes().get(decimals).is_some_and(|digit| *digit >= b'5');
    let mut digits: Vec<u8> = format!("{whole}{kept:0<decimals$}").into_bytes();
    let mut carry = up;
    for digit in digits.iter_mut().rev() {
        if !carry {
            break;
        }
        carry = *digit == b'9';
        *digit = if carry { b'0' } else { *digit + 1 };
    }
    if carry {
        digits.insert(0, b'1');
    }
    let fraction = digits.split_off(digits.len() - decimals);
    (digits.into_iter().map(char::from).collect(), fraction.into_iter().map(char::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn setting(json: &str) -> ColumnSetting {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn dates_take_the_wanted_form() {
        let day = Value::Date("2026-03-02".into());
        let instant = Value::Instant("2026-03-02T08:30:59Z".into());
        for (form, expected, with_time) in [
            ("YYYYMMDD", "20260302", "20260302"),
            ("DD/MM/YYYY", "02/03/2026", "02/03/2026"),
            ("YYYY-MM-DD hh:mm:ss", "2026-03-02 00:00:00", "2026-03-02 08:30:59"),
        ] {
            let setting = setting(&format!(r#"{{"width": 9, "date-format": "{form}"}}"#));
            assert_eq!(text(&day, &setting, &Default::default()), expected);
            assert_eq!(text(&instant, &setting, &Default::default()), with_time);
        }
    }

    #[test]
    fn numbers_are_rounded_without_floating_point() {
        for (settings, given, expected) in [
            (r#""decimals": 2"#, "2500.5", "2500.50"),
            (r#""decimals": 2"#, "-0.005", "-0.01"),
            (r#""decimals": 2"#, "-0.004", "0.00"),
            (r#""decimals": 0"#, "9.5", "10"),
            (r#""decimals": 2, "decimal-mark": "none""#, "999.995", "100000"),
            (
                r#""decimals": 2, "decimal-mark": "comma""#,
                "12345678901234567890.125",
                "12345678901234567890,13",
            ),
            (r#""decimal-mark": "comma""#, "6.25", "6,25"),
            (r#""decimals": 2"#, "1e5", "1e5"),
        ] {
            let setting = setting(&format!(r#"{{"width": 9, {settings}}}"#));
            assert_eq!(
                text(&Value::Decimal(given.into()), &setting, &Default::default()),
                expected,
                "{given}"
            );
        }
        assert_eq!(
            text(&Value::Integer(-7), &setting(r#"{"width": 9, "decimals": 2}"#), &Default::default()),
            "-7.00"
        );
    }

    proptest! {
        /// Rounding agrees with integers, whose arithmetic is another.
        #[test]
        fn rounding_agrees_with_integers(scaled in 0u64..10_000_000_000, decimals in 0usize..5) {
            let given = format!("{}.{:05}", scaled / 100_000, scaled % 100_000);
            let step = 10u64.pow(5 - decimals as u32);
            let expected = (scaled + step / 2) / step;
            let setting = setting(&format!(r#"{{"width": 9, "decimals": {decimals}, "decimal-mark": "none"}}"#));
            let read: u64 = text(&Value::Decimal(given), &setting, &Default::default()).parse().unwrap();
            prop_assert_eq!(read, expected);
        }
    }
}
