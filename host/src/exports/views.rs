//! The dialog of an export and the list of exports.
mod dialog;

use elenco_db::Instant;
use maud::{Markup, html};

use super::model::{Export, ExportMode, ExportState, failure_key};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, ButtonStyle, Column, Illustration, State, Table};
use crate::users::model::UserKind;

pub use dialog::{CHOSEN, ExportDialog, LIST, SHOWN, ShownPeople, dialog, title};

fn people(t: Texts, kind: UserKind) -> String {
    match kind {
        UserKind::Client => t.t("exports-sheet-clients"),
        UserKind::Specialist => t.t("exports-sheet-specialists"),
    }
    .into_owned()
}

fn mode_title(t: Texts, mode: ExportMode) -> String {
    match mode {
        ExportMode::Empty => t.t("exports-mode-empty"),
        ExportMode::WithData => t.t("exports-mode-with-data"),
        ExportMode::WithoutRelationships => t.t("exports-mode-plain"),
    }
    .into_owned()
}

fn state(t: Texts, export: &Export) -> Markup {
    match export.state {
        ExportState::Pending => ui::status(State::Pending, &t.t("exports-state-pending")),
        ExportState::Running => {
            ui::status_with_icon(State::Pending, &t.t("exports-state-running"), "loader-2")
        }
        ExportState::Completed => ui::status(State::Completed, &t.t("exports-state-completed")),
        ExportState::Failed => ui::status(State::Failed, &t.t("exports-state-failed")),
        ExportState::Cancelled => {
            ui::status_with_icon(State::Quiet, &t.t("exports-state-cancelled"), "player-stop")
        }
    }
}

fn file(t: Texts, paths: &Paths, export: &Export, now: Instant, csrf: &str) -> Markup {
    html! {
        @if export.has_file(now) {
            a.link href=(paths.export_file(export.id)) download {
                (ui::icon_small("download")) (t.t("exports-download"))
            }
            @if let Some(until) = export.expires_at {
                " " small { (t.ta("exports-until", &[("date", t.date(until.to_chrono().date_naive()).into())])) }
            }
        } @else {
            @match export.state {
                ExportState::Pending | ExportState::Running => {
                    (ui::post_button(ButtonStyle::Quiet, &paths.cancel_export(export.id), csrf, Some("player-stop"), &t.t("ui-cancel"), None))
                }
                ExportState::Completed => { (t.t("exports-expired")) }
                ExportState::Failed => {
                    @match &export.error_message {
                        Some(message) => { (message) }
                        None => { (t.t(failure_key(export.error_code.as_deref().unwrap_or_default()))) }
                    }
                    @if let Some(code) = &export.error_code { " " span.mono { (code) } }
                }
                ExportState::Cancelled => {}
            }
        }
    }
}

fn row(t: Texts, paths: &Paths, export: &Export, now: Instant, csrf: &str) -> Vec<Markup> {
    let records = if export.state == ExportState::Completed { export.records } else { export.records_total };
    vec![
        html! { b { (people(t, export.kind)) } " · " (mode_title(t, export.mode)) },
        state(t, export),
        html! { (t.number(records)) },
        html! { @if let Some(size) = export.file_size { (t.bytes(size)) } },
        ui::time(t, export.created_at.to_chrono()),
        file(t, paths, export, now, csrf),
    ]
}

/// The list, which looks again by itself while something is under way.
pub fn list(
    t: Texts,
    paths: &Paths,
    exports: &[Export],
    older: Option<&str>,
    now: Instant,
    csrf: &str,
) -> Markup {
    let under_way = exports.iter().any(|export| !export.state.is_over());
    let table = Table {
        caption: t.t("exports-title").into_owned(),
        columns: vec![
            Column::text(t.t("exports-column-what")),
            Column::text(t.t("exports-column-state")),
            Column::number(t.t("exports-column-people")),
            Column::number(t.t("exports-column-size")),
            Column::text(t.t("exports-column-when")),
            Column::text(t.t("exports-column-file")),
        ],
        rows: exports.iter().map(|export| row(t, paths, export, now, csrf)).collect(),
    };
    html! {
        section.sheet.person #detail aria-label=(t.t("exports-title")) {
            div.head {
                h1 { (t.t("exports-title")) }
                div.end {
                    (ui::link_button(ButtonStyle::Plain, &paths.new_export(UserKind::Client), Some("table-export"), &t.t("exports-clients"), ""))
                    (ui::link_button(ButtonStyle::Plain, &paths.new_export(UserKind::Specialist), Some("table-export"), &t.t("exports-specialists"), ""))
                }
            }
            div.scroll {
                div.form #export-list hx-get=[under_way.then(|| paths.exports())] hx-trigger=[under_way.then_some("every 2s")]
                    hx-select="#export-list" hx-swap="outerHTML" {
                    @if exports.is_empty() {
                        (ui::empty_state(Illustration::Sheet, &t.t("exports-empty-title"), html! { (t.t("exports-empty-text")) }, html! {}))
                    } @else { (table.render()) }
                    @if let Some(older) = older { p { a.btn href=(older) { (t.t("exports-older")) } } }
                }
            }
        }
    }
}
