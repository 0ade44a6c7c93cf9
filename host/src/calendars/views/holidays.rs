//! The holidays on the form of a calendar: rows, and a box for many at once.
use maud::{Markup, html};

use crate::calendars::form::{CalendarForm, HolidayRow};
use crate::calendars::model::{HOLIDAYS, NAME, YEARS};
use crate::locale::Texts;
use crate::ui::{self, Field};

/// What a control says is wrong.
type Problems<'a> = &'a dyn Fn(&str) -> Option<String>;

fn control(name: &str, kind: &str, value: &str, label: &str, problem: Option<&str>) -> Markup {
    let id = format!("f-{name}");
    let note = format!("{id}-note");
    let (least, most) = (format!("{}-01-01", YEARS.start()), format!("{}-12-31", YEARS.end()));
    let is_day = kind == "date";
    html! {
        label.sr for=(id) { (label) }
        input.in.in-bad[problem.is_some()] type=(kind) id=(id) name=(name) value=(value) autocomplete="off"
            maxlength=[(!is_day).then_some(NAME)] min=[is_day.then_some(least)] max=[is_day.then_some(most)]
            placeholder=[(!is_day).then_some(label)] aria-invalid=[problem.map(|_| "true")]
            aria-describedby=[problem.map(|_| note.as_str())];
        @if let Some(problem) = problem { p.hint.hint-bad id=(note) { (ui::icon_small("alert-triangle")) (problem) } }
    }
}

fn row(
    t: Texts,
    at: usize,
    row: &HolidayRow,
    focused: bool,
    may_save: bool,
    problems: Problems<'_>,
) -> Markup {
    let named = |part: &str| format!("holidays.{at}.{part}");
    let number = [("number", (at + 1).into())];
    let (day, name, yearly) = (named("day"), named("name"), named("yearly"));
    let remove = if row.name.trim().is_empty() {
        t.ta("calendars-holiday-remove-number", &number)
    } else {
        t.ta("calendars-holiday-remove", &[("name", row.name.as_str().into())])
    };
    html! {
        li.hol {
            div.hol-day data-field=(day) { (control(&day, "date", &row.day, &t.ta("calendars-holiday-day", &number), problems(&day).as_deref())) }
            div.hol-name data-field=(name) data-focus[focused] tabindex=[focused.then_some("-1")] {
                (control(&name, "text", &row.name, &t.ta("calendars-holiday-name", &number), problems(&name).as_deref()))
            }
            label.tick-l data-field=(yearly) {
                input.tick type="checkbox" name=(yearly) value="true" checked[row.yearly];
                (t.t("calendars-yearly"))
            }
            @if may_save {
                button.btn.btn-i type="submit" name="do" value={ "remove." (at) } formnovalidate aria-label=(remove) title=(remove) { (ui::icon("trash")) }
            }
        }
    }
}

/// The section.
pub(super) fn section(
    t: Texts,
    form: &CalendarForm,
    focus: Option<usize>,
    may_save: bool,
    problems: Problems<'_>,
) -> Markup {
    ui::section(
        &t.t("calendars-holidays"),
        &t.t("calendars-holidays-text"),
        html! {
            div.f.f-12 {
                @if let Some(problem) = problems("holidays") { p.hint.hint-bad { (ui::icon_small("alert-triangle")) (problem) } }
                @if form.holidays.is_empty() { p.hint { (t.t("calendars-no-holidays")) } }
                @else {
                    ol.hols { @for (at, holiday) in form.holidays.iter().enumerate() {
                        (row(t, at, holiday, focus == Some(at), may_save, problems))
                    } }
                }
                @if may_save && form.holidays.len() < HOLIDAYS {
                    button.btn.set-add type="submit" name="do" value="add" formnovalidate { (ui::icon("plus")) (t.t("calendars-holiday-add")) }
                }
            }
            @if may_save {
                details.f.f-12.hol-many open[!form.lines.trim().is_empty()] {
                    summary.link { (ui::icon_small("clipboard")) (t.t("calendars-paste")) }
                    (Field::long_text(t, "lines", t.t("calendars-lines")).value(&form.lines).problem(problems("lines"))
                        .help(t.t("calendars-lines-help")))
                    button.btn.set-add type="submit" name="do" value="paste" formnovalidate { (ui::icon("plus")) (t.t("calendars-lines-add")) }
                }
            }
        },
    )
}
