//! The form of a calendar: what it holds, as it was typed, and what it asks to change.
use chrono::NaiveDate;
use elenco_db::CalendarId;

use super::model::{
    Calendar, CalendarValues, HOLIDAYS, Holiday, HoursProblem, WEEKDAYS, Week, read_hours, word,
};
use crate::imports::dates::{self, DateOrder};
use crate::locale::Culture;

/// Longest search, in characters.
const SEARCH: usize = 100;

/// A row of holidays as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the controls of the row, named as they are there")]
pub struct HolidayRow {
    pub day: String,
    pub name: String,
    pub yearly: bool,
}

/// What a button of the form asks for instead of saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Another row.
    Add,
    /// Rows from the lines that were pasted.
    Paste,
    /// This row away.
    Remove(usize),
    /// The hours of Monday for the days to Friday.
    Copy,
}

/// What the form holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the controls of the form, named as they are there")]
pub struct CalendarForm {
    pub name: String,
    pub description: String,
    pub time_zone: String,
    pub active: bool,
    pub hours: [String; 7],
    pub holidays: Vec<HolidayRow>,
    pub lines: String,
    pub version: Option<i64>,
    pub step: Option<Step>,
}

/// Something that cannot be read: the control, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Hours of a day.
    Hours(String, HoursProblem),
    /// The day of a holiday.
    Day(String),
}

impl CalendarForm {
    /// Reads a form. Rows without day and name are no rows.
    pub fn of_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        let mut rows: std::collections::BTreeMap<usize, HolidayRow> = std::collections::BTreeMap::new();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => form.name = value,
                "description" => form.description = value,
                "time_zone" => form.time_zone = value,
                "active" => form.active = value == "true",
                "lines" => form.lines = value,
                "version" => form.version = value.parse().ok(),
                "do" => form.step = Step::parse(&value),
                _ => {
                    if let Some(day) = name.strip_prefix("week.")
                        && let Some(at) = WEEKDAYS.iter().position(|weekday| word(*weekday) == day)
                    {
                        form.hours[at] = value;
                    } else if let Some((at, part)) =
                        name.strip_prefix("holidays.").and_then(|rest| rest.split_once('.'))
                        && let Ok(at) = at.parse::<usize>()
                        && at <= HOLIDAYS
                    {
                        let row = rows.entry(at).or_default();
                        match part {
                            "day" => row.day = value,
                            "name" => row.name = value,
                            "yearly" => row.yearly = value == "true",
                            _ => {}
                        }
                    }
                }
            }
        }
        form.holidays = rows.into_values().collect();
        form
    }

    /// A new calendar: eight hours from Monday to Friday.
    pub fn blank(time_zone: &str) -> Self {
        let week = Week::usual();
        Self {
            time_zone: time_zone.to_owned(),
            active: true,
            hours: WEEKDAYS.map(|day| week.written(day)),
            ..Self::default()
        }
    }

    /// The form of a calendar as it is.
    pub fn of_calendar(calendar: &Calendar) -> Self {
        let row = |holiday: &Holiday| HolidayRow {
            day: holiday.day.to_string(),
            name: holiday.name.clone(),
            yearly: holiday.yearly,
        };
        Self {
            name: calendar.name.clone(),
            description: calendar.description.clone(),
            time_zone: calendar.time_zone.clone(),
            active: calendar.active,
            hours: WEEKDAYS.map(|day| calendar.week.written(day)),
            holidays: calendar.holidays.iter().map(row).collect(),
            lines: String::new(),
            version: Some(calendar.version),
            step: None,
        }
    }

    /// What the form asks to change. Names of controls in problems count only the rows that say something, so these are
    /// the rows from now on.
    ///
    /// # Errors
    /// Everything that cannot be read.
    pub fn values(&mut self) -> Result<CalendarValues, Vec<Unreadable>> {
        self.holidays.retain(|row| !(row.day.trim().is_empty() && row.name.trim().is_empty()));
        let mut unreadable = Vec::new();
        let mut week = Week::default();
        for (day, text) in WEEKDAYS.into_iter().zip(&self.hours) {
            match read_hours(text) {
                Ok(hours) => week.set(day, hours),
                Err(problem) => unreadable.push(Unreadable::Hours(format!("week.{}", word(day)), problem)),
            }
        }
        let mut holidays = Vec::new();
        for (at, row) in self.holidays.iter().enumerate() {
            match row.day.trim().parse::<NaiveDate>() {
                Ok(day) => holidays.push(Holiday { day, name: row.name.clone(), yearly: row.yearly }),
                Err(_) => unreadable.push(Unreadable::Day(format!("holidays.{at}.day"))),
            }
        }
        if !unreadable.is_empty() {
            return Err(unreadable);
        }
        Ok(CalendarValues {
            name: self.name.clone(),
            description: self.description.clone(),
            time_zone: self.time_zone.clone(),
            week,
            holidays,
            active: self.active,
        })
    }

    /// Does what the pressed button asks for. Answers the row that is to be looked at.
    pub fn take(&mut self, step: &Step, culture: Culture, this_year: i32) -> Option<usize> {
        match step {
            Step::Add if self.holidays.len() < HOLIDAYS => {
                self.holidays.push(HolidayRow::default());
                Some(self.holidays.len() - 1)
            }
            Step::Add => None,
            Step::Remove(at) => {
                if *at < self.holidays.len() {
                    self.holidays.remove(*at);
                }
                self.holidays.len().checked_sub(1).map(|last| last.min(*at))
            }
            Step::Copy => {
                let monday = self.hours[0].clone();
                self.hours[1..5].fill(monday);
                None
            }
            Step::Paste => {
                let first = self.holidays.len();
                let lines = std::mem::take(&mut self.lines);
                let mut left = Vec::new();
                for line in lines.lines().filter(|line| !line.trim().is_empty()) {
                    match holiday_of(line, culture, this_year) {
                        Some(row) if self.holidays.len() < HOLIDAYS => self.holidays.push(row),
                        _ => left.push(line),
                    }
                }
                self.lines = left.join("\n");
                (self.holidays.len() > first).then_some(first)
            }
        }
    }
}

impl Step {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "add" => Some(Self::Add),
            "paste" => Some(Self::Paste),
            "copy" => Some(Self::Copy),
            _ => word.strip_prefix("remove.").and_then(|at| at.parse().ok()).map(Self::Remove),
        }
    }
}

/// A line like `2026-12-25 Christmas`, `25/12/2026;Navidad` or, every year, `25/12 Natal`.
fn holiday_of(line: &str, culture: Culture, this_year: i32) -> Option<HolidayRow> {
    let line = line.trim();
    let end = line.find([' ', '\t', ';', ',']).unwrap_or(line.len());
    let (day, name) = line.split_at(end);
    let name = name.trim_matches([' ', '\t', ';', ',', '-', '–', ':']).to_owned();
    let order = DateOrder::usual(culture);
    if let Some(day) = dates::parse(day, order) {
        return Some(HolidayRow { day: day.to_string(), name, yearly: false });
    }
    // Without a year it is every year. The years from this one on are tried for a 29 February.
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    if parts.len() != 2 {
        return None;
    }
    let with_year = |year: i32| dates::parse(&format!("{}/{}/{year}", parts[0], parts[1]), order);
    let day = (this_year..this_year + 8).find_map(with_year)?;
    Some(HolidayRow { day: day.to_string(), name, yearly: true })
}

/// A search as it is meant: trimmed, of bounded length; nothing when it is empty.
pub fn search_of(text: Option<&str>) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(|text| text.chars().take(SEARCH).collect())
}

/// What an address may say.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[allow(missing_docs, reason = "the parameters of the address, named as they are there")]
pub struct ListQuery {
    pub search: Option<String>,
    pub after: Option<CalendarId>,
    pub before: Option<CalendarId>,
    pub tab: Option<String>,
    pub year: Option<i32>,
    pub said: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(lines: &str, culture: Culture) -> (Vec<(String, String, bool)>, String) {
        let mut form = CalendarForm { lines: lines.to_owned(), ..CalendarForm::default() };
        form.take(&Step::Paste, culture, 2026);
        let rows = form.holidays.into_iter().map(|row| (row.day, row.name, row.yearly)).collect();
        (rows, form.lines)
    }

    #[test]
    fn lines_become_holidays_and_what_cannot_be_read_stays() {
        let (rows, left) =
            pasted("2026-12-25 Navidad\n25/12;  Natal\n\nno day\n1.1.2027\tAño Nuevo\n29/2 x", Culture::Es);
        let row = |day: &str, name: &str, yearly| (day.to_owned(), name.to_owned(), yearly);
        assert_eq!(
            rows,
            [
                row("2026-12-25", "Navidad", false),
                row("2026-12-25", "Natal", true),
                row("2027-01-01", "Año Nuevo", false),
                row("2028-02-29", "x", true),
            ]
        );
        assert_eq!(left, "no day");
        assert_eq!(pasted("12/25 Christmas", Culture::En).0, [row("2026-12-25", "Christmas", true)]);
        assert_eq!(pasted("25/12 Christmas", Culture::En).1, "25/12 Christmas");
    }

    #[test]
    fn rows_come_and_go() {
        let mut form = CalendarForm::blank("UTC");
        assert_eq!(form.take(&Step::Add, Culture::En, 2026), Some(0));
        assert_eq!(form.take(&Step::Remove(7), Culture::En, 2026), Some(0));
        assert_eq!(form.take(&Step::Remove(0), Culture::En, 2026), None);
        form.hours[0] = "9-10".to_owned();
        form.take(&Step::Copy, Culture::En, 2026);
        assert_eq!((form.hours[4].as_str(), form.hours[5].as_str()), ("9-10", ""));
        assert_eq!(Step::parse("remove.x"), None);
    }
}
