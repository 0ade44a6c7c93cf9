//! Values with names, and lists of them, whose rows are added, moved and taken away by buttons of the form.
use maud::{Markup, html};
use serde_json::Value;

use super::{Controls, Place, is_inside};
use crate::plugins::model::schema::{Control, Node, Property};
use crate::plugins::model::settings::referenced_secret;
use crate::ui;

/// A list that is no longer than this comes with its rows open.
const OPEN_ROWS: usize = 1;
/// Words by which a row is known.
const NAMES: [&str; 5] = ["label", "title", "name", "id", "key"];

impl Controls<'_> {
    pub(super) fn group(&self, node: &Node, properties: &[Property], place: &Place<'_>) -> Markup {
        let nothing = Value::Null;
        let value = place.value.unwrap_or(&nothing);
        // Texts in the three languages stand side by side.
        let words = properties.len() <= 3
            && properties.iter().all(|p| matches!(p.node.control, Control::Text { .. }));
        let note = format!("f-{}-note", place.address);
        html! {
            fieldset.f.f-12.set-group.set-words[words] data-field=(place.address) id={ "f-" (place.address) }
                aria-describedby=(note) {
                legend.lab { span { (place.label) } @if place.required { span.req { (self.t.t("ui-required")) } } }
                (self.notes(node, &place.address, &note))
                (self.mark(place))
                div.fields { @for property in properties { (self.property(property, &place.address, value)) } }
            }
        }
    }

    fn notes(&self, node: &Node, address: &str, id: &str) -> Markup {
        html! {
            div.notes id=(id) {
                @if let Some(problem) = self.problem(address, false) {
                    p.hint.hint-bad { (ui::icon_small("alert-triangle")) span { (problem) } }
                }
                @if let Some(text) = node.description.get(self.t.culture()) { p.hint { (text) } }
            }
        }
    }

    /// What a row is known by: a text in it, in the reader's language where there are several; or its number.
    fn name_of(&self, row: &Value, at: usize) -> String {
        let words = |value: &Value| match value {
            Value::String(text) if referenced_secret(text).is_none() => Some(text.clone()),
            Value::Object(words) => {
                let own = words
                    .get(self.t.culture().tag())
                    .or_else(|| words.values().find(|word| word.is_string()));
                own.and_then(Value::as_str).map(str::to_owned)
            }
            _ => None,
        };
        let known = |value: &Value| words(value).filter(|text| !text.trim().is_empty());
        let named = NAMES.iter().find_map(|name| known(row.get(name)?));
        let any = || row.as_object()?.values().filter(|value| value.is_string()).find_map(known);
        let numbered = || self.t.ta("plugin-settings-row", &[("number", (at + 1).into())]);
        named.or_else(any).unwrap_or_else(numbered).chars().take(60).collect()
    }

    pub(super) fn records(&self, node: &Node, item: &Node, most: Option<u64>, place: &Place<'_>) -> Markup {
        let t = self.t;
        let rows: Vec<&Value> = place.value.and_then(Value::as_array).into_iter().flatten().collect();
        let note = format!("f-{}-note", place.address);
        let full = most.is_some_and(|most| rows.len() as u64 >= most);
        let here = self.form.focus.as_deref() == Some(place.address.as_str());
        html! {
            fieldset.f.f-12.set-rows data-field=(place.address) id={ "f-" (place.address) } tabindex="-1"
                aria-describedby=(note) data-focus[here] {
                legend.lab { span { (place.label) " " span.n { (t.number(rows.len() as i64)) } } }
                (self.notes(node, &place.address, &note))
                (self.mark(place))
                input type="hidden" name={ "@" (place.address) } value="";
                @if !rows.is_empty() {
                    ol.set-list { @for (at, row) in rows.iter().enumerate() { (self.row(item, row, at, rows.len(), place)) } }
                }
                @if self.may_save && !full {
                    button.btn.set-add type="submit" name="do" value={ "add:" (place.address) } formnovalidate {
                        (ui::icon("plus")) (t.ta("plugin-settings-add", &[("what", place.label.as_str().into())]))
                    }
                }
            }
        }
    }

    fn row(&self, item: &Node, row: &Value, at: usize, rows: usize, list: &Place<'_>) -> Markup {
        let t = self.t;
        let Control::Group(properties) = &item.control else { return html! {} };
        let address = format!("{}/{at}", list.address);
        let name = self.name_of(row, at);
        let inside = |field: &str| field == address || is_inside(field, &address);
        let problems = self.problems.iter().filter(|problem| inside(&problem.field)).count();
        let broken = self.form.unreadable.keys().any(|field| inside(field));
        let focused = self.form.focus.as_deref() == Some(address.as_str());
        let reached = self.form.focus.as_deref().is_some_and(inside);
        let open = reached || broken || problems > 0 || rows <= OPEN_ROWS;
        let named = [("name", name.as_str().into())];
        html! {
            li.set-row data-focus[focused] {
                input type="hidden" name={ "@" (list.address) } value=(at);
                details open[open] {
                    summary {
                        (ui::icon_small("chevron-right"))
                        span.set-name { (name) }
                        @if problems > 0 { span.n.n-bad { (problems) span.sr { " " (t.t("ui-tab-problems")) } } }
                    }
                    @if let Some(problem) = self.problem(&address, false) { p.hint.hint-bad { (problem) } }
                    div.fields { @for property in properties { (self.property(property, &address, row)) } }
                }
                @if self.may_save {
                    div.set-moves {
                        @if at > 0 { (button("up", &address, "arrow-up", &t.ta("plugin-settings-up", &named))) }
                        @if at + 1 < rows { (button("down", &address, "arrow-down", &t.ta("plugin-settings-down", &named))) }
                        (button("remove", &address, "trash", &t.ta("plugin-settings-remove", &named)))
                    }
                }
            }
        }
    }
}

fn button(verb: &str, address: &str, icon: &str, word: &str) -> Markup {
    html! {
        button.btn.btn-i type="submit" name="do" value={ (verb) ":" (address) } formnovalidate aria-label=(word) title=(word) {
            (ui::icon(icon))
        }
    }
}
