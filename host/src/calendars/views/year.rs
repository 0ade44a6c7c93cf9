//! A year of a calendar: which days are worked, and which are not.
use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};

use crate::calendars::model::{Calendar, DayKind, Interval, YEARS};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, DayCell, DayTone, Month};

/// What the panel shows.
pub struct YearView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// The year.
    pub year: i32,
    /// Today, where the calendar is.
    pub today: NaiveDate,
}

/// What a day of a calendar looks like, and what is said about it.
pub fn told(t: Texts, kind: DayKind<'_>) -> (DayTone, String) {
    match kind {
        DayKind::Holiday(holiday) => (DayTone::Holiday, holiday.name.clone()),
        DayKind::Off => (DayTone::Off, t.t("calendars-day-off").into_owned()),
        DayKind::Working(hours) => {
            (DayTone::Working, hours.iter().map(Interval::to_string).collect::<Vec<_>>().join(", "))
        }
    }
}

impl YearView<'_> {
    fn days(&self) -> Vec<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(self.year, 1, 1);
        first
            .into_iter()
            .flat_map(|day: NaiveDate| day.iter_days())
            .take_while(|day| day.year() == self.year)
            .collect()
    }

    fn turn(&self, year: i32, icon: &str, label: &str) -> Markup {
        let address = format!("{}?tab=year&year={year}", self.paths.calendar(self.calendar.id));
        html! {
            @if YEARS.contains(&year) {
                a.btn.btn-i href=(address) aria-label=(label) title=(label) hx-get=(address) hx-target="#year" hx-select="#year"
                    hx-swap="outerHTML show:none" hx-push-url="true" { (ui::icon(icon)) }
            }
        }
    }
}

/// The panel.
pub fn year_panel(view: &YearView<'_>) -> Markup {
    let (t, calendar) = (view.t, view.calendar);
    let days = view.days();
    let kinds: Vec<(NaiveDate, DayKind<'_>)> = days.iter().map(|day| (*day, calendar.day(*day))).collect();
    let working: Vec<&[Interval]> = kinds
        .iter()
        .filter_map(|(_, kind)| if let DayKind::Working(hours) = kind { Some(*hours) } else { None })
        .collect();
    let minutes: i64 =
        working.iter().flat_map(|hours| hours.iter()).map(|i| i64::from(i.minutes().1 - i.minutes().0)).sum();
    let free: Vec<(NaiveDate, &str)> = kinds
        .iter()
        .filter_map(|(day, kind)| {
            if let DayKind::Holiday(holiday) = kind { Some((*day, holiday.name.as_str())) } else { None }
        })
        .collect();
    let facts = [
        (t.t("calendars-working-days").into_owned(), t.number(working.len() as i64), false),
        (t.t("calendars-holidays").into_owned(), t.number(free.len() as i64), false),
        (t.t("calendars-working-hours").into_owned(), t.number(minutes / 60), false),
    ];
    let cell = |day: NaiveDate| {
        let (tone, words) = told(t, calendar.day(day));
        // Only what is out of the ordinary is read out.
        let words = if tone == DayTone::Holiday { words } else { String::new() };
        DayCell { tone, today: day == view.today, words, ..DayCell::default() }
    };
    html! {
        div.talks #year {
            div.cal-tools {
                (view.turn(view.year - 1, "chevron-left", &t.t("calendars-year-before")))
                h2.cal-t aria-live="polite" { (view.year) }
                (view.turn(view.year + 1, "chevron-right", &t.t("calendars-year-after")))
                ul.cal-key {
                    li { span.key-d.day-work {} (t.t("calendars-day-working")) }
                    li { span.key-d.day-off {} (t.t("calendars-day-off")) }
                    li { span.key-d.day-free {} (t.t("calendars-day-holiday")) }
                }
            }
            div.scroll tabindex="0" role="group" aria-label=(view.year) {
                div.cal-year {
                    (ui::facts(&facts))
                    div.months {
                        @for month in 1..=12_u32 { (Month { t, year: view.year, month, small: true, day: &cell }.render()) }
                    }
                    @if free.is_empty() { p.hint { (t.t("calendars-no-holidays-year")) } }
                    @else {
                        h3 { (t.t("calendars-holidays")) }
                        ul.cal-free { @for (day, name) in &free {
                            li { span.sub-t { (t.long_date(*day)) } span dir="auto" { (name) } }
                        } }
                    }
                }
            }
        }
    }
}
