//! Rows with problems, to be repaired before anything goes in.
mod groups;

use maud::{Markup, html};
use serde_json::Value;

use super::details::field_name;
use super::{number, upload_title};
use crate::imports::model::{Failure, Import, Page, ProblemGroup, ProblemKind, RowProblem};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Fill, Illustration, State};
use crate::users::columns;

/// What the page shows.
pub struct ReviewView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The import.
    pub import: &'a Import,
    /// Rows with problems.
    pub failures: &'a Page<Failure, u64>,
    /// Why rows have problems, and how many each.
    pub groups: &'a [ProblemGroup],
    /// The kind of problem whose rows are shown alone.
    pub kind: Option<&'a ProblemKind>,
    /// Repairs that go well with what stands there: line, column, text.
    pub suggestions: &'a [(u64, usize, String)],
    /// What was refused of the last try, in one sentence.
    pub refused: Option<String>,
    /// Token for its forms.
    pub csrf: &'a str,
}

/// A cell as a person reads it.
fn shown(cell: Option<&Value>) -> String {
    match cell {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(yes)) => yes.to_string(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Object(typed)) => {
            typed.values().next().map(|inner| shown(Some(inner))).unwrap_or_default()
        }
        Some(Value::Array(all)) => all.iter().map(|one| shown(Some(one))).collect::<Vec<_>>().join(", "),
    }
}

impl ReviewView<'_> {
    /// The page's main part.
    pub fn render(&self) -> Markup {
        let (t, import) = (self.t, self.import);
        html! {
            section.sheet.person.review #detail aria-label=(import.file_name) {
                div.head {
                    div {
                        p.sub-t { a.link href=(self.paths.imports()) { (t.t("imports-title")) } " / " (upload_title(t, import.kind)) }
                        h1 { (import.file_name) }
                    }
                    div.end { (ui::status_with_icon(State::Pending, &t.t("imports-state-review"), "hand-stop")) }
                }
                (self.totals(false))
                div.scroll.review-scroll {
                    (self.sidebar())
                    div.review-main {
                    @if let Some(refused) = &self.refused {
                        (ui::notice(&ui::Notice { state: State::Failed, icon: None, text: html! { (refused) }, actions: html! {} }))
                    }
                    @if self.failures.items.is_empty() {
                        (ui::empty_state(Illustration::Sheet, &t.t("imports-review-none"), html! { (t.t("imports-review-none-text")) }, html! {}))
                    } @else {
                        p.hint.review-hint { (t.t("imports-review-hint")) }
                        ol.review-rows aria-label=(t.t("imports-problems")) { (self.rows()) }
                    }
                    }
                }
                (self.bar())
            }
        }
    }

    /// How many rows would become what.
    pub fn totals(&self, out_of_band: bool) -> Markup {
        let (t, rows) = (self.t, self.import.rows);
        let part = |count: u64| count as f32 / rows.read.max(1) as f32 * 100.0;
        let label = t.t("imports-review-totals");
        let legend = |class: &str, label: String, count: u64| {
            html! { span.review-k { span class={ "dot-k " (class) } {} (label) " " b { (number(t, count)) } } }
        };
        html! {
            div.review-totals #review-totals hx-swap-oob=[out_of_band.then_some("true")] aria-live="polite" {
                (ui::progress_of_parts(&[
                    (Fill::Of(State::Completed), part(rows.created)),
                    (Fill::Second, part(rows.updated)),
                    (Fill::Of(State::Quiet), part(rows.unchanged)),
                    (Fill::Of(State::Failed), part(rows.failed)),
                ], &label))
                p {
                    (legend("k-new", t.t("imports-review-new").into_owned(), rows.created))
                    (legend("k-changed", t.t("imports-review-changed").into_owned(), rows.updated))
                    (legend("k-same", t.t("imports-review-same").into_owned(), rows.unchanged))
                    (legend("k-bad", t.t("imports-review-bad").into_owned(), rows.failed))
                }
            }
        }
    }

    /// The rows of this page, and what brings the next.
    pub fn rows(&self) -> Markup {
        html! {
            @for failure in &self.failures.items { (self.row(failure)) }
            @if let Some(next) = self.failures.next {
                @let more = self.address(self.kind, Some(next));
                li.review-more hx-get=(more) hx-trigger="revealed" hx-target="this" hx-swap="outerHTML" hx-select=".review-rows > li" {
                    a.btn href=(more) { (self.t.t("imports-more-problems")) }
                }
            }
        }
    }

    fn name(&self, failure: &Failure) -> String {
        let columns =
            self.import.sheets.get(failure.sheet).map(|sheet| sheet.columns.as_slice()).unwrap_or_default();
        let cell = |field: &str| {
            let at = columns.iter().position(|column| column.field.as_deref() == Some(field));
            at.map(|at| shown(failure.cells.get(at))).unwrap_or_default()
        };
        let name = format!("{} {}", cell("first_names"), cell("last_names")).trim().to_owned();
        match (name.is_empty(), cell("username")) {
            (true, username) => username,
            (false, username) if username.is_empty() => name,
            (false, username) => format!("{name} · {username}"),
        }
    }

    /// One row.
    pub fn row(&self, failure: &Failure) -> Markup {
        let t = self.t;
        let left_out = failure.is_left_out();
        let several = self.import.sheets.iter().filter(|sheet| sheet.used).count() > 1;
        let mut columns: Vec<usize> = failure.problems.iter().filter_map(|problem| problem.column).collect();
        columns.sort_unstable();
        columns.dedup();
        let place = t.ta("imports-review-row", &[("row", failure.row.into())]);
        html! {
            li.review-row.is-out[left_out] id={ "row-" (failure.line) } {
                div.review-who {
                    span.mono { @if several { (failure.sheet_name) " " } (place) }
                    b { (self.name(failure)) }
                    form.inline method="post" action=(self.paths.review_leave_out(self.import.id))
                        hx-post=(self.paths.review_leave_out(self.import.id)) hx-target="closest li" hx-swap="outerHTML" {
                        input type="hidden" name="csrf" value=(self.csrf);
                        input type="hidden" name="line" value=(failure.line);
                        @if !left_out { input type="hidden" name="out" value="true"; }
                        button.link type="submit" {
                            @if left_out { (t.t("imports-review-take-back")) } @else { (t.t("imports-review-leave-out")) }
                        }
                    }
                }
                div.review-cells {
                    @for problem in failure.problems.iter().filter(|problem| problem.column.is_none()) {
                        p.hint.hint-bad { (ui::icon_small("alert-triangle")) span { (self.label(problem)) (problem.message) } }
                    }
                    @for column in columns { (self.cell(failure, column)) }
                }
            }
        }
    }

    fn label(&self, problem: &RowProblem) -> String {
        if problem.field.is_empty() {
            return String::new();
        }
        format!("{}: ", field_name(self.t, &problem.field, None))
    }

    fn cell(&self, failure: &Failure, column: usize) -> Markup {
        let t = self.t;
        let problems: Vec<&RowProblem> =
            failure.problems.iter().filter(|problem| problem.column == Some(column)).collect();
        let plan = self.import.sheets.get(failure.sheet).and_then(|sheet| sheet.columns.get(column));
        let field = plan.and_then(|plan| plan.field.as_deref()).unwrap_or_default();
        let label = plan.map(|plan| field_name(t, field, plan.label.as_deref())).unwrap_or_default();
        let is_secret =
            columns::column(field).is_some_and(|column| column.kind == columns::ColumnKind::Password);
        let id = format!("cell-{}-{column}", failure.line);
        let suggestion = self
            .suggestions
            .iter()
            .find(|(line, at, _)| *line == failure.line && *at == column)
            .map(|found| &found.2);
        html! {
            form.review-cell method="post" action=(self.paths.review_cell(self.import.id))
                hx-post=(self.paths.review_cell(self.import.id)) hx-target="closest li" hx-swap="outerHTML" {
                input type="hidden" name="csrf" value=(self.csrf);
                input type="hidden" name="line" value=(failure.line);
                input type="hidden" name="column" value=(column);
                label.lab for=(id) { (label) }
                div.review-in {
                    input.in.in-bad id=(id) name="text" type=(if is_secret { "password" } else { "text" }) autocomplete="off"
                        value=(shown(failure.cells.get(column))) aria-invalid="true" aria-describedby={ (id) "-why" };
                    button.btn.btn-s type="submit" { (t.t("imports-review-check")) }
                }
                div id={ (id) "-why" } {
                    @for problem in &problems {
                        p.hint.hint-bad { (ui::icon_small("alert-triangle")) span { (problem.message) } }
                    }
                }
                div.row {
                    @if let Some(suggestion) = suggestion {
                        button.btn.btn-s.review-s type="submit" name="suggested" value=(suggestion) data-suggested {
                            (ui::icon_small("sparkles-2")) (suggestion)
                        }
                    }
                    @if !is_secret {
                        button.link.t12 type="submit" name="alike" value="true" { (t.t("imports-review-alike")) }
                    }
                }
            }
        }
    }

    fn bar(&self) -> Markup {
        let (t, rows) = (self.t, self.import.rows);
        let ready = rows.created + rows.updated + rows.unchanged;
        html! {
            div.save role="region" aria-label=(t.t("imports-review-commit-bar")) {
                div.save-t {
                    (ui::icon("database-import"))
                    span #review-ready aria-live="polite" {
                        b { (t.ta("imports-review-ready", &[("count", ready.into())])) }
                        small { (t.ta("imports-review-stay", &[("count", rows.failed.into())])) }
                    }
                }
                div.end {
                    (ui::post_button(ui::ButtonStyle::Plain, &self.paths.cancel_import(self.import.id), self.csrf, Some("trash"),
                        &t.t("imports-review-throw-away"), Some(&t.t("imports-review-throw-away-question"))))
                    (ui::post_button(ui::ButtonStyle::Primary, &self.paths.commit_import(self.import.id), self.csrf, Some("check"),
                        &t.t("imports-review-commit"), None))
                }
            }
        }
    }

    /// A row that is good now, in the place where it was bad.
    pub fn repaired(&self, line: u64) -> Markup {
        let t = self.t;
        html! {
            li.review-row.is-good id={ "row-" (line) } {
                p.row { (ui::status(State::Completed, &t.t("imports-review-passes"))) }
            }
        }
    }
}
