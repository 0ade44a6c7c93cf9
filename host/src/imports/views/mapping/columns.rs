//! The columns of a sheet, what they fill, and what their values mean.
use maud::{Markup, html};

use super::{MappingView, options, pick};
use crate::imports::headers::{How, letters};
use crate::imports::messages::how_text;
use crate::imports::model::{
    AS_IT_STANDS, ColumnProposal, DISTINCT, FieldGroup, LOOKED_AT, SheetProposal, TargetField, ValueProposal,
};
use crate::ui::{self, State};

impl MappingView<'_> {
    pub(super) fn sheet(&self, at: usize, sheet: &SheetProposal) -> Markup {
        let t = self.t;
        let heading = format!("sheet-{at}");
        let seen = [("count", sheet.seen.into())];
        html! {
            section.mapping-part.is-out[!sheet.read] aria-labelledby=(heading) {
                div.mapping-sheet {
                    h2 id=(heading) { (ui::icon("table")) bdi { (sheet.name) } }
                    span.sub-t {
                        @if sheet.more { (t.ta("mapping-rows-first", &seen)) } @else { (t.ta("mapping-rows", &seen)) }
                    }
                    label.switch {
                        input type="hidden" name={ "s" (at) } value="false";
                        input #{ "s" (at) } type="checkbox" role="switch" name={ "s" (at) } value="true" checked[sheet.read];
                        span { (t.t("mapping-read-sheet")) }
                    }
                }
                @if sheet.read && !sheet.columns.is_empty() {
                    @if sheet.more { p.hint { (t.ta("mapping-looked-at", &[("count", LOOKED_AT.into())])) } }
                    div.mapping-head aria-hidden="true" {
                        span { (t.t("mapping-column")) } span { (t.t("mapping-samples")) } span { (t.t("mapping-fills")) } span { (t.t("mapping-how")) }
                    }
                    ol.mapping-columns {
                        @for (column_at, column) in sheet.columns.iter().enumerate() { (self.column(at, column_at, column)) }
                    }
                }
            }
        }
    }

    fn column(&self, sheet: usize, at: usize, column: &ColumnProposal) -> Markup {
        let t = self.t;
        let id = format!("c{sheet}.{at}");
        let letter = letters(at);
        let named = if column.header.is_empty() {
            t.ta("mapping-column-nameless", &[("letters", letter.as_str().into())])
        } else {
            column.header.chars().take(120).collect()
        };
        let label = t.ta("mapping-column-fills", &[("header", named.as_str().into())]);
        let chosen = column.field.as_deref().unwrap_or_default();
        html! {
            li.mapping-column.is-out[column.field.is_none()] {
                div.mapping-name {
                    span.mono.dim { (letter) }
                    b.mapping-text dir="auto" .dim[column.header.is_empty()] { (named) }
                }
                div.mapping-samples {
                    @for sample in &column.samples { span.mapping-text dir="auto" { (sample) } }
                    @if column.samples.is_empty() {
                        span.dim { @if column.filled == 0 { (t.t("mapping-empty")) } @else { (t.t("mapping-hidden")) } }
                    }
                }
                div.mapping-fills {
                    (pick(&id, Some(&label), column.doubled, &self.fields(chosen)))
                    @if column.doubled { p.hint.hint-bad { (ui::icon_small("alert-triangle")) (t.t("mapping-doubled")) } }
                    @if let Some(gone) = &column.gone {
                        p.hint.hint-warn { (ui::icon_small("alert-triangle")) (t.ta("mapping-gone", &[("field", gone.as_str().into())])) }
                    }
                }
                div.mapping-how { (self.how(column)) }
                @if !column.values.is_empty() { (self.values(sheet, at, &named, column)) }
            }
        }
    }

    /// Every field, with the chosen one marked.
    fn fields(&self, chosen: &str) -> Markup {
        let t = self.t;
        let group = |group: FieldGroup| {
            let of: Vec<&TargetField> =
                self.proposal.fields.iter().filter(|field| field.group == group).collect();
            html! {
                @for field in of {
                    option value=(field.id) selected[field.id == chosen] { (field.label) @if field.required { " *" } }
                }
            }
        };
        html! {
            option value="" selected[chosen.is_empty()] { (t.t("mapping-leave-out")) }
            optgroup label=(t.t("mapping-group-person")) { (group(FieldGroup::Person)) }
            optgroup label=(t.t("mapping-group-address")) { (group(FieldGroup::Address)) }
            @if self.proposal.fields.iter().any(|field| field.group == FieldGroup::Additional) {
                optgroup label=(t.t("mapping-group-additional")) { (group(FieldGroup::Additional)) }
            }
        }
    }

    /// How sure the proposal is, and why.
    fn how(&self, column: &ColumnProposal) -> Markup {
        let t = self.t;
        let (state, word, icon) = match column.how {
            How::Chosen | How::LeftOut => (State::Note, t.t("mapping-sure-chosen"), "user-check"),
            How::Remembered | How::Id | How::Label => (State::Completed, t.t("mapping-sure"), "circle-check"),
            How::Synonym => (State::Completed, t.t("mapping-sure-likely"), "circle-check"),
            How::Near => (State::Pending, t.t("mapping-sure-near"), "help-circle"),
            How::Beaten | How::Unknown => (State::Quiet, t.t("mapping-sure-unknown"), "circle-minus"),
            How::Ours => (State::Quiet, t.t("mapping-sure-ours"), "circle-minus"),
        };
        html! { (ui::status_with_icon(state, &word, icon)) small.dim { (how_text(t, column.how)) } }
    }

    fn values(&self, sheet: usize, at: usize, named: &str, column: &ColumnProposal) -> Markup {
        let t = self.t;
        let unknown = column.values.iter().filter(|value| value.meaning.is_none()).count();
        let unsure = column.values.iter().filter(|value| !value.sure && value.meaning.is_some()).count();
        let choices = column.field.as_deref().and_then(|field| self.proposal.field(field));
        let choices = choices.map(|field| field.choices.as_slice()).unwrap_or_default();
        html! {
            details.mapping-values open[unknown + unsure > 0] {
                summary {
                    (t.ta("mapping-values", &[("count", column.values.len().into())]))
                    @if unknown > 0 { " " (ui::status(State::Failed, &t.ta("mapping-values-unknown", &[("count", unknown.into())]))) }
                    @if unsure > 0 { " " (ui::status(State::Pending, &t.ta("mapping-values-unsure", &[("count", unsure.into())]))) }
                }
                ul {
                    @for (value_at, value) in column.values.iter().enumerate() {
                        (self.value(&format!("v{sheet}.{at}.{value_at}"), named, value, choices))
                    }
                }
                @if column.more_values { p.hint { (t.ta("mapping-values-more", &[("count", DISTINCT.into())])) } }
            }
        }
    }

    fn value(&self, id: &str, named: &str, value: &ValueProposal, choices: &[(String, String)]) -> Markup {
        let t = self.t;
        let label =
            t.ta("mapping-value-means", &[("value", value.text.as_str().into()), ("header", named.into())]);
        let chosen = value.meaning.as_deref().unwrap_or(AS_IT_STANDS);
        let mut all = vec![(AS_IT_STANDS.to_owned(), t.t("mapping-value-as-is").into_owned())];
        all.extend(choices.iter().cloned());
        all.push((String::new(), t.t("mapping-value-nothing").into_owned()));
        html! {
            li {
                span.mapping-text dir="auto" { (value.text) }
                span.sub-t { (t.ta("mapping-value-rows", &[("count", value.rows.into())])) }
                (pick(id, Some(&label), value.meaning.is_none() && !value.sure, &options(&all, chosen)))
                @if value.meaning.is_some() && !value.sure { span.hint.hint-warn { (t.t("mapping-value-likely")) } }
            }
        }
    }
}
