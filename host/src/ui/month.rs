//! A month as a table of weeks, large with what happens on each day, or small as one of a year.
use chrono::{Datelike, Days, NaiveDate};
use maud::{Markup, html};

use crate::locale::Texts;

/// How a day looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DayTone {
    /// Nothing is said about it.
    #[default]
    Plain,
    /// People work.
    Working,
    /// Nobody works on this day of the week.
    Off,
    /// Nobody works, for a reason.
    Holiday,
}

/// A day of the table.
#[derive(Debug, Clone, Default)]
pub struct DayCell {
    /// How it looks.
    pub tone: DayTone,
    /// It is today.
    pub today: bool,
    /// What is said of it besides its number, for a screen reader and as a tip.
    pub words: String,
    /// Where its number leads, and what that does.
    pub link: Option<(String, String)>,
    /// What happens on it; only a large month has room for that.
    pub content: Markup,
}

/// A month.
pub struct Month<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Its year.
    pub year: i32,
    /// Its month, 1 to 12.
    pub month: u32,
    /// Small, as one of a year.
    pub small: bool,
    /// Its days.
    pub day: &'a dyn Fn(NaiveDate) -> DayCell,
}

/// The first day of a month, and that of the next one.
pub fn bounds(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next = if month == 12 {
        NaiveDate::from_ymd_opt(year + 1, 1, 1)?
    } else {
        NaiveDate::from_ymd_opt(year, month + 1, 1)?
    };
    Some((first, next))
}

impl Month<'_> {
    /// The weeks of the month, from Monday to Sunday; days of other months are nothing.
    fn weeks(&self) -> Vec<[Option<NaiveDate>; 7]> {
        let Some((first, next)) = bounds(self.year, self.month) else { return Vec::new() };
        let mut weeks = Vec::new();
        let mut monday = first - Days::new(u64::from(first.weekday().num_days_from_monday()));
        while monday < next {
            let day = |at: u64| Some(monday + Days::new(at)).filter(|day| *day >= first && *day < next);
            weeks.push([0, 1, 2, 3, 4, 5, 6].map(day));
            monday = monday + Days::new(7);
        }
        weeks
    }

    fn cell(&self, date: NaiveDate) -> Markup {
        let cell = (self.day)(date);
        let tone = match cell.tone {
            DayTone::Plain => "day",
            DayTone::Working => "day day-work",
            DayTone::Off => "day day-off",
            DayTone::Holiday => "day day-free",
        };
        let tip = (!cell.words.is_empty()).then_some(cell.words.as_str());
        html! {
            td class=(tone) aria-current=[cell.today.then_some("date")] title=[tip.filter(|_| self.small)] {
                @match &cell.link {
                    Some((href, label)) => a.day-n href=(href) aria-label=(label) data-day=(date) hx-get=(href)
                        hx-target="#modal" hx-select="dialog[data-open]" hx-swap="innerHTML" { (date.day()) },
                    None => span.day-n { (date.day()) },
                }
                @if let Some(words) = tip { span.sr { ", " (words) } }
                @if !self.small { (cell.content) }
            }
        }
    }

    /// The table.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let weeks = self.weeks();
        html! {
            table.month.month-s[self.small] data-month {
                caption.month-t .sr[!self.small] {
                    @if self.small { (t.month(self.month)) } @else { (t.month_of(self.year, self.month)) }
                }
                thead {
                    tr { @for at in 0..7_u8 {
                        @let day = chrono::Weekday::try_from(at).unwrap_or(chrono::Weekday::Mon);
                        th scope="col" abbr=(t.weekday(day)) {
                            @if self.small { (t.weekday(day).chars().take(1).collect::<String>()) } @else { (t.weekday_short(day)) }
                        }
                    } }
                }
                tbody {
                    @for week in &weeks {
                        tr { @for day in week { @match day { Some(date) => (self.cell(*date)), None => td.day-none {} } } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Culture;

    fn weeks(year: i32, month: u32) -> Vec<[Option<NaiveDate>; 7]> {
        let plain = |_| DayCell::default();
        Month { t: Texts::of(Culture::En), year, month, small: false, day: &plain }.weeks()
    }

    #[test]
    fn every_day_of_a_month_stands_once_under_its_weekday() {
        for year in [1900, 2024, 2026, 2100, 2200] {
            for month in 1..=12 {
                let weeks = weeks(year, month);
                let days: Vec<NaiveDate> = weeks.iter().flatten().flatten().copied().collect();
                let (first, next) = bounds(year, month).expect("a month");
                assert_eq!(days.len() as i64, (next - first).num_days());
                assert!(days.windows(2).all(|pair| pair[1] == pair[0].succ_opt().expect("a day")));
                for week in &weeks {
                    for (at, day) in week.iter().enumerate() {
                        assert!(day.is_none_or(|day| day.weekday().num_days_from_monday() as usize == at));
                    }
                }
            }
        }
        assert!(weeks(2026, 13).is_empty());
    }
}
