//! A calendar: head, tabs, form.
use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::holidays;
use crate::calendars::form::CalendarForm;
use crate::calendars::model::{Calendar, DESCRIPTION, NAME, WEEKDAYS, local, read_hours, word, zones};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, DetailHead, Field, Form, MenuItem, State, Tab, Tabs, Tile, Width};
use crate::users::model::Problem;

/// What the detail pane shows.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The calendar as stored; nothing for a new one.
    pub calendar: Option<&'a Calendar>,
    /// What the controls hold.
    pub form: &'a CalendarForm,
    /// What was refused.
    pub problems: &'a [Problem],
    /// One sentence when the last try was refused as a whole.
    pub refused: Option<String>,
    /// The form holds what is not saved though nobody changed it on this page: a row was added.
    pub unsaved: bool,
    /// The row of holidays where the reader goes on.
    pub focus: Option<usize>,
    /// The open tab.
    pub tab: &'static str,
    /// What the open tab shows instead of the form.
    pub panel: Option<Markup>,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may save.
    pub may_save: bool,
    /// Whether the reader may delete.
    pub may_delete: bool,
    /// Whether the reader may read the history.
    pub may_read_history: bool,
    /// Now, to tell the time in the calendar's zone.
    pub now: DateTime<Utc>,
}

/// The hours of a day as a bar from midnight to midnight.
fn bar(text: &str) -> Markup {
    let hours = read_hours(text).unwrap_or_default();
    html! {
        svg.day-bar viewBox="0 0 1440 60" preserveAspectRatio="none" aria-hidden="true" data-hours-bar {
            rect.bar-all width="1440" height="60" rx="14" {}
            @for at in [360, 720, 1080] { line.bar-at x1=(at) x2=(at) y1="0" y2="60" {} }
            g { @for interval in &hours {
                @let (from, until) = interval.minutes();
                rect.bar-on x=(from) width=(until - from) height="60" {}
            } }
        }
    }
}

impl DetailView<'_> {
    fn problem(&self, field: &str) -> Option<String> {
        let all: Vec<&str> =
            self.problems.iter().filter(|p| p.field == field).map(|p| p.message.as_str()).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    fn identity(&self) -> Markup {
        let t = self.t;
        let there = local(&self.form.time_zone, self.now).map(|(there, offset)| {
            let time = there.format("%H:%M").to_string();
            t.ta("calendars-zone-now", &[("time", time.into()), ("offset", offset.into())])
        });
        let help = there.unwrap_or_else(|| t.t("calendars-zone-help").into_owned());
        ui::section(
            &t.t("calendars-identity"),
            &t.t("calendars-identity-text"),
            html! {
                (Field::text(t, "name", t.t("calendars-name")).value(&self.form.name).problem(self.problem("name"))
                    .required(true).max_length(NAME as u32).width(Width::TwoThirds))
                (Field::switch(t, "active", t.t("calendars-status"), t.t("calendars-active")).checked(self.form.active)
                    .width(Width::Third))
                (Field::long_text(t, "description", t.t("calendars-description")).value(&self.form.description)
                    .problem(self.problem("description")).max_length(DESCRIPTION as u32))
                (Field::text(t, "time_zone", t.t("calendars-zone")).value(&self.form.time_zone).problem(self.problem("time_zone"))
                    .required(true).suggestions("time-zones").placeholder("America/Bogota").help(help).width(Width::TwoThirds))
                datalist id="time-zones" { @for zone in zones() { option value=(zone) {} } }
            },
        )
    }

    fn hours(&self) -> Markup {
        let t = self.t;
        ui::section(
            &t.t("calendars-hours"),
            &t.t("calendars-hours-text"),
            html! {
                @for (at, day) in WEEKDAYS.into_iter().enumerate() {
                    @let name = format!("week.{}", word(day));
                    @let text = &self.form.hours[at];
                    (Field::text(t, &name, t.weekday(day)).value(text).problem(self.problem(&name))
                        .placeholder(t.t("calendars-free-day")).width(Width::TwoThirds))
                    div.f.f-4.day-bar-f { (bar(text)) }
                }
                @if self.may_save {
                    div.f.f-12 {
                        button.btn.set-add type="submit" name="do" value="copy" formnovalidate { (ui::icon("copy")) (t.t("calendars-copy-hours")) }
                    }
                }
            },
        )
    }

    fn tabs(&self) -> Tabs {
        let t = self.t;
        let base = match self.calendar {
            Some(calendar) => self.paths.calendar(calendar.id),
            None => self.paths.new_calendar(),
        };
        let later = self.calendar.is_none().then(|| t.t("calendars-tab-locked").into_owned());
        let tab = |key: &'static str, label: String, lock: Option<String>| Tab {
            key,
            label,
            href: format!("{base}?tab={key}"),
            count: None,
            problems: if key == "details" { self.problems.len() } else { 0 },
            lock,
            elsewhere: key != "details" || self.panel.is_some(),
        };
        let not_allowed = (!self.may_read_history).then(|| t.t("calendars-not-allowed").into_owned());
        Tabs {
            t,
            label: self.title(),
            tabs: vec![
                tab("details", t.t("calendars-tab-details").into_owned(), None),
                tab("year", t.t("calendars-tab-year").into_owned(), later.clone()),
                tab("history", t.t("calendars-tab-history").into_owned(), later.clone().or(not_allowed)),
            ],
            current: self.tab,
            why: later.map(|why| html! { (why) }),
        }
    }

    fn title(&self) -> String {
        self.calendar
            .map_or_else(|| self.t.t("calendars-new-title").into_owned(), |calendar| calendar.name.clone())
    }

    fn meta(&self) -> Markup {
        let t = self.t;
        let Some(calendar) = self.calendar else { return html! { span { (t.t("calendars-new-text")) } } };
        html! {
            @if calendar.active { (ui::status(State::Completed, &t.t("calendars-active"))) }
            @else { (ui::status(State::Quiet, &t.t("calendars-inactive"))) }
            span { (ui::icon_small("world")) (calendar.time_zone.replace('_', " ")) }
            span { (ui::icon_small("history")) (t.t("calendars-last-change")) " " (ui::time(t, calendar.updated_at.to_chrono())) }
        }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let Some(calendar) = self.calendar.filter(|_| self.may_delete) else { return html! {} };
        let delete = MenuItem {
            label: t.t("calendars-delete").into_owned(),
            href: self.paths.delete_calendar(calendar.id),
            icon: Some("trash"),
            dialog: true,
            danger: true,
            ..MenuItem::default()
        };
        ui::action_menu(&t.t("calendars-more"), &[delete])
    }

    fn form(&self, tabs: &Tabs) -> Markup {
        let t = self.t;
        let (action, discard) = match self.calendar {
            Some(calendar) => (self.paths.calendar(calendar.id), self.paths.calendar(calendar.id)),
            None => (self.paths.calendars(), self.paths.calendars()),
        };
        Form {
            t,
            action,
            csrf: self.csrf.to_owned(),
            hidden: self.form.version.map(|version| ("version", version.to_string())).into_iter().collect(),
            is_new: self.calendar.is_none(),
            new_label: t.t("calendars-not-saved").into_owned(),
            save_label: t.t("calendars-save").into_owned(),
            discard,
            refused: self.refused.clone(),
            read_only: (!self.may_save).then(|| t.t("calendars-not-allowed").into_owned()),
        }
        .render_plain(
            self.unsaved,
            html! {
                // What Enter presses: without it the first button of a list would be pressed.
                button.sr type="submit" tabindex="-1" aria-hidden="true" { (t.t("calendars-save")) }
                (tabs.panel("details", html! {
                    (self.identity())
                    (self.hours())
                    (holidays::section(t, self.form, self.focus, self.may_save, &|field| self.problem(field)))
                }))
            },
        )
    }

    /// The pane.
    pub fn render(&self) -> Markup {
        let tabs = self.tabs();
        let head = DetailHead {
            t: self.t,
            tile: Tile::icon("calendar").large(),
            photo_field: None,
            title: self.title(),
            meta: self.meta(),
            actions: self.actions(),
            back: self.paths.calendars(),
        };
        ui::detail_pane(
            &head,
            html! {
                (tabs.bar())
                @match &self.panel {
                    Some(panel) => div.work role="tabpanel" id={ "panel-" (self.tab) } aria-labelledby={ "tab-" (self.tab) } { (panel) },
                    None => (self.form(&tabs)),
                }
            },
        )
    }
}
