//! The form of a shift, as it was typed.
use chrono::NaiveDate;
use serde::Deserialize;

use super::model::{Shift, ShiftValues};

/// What the form holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the controls of the form, named as they are there")]
pub struct ShiftForm {
    pub since: String,
    pub until: String,
    pub calendar: String,
    pub version: Option<i64>,
}

impl ShiftForm {
    /// The form of a shift as it is.
    pub fn of_shift(shift: &Shift) -> Self {
        Self {
            since: shift.since.to_string(),
            until: shift.until.to_string(),
            calendar: shift.calendar.to_string(),
            version: Some(shift.version),
        }
    }

    /// What it asks for; what cannot be read is missing.
    pub fn values(&self) -> ShiftValues {
        ShiftValues {
            since: self.since.trim().parse().ok(),
            until: self.until.trim().parse().ok(),
            calendar: self.calendar.trim().parse().ok(),
        }
    }
}

/// What the address of the tab may say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The month to show: `2026-11`.
    pub month: Option<String>,
    /// The day on which the first shift of the page before of past ones begins.
    pub past: Option<NaiveDate>,
    /// The day on which a new shift is to begin.
    pub since: Option<NaiveDate>,
}

impl Asked {
    /// Year and month, when there is such a month.
    pub fn month(&self) -> Option<(i32, u32)> {
        let (year, month) = self.month.as_deref()?.split_once('-')?;
        let (year, month) = (year.parse::<i32>().ok()?, month.parse::<u32>().ok()?);
        ((1900..=2200).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
    }
}
