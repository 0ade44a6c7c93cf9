//! A week of hours.
use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::hours::{self, HoursProblem, Interval};

/// The days of a week, the first working day first (ISO 8601).
pub const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The hours of each day of a week. A day without hours is free.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "each name says which day it is")]
pub struct Week {
    pub monday: Vec<Interval>,
    pub tuesday: Vec<Interval>,
    pub wednesday: Vec<Interval>,
    pub thursday: Vec<Interval>,
    pub friday: Vec<Interval>,
    pub saturday: Vec<Interval>,
    pub sunday: Vec<Interval>,
}

impl Week {
    /// The hours of a day.
    pub fn on(&self, day: Weekday) -> &[Interval] {
        match day {
            Weekday::Mon => &self.monday,
            Weekday::Tue => &self.tuesday,
            Weekday::Wed => &self.wednesday,
            Weekday::Thu => &self.thursday,
            Weekday::Fri => &self.friday,
            Weekday::Sat => &self.saturday,
            Weekday::Sun => &self.sunday,
        }
    }

    /// Gives a day other hours.
    pub fn set(&mut self, day: Weekday, hours: Vec<Interval>) {
        *match day {
            Weekday::Mon => &mut self.monday,
            Weekday::Tue => &mut self.tuesday,
            Weekday::Wed => &mut self.wednesday,
            Weekday::Thu => &mut self.thursday,
            Weekday::Fri => &mut self.friday,
            Weekday::Sat => &mut self.saturday,
            Weekday::Sun => &mut self.sunday,
        } = hours;
    }

    /// The same with the hours of each day in order.
    ///
    /// # Errors
    /// Each day whose hours overlap, or are too many.
    pub fn in_order(&self) -> Result<Self, Vec<(Weekday, HoursProblem)>> {
        let (mut week, mut problems) = (Self::default(), Vec::new());
        for day in WEEKDAYS {
            match hours::check(self.on(day).to_vec()) {
                Ok(hours) => week.set(day, hours),
                Err(problem) => problems.push((day, problem)),
            }
        }
        if problems.is_empty() { Ok(week) } else { Err(problems) }
    }

    /// `08:00–12:00, 13:00–17:00`, as a form shows it.
    pub fn written(&self, day: Weekday) -> String {
        self.on(day).iter().map(Interval::to_string).collect::<Vec<_>>().join(", ")
    }

    /// Minutes of the whole week.
    pub fn minutes(&self) -> u32 {
        let of = |interval: &Interval| u32::from(interval.minutes().1 - interval.minutes().0);
        WEEKDAYS.iter().flat_map(|day| self.on(*day)).map(of).sum()
    }

    /// Eight hours from Monday to Friday: what a new calendar begins with.
    pub fn usual() -> Self {
        let mut week = Self::default();
        for day in &WEEKDAYS[..5] {
            week.set(*day, hours::read_hours("08:00-12:00, 13:00-17:00").unwrap_or_default());
        }
        week
    }
}

/// The name of a day in documents and forms.
pub fn word(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}
