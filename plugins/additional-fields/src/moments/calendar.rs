//! The Gregorian calendar: no more than is needed here, and no dependency in every plugin's size.

use elenco_sdk::Language;
use std::fmt;

/// A day that exists, in the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    year: u32,
    month: u32,
    day: u32,
}

impl Day {
    /// A day; none when it does not exist.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The day after.
    pub fn next(self) -> Option<Self> {
        Self::new(self.year, self.month, self.day + 1)
            .or_else(|| Self::new(self.year, self.month + 1, 1))
            .or_else(|| Self::new(self.year + 1, 1, 1))
    }

    /// The day before.
    pub fn previous(self) -> Option<Self> {
        if self.day > 1 {
            return Self::new(self.year, self.month, self.day - 1);
        }
        let (year, month) = if self.month > 1 { (self.year, self.month - 1) } else { (self.year - 1, 12) };
        Self::new(year, month, days_in_month(year, month))
    }
}

/// ISO 8601.
impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Days of a month, 1 to 12.
pub fn days_in_month(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

/// The name of a month, 1 to 12, at the beginning of a sentence.
pub fn month_name(month: u32, language: Language) -> &'static str {
    const NAMES: [[&str; 3]; 12] = [
        ["January", "Enero", "Janeiro"],
        ["February", "Febrero", "Fevereiro"],
        ["March", "Marzo", "Março"],
        ["April", "Abril", "Abril"],
        ["May", "Mayo", "Maio"],
        ["June", "Junio", "Junho"],
        ["July", "Julio", "Julho"],
        ["August", "Agosto", "Agosto"],
        ["September", "Septiembre", "Setembro"],
        ["October", "Octubre", "Outubro"],
        ["November", "Noviembre", "Novembro"],
        ["December", "Diciembre", "Dezembro"],
    ];
    let [en, es, pt] = NAMES[(month as usize).clamp(1, 12) - 1];
    language.pick(en, es, pt)
}
