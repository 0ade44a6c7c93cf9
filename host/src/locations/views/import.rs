//! Locations from a file: what is asked for, and what is wrong with it.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::locations::model::{ImportReport, LARGEST_FILE};
use crate::paths::Paths;
use crate::ui::{self, Column, Dialog, FileDrop, Notice, State, Table};

/// Problems that are shown; of more it is said how many there are.
const SHOWN: usize = 200;

fn told(t: Texts, report: &ImportReport) -> Markup {
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
                text: html! { (t.ta("locations-imported", &[("count", (report.created + report.updated).into())])) },
                actions: html! {},
            }))
        } @else {
            (ui::notice(&Notice {
                state: State::Failed,
                icon: None,
                text: html! { b { (t.ta("locations-import-refused", &[("count", report.problems.len().into())])) } " " (t.t("locations-import-refused-text")) },
                actions: html! {},
            }))
            (Table {
                caption: t.t("locations-import-problems").into_owned(),
                columns: vec![
                    Column::number(t.t("locations-import-row")),
                    Column::text(t.t("locations-import-column")),
                    Column::text(t.t("locations-import-what")),
                ],
                rows: rows.collect(),
            }.render())
            @if report.problems.len() > SHOWN {
                p.hint { (t.ta("locations-import-others", &[("count", (report.problems.len() - SHOWN).into())])) }
            }
        }
        @if !report.unknown.is_empty() {
            (ui::notice(&Notice {
                state: State::Pending,
                icon: None,
                text: html! { (t.ta("locations-import-unknown", &[("columns", report.unknown.join(", ").into())])) },
                actions: html! {},
            }))
        }
    }
}

/// The dialog.
pub fn import_dialog(
    t: Texts,
    paths: &Paths,
    csrf: &str,
    problem: Option<String>,
    report: Option<&ImportReport>,
) -> Markup {
    let is_done = report.is_some_and(|report| report.problems.is_empty());
    let drop = FileDrop {
        t,
        name: "file",
        accept: ".xlsx,.csv,.ods,.xls,.json".to_owned(),
        help: t.ta("locations-import-help", &[("limit", t.bytes(LARGEST_FILE).into())]),
        limit: LARGEST_FILE,
        problem,
    };
    let body = html! {
        @if let Some(report) = report { (told(t, report)) }
        @if !is_done { p.lead { (t.t("locations-import-text")) } (ui::file_drop(&drop)) }
    };
    ui::dialog(&Dialog {
        t,
        title: t.t("locations-import").into_owned(),
        wide: report.is_some(),
        close: paths.locations(),
        form: (!is_done).then(|| (paths.import_locations(), csrf.to_owned())),
        multipart: true,
        body,
        remark: String::new(),
        buttons: html! {
            @if !is_done { button.btn.btn-go type="submit" data-submit { (ui::icon("table-import")) (t.t("locations-import-go")) } }
        },
    })
}
