//! The dialogs of a shift.
use chrono::Datelike;
use elenco_db::ShiftId;
use maud::{Markup, html};

use super::opens;
use crate::calendars::model::{Calendar, Interval, YEARS};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::shifts::form::ShiftForm;
use crate::shifts::model::{Owner, PlannedShift};
use crate::ui::{self, Choice, Dialog, Field, Notice, State, Width};
use crate::users::model::Problem;

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
