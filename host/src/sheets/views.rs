//! The dialog that asks for a file, and what is wrong with it.
use maud::{Markup, html};

use super::model::{ImportReport, LARGEST_FILE};
use crate::locale::Texts;
use crate::ui::{self, Column, Dialog, FileDrop, Notice, State, Table};

/// Problems that are shown; of more it is said how many there are.
const SHOWN: usize = 200;

fn told(t: Texts, imported: &str, report: &ImportReport) -> Markup {
    let rows = report.problems.iter().take(SHOWN).map(|problem| {
        vec![
            html! { (t.number(i64::try_from(problem.row).unwrap_or(i64::MAX))) },
            html! { (problem.column) },
            html! { (problem.message) },
        ]
    });
    html! {
        @if report.problems.is_empty() {
            (ui::notice(&Notice {
                state: State::Completed,
                icon: None,
                text: html! { (imported) },
                actions: html! {},
            }))
        } @else {
            (ui::notice(&Notice {
                state: State::Failed,
                icon: None,
                text: html! { b { (t.ta("sheets-import-refused", &[("count", report.problems.len().into())])) } " " (t.t("sheets-import-refused-text")) },
                actions: html! {},
            }))
            (Table {
                caption: t.t("sheets-import-problems").into_owned(),
                columns: vec![
                    Column::number(t.t("sheets-import-row")),
                    Column::text(t.t("sheets-import-column")),
                    Column::text(t.t("sheets-import-what")),
                ],
                rows: rows.collect(),
            }.render())
            @if report.problems.len() > SHOWN {
                p.hint { (t.ta("sheets-import-others", &[("count", (report.problems.len() - SHOWN).into())])) }
            }
        }
        @if !report.unknown.is_empty() {
            (ui::notice(&Notice {
                state: State::Pending,
                icon: None,
                text: html! { (t.ta("sheets-import-unknown", &[("columns", report.unknown.join(", ").into())])) },
                actions: html! {},
            }))
        }
    }
}

/// What the dialog says.
pub struct ImportDialog<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// `Import companies`.
    pub title: String,
    /// Which columns there are, and what becomes of the rows.
    pub text: String,
    /// What was taken, when a report says that some was.
    pub imported: String,
    /// Where an empty file leads, to be filled in; nothing for things that have none.
    pub empty_format: Option<String>,
    /// The page below.
    pub close: String,
    /// Where the file is posted to.
    pub action: String,
    /// Protects the form.
    pub csrf: &'a str,
    /// What is wrong with the file as a whole.
    pub problem: Option<String>,
    /// What became of it.
    pub report: Option<&'a ImportReport>,
}

/// The dialog.
pub fn import_dialog(view: ImportDialog<'_>) -> Markup {
    let (t, report) = (view.t, view.report);
    let is_done = report.is_some_and(|report| report.problems.is_empty());
    let drop = FileDrop {
        t,
        name: "file",
        accept: ".xlsx,.csv,.ods,.xls,.json".to_owned(),
        help: t.ta("sheets-import-help", &[("limit", t.bytes(LARGEST_FILE).into())]),
        limit: LARGEST_FILE,
        problem: view.problem,
    };
    let body = html! {
        @if let Some(report) = report { (told(t, &view.imported, report)) }
        @if !is_done {
            p.lead { (view.text) }
            @if let Some(href) = &view.empty_format {
                p { a.link href=(href) download { (ui::icon_small("file-download")) (t.t("sheets-empty-format")) } }
            }
            (ui::file_drop(&drop))
        }
    };
    ui::dialog(&Dialog {
        t,
        title: view.title,
        wide: report.is_some(),
        close: view.close,
        form: (!is_done).then(|| (view.action, view.csrf.to_owned())),
        multipart: true,
        body,
        remark: String::new(),
        buttons: html! {
            @if !is_done { button.btn.btn-go type="submit" data-submit { (ui::icon("table-import")) (t.t("sheets-import-go")) } }
        },
    })
}
