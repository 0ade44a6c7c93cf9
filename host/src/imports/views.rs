//! The dialog of an import, the list of imports, and the details of one.
mod details;
mod mapping;
mod review;
mod ties;

use elenco_runtime::contract::ImportFormat;
use maud::{Markup, html};

use super::messages::state_text;
use super::model::{Import, ImportState};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, ButtonStyle, Column, Dialog, FileDrop, Illustration, OptionCard, State, Table};
use crate::users::model::UserKind;

pub use details::DetailView;
pub use mapping::{KeptView, MappingView};
pub use review::ReviewView;

/// The dialog's title.
pub fn upload_title(t: Texts, kind: UserKind) -> String {
    match kind {
        UserKind::Client => t.t("imports-clients"),
        UserKind::Specialist => t.t("imports-specialists"),
    }
    .into_owned()
}

/// The dialog.
pub struct UploadView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Whom the file is about.
    pub kind: UserKind,
    /// What can be read.
    pub formats: &'a [ImportFormat],
    /// The largest file that is taken, in bytes.
    pub limit: u64,
    /// What was wrong with the last one.
    pub problem: Option<String>,
    /// Token for its form.
    pub csrf: &'a str,
}

impl UploadView<'_> {
    /// The dialog's markup.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let endings: Vec<String> = self
            .formats
            .iter()
            .flat_map(|format| &format.extensions)
            .map(|ending| format!(".{ending}"))
            .collect();
        let named: Vec<String> = self
            .formats
            .iter()
            .map(|format| match format.extensions.first() {
                Some(ending) => format!("{} (.{ending})", format.label),
                None => format.label.clone(),
            })
            .collect();
        let help = t.ta(
            "imports-upload-help",
            &[("formats", named.join(", ").into()), ("limit", t.bytes(self.limit).into())],
        );
        let drop = FileDrop {
            t,
            name: "file",
            accept: endings.join(","),
            help,
            limit: self.limit,
            problem: self.problem.clone(),
        };
        let ways = [
            OptionCard {
                value: "skip",
                title: t.t("imports-way-skip").into_owned(),
                text: t.t("imports-way-skip-text").into_owned(),
                badge: html! {},
            },
            OptionCard {
                value: "review",
                title: t.t("imports-way-review").into_owned(),
                text: t.t("imports-way-review-text").into_owned(),
                badge: html! {},
            },
        ];
        let body = html! {
            (ui::option_cards("on_problem", &t.t("imports-way"), &ways, "skip"))
            label.choice.choice-map {
                input.box type="checkbox" name="map" value="true";
                b { (t.t("mapping-choose")) }
                small { (t.t("mapping-choose-text")) }
            }
            // Whatever comes behind the file in the form is not heard any more: the file ends it.
            (ties::choices(t))
            (ui::file_drop(&drop))
            p.hint {
                span {
                    (t.t("imports-upload-explained")) " "
                    a.link href=(self.paths.new_export(self.kind)) { (t.t("imports-upload-empty-format")) }
                }
            }
            @if self.formats.is_empty() {
                (ui::notice(&ui::Notice {
                    state: State::Failed,
                    icon: None,
                    text: html! { (t.t("imports-error-format-plugin")) },
                    actions: html! {},
                }))
            }
        };
        ui::dialog(&Dialog {
            t,
            title: upload_title(t, self.kind),
            wide: false,
            close: self.paths.users(self.kind),
            form: Some((self.paths.new_import(self.kind), self.csrf.to_owned())),
            multipart: true,
            body,
            remark: t.t("imports-upload-remark").into_owned(),
            buttons: html! {
                button.btn.btn-go type="submit" data-submit disabled[self.formats.is_empty()] { (t.t("imports-upload-go")) }
            },
        })
    }
}

/// Where an import stands: colour, icon, word.
fn state(t: Texts, state: ImportState) -> Markup {
    let word = state_text(t, state);
    match state {
        ImportState::Pending => ui::status(State::Pending, &word),
        ImportState::Mapping => ui::status_with_icon(State::Pending, &word, "columns"),
        ImportState::Running => ui::status_with_icon(State::Pending, &word, "loader-2"),
        ImportState::Review => ui::status_with_icon(State::Pending, &word, "hand-stop"),
        ImportState::Completed => ui::status(State::Completed, &word),
        ImportState::Failed => ui::status(State::Failed, &word),
        ImportState::Cancelled => ui::status_with_icon(State::Quiet, &word, "player-stop"),
    }
}

fn number(t: Texts, rows: u64) -> String {
    t.number(i64::try_from(rows).unwrap_or(i64::MAX))
}

fn row(t: Texts, paths: &Paths, import: &Import) -> Vec<Markup> {
    let rows = import.rows;
    vec![
        html! { a.link href=(paths.import(import.id)) { b { (import.file_name) } } },
        html! { (upload_title(t, import.kind)) },
        state(t, import.state),
        html! { (number(t, rows.read)) },
        html! { (number(t, rows.created)) },
        html! { (number(t, rows.updated)) },
        html! { (number(t, rows.failed)) },
        ui::time(t, import.created_at.to_chrono()),
        html! {
            @if import.state.is_over() && rows.failed > 0 {
                a.btn.btn-s.btn-i href=(paths.import_errors(import.id)) download title=(t.t("imports-unloaded"))
                    aria-label=(t.t("imports-unloaded")) { (ui::icon("file-alert")) }
            }
        },
    ]
}

/// The list, which looks again by itself while something is under way.
pub fn list(t: Texts, paths: &Paths, imports: &[Import], older: Option<&str>) -> Markup {
    let under_way = imports.iter().any(|import| !import.state.is_over());
    let table = Table {
        caption: t.t("imports-title").into_owned(),
        columns: vec![
            Column::text(t.t("imports-column-file")),
            Column::text(t.t("imports-column-what")),
            Column::text(t.t("imports-column-state")),
            Column::number(t.t("imports-rows-read")),
            Column::number(t.t("imports-rows-created")),
            Column::number(t.t("imports-rows-updated")),
            Column::number(t.t("imports-rows-failed")),
            Column::text(t.t("imports-column-when")),
            Column::text(t.t("imports-unloaded")),
        ],
        rows: imports.iter().map(|import| row(t, paths, import)).collect(),
    };
    html! {
        section.sheet.person #detail aria-label=(t.t("imports-title")) {
            div.head {
                h1 { (t.t("imports-title")) }
                div.end {
                    (ui::link_button(ButtonStyle::Plain, &paths.new_import(UserKind::Client), Some("table-import"), &t.t("imports-clients"), ""))
                    (ui::link_button(ButtonStyle::Plain, &paths.new_import(UserKind::Specialist), Some("table-import"), &t.t("imports-specialists"), ""))
                }
            }
            div.scroll {
                div.form #import-list hx-get=[under_way.then(|| paths.imports())] hx-trigger=[under_way.then_some("every 2s")]
                    hx-select="#import-list" hx-swap="outerHTML" {
                    @if imports.is_empty() {
                        (ui::empty_state(Illustration::Sheet, &t.t("imports-empty-title"), html! { (t.t("imports-empty-text")) }, html! {}))
                    } @else { (table.render()) }
                    @if let Some(older) = older { p { a.btn href=(older) { (t.t("imports-older")) } } }
                }
            }
        }
    }
}
