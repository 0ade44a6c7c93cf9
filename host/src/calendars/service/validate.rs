//! What is asked of a calendar's values.
use std::collections::BTreeSet;

use chrono::Datelike;

use crate::calendars::model::{
    CalendarValues, DESCRIPTION, HOLIDAYS, Holiday, HoursProblem, NAME, Usage, YEARS, find_zone, word,
};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::locale::Texts;
use crate::users::model::Problem;

fn problem(field: impl Into<String>, code: &str, message: impl Into<String>) -> Problem {
    Problem { field: field.into(), code: code.to_owned(), message: message.into() }
}

fn one_line(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.trim().to_owned()
}

/// What is wrong with hours, for the one who typed them.
pub fn hours_words(t: Texts, problem: &HoursProblem) -> String {
    match problem {
        HoursProblem::Unreadable(part) => t.ta("calendars-hours-unreadable", &[("part", part.into())]),
        HoursProblem::Reversed(part) => t.ta("calendars-hours-reversed", &[("part", part.into())]),
        HoursProblem::Overlap(one, other) => {
            t.ta("calendars-hours-overlap", &[("one", one.into()), ("other", other.into())])
        }
        HoursProblem::TooMany(most) => t.ta("calendars-hours-too-many", &[("most", (*most).into())]),
    }
}

/// Takes away what nobody meant to type, and puts hours and holidays in order.
fn tidy(mut values: CalendarValues) -> CalendarValues {
    values.name = one_line(&values.name);
    let text = values.description.replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    values.description = text.trim().to_owned();
    for holiday in &mut values.holidays {
        holiday.name = one_line(&holiday.name);
    }
    if let Ok(week) = values.week.in_order() {
        values.week = week;
    }
    values
}

fn holidays(t: Texts, list: &[Holiday]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if list.len() > HOLIDAYS {
        let message = t.ta("calendars-problem-holidays", &[("most", HOLIDAYS.into())]);
        return vec![problem("holidays", "calendar.holidays", message)];
    }
    let mut seen = BTreeSet::new();
    for (at, holiday) in list.iter().enumerate() {
        let control = |part: &str| format!("holidays.{at}.{part}");
        if crate::fold::fold(&holiday.name).is_empty() {
            problems.push(problem(control("name"), "calendar.required", t.t("calendars-problem-required")));
        }
        if holiday.name.chars().count() > NAME {
            let message = t.ta("calendars-problem-too-long", &[("limit", NAME.into())]);
            problems.push(problem(control("name"), "calendar.too-long", message));
        }
        if !YEARS.contains(&holiday.day.year()) {
            problems.push(problem(control("day"), "calendar.day", years(t)));
        }
        // Of a yearly day the year says nothing.
        let year = if holiday.yearly { 0 } else { holiday.day.year() };
        if !seen.insert((year, holiday.day.month(), holiday.day.day())) {
            problems.push(problem(control("day"), "calendar.twice", t.t("calendars-problem-twice")));
        }
    }
    problems
}

fn years(t: Texts) -> String {
    // Years are no amounts: they are written without a separator.
    let words = [("first", YEARS.start().to_string().into()), ("last", YEARS.end().to_string().into())];
    t.ta("calendars-problem-years", &words)
}

/// The values as they are kept, or every problem at once.
pub(super) fn checked(cx: &ServiceContext, values: CalendarValues) -> Result<CalendarValues, AppError> {
    let t = cx.texts();
    let mut values = tidy(values);
    let mut problems = Vec::new();
    let too_long = |limit: usize| t.ta("calendars-problem-too-long", &[("limit", limit.into())]);
    if crate::fold::fold(&values.name).is_empty() {
        problems.push(problem("name", "calendar.required", t.t("calendars-problem-required")));
    }
    if values.name.chars().count() > NAME {
        problems.push(problem("name", "calendar.too-long", too_long(NAME)));
    }
    if values.description.chars().count() > DESCRIPTION {
        problems.push(problem("description", "calendar.too-long", too_long(DESCRIPTION)));
    }
    match find_zone(&values.time_zone) {
        Some(zone) => values.time_zone = zone.to_owned(),
        None => problems.push(problem("time_zone", "calendar.time-zone", t.t("calendars-problem-zone"))),
    }
    if let Err(days) = values.week.in_order() {
        for (day, found) in days {
            problems.push(problem(format!("week.{}", word(day)), "calendar.hours", hours_words(t, &found)));
        }
    }
    problems.extend(holidays(t, &values.holidays));
    if !problems.is_empty() {
        return Err(AppError::Invalid(problems));
    }
    values.holidays.sort_by(|one, other| (one.day, &one.name).cmp(&(other.day, &other.name)));
    Ok(values)
}

/// Another calendar has the name.
pub(super) fn taken(cx: &ServiceContext) -> Problem {
    problem("name", "calendar.name-taken", cx.texts().t("calendars-problem-name-taken"))
}

/// Why a calendar cannot be deleted.
pub(super) fn in_use(cx: &ServiceContext, usage: &Usage) -> Vec<Problem> {
    let t = cx.texts();
    let mut problems = Vec::new();
    if usage.shifts > 0 {
        let names: Vec<&str> = usage.examples.iter().map(|example| example.name.as_str()).collect();
        let (count, more) = usage.shifts_said();
        let words = [("count", count.into()), ("names", names.join(", ").into())];
        let message = if more {
            t.ta("calendars-problem-shifts-more", &words)
        } else {
            t.ta("calendars-problem-shifts", &words)
        };
        problems.push(problem("", "calendar.has-shifts", message));
    }
    if !usage.services.is_empty() {
        let names: Vec<&str> = usage.services.iter().map(|(_, name)| name.as_str()).collect();
        let message = t.ta("calendars-problem-services", &[("names", names.join(", ").into())]);
        problems.push(problem("", "calendar.has-services", message));
    }
    problems
}
