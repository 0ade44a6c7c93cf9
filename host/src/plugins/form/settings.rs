//! The form of settings: what its controls hold, and the document that they mean.
//!
//! The name of a control is the address of its value in the document (RFC 6901). Beside it there may stand: `=address`,
//! what was there and stays when the control is empty; `@address`, the rows of a list in their order; `!address`, JSON
//! for what has no control of its own; `-address`, take the secret away.
use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Number, Value};

use crate::error::AppError;
use crate::plugins::model::schema::{Control, Node, Property, escape};
use crate::plugins::model::settings::{DOCUMENT_BYTES, referenced_secret};

/// Most controls of one form.
pub const CONTROLS: usize = 10_000;

/// What stands for the number of a row that is being added.
const NEW_ROW: &str = "new";

/// A change to the rows of a list that a button asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Add,
    Remove,
    Up,
    Down,
}

/// What a form holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SettingsForm {
    /// The document, as far as what was typed means one.
    pub document: Value,
    /// JSON that cannot be read, as it was typed, by address.
    pub unreadable: BTreeMap<String, String>,
    /// Where the reader was: a row that was added or moved.
    pub focus: Option<String>,
    /// A button asked for a change of rows, so nothing is to be saved yet.
    pub only_rows: bool,
}

struct Controls<'a> {
    values: HashMap<&'a str, Vec<&'a str>>,
    asked: Option<(Verb, &'a str)>,
    form: SettingsForm,
}

/// Reads a form of this schema.
///
/// # Errors
/// [`AppError::BadRequest`] for what no page of ours sends.
pub fn read(node: &Node, pairs: &[(String, String)]) -> Result<SettingsForm, AppError> {
    let size: usize = pairs.iter().map(|(name, value)| name.len() + value.len()).sum();
    if pairs.len() > CONTROLS || size > DOCUMENT_BYTES * 4 {
        let detail = "more controls than a form of settings has".to_owned();
        return Err(AppError::BadRequest { code: "form.unreadable", detail });
    }
    let mut values: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, value) in pairs {
        values.entry(name).or_default().push(value);
    }
    let asked = values.get("do").and_then(|all| all.first()).and_then(|word| {
        let (verb, address) = word.split_once(':')?;
        let verb = match verb {
            "add" => Verb::Add,
            "remove" => Verb::Remove,
            "up" => Verb::Up,
            "down" => Verb::Down,
            _ => return None,
        };
        Some((verb, address))
    });
    let mut controls = Controls { values, asked, form: SettingsForm::default() };
    let document = controls.value(node, "", "", true).unwrap_or_else(|| Value::Object(Map::new()));
    let mut form = controls.form;
    form.only_rows = asked.is_some();
    form.document = document;
    Ok(form)
}

/// Reads a document that was typed as JSON.
pub fn read_json(text: &str) -> SettingsForm {
    match serde_json::from_str(text) {
        Ok(document) => SettingsForm { document, ..SettingsForm::default() },
        Err(_) => SettingsForm {
            document: Value::Object(Map::new()),
            unreadable: BTreeMap::from([(String::new(), text.to_owned())]),
            ..SettingsForm::default()
        },
    }
}

impl Controls<'_> {
    fn first(&self, name: &str) -> Option<&str> {
        self.values.get(name).and_then(|all| all.first()).copied()
    }

    fn marked(&self, sent: &str) -> bool {
        self.values.contains_key(format!("={sent}").as_str())
    }

    /// The value of a control; nothing when it means none. `sent` is the address in the form, whose rows have the
    /// numbers that they had when it was made; `now` is the one in the document.
    fn value(&mut self, node: &Node, sent: &str, now: &str, required: bool) -> Option<Value> {
        if let Some(text) = self.first(&format!("!{sent}")).map(str::to_owned) {
            return self.json(&text, now);
        }
        match &node.control {
            Control::Text { .. } => {
                let text = self.first(sent)?.replace("\r\n", "\n");
                (!text.is_empty() || self.marked(sent)).then_some(Value::String(text))
            }
            Control::Secret => self.secret(sent),
            Control::Number { .. } => {
                let text = self.first(sent)?.trim();
                (!text.is_empty()).then(|| number(text))
            }
            Control::Switch => {
                let on = self.first(sent) == Some("true");
                let usual = node.default == Some(Value::Bool(true));
                (required || on != usual || self.marked(sent)).then_some(Value::Bool(on))
            }
            Control::Choice(_) => {
                let text = self.first(sent)?;
                (!text.is_empty()).then(|| serde_json::from_str(text).unwrap_or_else(|_| Value::from(text)))
            }
            Control::Several(_) => {
                let chosen: Vec<Value> = self
                    .values
                    .get(sent)
                    .into_iter()
                    .flatten()
                    .filter(|text| !text.is_empty())
                    .map(|text| serde_json::from_str(text).unwrap_or_else(|_| Value::from(*text)))
                    .collect();
                (!chosen.is_empty() || required || self.marked(sent)).then_some(Value::Array(chosen))
            }
            Control::Lines { .. } => {
                let text = self.first(sent).unwrap_or_default().replace("\r\n", "\n");
                let lines: Vec<Value> =
                    text.split('\n').filter(|line| !line.is_empty()).map(Value::from).collect();
                (!lines.is_empty() || required || self.marked(sent)).then_some(Value::Array(lines))
            }
            Control::Records { item, .. } => {
                let rows = self.rows(item, sent, now);
                (!rows.is_empty() || required || self.marked(sent)).then_some(Value::Array(rows))
            }
            Control::Group(properties) => {
                let value = Value::Object(self.group(properties, sent, now));
                (required || self.marked(sent) || !is_blank(node, &value)).then_some(value)
            }
            Control::Json => None,
        }
    }

    fn json(&mut self, text: &str, now: &str) -> Option<Value> {
        if text.trim().is_empty() {
            return None;
        }
        match serde_json::from_str(text) {
            Ok(value) => Some(value),
            Err(_) => {
                self.form.unreadable.insert(now.to_owned(), text.to_owned());
                Some(Value::Null)
            }
        }
    }

    /// What was typed; else the reference that was there, unless it is to go.
    fn secret(&self, sent: &str) -> Option<Value> {
        let typed = self.first(sent).filter(|text| !text.is_empty());
        if let Some(typed) = typed {
            return Some(Value::from(typed));
        }
        let kept = self.first(&format!("={sent}")).filter(|text| referenced_secret(text).is_some());
        kept.filter(|_| self.first(&format!("-{sent}")).is_none()).map(Value::from)
    }

    fn group(&mut self, properties: &[Property], sent: &str, now: &str) -> Map<String, Value> {
        let mut entries = Map::new();
        for property in properties {
            let part = escape(&property.name);
            let (sent, now) = (format!("{sent}/{part}"), format!("{now}/{part}"));
            if let Some(value) = self.value(&property.node, &sent, &now, property.required) {
                entries.insert(property.name.clone(), value);
            }
        }
        entries
    }

    /// The rows of a list in their order, changed as a button asks.
    fn rows(&mut self, item: &Node, sent: &str, now: &str) -> Vec<Value> {
        let listed = self.values.get(format!("@{sent}").as_str()).cloned().unwrap_or_default();
        let mut order: Vec<String> =
            listed.into_iter().filter(|row| !row.is_empty()).map(str::to_owned).collect();
        let mut focus = None;
        if let Some((verb, target)) = self.asked {
            if verb == Verb::Add && target == sent {
                order.push(NEW_ROW.to_owned());
                focus = Some(order.len() - 1);
            }
            let row = target.strip_prefix(sent).and_then(|rest| rest.strip_prefix('/'));
            if let Some(at) = row.and_then(|row| order.iter().position(|one| one == row)) {
                match verb {
                    Verb::Remove => {
                        order.remove(at);
                        focus = (!order.is_empty()).then(|| at.min(order.len() - 1));
                        if focus.is_none() {
                            self.form.focus = Some(now.to_owned());
                        }
                    }
                    Verb::Up if at > 0 => {
                        order.swap(at, at - 1);
                        focus = Some(at - 1);
                    }
                    Verb::Down if at + 1 < order.len() => {
                        order.swap(at, at + 1);
                        focus = Some(at + 1);
                    }
                    Verb::Up | Verb::Down => focus = Some(at),
                    Verb::Add => {}
                }
            }
        }
        if let Some(at) = focus {
            self.form.focus = Some(format!("{now}/{at}"));
        }
        let row = |(at, row): (usize, &String)| {
            if row == NEW_ROW {
                // It has no controls yet, which must not read as switches that are off.
                return Value::Object(Map::new());
            }
            let (sent, now) = (format!("{sent}/{row}"), format!("{now}/{at}"));
            self.value(item, &sent, &now, true).unwrap_or_else(|| Value::Object(Map::new()))
        };
        order.iter().enumerate().map(row).collect()
    }
}

/// Whether a value says nothing that somebody could have meant: what the controls of a group give that nobody touched,
/// though some of its values have to be there once the group is.
fn is_blank(node: &Node, value: &Value) -> bool {
    match (&node.control, value) {
        (Control::Switch, Value::Bool(on)) => *on == (node.default == Some(Value::Bool(true))),
        (Control::Group(properties), Value::Object(entries)) => entries.iter().all(|(name, entry)| {
            properties.iter().any(|property| property.name == *name && is_blank(&property.node, entry))
        }),
        (_, Value::Array(items)) => items.is_empty(),
        _ => false,
    }
}

/// A number as people type it, with a comma or a point; what is none stays a text, and the schema will say so.
fn number(text: &str) -> Value {
    let read = |text: &str| serde_json::from_str::<Number>(text).ok().map(Value::Number);
    let comma = || (text.matches(',').count() == 1 && !text.contains('.')).then(|| text.replace(',', "."));
    read(text).or_else(|| read(&comma()?)).unwrap_or_else(|| Value::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read_pairs(schema: &Value, pairs: &[(&str, &str)]) -> SettingsForm {
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        read(&Node::of_schema(schema), &pairs).unwrap()
    }

    fn schema() -> Value {
        json!({ "type": "object", "properties": {
            "n": { "type": "integer", "default": 15 }, "on": { "type": "boolean", "default": true },
            "words": { "type": "array", "items": { "type": "string" } },
            "key": { "type": "string", "format": "secret" },
            "rows": { "type": "array", "items": { "type": "object", "properties": {
                "id": { "type": "string" }, "inner": { "type": "array", "items": { "type": "object",
                    "properties": { "v": { "type": "string" } } } } } } },
            "any": true } })
    }

    #[test]
    fn what_is_left_empty_is_left_out() {
        let form = read_pairs(&schema(), &[("/n", " "), ("/on", "true"), ("/words", "\r\n"), ("@/rows", "")]);
        assert_eq!(form.document, json!({}));
        let form =
            read_pairs(&schema(), &[("/n", "8"), ("/words", "a\r\n\r\n b \r\n"), ("!/any", "[1, {}]")]);
        assert_eq!(form.document, json!({ "n": 8, "on": false, "words": ["a", " b "], "any": [1, {}] }));
        assert_eq!(read_pairs(&schema(), &[("/n", "abc"), ("/on", "true")]).document, json!({ "n": "abc" }));
        let form = read_pairs(&schema(), &[("!/any", "{ \"a\": "), ("/on", "true")]);
        assert_eq!(form.unreadable.get("/any").map(String::as_str), Some("{ \"a\": "));
        assert_eq!(number("1,5"), json!(1.5));
        assert_eq!(number("1,500,000"), json!("1,500,000"));
    }

    #[test]
    fn a_secret_stays_unless_another_is_typed_or_it_is_taken_away() {
        let kept = ("=/key", "{{secret:key-01}}");
        let key = |more: &[(&str, &str)]| {
            let pairs: Vec<(&str, &str)> = [kept, ("/on", "true")].iter().chain(more).copied().collect();
            read_pairs(&schema(), &pairs).document
        };
        assert_eq!(key(&[("/key", "")]), json!({ "key": "{{secret:key-01}}" }));
        assert_eq!(key(&[("/key", "new")]), json!({ "key": "new" }));
        assert_eq!(key(&[("/key", ""), ("-/key", "true")]), json!({}));
        let forged = read_pairs(&schema(), &[("/on", "true"), ("=/key", "plain")]).document;
        assert_eq!(forged, json!({}), "what is no reference was never ours");
    }

    #[test]
    fn rows_are_added_removed_and_moved_by_buttons() {
        let rows = [
            ("/on", "true"),
            ("@/rows", ""),
            ("@/rows", "0"),
            ("@/rows", "1"),
            ("/rows/0/id", "a"),
            ("/rows/1/id", "b"),
            ("@/rows/1/inner", ""),
            ("@/rows/1/inner", "0"),
            ("/rows/1/inner/0/v", "x"),
        ];
        let asked = |word: &'static str| {
            let pairs: Vec<(&str, &str)> = rows.iter().copied().chain([("do", word)]).collect();
            let form = read_pairs(&schema(), &pairs);
            assert!(form.only_rows);
            (form.document["rows"].clone(), form.focus.unwrap_or_default())
        };
        let (a, b) = (json!({ "id": "a" }), json!({ "id": "b", "inner": [{ "v": "x" }] }));
        assert_eq!(asked("add:/rows"), (json!([a, b, {}]), "/rows/2".to_owned()));
        assert_eq!(asked("remove:/rows/0"), (json!([b]), "/rows/0".to_owned()));
        assert_eq!(asked("down:/rows/0"), (json!([b, a]), "/rows/1".to_owned()));
        assert_eq!(asked("up:/rows/0"), (json!([a, b]), "/rows/0".to_owned()));
        let more = json!({ "id": "b", "inner": [{ "v": "x" }, {}] });
        assert_eq!(asked("add:/rows/1/inner"), (json!([a, more]), "/rows/1/inner/1".to_owned()));
        let none = json!({ "id": "b" });
        assert_eq!(asked("remove:/rows/1/inner/0"), (json!([a, none]), "/rows/1/inner".to_owned()));
        assert_eq!(asked("remove:/rows/7").0, json!([a, b]), "a row that is not there");
    }

    #[test]
    fn a_group_that_nobody_touched_is_not_there_whatever_it_has_to_hold() {
        let schema = json!({ "type": "object", "properties": { "when": { "type": "object",
            "required": ["field", "any", "on", "deep"], "properties": { "field": { "type": "string" },
                "any": { "type": "array", "items": { "type": "string" } }, "on": { "type": "boolean" },
                "deep": { "type": "object", "properties": { "rows": { "type": "array",
                    "items": { "type": "object", "properties": { "v": { "type": "string" } } } } } } } } } });
        assert_eq!(read_pairs(&schema, &[("/when/field", ""), ("/when/any", "")]).document, json!({}));
        let blank = json!({ "when": { "any": [], "on": false, "deep": {} } });
        assert_eq!(
            read_pairs(&schema, &[("=/when", "1"), ("/when/field", ""), ("/when/any", "")]).document,
            blank
        );
        let touched = json!({ "when": { "any": ["a"], "on": false, "deep": {} } });
        assert_eq!(read_pairs(&schema, &[("/when/field", ""), ("/when/any", "a")]).document, touched);
    }

    #[test]
    fn rows_may_come_in_any_order() {
        let form = read_pairs(
            &schema(),
            &[("/on", "true"), ("@/rows", "5"), ("@/rows", "0"), ("/rows/0/id", "a"), ("/rows/5/id", "b")],
        );
        assert_eq!(form.document, json!({ "rows": [{ "id": "b" }, { "id": "a" }] }));
    }
}
