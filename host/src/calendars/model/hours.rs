//! Hours of a day, as people write them: `08:00–12:00, 13:00–17:00`.
use std::fmt;

use serde::{Deserialize, Serialize};

/// Minutes of a day; its end is 24:00.
const DAY: u16 = 24 * 60;
/// Most intervals of a day.
const MOST: usize = 8;
/// Longest text that is read, in characters.
const TEXT: usize = 200;

/// From when to when somebody works, in minutes since midnight. The end is later than the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "IntervalDocument", into = "IntervalDocument")]
pub struct Interval {
    from: u16,
    until: u16,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct IntervalDocument {
    from: String,
    until: String,
}

impl TryFrom<IntervalDocument> for Interval {
    type Error = String;

    fn try_from(document: IntervalDocument) -> Result<Self, String> {
        let read = |text: &str| read_time(text).ok_or_else(|| format!("{text:?} is no time of a day"));
        let interval = Self { from: read(&document.from)?, until: read(&document.until)? };
        if interval.from < interval.until {
            Ok(interval)
        } else {
            Err(format!("{interval} ends before it begins"))
        }
    }
}

impl From<Interval> for IntervalDocument {
    fn from(interval: Interval) -> Self {
        Self { from: clock(interval.from), until: clock(interval.until) }
    }
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

impl fmt::Display for Interval {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}–{}", clock(self.from), clock(self.until))
    }
}

impl Interval {
    /// Minutes since midnight at which it begins and ends.
    pub fn minutes(self) -> (u16, u16) {
        (self.from, self.until)
    }
}

/// Why hours cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoursProblem {
    /// This part cannot be read.
    Unreadable(String),
    /// This one ends before it begins, or when it begins.
    Reversed(String),
    /// These two overlap.
    Overlap(String, String),
    /// More than a day may have.
    TooMany(usize),
}

/// A time of a day: `8`, `08:00`, `8h30`, `8.30`, `0830`, `5 pm`, `24:00`.
fn read_time(text: &str) -> Option<u16> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let text = text.replace("a.m.", "am").replace("p.m.", "pm");
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(rest), _) => (rest, Some(0)),
        (_, Some(rest)) => (rest, Some(12)),
        _ => (text.as_str(), None),
    };
    let digits = digits.strip_suffix('h').or(digits.strip_suffix("hs")).unwrap_or(digits);
    let (hour, minute) = match digits.split_once([':', '.', 'h']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return None,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "00"),
    };
    let number = |text: &str| {
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u16>().ok()).flatten()
    };
    let (mut hour, minute) = (number(hour)?, number(minute)?);
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + half;
    }
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= DAY).then_some(minutes)
}

/// Words that stand between the two times of an interval, and between intervals, in three languages.
const TO: [&str; 6] = [" to ", " a ", " às ", " as ", " até ", " hasta "];
const AND: [&str; 3] = [" and ", " y ", " e "];

fn split(part: &str) -> Option<(String, String)> {
    let mut text = format!(" {part} ").to_lowercase();
    for word in TO {
        text = text.replace(word, "-");
    }
    let (from, until) = text.split_once(['-', '–', '—', '−', '~'])?;
    Some((from.to_owned(), until.to_owned()))
}

/// Reads the hours of a day, and puts them in order. Nothing is nobody's hours.
///
/// # Errors
/// The first problem, with the words as they were typed.
pub fn read_hours(text: &str) -> Result<Vec<Interval>, HoursProblem> {
    let mut text = text.trim().to_owned();
    if text.chars().count() > TEXT {
        return Err(HoursProblem::Unreadable(text.chars().take(20).collect::<String>() + "…"));
    }
    for word in AND {
        text = text.replace(word, ",");
    }
    let mut hours = Vec::new();
    for part in text.split([',', ';', '/', '\n', '|']).map(str::trim).filter(|part| !part.is_empty()) {
        let unreadable = || HoursProblem::Unreadable(part.to_owned());
        let (from, until) = split(part).ok_or_else(unreadable)?;
        let (from, until) =
            (read_time(&from).ok_or_else(unreadable)?, read_time(&until).ok_or_else(unreadable)?);
        if until <= from {
            return Err(HoursProblem::Reversed(part.to_owned()));
        }
        hours.push(Interval { from, until });
    }
    if hours.len() > MOST {
        return Err(HoursProblem::TooMany(MOST));
    }
    check(hours)
}

/// Puts hours in order; refuses those that overlap. One may begin when another ends.
///
/// # Errors
/// [`HoursProblem::Overlap`], [`HoursProblem::TooMany`].
pub(super) fn check(mut hours: Vec<Interval>) -> Result<Vec<Interval>, HoursProblem> {
    if hours.len() > MOST {
        return Err(HoursProblem::TooMany(MOST));
    }
    hours.sort();
    match hours.windows(2).find(|pair| pair[1].from < pair[0].until) {
        Some(pair) => Err(HoursProblem::Overlap(pair[0].to_string(), pair[1].to_string())),
        None => Ok(hours),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        match read_hours(text) {
            Ok(hours) => hours.iter().map(Interval::to_string).collect::<Vec<_>>().join(" "),
            Err(problem) => format!("{problem:?}"),
        }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for text in [
            "08:00–12:00, 13:00–17:00",
            "13-17; 8-12",
            "8h-12h y 13h-17h",
            "8:00 a 12:00, 1 pm to 5 p.m.",
            "0800-1200/1300-1700",
            "das 8".trim_start_matches("das ").to_owned().as_str(),
        ] {
            let expected = if text == "8" { "Unreadable(\"8\")" } else { "08:00–12:00 13:00–17:00" };
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(read("8h às 12h e 13h até 17h30"), "08:00–12:00 13:00–17:30");
        assert_eq!(read("0-24"), "00:00–24:00");
        assert_eq!(read(" , "), "");
        assert_eq!(read("8-12,12-13"), "08:00–12:00 12:00–13:00");
    }

    #[test]
    fn what_cannot_be_is_refused_in_the_words_that_were_typed() {
        assert_eq!(read("17-8"), "Reversed(\"17-8\")");
        assert_eq!(read("8-8"), "Reversed(\"8-8\")");
        assert_eq!(read("8-12, 11:59-13"), "Overlap(\"08:00–12:00\", \"11:59–13:00\")");
        for text in
            ["25-26", "8-24:01", "8:60-9", "8-12-13", "a-b", "٨-١٢", "8:5-9", "13pm-14pm", "-", "08:000-9"]
        {
            assert_eq!(read(text), format!("Unreadable({text:?})"));
        }
        assert_eq!(read("1-2,3-4,5-6,7-8,9-10,11-12,13-14,15-16,17-18"), "TooMany(8)");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_answered(text in ".{0,60}") {
            let _answer = read_hours(&text);
        }

        #[test]
        fn what_is_shown_is_read_back(cuts in proptest::collection::btree_set(0_u16..=1440, 2..8)) {
            let cuts: Vec<u16> = cuts.into_iter().collect();
            let hours: Vec<Interval> =
                cuts.chunks_exact(2).map(|pair| Interval { from: pair[0], until: pair[1] }).collect();
            let shown = hours.iter().map(Interval::to_string).collect::<Vec<_>>().join(", ");
            prop_assert_eq!(read_hours(&shown), Ok(hours.clone()));
            let document = serde_json::to_string(&hours).expect("a document");
            prop_assert_eq!(serde_json::from_str::<Vec<Interval>>(&document).expect("hours"), hours);
        }
    }
}
