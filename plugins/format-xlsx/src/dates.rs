//! Days and times as workbooks count them: days since an epoch, the time of day as a fraction (ECMA-376 part 1,
//! 18.17.4).

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use elenco_sdk::Value;

const SECONDS_OF_A_DAY: f64 = 86_400.0;
/// 9999-12-31, the last day that a workbook knows.
const LAST_SERIAL: f64 = 2_958_466.0;
/// Days between the two epochs that workbooks use.
const DAYS_TO_1904: f64 = 1_462.0;
/// 1900-03-01. Workbooks take 1900 for a leap year, so days before it are ambiguous and are left as they are.
const FIRST_SAFE_SERIAL: i64 = 61;

/// What a number format shows of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The number itself.
    Number,
    /// A day, with or without a time.
    Day,
    /// A time of day or a duration only.
    Time,
}

/// The value of a number that a format shows as a day or a time; none when it is neither. To the second.
pub fn from_serial(serial: f64, shown: Shown, since_1904: bool) -> Option<Value> {
    if !serial.is_finite() || serial < 0.0 {
        return None;
    }
    if shown == Shown::Time && serial < 1.0 {
        let seconds = (serial * SECONDS_OF_A_DAY).round() as u32;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
        return Some(Value::Time(time.format("%H:%M:%S").to_string()));
    }
    let serial = if since_1904 { serial + DAYS_TO_1904 } else { serial };
    if shown == Shown::Number || serial >= LAST_SERIAL || serial < FIRST_SAFE_SERIAL as f64 {
        return None;
    }
    let seconds = (serial * SECONDS_OF_A_DAY).round() as i64;
    let moment = epoch()?.and_time(NaiveTime::MIN).checked_add_signed(chrono::TimeDelta::seconds(seconds))?;
    Some(if moment.time() == NaiveTime::MIN {
        Value::Date(day_text(moment.date()))
    } else {
        Value::Instant(format!("{}T{}Z", day_text(moment.date()), moment.time().format("%H:%M:%S")))
    })
}

/// The number of a day, `2026-11-23`; none when it is no day that a workbook can show.
pub fn day_serial(text: &str) -> Option<f64> {
    let day: NaiveDate = text.parse().ok()?;
    let days = day.signed_duration_since(epoch()?).num_days();
    (days >= FIRST_SAFE_SERIAL && (days as f64) < LAST_SERIAL).then_some(days as f64)
}

/// The number of an instant, `2026-11-23T08:30:00Z`; none when a workbook cannot show it.
pub fn instant_serial(text: &str) -> Option<f64> {
    let moment: NaiveDateTime = text.strip_suffix('Z')?.parse().ok()?;
    Some(day_serial(&day_text(moment.date()))? + fraction(moment.time()))
}

/// The number of a time of day, `08:30:00`.
pub fn time_serial(text: &str) -> Option<f64> {
    text.parse().ok().map(fraction)
}

/// The value of a cell that holds ISO 8601 text; none when it is something else.
pub fn from_iso(text: &str) -> Option<Value> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(Value::Date(day_text(day)));
    }
    let moment: NaiveDateTime = text.trim_end_matches('Z').parse().ok()?;
    Some(if moment.time() == NaiveTime::MIN {
        Value::Date(day_text(moment.date()))
    } else {
        Value::Instant(format!("{}T{}Z", day_text(moment.date()), moment.time().format("%H:%M:%S")))
    })
}

/// 1899-12-30: one day early makes up for the day that 1900 did not have.
fn epoch() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(1899, 12, 30)
}

fn fraction(time: NaiveTime) -> f64 {
    f64::from(time.num_seconds_from_midnight()) / SECONDS_OF_A_DAY
}

fn day_text(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days_have_their_numbers() {
        // As Excel shows them.
        assert_eq!(day_serial("1900-03-01"), Some(61.0));
        assert_eq!(day_serial("2026-11-23"), Some(46_349.0));
        assert_eq!(day_serial("1900-02-28"), None);
        assert_eq!(day_serial("31/12/2020"), None);
        assert_eq!(from_serial(0.0, Shown::Day, true), Some(Value::Date("1904-01-01".into())));
        assert_eq!(from_serial(1e9, Shown::Day, false), None);
        assert_eq!(from_serial(0.999_999, Shown::Time, false), None);
        assert_eq!(from_serial(-1.0, Shown::Day, false), None);
    }

    proptest! {
        #[test]
        fn days_and_times_come_back(day in 61i64..2_958_466, second in 0u32..86_400) {
            let date = epoch().unwrap() + chrono::TimeDelta::days(day);
            let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap();
            let text = day_text(date);
            prop_assert_eq!(from_serial(day_serial(&text).unwrap(), Shown::Day, false), Some(Value::Date(text.clone())));
            let clock = time.format("%H:%M:%S").to_string();
            prop_assert_eq!(
                from_serial(time_serial(&clock).unwrap(), Shown::Time, false),
                Some(Value::Time(clock.clone()))
            );
            let instant = format!("{text}T{clock}Z");
            let expected = if second == 0 { Value::Date(text) } else { Value::Instant(instant.clone()) };
            prop_assert_eq!(from_serial(instant_serial(&instant).unwrap(), Shown::Day, false), Some(expected));
        }
    }
}
