//! A measured figure and its limit.
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How far a figure may go.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Limit {
    /// Not above.
    AtMost(f64),
    /// Not below.
    AtLeast(f64),
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Heading that it stands below.
    pub section: String,
    /// What was measured.
    pub name: String,
    /// How much it is.
    pub value: f64,
    /// Unit; empty for a ratio.
    pub unit: String,
    /// How far it may go, when somebody said so.
    pub limit: Option<Limit>,
}

impl Figure {
    /// A figure without a limit.
    pub fn new(section: &str, name: impl Into<String>, value: f64, unit: &str) -> Self {
        Self { section: section.to_owned(), name: name.into(), value, unit: unit.to_owned(), limit: None }
    }

    /// A figure that must not go above.
    pub fn at_most(self, limit: f64) -> Self {
        Self { limit: Some(Limit::AtMost(limit)), ..self }
    }

    /// A figure that must not go below.
    pub fn at_least(self, limit: f64) -> Self {
        Self { limit: Some(Limit::AtLeast(limit)), ..self }
    }

    /// Whether the limit is kept; nothing without one.
    pub fn verdict(&self) -> Option<bool> {
        Some(match self.limit? {
            Limit::AtMost(limit) => self.value <= limit,
            Limit::AtLeast(limit) => self.value >= limit,
        })
    }

    /// With its unit.
    pub fn shown(&self) -> String {
        amount(self.value, &self.unit)
    }

    /// The limit with its unit; empty without one.
    pub fn shown_limit(&self) -> String {
        match self.limit {
            None => String::new(),
            Some(Limit::AtMost(limit)) => format!("≤ {}", amount(limit, &self.unit)),
            Some(Limit::AtLeast(limit)) => format!("≥ {}", amount(limit, &self.unit)),
        }
    }
}

/// Three digits that matter, and no more.
fn amount(value: f64, unit: &str) -> String {
    let digits = match value.abs() {
        large if large >= 100.0 => 0,
        middle if middle >= 10.0 => 1,
        small if small >= 0.1 => 2,
        _ => 3,
    };
    let text = format!("{value:.digits$}");
    // Thousands are kept apart: 100,000.
    let (whole, rest) =
        text.split_once('.').map_or((text.as_str(), String::new()), |(w, r)| (w, format!(".{r}")));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && digit.is_ascii_digit() && !grouped.ends_with('-')
        {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if unit.is_empty() { format!("{grouped}{rest}") } else { format!("{grouped}{rest} {unit}") }
}

/// The time below which this percentage of the times lies, in milliseconds.
pub fn percentile(times: &[Duration], percent: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = ((sorted.len() as f64 * percent / 100.0).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

/// The middle of some values.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
