//! What a calendar is: a week of hours, holidays, a time zone.
mod hours;
mod week;
mod zone;

use chrono::{Datelike, NaiveDate};
use elenco_db::{CalendarId, Instant, ServiceId, UserId};
use serde::{Deserialize, Serialize};

pub use hours::{HoursProblem, Interval, read_hours};
pub use week::{WEEKDAYS, Week, word};
pub use zone::{find_zone, local, zones};

use crate::users::model::UserKind;

/// Years in which a day of a calendar or of a shift may be.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// Longest name, in characters.
pub const NAME: usize = 100;
/// Longest description, in characters.
pub const DESCRIPTION: usize = 2_000;
/// Most holidays of a calendar.
pub const HOLIDAYS: usize = 400;

/// A day on which nobody works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day; of a yearly one, that of the first year somebody thought of.
    pub day: NaiveDate,
    /// What is celebrated.
    pub name: String,
    /// It comes back every year on the same day of the same month.
    #[serde(default)]
    pub yearly: bool,
}

impl Holiday {
    /// Whether it is on this day. A yearly 29 February comes in leap years only.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        if self.yearly {
            self.day.month() == day.month() && self.day.day() == day.day()
        } else {
            self.day == day
        }
    }
}

/// A calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct Calendar {
    pub id: CalendarId,
    /// Unique in the tenant.
    pub name: String,
    pub description: String,
    /// Name in the IANA time zone database: `America/Bogota`.
    pub time_zone: String,
    pub week: Week,
    /// In order of their days.
    pub holidays: Vec<Holiday>,
    pub active: bool,
    /// Grows with every change; a change that names an older one is refused.
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// What a day is for those who work by a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// Nobody works, because of this.
    Holiday(&'a Holiday),
    /// These hours.
    Working(&'a [Interval]),
    /// Nobody works on this day of the week.
    Off,
}

impl Calendar {
    /// What a day is.
    pub fn day(&self, day: NaiveDate) -> DayKind<'_> {
        if let Some(holiday) = self.holidays.iter().find(|holiday| holiday.is_on(day)) {
            return DayKind::Holiday(holiday);
        }
        match self.week.on(day.weekday()) {
            [] => DayKind::Off,
            hours => DayKind::Working(hours),
        }
    }

    /// What a form says about it.
    pub fn values(&self) -> CalendarValues {
        CalendarValues {
            name: self.name.clone(),
            description: self.description.clone(),
            time_zone: self.time_zone.clone(),
            week: self.week.clone(),
            holidays: self.holidays.clone(),
            active: self.active,
        }
    }
}

/// What may be said about a calendar, all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the same as in `Calendar`")]
pub struct CalendarValues {
    pub name: String,
    pub description: String,
    pub time_zone: String,
    pub week: Week,
    pub holidays: Vec<Holiday>,
    pub active: bool,
}

/// Where a page of calendars begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarAnchor {
    /// With the one after this.
    After(CalendarId),
    /// It ends with the one before this.
    Before(CalendarId),
}

/// A page of calendars, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CalendarPage {
    /// The calendars.
    pub calendars: Vec<Calendar>,
    /// Where the next page begins.
    pub next: Option<CalendarAnchor>,
    /// Where the page before ends.
    pub previous: Option<CalendarAnchor>,
}

/// Somebody who works by a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct ShiftUse {
    pub user: UserId,
    pub kind: UserKind,
    pub name: String,
    pub since: NaiveDate,
    pub until: NaiveDate,
}

/// Where a calendar is in use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Usage {
    /// How many shifts there are by it; one more than [`Self::COUNTED`] when there are more than that.
    pub shifts: i64,
    /// The last ones of them.
    pub examples: Vec<ShiftUse>,
    /// Services that are rendered by it.
    pub services: Vec<(ServiceId, String)>,
}

impl Usage {
    /// Shifts that are counted.
    pub const COUNTED: i64 = 10_000;

    /// The number to say, and whether there are more.
    pub fn shifts_said(&self) -> (i64, bool) {
        (self.shifts.min(Self::COUNTED), self.shifts > Self::COUNTED)
    }

    /// Whether it can be deleted only after it is taken out of use.
    pub fn is_needed(&self) -> bool {
        self.shifts > 0 || !self.services.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_yearly_holiday_comes_back_and_another_does_not() {
        let holiday = |text, yearly| Holiday { day: day(text), name: String::new(), yearly };
        assert!(holiday("2026-12-25", true).is_on(day("1999-12-25")));
        assert!(!holiday("2026-12-25", false).is_on(day("2027-12-25")));
        assert!(!holiday("2024-02-29", true).is_on(day("2026-02-28")));
        assert!(holiday("2024-02-29", true).is_on(day("2028-02-29")));
    }
}
