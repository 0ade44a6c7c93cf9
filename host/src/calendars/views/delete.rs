//! Before a calendar is deleted: where it is in use.
use maud::{Markup, html};

use crate::calendars::model::{Calendar, Usage};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Dialog, Notice, State};

/// The dialog.
pub fn delete_dialog(t: Texts, paths: &Paths, calendar: &Calendar, usage: &Usage, csrf: &str) -> Markup {
    let needed = usage.is_needed();
    let mut uses: Vec<(String, Markup)> = Vec::new();
    if usage.shifts > 0 {
        let list = html! {
            p {
                @let (count, more) = usage.shifts_said();
                @let words = [("count", count.into())];
                @if more { (t.ta("calendars-shifts-more", &words)) } @else { (t.ta("calendars-shifts-count", &words)) }
            }
            ul.cal-uses {
                @for example in &usage.examples {
                    li {
                        a.link href=(paths.shifts_tab(example.kind, example.user)) { (example.name) }
                        span.sub-t { (ui::day(t, example.since)) " – " (ui::day(t, example.until)) }
                    }
                }
            }
        };
        uses.push((t.t("calendars-shifts").into_owned(), list));
    }
    if !usage.services.is_empty() {
        let links = html! {
            span.chips { @for (id, name) in &usage.services { a.chip href={ (paths.services()) "/" (id) } { (name) } } }
        };
        uses.push((t.t("calendars-services").into_owned(), links));
    }
    let body = html! {
        @if needed {
            (ui::notice(&Notice {
                state: State::Failed,
                icon: Some("alert-triangle"),
                text: html! { b { (t.t("calendars-delete-refused")) } " " (t.t("calendars-delete-refused-text")) },
                actions: html! {},
            }))
            (ui::key_figures(&uses))
        } @else { p { (t.t("calendars-delete-unused")) } }
    };
    ui::dialog(&Dialog {
        t,
        title: t.ta("calendars-delete-title", &[("name", calendar.name.as_str().into())]),
        wide: false,
        close: paths.calendar(calendar.id),
        form: (!needed).then(|| (paths.delete_calendar(calendar.id), csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            @if !needed { button.btn.btn-danger type="submit" data-submit { (ui::icon("trash")) (t.t("calendars-delete")) } }
        },
    })
}
