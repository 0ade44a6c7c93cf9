//! What differs between two documents of settings, value by value.
use std::collections::BTreeMap;

use serde_json::Value;

use super::schema::escape;

/// Most differences that are told.
const MOST: usize = 200;
/// Words by which records are known.
const KEYS: [&str; 3] = ["id", "name", "key"];

/// One value that is another one now.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueChange {
    /// Its address in the document (RFC 6901); of a record that has an id, the id stands in place of its number.
    pub address: String,
    /// What it was; nothing when it was not there.
    pub old: Option<Value>,
    /// What it is; nothing when it is gone.
    pub new: Option<Value>,
}

/// What differs, in the order of the document.
pub fn differences(old: Option<&Value>, new: Option<&Value>) -> Vec<ValueChange> {
    let mut found = Vec::new();
    compare(String::new(), old, new, &mut found);
    found
}

/// The records of a list by what they are known by, when each is known by something else.
fn by_key(items: &[Value]) -> Option<BTreeMap<&str, &Value>> {
    let key = KEYS.iter().find(|key| items.iter().all(|item| item.get(key).is_some_and(Value::is_string)))?;
    let all: BTreeMap<&str, &Value> =
        items.iter().filter_map(|item| Some((item.get(key)?.as_str()?, item))).collect();
    (all.len() == items.len()).then_some(all)
}

fn compare(address: String, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<ValueChange>) {
    if old == new || found.len() >= MOST {
        return;
    }
    let below = |part: &str| format!("{address}/{}", escape(part));
    match (old, new) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for name in names {
                compare(below(name), before.get(name), after.get(name), found);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after)))
            if before.iter().chain(after).all(Value::is_object) =>
        {
            if let (Some(one), Some(other)) = (by_key(before), by_key(after)) {
                let names: std::collections::BTreeSet<&&str> = one.keys().chain(other.keys()).collect();
                let known = found.len();
                for name in names {
                    compare(below(name), one.get(*name).copied(), other.get(*name).copied(), found);
                }
                if found.len() > known {
                    return;
                }
                // The same records in another order.
                found.push(ValueChange { address, old: old.cloned(), new: new.cloned() });
                return;
            }
            for at in 0..before.len().max(after.len()) {
                compare(below(&at.to_string()), before.get(at), after.get(at), found);
            }
        }
        _ => found.push(ValueChange { address, old: old.cloned(), new: new.cloned() }),
    }
}

/// A value with nothing in it that leads to a secret: for whoever reads what was changed.
pub fn without_secrets(value: &Value) -> Value {
    match value {
        Value::String(text) if text.contains("{{secret:") => Value::String("***".to_owned()),
        Value::Array(items) => Value::Array(items.iter().map(without_secrets).collect()),
        Value::Object(entries) => Value::Object(
            entries.iter().map(|(name, entry)| (name.clone(), without_secrets(entry))).collect(),
        ),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn addresses(old: Value, new: Value) -> Vec<String> {
        differences(Some(&old), Some(&new)).into_iter().map(|change| change.address).collect()
    }

    #[test]
    fn records_are_known_by_their_ids_wherever_they_stand() {
        let old = json!({ "n": 1, "fields": [{ "id": "a", "x": 1 }, { "id": "b/c", "x": 1 }] });
        let new =
            json!({ "n": 1, "fields": [{ "id": "new" }, { "id": "b/c", "x": 2 }, { "id": "a", "x": 1 }] });
        assert_eq!(addresses(old.clone(), new), ["/fields/b~1c/x", "/fields/new"]);
        let turned = json!({ "n": 1, "fields": [{ "id": "b/c", "x": 1 }, { "id": "a", "x": 1 }] });
        assert_eq!(addresses(old.clone(), turned), ["/fields"]);
        assert!(addresses(old.clone(), old.clone()).is_empty());
        assert_eq!(differences(None, Some(&old)).len(), 1);
    }

    #[test]
    fn nothing_leads_to_a_secret() {
        let document = json!({ "a": ["{{secret:x}}", { "b": "Bearer {{secret:y}}" }], "c": "plain" });
        assert_eq!(without_secrets(&document), json!({ "a": ["***", { "b": "***" }], "c": "plain" }));
    }

    #[test]
    fn a_rewritten_document_does_not_tell_without_end() {
        let many = |n: i64| json!((0..5000).map(|at| json!({ "v": at + n })).collect::<Vec<_>>());
        assert!(addresses(many(0), many(1)).len() <= MOST);
    }
}
