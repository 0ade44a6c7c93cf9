//! Values of a history, as they stand on forms.
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use elenco_runtime::contract::{Choice, Field, FieldType};
use maud::{Markup, html};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::audit::model::{Change, NAMED};
use crate::locale::{Culture, Texts};
use crate::ui;

/// Longest text that is shown whole, in characters.
const LONG: usize = 600;
/// How deep documents are told; what is deeper is only counted.
const DEEP: usize = 3;

/// What values mean.
pub(super) struct Values<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Names of what ids belong to.
    pub names: &'a BTreeMap<Uuid, String>,
    /// Definitions of additional fields.
    pub fields: &'a [Field],
}

impl Values<'_> {
    /// One word for fields whose values are not told: of a password nobody reads more than that it was changed.
    pub(super) fn words_for(&self, field: &str, change: &Change) -> Option<String> {
        let t = self.t;
        let came_or_went = || match (change.old.is_null(), change.new.is_null()) {
            (true, false) => t.t("history-added-value"),
            (false, true) => t.t("history-removed-value"),
            _ => t.t("history-changed-value"),
        };
        match field {
            "password" | "secret" | "secret_hash" => Some(t.t("history-changed-value").into_owned()),
            "photo" => Some(came_or_went().into_owned()),
            "feedback" => match change.new.as_str() {
                Some("create") => Some(t.t("history-added-value").into_owned()),
                Some("delete") => Some(t.t("history-removed-value").into_owned()),
                _ => Some(t.t("history-changed-value").into_owned()),
            },
            _ => None,
        }
    }

    /// A value.
    pub(super) fn value(&self, field: &str, value: &Value) -> Markup {
        let definition = field
            .strip_prefix("fields.")
            .and_then(|id| self.fields.iter().find(|definition| definition.id == id));
        self.shown(field, definition, value, 0)
    }

    fn shown(&self, field: &str, definition: Option<&Field>, value: &Value, depth: usize) -> Markup {
        let t = self.t;
        match value {
            Value::Null => html! { "—" },
            Value::String(text) if text.is_empty() => html! { "—" },
            Value::Bool(yes) => html! { (self.yes_or_no(field, *yes)) },
            Value::Number(number) => html! { (self.number(&number.to_string())) },
            Value::String(text) => self.text(field, definition, text),
            Value::Array(items) => {
                let rest = items.len().saturating_sub(NAMED);
                html! {
                    @for (at, item) in items.iter().take(NAMED).enumerate() {
                        @if at > 0 { ", " }
                        (self.shown(field, definition, item, depth + 1))
                    }
                    @if rest > 0 { " " (t.ta("history-more", &[("count", rest.into())])) }
                }
            }
            Value::Object(members) => self.document(members, depth),
        }
    }

    fn yes_or_no(&self, field: &str, yes: bool) -> String {
        let t = self.t;
        match (field, yes) {
            ("status" | "active", true) => t.t("column-status-active"),
            ("status" | "active", false) => t.t("column-status-inactive"),
            (_, true) => t.t("history-yes"),
            (_, false) => t.t("history-no"),
        }
        .into_owned()
    }

    /// A number as it was kept, with the reader's decimal mark.
    fn number(&self, digits: &str) -> String {
        if self.t.culture() == Culture::En { digits.to_owned() } else { digits.replace('.', ",") }
    }

    fn choice(&self, definition: Option<&Field>, id: &str) -> Option<String> {
        let of =
            |list: &[Choice]| list.iter().find(|choice| choice.id == id).map(|choice| choice.label.clone());
        match &definition?.kind {
            FieldType::ChoiceList(list) | FieldType::ChoiceTree(list) | FieldType::MultipleChoice(list) => {
                of(list)
            }
            _ => None,
        }
    }

    fn text(&self, field: &str, definition: Option<&Field>, text: &str) -> Markup {
        let t = self.t;
        if let Some(label) = self.choice(definition, text) {
            return html! { (label) };
        }
        if let Some(id) = (text.len() == 36).then(|| text.parse::<Uuid>().ok()).flatten() {
            return match self.names.get(&id) {
                Some(name) => html! { (name) },
                None => html! { (t.t("history-gone-thing")) },
            };
        }
        if field == "culture"
            && let Some(culture) = Culture::from_tag(text)
        {
            return html! { (culture.native_name()) };
        }
        if let Some(shown) = self.moment(text) {
            return shown;
        }
        if text.chars().count() > LONG {
            let start: String = text.chars().take(LONG).collect();
            return html! { (start) "…" };
        }
        html! { (text) }
    }

    /// Days, times and instants.
    fn moment(&self, text: &str) -> Option<Markup> {
        if !text.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        if text.len() == 10
            && let Ok(day) = text.parse::<NaiveDate>()
        {
            return Some(ui::day(self.t, day));
        }
        let at = text.contains('T').then(|| DateTime::parse_from_rfc3339(text).ok()).flatten()?;
        Some(ui::time(self.t, at.with_timezone(&Utc)))
    }

    fn document(&self, members: &Map<String, Value>, depth: usize) -> Markup {
        let t = self.t;
        let text = |name: &str| members.get(name).and_then(Value::as_str);
        let day = |name: &str| text(name).and_then(|text| text.parse::<NaiveDate>().ok());
        // A shift.
        if let (Some(since), Some(until)) = (day("since"), day("until")) {
            let calendar =
                text("calendar").and_then(|id| id.parse::<Uuid>().ok()).and_then(|id| self.names.get(&id));
            let name = calendar.map(String::as_str).or(text("name"));
            return html! {
                (ui::day(t, since)) " – " (ui::day(t, until)) @if let Some(name) = name { ", " (name) }
            };
        }
        // A holiday.
        if let (Some(day), Some(name)) = (day("day"), text("name")) {
            let yearly = members.get("yearly").and_then(Value::as_bool).unwrap_or(false);
            return html! {
                (name) " (" (ui::day(t, day)) @if yearly { ", " (t.t("history-yearly")) } ")"
            };
        }
        // A value of an additional field.
        if let (1, Some((tag, Value::String(text)))) = (members.len(), members.iter().next()) {
            match tag.as_str() {
                "decimal" => return html! { (self.number(text)) },
                "date" | "instant" => return self.moment(text).unwrap_or_else(|| html! { (text) }),
                "time" => {
                    let time = text.parse::<NaiveTime>();
                    return html! { @match time { Ok(time) => (time.format("%H:%M")), Err(_) => (text) } };
                }
                _ => {}
            }
        }
        // Something that is known by its name, and kept with more.
        if let Some(name) = text("name") {
            return html! { (name) };
        }
        if depth >= DEEP {
            return html! { (t.ta("history-more", &[("count", members.len().into())])) };
        }
        html! {
            @for (at, (name, value)) in members.iter().filter(|(_, value)| !value.is_null()).enumerate() {
                @if at > 0 { "; " }
                (super::labels::label(t, name, self.fields)) ": " (self.shown(name, None, value, depth + 1))
            }
        }
    }
}
