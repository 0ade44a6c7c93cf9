//! The page on which somebody says what the columns of a file mean.
mod columns;
mod kept;
mod ways;

use maud::{Markup, html};

use super::upload_title;
use crate::imports::messages::mapping_problem_text;
use crate::imports::model::{
    Import, MappingNote, Outlook, PreviewRow, Proposal, SavedMapping, SheetProposal,
};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Notice, State};

pub use kept::KeptView;

/// What the page shows.
pub struct MappingView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The import.
    pub import: &'a Import,
    /// What is proposed.
    pub proposal: &'a Proposal,
    /// The first rows as they would be read.
    pub preview: &'a [PreviewRow],
    /// Mappings that the tenant keeps.
    pub saved: &'a [SavedMapping],
    /// The name that was typed, and what is wrong with it.
    pub name: (String, Option<String>),
    /// What was done, in one sentence.
    pub done: Option<String>,
    /// Token for its forms.
    pub csrf: &'a str,
}

/// A list of choices with its arrow; its id is its name too.
fn pick(id: &str, label: Option<&str>, bad: bool, options: &Markup) -> Markup {
    html! {
        div.pick {
            select.in.in-bad[bad] id=(id) name=(id) aria-label=[label] aria-invalid=[bad.then_some("true")] { (options) }
            (ui::icon_small("chevron-down"))
        }
    }
}

/// Options of a list.
fn options(all: &[(String, String)], chosen: &str) -> Markup {
    html! { @for (value, label) in all { option value=(value) selected[value == chosen] { (label) } } }
}

impl MappingView<'_> {
    /// The page's main part.
    pub fn render(&self) -> Markup {
        let (t, import) = (self.t, self.import);
        html! {
            section.sheet.person.mapping #detail aria-label=(import.file_name) {
                div.head {
                    div {
                        p.sub-t { a.link href=(self.paths.imports()) { (t.t("imports-title")) } " / " (upload_title(t, import.kind)) }
                        h1 { (t.t("mapping-title")) }
                        p.sub-t.mapping-file { bdi { (import.file_name) } " · " (t.bytes(import.file_size)) }
                    }
                    div.end { (ui::status_with_icon(State::Pending, &t.t("imports-state-mapping"), "columns")) }
                }
                form.mapping-form #mapping-form method="post" action=(self.paths.mapping_import(import.id))
                    hx-post=(self.paths.mapping_import(import.id)) hx-trigger="change delay:150ms" hx-target="#mapping"
                    hx-select="#mapping" hx-swap="outerHTML" hx-sync="this:replace" {
                    input type="hidden" name="csrf" value=(self.csrf);
                    div.scroll { (self.body()) }
                    (self.bar())
                }
                form #mapping-cancel method="post" action=(self.paths.cancel_import(import.id))
                    data-confirm=(t.t("imports-review-throw-away-question")) {
                    input type="hidden" name="csrf" value=(self.csrf);
                }
            }
        }
    }

    /// Everything that a change may change.
    fn body(&self) -> Markup {
        let proposal = self.proposal;
        html! {
            div #mapping {
                // Enter in any field keeps what was typed, and starts nothing.
                button.sr type="submit" name="do" value="keep" tabindex="-1" aria-hidden="true" { (self.t.t("mapping-keep")) }
                input type="hidden" name="signature" value=(proposal.signature);
                div.mapping-told aria-live="polite" {
                    @if let Some(done) = &self.done { (told(State::Completed, html! { (done) })) }
                    @for problem in &proposal.problems { (told(State::Failed, html! { (mapping_problem_text(self.t, problem)) })) }
                    @for note in &proposal.notes { (told(State::Pending, self.note(note))) }
                }
                (self.ways())
                @for (at, sheet) in proposal.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.apart) {
                    (self.sheet(at, sheet))
                }
                (self.shown())
            }
        }
    }

    fn note(&self, note: &MappingNote) -> Markup {
        let t = self.t;
        let text = match note {
            MappingNote::Missing { sheet, fields } => t.ta(
                "mapping-note-missing",
                &[("sheet", sheet.as_str().into()), ("fields", fields.join(", ").into())],
            ),
            MappingNote::Gone { headers } => {
                t.ta("mapping-note-gone", &[("headers", headers.join(", ").into())])
            }
            MappingNote::Absent { headers } => {
                t.ta("mapping-note-absent", &[("headers", headers.join(", ").into())])
            }
            MappingNote::Other => t.t("mapping-note-other").into_owned(),
            MappingNote::MoreSheets => t.t("mapping-note-more-sheets").into_owned(),
        };
        html! { (text) }
    }

    /// The first rows as they would be read.
    fn shown(&self) -> Markup {
        let t = self.t;
        html! {
            @if !self.preview.is_empty() {
                section.mapping-part {
                    h2 { (t.t("mapping-preview")) }
                    p.hint { (t.t("mapping-preview-text")) }
                    @for sheet in self.proposal.sheets.iter().filter(|sheet| sheet.read) { (self.rows_of(sheet)) }
                }
            }
        }
    }

    fn rows_of(&self, sheet: &SheetProposal) -> Markup {
        let t = self.t;
        let rows: Vec<&PreviewRow> = self.preview.iter().filter(|row| row.sheet == sheet.name).collect();
        let fields = sheet.columns.iter().filter_map(|column| self.proposal.field(column.field.as_deref()?));
        let several = self.proposal.sheets.iter().filter(|sheet| sheet.read).count() > 1;
        html! {
            @if !rows.is_empty() {
                @if several { h3 { bdi { (sheet.name) } } }
                div.boxed tabindex="0" role="region" aria-label=(t.t("mapping-preview")) {
                    table.tbl.mapping-rows {
                        caption.sr { (t.t("mapping-preview")) " " (sheet.name) }
                        thead { tr {
                            th scope="col" { (t.t("mapping-outlook")) }
                            @for field in fields { th scope="col" { (field.label) } }
                        } }
                        tbody {
                            @for row in rows { tr {
                                th scope="row" {
                                    (self.outlook(row.outlook))
                                    @for problem in &row.problems { p.hint.hint-bad { (problem) } }
                                }
                                @for cell in &row.cells {
                                    td.is-bad[cell.problem.is_some()] {
                                        @if cell.text.is_empty() { span.dim { "—" } } @else { bdi { (cell.text) } }
                                        @if let Some(problem) = &cell.problem { p.hint.hint-bad { (problem) } }
                                    }
                                }
                            } }
                        }
                    }
                }
            }
        }
    }

    fn outlook(&self, outlook: Outlook) -> Markup {
        let t = self.t;
        match outlook {
            Outlook::Created => {
                ui::status_with_icon(State::Completed, &t.t("mapping-outlook-created"), "user-plus")
            }
            Outlook::Updated => ui::status_with_icon(State::Note, &t.t("mapping-outlook-updated"), "pencil"),
            Outlook::Unchanged => {
                ui::status_with_icon(State::Quiet, &t.t("mapping-outlook-unchanged"), "check")
            }
            Outlook::Failed => ui::status(State::Failed, &t.t("mapping-outlook-failed")),
        }
    }

    fn bar(&self) -> Markup {
        let t = self.t;
        html! {
            div.save role="region" aria-label=(t.t("mapping-bar")) {
                div.save-t {
                    (ui::icon("columns"))
                    span { b { (t.t("mapping-bar-title")) } small { (t.t("mapping-bar-text")) } }
                }
                div.end {
                    button.btn.btn-quiet type="submit" form="mapping-cancel" {
                        (ui::icon("trash")) (t.t("imports-review-throw-away"))
                    }
                    button.btn.btn-go type="submit" name="do" value="start" { (ui::icon("check")) (t.t("mapping-start")) }
                }
            }
        }
    }
}

fn told(state: State, text: Markup) -> Markup {
    ui::notice(&Notice { state, icon: None, text, actions: html! {} })
}
