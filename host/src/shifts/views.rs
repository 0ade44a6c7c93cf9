//! The shifts of a specialist.
mod dialog;

use chrono::{Datelike, NaiveDate, Weekday};
use maud::{Markup, html};

use super::model::{Owner, PlannedShift, ShiftList};
use crate::calendars::model::YEARS;
use crate::calendars::views::told;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, DayCell, DayTone, Illustration, MenuItem, Month, State};

pub use dialog::{DialogView, delete_dialog, shift_dialog};

/// What the panel shows.
pub struct PanelView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Whose shifts they are.
    pub owner: &'a Owner,
    /// Today.
    pub today: NaiveDate,
    /// Year and month that are shown.
    pub month: (i32, u32),
    /// The shifts of that month.
    pub in_month: &'a [PlannedShift],
    /// What is to come, and what is over.
    pub list: &'a ShiftList,
    /// It is the newest page of what is over.
    pub is_first: bool,
    /// Whether the reader may add, change and delete.
    pub may: (bool, bool, bool),
}

/// A link that opens a dialog in place.
fn opens(class: &str, href: &str, content: Markup) -> Markup {
    html! {
        a class=(class) href=(href) hx-get=(href) hx-target="#modal" hx-select="dialog[data-open]" hx-swap="innerHTML" { (content) }
    }
}

fn step((year, month): (i32, u32), by: i32) -> Option<(i32, u32)> {
    let months = year * 12 + i32::try_from(month).ok()? - 1 + by;
    let (year, month) = (months.div_euclid(12), u32::try_from(months.rem_euclid(12)).ok()? + 1);
    YEARS.contains(&year).then_some((year, month))
}

impl PanelView<'_> {
    fn tab(&self) -> String {
        self.paths.shifts_tab(self.owner.kind, self.owner.id)
    }

    fn month_address(&self, (year, month): (i32, u32)) -> String {
        format!("{}&month={year}-{month:02}", self.tab())
    }

    fn turn(&self, to: Option<(i32, u32)>, word: &'static str, icon: &str, label: &str) -> Markup {
        let Some(address) = to.map(|to| self.month_address(to)) else { return html! {} };
        html! {
            a.btn.btn-i href=(address) aria-label=(label) title=(label) data-turn=(word) hx-get=(address) hx-target="#shifts"
                hx-select="#shifts" hx-swap="outerHTML show:none" hx-push-url="true" { (ui::icon(icon)) }
        }
    }

    fn day(&self, day: NaiveDate) -> DayCell {
        let t = self.t;
        let today = day == self.today;
        let link = |planned: Option<&PlannedShift>| match planned {
            Some(planned) => self.may.1.then(|| {
                let words = [("date", t.date(day).into()), ("name", planned.calendar.name.as_str().into())];
                (self.paths.shift(planned.shift.id), t.ta("shifts-open-day", &words))
            }),
            None => self.may.0.then(|| {
                let address = format!("{}?since={day}", self.paths.new_shift(self.owner.kind, self.owner.id));
                (address, t.ta("shifts-new-on", &[("date", t.date(day).into())]))
            }),
        };
        let Some(planned) = self.in_month.iter().find(|planned| planned.shift.is_on(day)) else {
            return DayCell { today, link: link(None), ..DayCell::default() };
        };
        let (tone, words) = told(t, planned.calendar.day(day));
        let begins = planned.shift.since == day;
        let ends = planned.shift.until == day;
        let is_named = begins || day.day() == 1 || day.weekday() == Weekday::Mon;
        // Its name may run over the days after it, when they are of the same shift and week.
        let days = (planned.shift.until - day).num_days();
        let is_wide = days >= 3 && day.weekday().num_days_from_monday() <= 3 && day.day() <= 25;
        let content = html! {
            span.shift-bar.is-first[begins].is-last[ends].is-wide[is_wide] aria-hidden="true" { @if is_named { (planned.calendar.name) } }
            span.day-w aria-hidden="true" {
                @if tone == DayTone::Holiday { (ui::icon_small("sun")) }
                span { @for part in words.split(", ") { span.day-p { (part) } } }
            }
        };
        DayCell { tone, today, words, link: link(Some(planned)), content }
    }

    fn month(&self) -> Markup {
        let t = self.t;
        let (year, month) = self.month;
        let day = |day| self.day(day);
        let today = (self.today.year(), self.today.month());
        html! {
            div.cal-tools {
                (self.turn(step(self.month, -1), "previous", "chevron-left", &t.t("shifts-month-before")))
                h2.cal-t aria-live="polite" { (t.month_of(year, month)) }
                (self.turn(step(self.month, 1), "next", "chevron-right", &t.t("shifts-month-after")))
                @if self.month != today {
                    @let address = self.month_address(today);
                    a.btn href=(address) data-turn="today" hx-get=(address) hx-target="#shifts" hx-select="#shifts"
                        hx-swap="outerHTML show:none" hx-push-url="true" { (t.t("shifts-today")) }
                }
                span.end {
                    @if self.may.0 {
                        (opens("btn btn-go", &self.paths.new_shift(self.owner.kind, self.owner.id), html! { (ui::icon("plus")) (t.t("shifts-new")) }))
                    }
                }
            }
            div.cal-month { (Month { t, year, month, small: false, day: &day }.render()) }
        }
    }

    fn line(&self, planned: &PlannedShift) -> Markup {
        let t = self.t;
        let shift = &planned.shift;
        let badge = if shift.is_on(self.today) {
            ui::status(State::Completed, &t.t("shifts-current"))
        } else if shift.since > self.today {
            ui::status_with_icon(State::Note, &t.t("shifts-upcoming"), "calendar-event")
        } else {
            ui::status_with_icon(State::Quiet, &t.t("shifts-past"), "history")
        };
        let mut items = Vec::new();
        if self.may.1 {
            items.push(MenuItem {
                label: t.t("shifts-edit").into_owned(),
                href: self.paths.shift(shift.id),
                icon: Some("pencil"),
                dialog: true,
                ..MenuItem::default()
            });
        }
        if self.may.2 {
            items.push(MenuItem {
                label: t.t("shifts-delete").into_owned(),
                href: self.paths.delete_shift(shift.id),
                icon: Some("trash"),
                dialog: true,
                danger: true,
                ..MenuItem::default()
            });
        }
        let month = self.month_address((shift.since.year(), shift.since.month()));
        html! {
            li.shift id={ "shift-" (shift.id) } {
                div.shift-d {
                    a.shift-n href=(month) hx-get=(month) hx-target="#shifts" hx-select="#shifts" hx-swap="outerHTML show:none" hx-push-url="true" {
                        (ui::day(t, shift.since)) " – " (ui::day(t, shift.until))
                    }
                    span.sub-t { (t.ta("shifts-days", &[("count", shift.days().into())])) }
                }
                div.shift-c {
                    a.link href=(self.paths.calendar(shift.calendar)) { (ui::icon_small("calendar")) (planned.calendar.name) }
                    @if !planned.calendar.active { (ui::status(State::Quiet, &t.t("calendars-inactive"))) }
                }
                (badge)
                @if !items.is_empty() {
                    (ui::action_menu(&t.ta("shifts-more", &[("since", t.date(shift.since).into())]), &items))
                }
            }
        }
    }

    fn lists(&self) -> Markup {
        let t = self.t;
        let list = self.list;
        if list.coming.is_empty() && list.past.is_empty() && self.is_first {
            let new = self.paths.new_shift(self.owner.kind, self.owner.id);
            return ui::empty_state(
                Illustration::Sheet,
                &t.t("shifts-none"),
                html! { (t.t("shifts-none-text")) },
                html! { @if self.may.0 { (opens("btn btn-go", &new, html! { (ui::icon("plus")) (t.t("shifts-new-title")) })) } },
            );
        }
        html! {
            h3.shift-h { (t.t("shifts-coming")) }
            @if list.coming.is_empty() { p.hint.shift-e { (t.t("shifts-none-coming")) } }
            @else { ol.shift-l { @for planned in &list.coming { (self.line(planned)) } } }
            @if !list.past.is_empty() {
                h3.shift-h { (t.t("shifts-over")) }
                ol.shift-l.is-past {
                    @for planned in &list.past { (self.line(planned)) }
                    @if let Some(older) = list.older {
                        @let address = format!("{}&past={older}", self.tab());
                        li.talk-more {
                            a.btn href=(address) hx-get=(address) hx-target="closest li" hx-select="#shifts .is-past > li" hx-swap="outerHTML" {
                                (ui::icon("arrow-down")) (t.t("shifts-older"))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The panel.
pub fn panel(view: &PanelView<'_>) -> Markup {
    html! {
        div.talks #shifts {
            div.scroll tabindex="0" role="group" aria-label=(view.t.t("shifts-title")) { (view.month()) (view.lists()) }
        }
    }
}
