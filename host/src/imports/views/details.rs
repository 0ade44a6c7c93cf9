//! The details of an import: what became of the rows, what was made of the columns, which rows were not taken and why.
use maud::{Markup, html};

use super::{number, state, upload_title};
use crate::imports::headers::{How, letters};
use crate::imports::messages::{error_text, how_text, notice_text};
use crate::imports::model::{ColumnPlan, Failure, Import, ImportState, Page, RowProblem};
use crate::jobs::model::Progress;
use crate::locale::Texts;
use crate::locale::format::percentage;
use crate::paths::Paths;
use crate::ui::{self, ButtonStyle, Column, Dialog, Notice, State, Table};
use crate::users::columns;

/// The details.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The import.
    pub import: &'a Import,
    /// How far its job is.
    pub progress: &'a Progress,
    /// Rows that were not taken.
    pub failures: &'a Page<Failure, u64>,
    /// Token for its forms.
    pub csrf: &'a str,
}

/// What a column of people is called in the reader's language; an additional field has the name that it had then.
pub(super) fn field_name(t: Texts, field: &str, label: Option<&str>) -> String {
    match (columns::column(field), columns::ties::tie_column(field)) {
        (Some(column), _) => t.t(column.label_key).into_owned(),
        (None, Some(tie)) => t.t(tie.label_key).into_owned(),
        (None, None) => label.unwrap_or(field).to_owned(),
    }
}

fn box_of(state: State, text: Markup) -> Markup {
    ui::notice(&Notice { state, icon: None, text, actions: html! {} })
}

impl DetailView<'_> {
    /// The dialog's markup.
    pub fn render(&self) -> Markup {
        let (t, import) = (self.t, self.import);
        let over = import.state.is_over();
        let here = self.paths.import(import.id);
        let body = html! {
            div #import-live hx-get=[(!over).then_some(&here)] hx-trigger=[(!over).then_some("every 1s")]
                hx-select="#import-live" hx-swap="outerHTML" {
                (self.summary())
                @if !over { (self.under_way()) }
                @if let Some(error) = &import.error {
                    (box_of(State::Failed, html! { b { (error_text(t, error)) } " " span.mono { (error.code) } }))
                }
                @if !import.sheets.is_empty() || over { (self.counts()) }
                @for notice in &import.notices { (box_of(State::Note, html! { (notice_text(t, notice)) })) }
                (self.unknown())
                @if !self.failures.items.is_empty() { (self.problems()) }
                (self.columns())
            }
        };
        ui::dialog(&Dialog {
            t,
            title: import.file_name.clone(),
            wide: true,
            close: self.paths.imports(),
            form: None,
            multipart: false,
            body,
            remark: String::new(),
            buttons: self.buttons(),
        })
    }

    fn summary(&self) -> Markup {
        let (t, import) = (self.t, self.import);
        html! {
            p.row {
                (state(t, import.state))
                span.sub-t {
                    (upload_title(t, import.kind)) " · " (t.bytes(import.file_size)) " · "
                    (ui::time(t, import.created_at.to_chrono()))
                    @if let Some(finished) = import.finished_at { " – " (ui::time(t, finished.to_chrono())) }
                }
            }
        }
    }

    fn under_way(&self) -> Markup {
        let (t, progress) = (self.t, self.progress);
        let label = match (self.import.state, progress.total) {
            (ImportState::Pending, _) => t.t("imports-waiting").into_owned(),
            (_, Some(total)) => {
                t.ta("imports-writing", &[("done", progress.done.into()), ("total", total.into())])
            }
            (_, None) => t.ta("imports-reading", &[("done", progress.done.into())]),
        };
        let percent = progress.total.map_or(0, |total| percentage(progress.done, total));
        html! {
            @if let Some(pause) = progress.pause { (box_of(State::Pending, html! { (t.t(pause.key())) })) }
            (ui::progress(State::Pending, percent, &label))
            p.hint {
                (label)
                @if progress.rate >= 1.0 && progress.pause.is_none() { " · " (t.ta("imports-rate", &[("count", (progress.rate as u64).into())])) }
                @if let Some(seconds) = progress.seconds_left.filter(|_| progress.pause.is_none()) { " · " (t.time_left(seconds)) }
            }
        }
    }

    fn counts(&self) -> Markup {
        let (t, rows) = (self.t, self.import.rows);
        ui::facts(&[
            (t.t("imports-rows-read").into_owned(), number(t, rows.read), false),
            (t.t("imports-rows-created").into_owned(), number(t, rows.created), false),
            (t.t("imports-rows-updated").into_owned(), number(t, rows.updated), false),
            (t.t("imports-rows-unchanged").into_owned(), number(t, rows.unchanged), false),
            (t.t("imports-rows-failed").into_owned(), number(t, rows.failed), rows.failed > 0),
        ])
    }

    /// Columns that nobody knows are named before anything else about columns: nothing is skipped silently.
    fn unknown(&self) -> Markup {
        let used = self.import.sheets.iter().filter(|sheet| sheet.used);
        let unknown: Vec<&str> = used
            .flat_map(|sheet| &sheet.columns)
            .filter(|column| column.how == How::Unknown && !column.header.is_empty())
            .map(|column| column.header.as_str())
            .collect();
        html! {
            @if !unknown.is_empty() {
                (box_of(State::Pending, html! {
                    (self.t.ta("imports-unknown-columns", &[("count", unknown.len().into()), ("headers", unknown.join(", ").into())]))
                }))
            }
        }
    }

    fn problem_column(&self, failure: &Failure, problem: &RowProblem) -> String {
        let sheet = self.import.sheets.get(failure.sheet);
        let header = problem.column.and_then(|at| Some(sheet?.columns.get(at)?.header.as_str()));
        match header {
            Some(header) if !header.is_empty() => header.to_owned(),
            _ if problem.field.is_empty() => String::new(),
            _ => field_name(self.t, &problem.field, None),
        }
    }

    fn problems(&self) -> Markup {
        let t = self.t;
        let several = self.import.sheets.iter().filter(|sheet| sheet.used).count() > 1;
        let line = |failure: &Failure, problem: &RowProblem| {
            vec![
                html! { @if several { (failure.sheet_name) " " } span.mono { (failure.row) } },
                html! { (self.problem_column(failure, problem)) },
                match &problem.value {
                    Some(value) => html! { span.mono { (value) } },
                    None => html! { span.dim { "—" } },
                },
                html! { (problem.message) },
            ]
        };
        let rows = self.failures.items.iter();
        let table = Table {
            caption: t.t("imports-problems").into_owned(),
            columns: vec![
                Column::text(t.t("imports-problem-row")),
                Column::text(t.t("imports-problem-column")),
                Column::text(t.t("imports-problem-value")),
                Column::text(t.t("imports-problem-reason")),
            ],
            rows: rows
                .flat_map(|failure| failure.problems.iter().map(move |problem| line(failure, problem)))
                .collect(),
        };
        html! {
            h3 { (t.t("imports-problems")) }
            (table.render())
            @if let Some(next) = self.failures.next {
                p { a.btn.btn-s href={ (self.paths.import(self.import.id)) "?after=" (next) } { (t.t("imports-more-problems")) } }
            }
        }
    }

    fn columns(&self) -> Markup {
        let t = self.t;
        let used = || self.import.sheets.iter().filter(|sheet| sheet.used);
        let several = used().count() > 1;
        let line = |sheet: &str, at: usize, column: &ColumnPlan| {
            vec![
                html! { @if several { (sheet) " " } span.mono { (letters(at)) } },
                html! { (column.header) },
                match &column.field {
                    Some(field) => html! { (field_name(t, field, column.label.as_deref())) },
                    None => html! { span.dim { "—" } },
                },
                html! { (how_text(t, column.how)) },
            ]
        };
        let rows: Vec<Vec<Markup>> = used()
            .flat_map(|sheet| sheet.columns.iter().enumerate().map(move |(at, column)| (sheet, at, column)))
            .filter(|(_, _, column)| !column.header.is_empty() || column.field.is_some())
            .map(|(sheet, at, column)| line(&sheet.name, at, column))
            .collect();
        let table = Table {
            caption: t.t("imports-columns").into_owned(),
            columns: vec![
                Column::text(t.t("imports-problem-column")),
                Column::text(t.t("imports-column-header")),
                Column::text(t.t("imports-column-fills")),
                Column::text(t.t("imports-column-how")),
            ],
            rows,
        };
        html! { @if !table.rows.is_empty() { h3 { (t.t("imports-columns")) } (table.render()) } }
    }

    fn buttons(&self) -> Markup {
        let (t, import) = (self.t, self.import);
        html! {
            @if !import.state.is_over() {
                (ui::post_button(ButtonStyle::Danger, &self.paths.cancel_import(import.id), self.csrf, Some("player-stop"), &t.t("imports-cancel"), Some(&t.t("imports-cancel-question"))))
            } @else if import.rows.failed > 0 {
                a.btn.btn-go href=(self.paths.import_errors(import.id)) download {
                    (ui::icon("file-download"))
                    (t.ta("imports-download-failed", &[("count", import.rows.failed.into())]))
                }
            }
        }
    }
}
