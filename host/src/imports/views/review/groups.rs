//! The reasons why rows have problems, at the side of the rows.
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{ReviewView, field_name, number};
use crate::imports::model::ProblemKind;

impl ReviewView<'_> {
    /// Where rows with this kind of problem are shown alone, from a line on.
    pub(super) fn address(&self, kind: Option<&ProblemKind>, after: Option<u64>) -> String {
        let word = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let mut query = Vec::new();
        if let Some(kind) = kind {
            query.push(format!("code={}&field={}", word(&kind.code), word(&kind.field)));
        }
        query.extend(after.map(|after| format!("after={after}")));
        let page = self.paths.review_import(self.import.id);
        if query.is_empty() { page } else { format!("{page}?{}", query.join("&")) }
    }

    fn column_name(&self, field: &str) -> String {
        let columns = self.import.sheets.iter().flat_map(|sheet| &sheet.columns);
        let plan = columns.into_iter().find(|column| column.field.as_deref() == Some(field));
        field_name(self.t, field, plan.and_then(|plan| plan.label.as_deref()))
    }

    pub(super) fn sidebar(&self) -> Markup {
        let t = self.t;
        html! {
            @if !self.groups.is_empty() {
                nav.review-groups aria-label=(t.t("imports-review-groups")) {
                    h2 { (t.t("imports-review-groups")) }
                    ul {
                        li { a href=(self.address(None, None)) aria-current=[self.kind.is_none().then_some("true")] {
                            b { (t.t("imports-review-all")) }
                            span.review-count { (number(t, self.import.rows.failed)) }
                        } }
                        @for group in self.groups {
                            li { a href=(self.address(Some(&group.kind), None))
                                aria-current=[(self.kind == Some(&group.kind)).then_some("true")] {
                                b { @if group.kind.field.is_empty() { (t.t("imports-review-whole-row")) } @else { (self.column_name(&group.kind.field)) } }
                                span.review-count { (number(t, group.rows)) }
                                small { (group.message) }
                            } }
                        }
                    }
                }
            }
        }
    }
}
