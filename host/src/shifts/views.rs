//! The shifts of a specialist.
use chrono::{Datelike, NaiveDate, Weekday};
use elenco_db::ShiftId;
use maud::{Markup, html};

use super::form::ShiftForm;
use super::model::{Owner, PlannedShift, ShiftList};
use crate::calendars::model::{Calendar, Interval, YEARS};
use crate::calendars::views::told;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{
    self, Choice, DayCell, DayTone, Dialog, Field, Illustration, MenuItem, Month, Notice, State, Width,
};
use crate::users::model::Problem;

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
        let content = html! {
            span.shift-bar.is-first[begins].is-last[ends] aria-hidden="true" { @if is_named { (planned.calendar.name) } }
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

/// What the dialog of a shift shows.
pub struct DialogView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Whose shift it is.
    pub owner: &'a Owner,
    /// The shift that is changed; nothing for a new one.
    pub id: Option<ShiftId>,
    /// What the controls hold.
    pub form: &'a ShiftForm,
    /// Calendars to choose from.
    pub calendars: &'a [Calendar],
    /// What was refused.
    pub problems: &'a [Problem],
    /// One sentence when the last try was refused as a whole.
    pub refused: Option<String>,
    /// The shift that is in the way.
    pub clash: Option<&'a PlannedShift>,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may delete it, and add calendars.
    pub may: (bool, bool),
}

/// The name of a calendar in a choice: with its hours on the first day that has any.
fn choice(t: Texts, calendar: &Calendar) -> Choice {
    let first = crate::calendars::model::WEEKDAYS.into_iter().find_map(|day| match calendar.week.on(day) {
        [] => None,
        hours => Some(hours.iter().map(Interval::to_string).collect::<Vec<_>>().join(", ")),
    });
    let mut label = calendar.name.clone();
    if let Some(hours) = first {
        label += &format!(" · {hours}");
    }
    if !calendar.active {
        label += &format!(" ({})", t.t("calendars-inactive"));
    }
    Choice::new(calendar.id.to_string(), label)
}

/// The dialog with since, until and calendar.
pub fn shift_dialog(view: &DialogView<'_>) -> Markup {
    let t = view.t;
    let problem = |field: &str| {
        let all: Vec<&str> =
            view.problems.iter().filter(|p| p.field == field).map(|p| p.message.as_str()).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    };
    let tab = view.paths.shifts_tab(view.owner.kind, view.owner.id);
    let bounds = || (Some(format!("{}-01-01", YEARS.start())), Some(format!("{}-12-31", YEARS.end())));
    let day = |name: &'static str, label: String, value: &str| {
        let (least, most) = bounds();
        Field::date(t, name, label)
            .value(value)
            .required(true)
            .problem(problem(name))
            .between(least, most)
            .width(Width::Half)
    };
    let body = html! {
        @if let Some(refused) = view.refused.clone().or_else(|| problem("")) {
            (ui::notice(&Notice { state: State::Failed, icon: None, text: html! { (refused) }, actions: html! {} }))
        }
        @if let Some(clash) = view.clash {
            @let month = format!("{tab}&month={}-{:02}#shift-{}", clash.shift.since.year(), clash.shift.since.month(), clash.shift.id);
            (ui::notice(&Notice {
                state: State::Failed,
                icon: Some("calendar-event"),
                text: html! {
                    b { (t.t("shifts-in-the-way")) } " "
                    (ui::day(t, clash.shift.since)) " – " (ui::day(t, clash.shift.until)) ", " (clash.calendar.name)
                },
                actions: html! { a.link href=(month) { (t.t("shifts-look")) } },
            }))
        }
        @if view.calendars.is_empty() {
            (ui::notice(&Notice {
                state: State::Pending,
                icon: Some("calendar"),
                text: html! { (t.t("shifts-no-calendars")) },
                actions: html! { @if view.may.1 { a.link href=(view.paths.new_calendar()) { (t.t("calendars-new-title")) } } },
            }))
        }
        div.fields {
            (day("since", t.t("shifts-since").into_owned(), &view.form.since))
            (day("until", t.t("shifts-until").into_owned(), &view.form.until).help(t.t("shifts-until-help")))
            (Field::select(t, "calendar", t.t("shifts-calendar"),
                view.calendars.iter().map(|calendar| choice(t, calendar)).collect(), Some(t.t("shifts-choose-calendar").into_owned()))
                .value(&view.form.calendar).required(true).problem(problem("calendar")).width(Width::Full))
            @if let Some(version) = view.form.version { input type="hidden" name="version" value=(version); }
        }
    };
    let action = match view.id {
        Some(id) => view.paths.shift(id),
        None => view.paths.user_shifts(view.owner.kind, view.owner.id),
    };
    let title = if view.id.is_some() { t.t("shifts-edit-title") } else { t.t("shifts-new-title") };
    ui::dialog(&Dialog {
        t,
        title: title.into_owned(),
        wide: false,
        close: tab,
        form: Some((action, view.csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            @if let Some(id) = view.id.filter(|_| view.may.0) {
                (opens("btn btn-danger", &view.paths.delete_shift(id), html! { (ui::icon("trash")) (t.t("shifts-delete")) }))
            }
            button.btn.btn-go type="submit" data-submit { (t.t("shifts-save")) }
        },
    })
}

/// Asks before a shift is deleted.
pub fn delete_dialog(t: Texts, paths: &Paths, owner: &Owner, planned: &PlannedShift, csrf: &str) -> Markup {
    let shift = &planned.shift;
    ui::dialog(&Dialog {
        t,
        title: t.t("shifts-delete-title").into_owned(),
        wide: false,
        close: paths.shifts_tab(owner.kind, owner.id),
        form: Some((paths.delete_shift(shift.id), csrf.to_owned())),
        multipart: false,
        body: html! {
            p { b { (ui::day(t, shift.since)) " – " (ui::day(t, shift.until)) } ", " (planned.calendar.name) }
            p { (t.t("shifts-delete-text")) }
        },
        remark: String::new(),
        buttons: html! {
            button.btn.btn-danger type="submit" data-submit { (ui::icon("trash")) (t.t("shifts-delete")) }
        },
    })
}
