//! What a shift is.
use chrono::NaiveDate;
use elenco_db::{CalendarId, Instant, ShiftId, UserId};

use crate::calendars::model::Calendar;
use crate::users::model::UserKind;

/// Longest shift, in days: ten years.
pub const LONGEST: i64 = 3_653;

/// From which day to which a specialist works by which calendar, both days included.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct Shift {
    pub id: ShiftId,
    pub user: UserId,
    pub since: NaiveDate,
    pub until: NaiveDate,
    pub calendar: CalendarId,
    /// Grows with every change; a change that names an older one is refused.
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

impl Shift {
    /// Whether it is on this day.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        (self.since..=self.until).contains(&day)
    }

    /// How many days it has.
    pub fn days(&self) -> i64 {
        (self.until - self.since).num_days() + 1
    }
}

/// What somebody says about a shift; what is missing is refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the same as in `Shift`")]
pub struct ShiftValues {
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub calendar: Option<CalendarId>,
}

/// A shift with its calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedShift {
    /// The shift.
    pub shift: Shift,
    /// The calendar.
    pub calendar: Calendar,
}

/// The shifts of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShiftList {
    /// Those that are not over, the next one first.
    pub coming: Vec<PlannedShift>,
    /// Those that are over, the last one first.
    pub past: Vec<PlannedShift>,
    /// Before which day the next page of past ones begins.
    pub older: Option<NaiveDate>,
}

/// Whose shift it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct Owner {
    pub id: UserId,
    pub kind: UserKind,
}
