//! Permissions as a table: a line for each thing, a column for each verb. With check boxes, or only to be read.
use maud::{Markup, Render, html};

use super::words::{permission_words, subject_word, verb_word};
use crate::auth::permission::{Permission, Permissions};
use crate::locale::Texts;
use crate::roles::model::{COMMON, MatrixRow, matrix};
use crate::ui;

/// The table.
pub struct Matrix<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// What is chosen.
    pub chosen: &'a Permissions,
    /// What the reader may choose; the others are shown locked as they are.
    pub may_choose: &'a Permissions,
    /// Only these are shown; all when nothing is said.
    pub shown: Option<&'a Permissions>,
    /// There are no check boxes.
    pub read_only: bool,
    /// A switch of the same form says that it is everything, and shuts the boxes.
    pub everything: bool,
}

impl Matrix<'_> {
    fn is_shown(&self, permission: Permission) -> bool {
        self.shown.is_none_or(|shown| shown.allow(permission))
    }

    fn rows(&self) -> Vec<MatrixRow> {
        let mut rows = matrix();
        for row in &mut rows {
            for cell in &mut row.common {
                *cell = cell.filter(|permission| self.is_shown(*permission));
            }
            row.further.retain(|permission| self.is_shown(*permission));
        }
        rows.retain(|row| row.common.iter().any(Option::is_some) || !row.further.is_empty());
        rows
    }

    fn mark(&self, permission: Permission, column: usize) -> Markup {
        let t = self.t;
        let words = permission_words(t, permission);
        let chosen = self.chosen.allow(permission);
        let dotted = permission.as_str();
        if self.read_only {
            return html! {
                @if chosen { span.matrix-yes title=(dotted) { (ui::icon("check")) span.sr { (t.t("roles-yes")) " (" (dotted) ")" } } }
                @else { span.matrix-no title=(dotted) { span aria-hidden="true" { "–" } span.sr { (t.t("roles-no")) } } }
            };
        }
        let locked = !self.may_choose.allow(permission);
        let why = t.t("roles-locked");
        html! {
            span.check.matrix-locked[locked] title=(if locked { format!("{dotted} · {why}") } else { dotted.to_owned() }) {
                input type="checkbox" name="permission" value=(dotted) checked[chosen] disabled[locked || self.everything]
                    aria-label={ (words) " (" (dotted) ")" } data-matrix-box[!locked] data-column=(column);
                // A box that is shut is not sent; what it holds stays.
                @if locked && chosen && !self.everything { input type="hidden" name="permission" value=(dotted); }
            }
        }
    }

    fn toggle(&self, label: String, column: Option<usize>) -> Markup {
        html! {
            @if !self.read_only {
                span.check.matrix-all hidden {
                    input type="checkbox" aria-label=(label) data-matrix-row-all[column.is_none()]
                        data-matrix-column-all=[column] disabled[self.everything];
                }
            }
        }
    }

    fn head(&self) -> Markup {
        let t = self.t;
        html! {
            tr {
                th scope="col" { span.matrix-h { (t.t("roles-column-thing")) } }
                @for (column, &verb) in COMMON.iter().enumerate() {
                    @let word = verb_word(t, verb);
                    th.matrix-col scope="col" {
                        span.matrix-h {
                            (self.toggle(t.ta("roles-check-column", &[("verb", word.as_ref().into())]), Some(column)))
                            span { (word) small.mono { (verb) } }
                        }
                    }
                }
                th scope="col" { span.matrix-h { (t.t("roles-column-further")) } }
            }
        }
    }

    fn row(&self, row: &MatrixRow) -> Markup {
        let t = self.t;
        let subject = subject_word(t, row.subject);
        html! {
            tr data-matrix-row {
                th scope="row" {
                    span.matrix-h {
                        (self.toggle(t.ta("roles-check-row", &[("thing", subject.as_ref().into())]), None))
                        span { (subject) small.mono { (row.subject) } }
                    }
                }
                @for (column, cell) in row.common.iter().enumerate() {
                    td.matrix-col.is-empty[cell.is_none()] data-col=(verb_word(t, COMMON[column])) {
                        @if let Some(permission) = cell { (self.mark(*permission, column)) }
                    }
                }
                td.matrix-more.is-empty[row.further.is_empty()] {
                    @for permission in &row.further {
                        @let verb = permission.parts().1;
                        label.matrix-further {
                            (self.mark(*permission, COMMON.len()))
                            span aria-hidden="true" { (verb_word(t, verb)) " " small.mono { (verb) } }
                        }
                    }
                }
            }
        }
    }
}

impl Render for Matrix<'_> {
    fn render(&self) -> Markup {
        let t = self.t;
        let rows = self.rows();
        html! {
            div.matrix data-matrix[!self.read_only] {
                @if !self.read_only {
                    div.matrix-tools hidden {
                        div.seek {
                            (ui::icon("search"))
                            label.sr for="matrix-search" { (t.t("roles-matrix-search")) }
                            input #matrix-search type="search" placeholder=(t.t("roles-matrix-search")) autocomplete="off" data-matrix-search;
                        }
                        span.dim aria-live="polite" data-matrix-count data-one=(t.t("roles-chosen-one")) data-other=(t.t("roles-chosen-other")) {}
                    }
                }
                div.boxed tabindex="0" role="group" aria-label=(t.t("roles-matrix")) {
                    table.tbl.matrix-t {
                        caption.sr { (t.t("roles-matrix")) }
                        thead { (self.head()) }
                        tbody { @for row in &rows { (self.row(row)) } }
                    }
                }
                @if !self.read_only { p.hint data-matrix-none hidden { (t.t("roles-matrix-none")) } }
            }
        }
    }
}
