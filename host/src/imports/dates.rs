//! Dates that were typed as text. Whether `03/04/2026` is in March or in April is decided for a whole column.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::locale::Culture;

/// What comes first in a column's dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// `31/12/2026`.
    DayFirst,
    /// `12/31/2026`.
    MonthFirst,
}

impl DateOrder {
    /// How a language's readers usually write.
    pub fn usual(culture: Culture) -> Self {
        match culture {
            Culture::En => Self::MonthFirst,
            Culture::Es | Culture::Pt => Self::DayFirst,
        }
    }
}

/// The three numbers of a date, when a text has the form of one; with whether the year comes first.
fn parts(text: &str) -> Option<(bool, [u32; 3])> {
    let text = text.trim();
    // Spreadsheets often add a time of midnight to a day.
    let day = match text.split_once(['T', ' ']) {
        Some((day, time)) if time.trim_end_matches('Z').chars().all(|c| matches!(c, '0' | ':' | '.')) => day,
        Some(_) => return None,
        None => text,
    };
    let separator = day.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let mut numbers = [0; 3];
    let mut widths = [0; 3];
    let mut pieces = day.split(separator);
    for (number, width) in numbers.iter_mut().zip(&mut widths) {
        let piece = pieces.next()?;
        if piece.is_empty() || piece.len() > 4 || !piece.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        (*number, *width) = (piece.parse().ok()?, piece.len());
    }
    if pieces.next().is_some() {
        return None;
    }
    match widths {
        [4, 1..=2, 1..=2] => Some((true, numbers)),
        [1..=2, 1..=2, 4] => Some((false, numbers)),
        // A year of two digits says not which century.
        _ => None,
    }
}

/// What the texts of a column tell about their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateEvidence {
    day_first: u64,
    month_first: u64,
}

impl DateEvidence {
    /// Looks at one cell.
    pub fn observe(&mut self, text: &str) {
        match parts(text) {
            Some((false, [13..=31, 1..=12, _])) => self.day_first += 1,
            Some((false, [1..=12, 13..=31, _])) => self.month_first += 1,
            _ => {}
        }
    }

    /// The order that most cells can only have; what is usual when none tells.
    pub fn order(self, usual: DateOrder) -> DateOrder {
        match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => DateOrder::DayFirst,
            std::cmp::Ordering::Less => DateOrder::MonthFirst,
            std::cmp::Ordering::Equal => usual,
        }
    }
}

/// The day that a text names; nothing when there is no such day or it is written another way.
pub fn parse(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let (year_first, [a, b, c]) = parts(text)?;
    let (year, month, day) = match (year_first, order) {
        (true, _) => (a, b, c),
        (false, DateOrder::DayFirst) => (c, b, a),
        (false, DateOrder::MonthFirst) => (c, a, b),
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use proptest::prelude::*;

    use super::*;

    fn day() -> impl Strategy<Value = NaiveDate> {
        (1900_i32..2100, 1_u32..=12, 1_u32..=28)
            .prop_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).expect("a day"))
    }

    fn write(day: NaiveDate, order: DateOrder, separator: char, padded: bool) -> String {
        let (d, m) = (day.day(), day.month());
        let (first, second) = if order == DateOrder::DayFirst { (d, m) } else { (m, d) };
        if padded {
            format!("{first:02}{separator}{second:02}{separator}{:04}", day.year())
        } else {
            format!("{first}{separator}{second}{separator}{}", day.year())
        }
    }

    proptest! {
        #[test]
        fn a_column_with_one_telling_date_is_read_as_it_was_written(
            days in proptest::collection::vec(day(), 1..40),
            telling in (1900_i32..2100, 1_u32..=12, 13_u32..=28),
            month_first in any::<bool>(),
            usual_is_month in any::<bool>(),
            separator in prop_oneof![Just('/'), Just('-'), Just('.')],
            padded in any::<bool>(),
        ) {
            let order = if month_first { DateOrder::MonthFirst } else { DateOrder::DayFirst };
            let usual = if usual_is_month { DateOrder::MonthFirst } else { DateOrder::DayFirst };
            let mut days = days;
            days.push(NaiveDate::from_ymd_opt(telling.0, telling.1, telling.2).expect("a day"));
            let mut evidence = DateEvidence::default();
            let written: Vec<String> = days.iter().map(|day| write(*day, order, separator, padded)).collect();
            for text in &written {
                evidence.observe(text);
            }
            prop_assert_eq!(evidence.order(usual), order);
            for (text, day) in written.iter().zip(&days) {
                prop_assert_eq!(parse(text, order), Some(*day));
                prop_assert_eq!(parse(&day.to_string(), order), Some(*day), "ISO is read in any column");
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,24}") {
            let mut evidence = DateEvidence::default();
            evidence.observe(&text);
            let _ = parse(&text, DateOrder::DayFirst);
        }
    }

    #[test]
    fn days_that_are_none_are_not_guessed() {
        for text in
            ["31/02/1990", "2026-13-01", "1/1/26", "12", "", "2026-01-01 13:45", "1/2/3/2026", "00/01/2026"]
        {
            assert_eq!(parse(text, DateOrder::DayFirst), None, "{text}");
        }
        assert_eq!(parse("2026-01-02T00:00:00Z", DateOrder::DayFirst), NaiveDate::from_ymd_opt(2026, 1, 2));
        assert_eq!(parse("2026-01-02 00:00:00", DateOrder::DayFirst), NaiveDate::from_ymd_opt(2026, 1, 2));
    }

    #[test]
    fn one_bad_date_does_not_turn_a_column_around() {
        let mut evidence = DateEvidence::default();
        for text in ["07/17/2018", "12/25/2024", "31/02/1990"] {
            evidence.observe(text);
        }
        assert_eq!(evidence.order(DateOrder::DayFirst), DateOrder::MonthFirst);
    }
}
