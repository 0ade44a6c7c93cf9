//! Values of additional fields, between the contract with plugins and the JSON document that keeps them.
//! What JSON cannot tell apart is tagged, so that nothing is rounded and a date never turns into a text.
use elenco_runtime::contract::{Audience, Entry, Field, FieldType, Rights, Value};
use serde_json::{Value as Document, json};

use super::model::FieldValues;
use crate::locale::Culture;

/// What somebody of an audience may do with the field of a record in this state. A field without a rule for it is open.
pub fn rights(field: &Field, audience: Audience, active: bool) -> Rights {
    let rule = field.states.iter().find(|rule| rule.audience == audience && rule.active == active);
    rule.map_or(Rights::VISIBLE | Rights::EDITABLE, |rule| rule.rights)
}

/// The document of a value; nothing for no value.
pub fn to_document(value: &Value) -> Option<Document> {
    Some(match value {
        Value::None => return None,
        Value::Text(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Boolean(yes) => json!(yes),
        Value::Decimal(text) => json!({ "decimal": text }),
        Value::Date(text) => json!({ "date": text }),
        Value::Time(text) => json!({ "time": text }),
        Value::Instant(text) => json!({ "instant": text }),
        Value::Choices(ids) => json!(ids),
    })
}

/// The value of a document. Whatever no version ever wrote reads as no value.
pub fn from_document(document: &Document) -> Value {
    match document {
        Document::String(text) => Value::Text(text.clone()),
        Document::Bool(yes) => Value::Boolean(*yes),
        Document::Number(number) => number.as_i64().map_or(Value::None, Value::Integer),
        Document::Array(items) => {
            Value::Choices(items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
        }
        Document::Object(tagged) => {
            let Some((tag, Document::String(text))) = tagged.iter().next() else { return Value::None };
            match tag.as_str() {
                "decimal" => Value::Decimal(text.clone()),
                "date" => Value::Date(text.clone()),
                "time" => Value::Time(text.clone()),
                "instant" => Value::Instant(text.clone()),
                _ => Value::None,
            }
        }
        Document::Null => Value::None,
    }
}

/// Whether the value that a field depends on is one that shows it; a field that is not shown shows no other.
pub fn is_shown<'a>(
    field: &Field,
    field_of: &dyn Fn(&str) -> Option<&'a Field>,
    value_of: &dyn Fn(&str) -> Option<&'a Value>,
) -> bool {
    /// Plugins refuse settings in a circle; other people's plugins may not.
    const DEEPEST: usize = 32;
    let mut at = field;
    for _ in 0..DEEPEST {
        let Some(condition) = &at.shown_when else { return true };
        let other = field_of(&condition.field);
        let is_box = other.is_some_and(|other| matches!(other.kind, FieldType::CheckBox));
        let wanted = |word: &str| condition.any_of.iter().any(|any| any == word);
        let holds = match value_of(&condition.field) {
            Some(Value::Choices(ids)) => ids.iter().any(|id| wanted(id)),
            // A check box that was never ticked has no value.
            Some(Value::None) | None => wanted("") || (is_box && wanted("false")),
            Some(value) => wanted(&plain(value)),
        };
        match other {
            Some(other) if holds => at = other,
            _ => return false,
        }
    }
    false
}

/// A value as conditions write it.
fn plain(value: &Value) -> String {
    match value {
        Value::None | Value::Choices(_) => String::new(),
        Value::Text(text)
        | Value::Decimal(text)
        | Value::Date(text)
        | Value::Time(text)
        | Value::Instant(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
    }
}

/// A value as its control holds it, in the reader's language: numbers with the mark between whole and fraction that
/// the reader types, moments as the browser's controls write them.
pub fn typed(value: &Value, culture: Culture) -> Vec<String> {
    match value {
        Value::None => Vec::new(),
        Value::Integer(number) => vec![number.to_string()],
        Value::Boolean(yes) => vec![yes.to_string()],
        Value::Choices(ids) => ids.clone(),
        Value::Decimal(text) => vec![match culture {
            Culture::En => text.clone(),
            Culture::Es | Culture::Pt => text.replace('.', ","),
        }],
        Value::Time(text) => vec![without_seconds(text).to_owned()],
        Value::Instant(text) => vec![without_seconds(text.trim_end_matches('Z')).to_owned()],
        Value::Text(text) | Value::Date(text) => vec![text.clone()],
    }
}

/// Controls write seconds only when there are some.
fn without_seconds(text: &str) -> &str {
    text.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(text)
}

/// A record for the plugins: what is kept, with what is to change laid over it.
pub fn record(kept: &FieldValues, changes: &std::collections::BTreeMap<String, Value>) -> Vec<Entry> {
    let untouched = kept
        .iter()
        .filter(|(field, _)| !changes.contains_key(*field))
        .map(|(field, document)| Entry { field: field.clone(), value: from_document(document) });
    let changed = changes.iter().map(|(field, value)| Entry { field: field.clone(), value: value.clone() });
    untouched.chain(changed).collect()
}

/// What to keep of a record that the plugins accepted.
pub fn keep(entries: &[Entry]) -> FieldValues {
    entries
        .iter()
        .filter_map(|entry| to_document(&entry.value).map(|document| (entry.field.clone(), document)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_comes_back_as_it_went() {
        let values = [
            Value::Text("2026-01-01".into()),
            Value::Integer(-9_007_199_254_740_991),
            Value::Decimal("0.10".into()),
            Value::Boolean(false),
            Value::Date("2026-01-01".into()),
            Value::Time("08:30:00".into()),
            Value::Instant("2026-01-01T00:00:00Z".into()),
            Value::Choices(vec!["a".into(), "b".into()]),
            Value::Choices(vec![]),
        ];
        for value in values {
            let document = to_document(&value).unwrap_or_default();
            assert_eq!(format!("{:?}", from_document(&document)), format!("{value:?}"));
        }
        assert!(to_document(&Value::None).is_none());
    }
}
