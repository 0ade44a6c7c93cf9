//! Which of two values of one property asks more.
use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::Standing;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strictest {
    Highest,
    Lowest,
    On,
    Off,
    Union,
}

/// What a schema says about one property.
pub(super) struct Property<'a> {
    schema: Option<&'a Map<String, Value>>,
    strictest: Option<Strictest>,
}

/// Follows references inside the schema, a few deep: the schema was checked when it was taken in, so this only must end.
fn resolve<'a>(root: &'a Value, schema: Option<&'a Value>) -> Option<&'a Map<String, Value>> {
    let mut schema = schema?;
    for _ in 0..8 {
        let object = schema.as_object()?;
        let target = object
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|pointer| root.pointer(pointer.strip_prefix('#')?));
        match target {
            Some(target) if !object.contains_key("x-strictest") => schema = target,
            _ => return Some(object),
        }
    }
    None
}

impl<'a> Property<'a> {
    pub(super) fn of(root: &'a Value, schema: Option<&'a Value>) -> Self {
        let schema = resolve(root, schema);
        let strictest = schema.and_then(|schema| match schema.get("x-strictest")?.as_str()? {
            "highest" => Some(Strictest::Highest),
            "lowest" => Some(Strictest::Lowest),
            "true" => Some(Strictest::On),
            "false" => Some(Strictest::Off),
            "union" => Some(Strictest::Union),
            _ => None,
        });
        Self { schema, strictest }
    }

    fn word(&self, name: &str) -> Option<&Value> {
        self.schema.and_then(|schema| schema.get(name))
    }

    /// The value that counts: the document's, or the schema's default.
    pub(super) fn effective(&self, value: Option<&Value>) -> Option<Value> {
        value.or_else(|| self.word("default")).cloned()
    }

    fn asks_nothing(&self, value: Option<&Value>) -> bool {
        value.is_none() || value == self.word("x-off")
    }

    /// Which value asks more; nothing when they cannot be compared.
    fn order(&self, a: Option<&Value>, b: Option<&Value>) -> Option<Ordering> {
        match (self.asks_nothing(a), self.asks_nothing(b)) {
            (true, true) => return Some(Ordering::Equal),
            (true, false) => return Some(Ordering::Less),
            (false, true) => return Some(Ordering::Greater),
            (false, false) => {}
        }
        let (a, b) = (a?, b?);
        match self.strictest? {
            Strictest::Highest => a.as_f64()?.partial_cmp(&b.as_f64()?),
            Strictest::Lowest => b.as_f64()?.partial_cmp(&a.as_f64()?),
            Strictest::On => Some(a.as_bool()?.cmp(&b.as_bool()?)),
            Strictest::Off => Some(b.as_bool()?.cmp(&a.as_bool()?)),
            Strictest::Union => None,
        }
    }

    /// The strictest of values that differ; nothing when there is no word about them, or none that the schema allows.
    pub(super) fn strictest(&self, values: &[Option<Value>]) -> Option<Option<Value>> {
        if self.strictest? == Strictest::Union {
            return self.union(values).map(Some);
        }
        let mut best: &Option<Value> = values.first()?;
        for value in &values[1..] {
            if self.order(value.as_ref(), best.as_ref())? == Ordering::Greater {
                best = value;
            }
        }
        Some(best.clone())
    }

    fn union(&self, values: &[Option<Value>]) -> Option<Value> {
        let most = |word: &str| self.word(word).and_then(Value::as_u64).unwrap_or(u64::MAX);
        let present: Vec<&Value> = values.iter().flatten().collect();
        if present.iter().all(|value| value.is_array()) {
            let mut all: Vec<Value> = Vec::new();
            let mut seen = std::collections::HashSet::new();
            for item in present.iter().filter_map(|value| value.as_array()).flatten() {
                if seen.insert(item.to_string()) {
                    all.push(item.clone());
                }
            }
            return (all.len() as u64 <= most("maxItems")).then_some(Value::Array(all));
        }
        if present.iter().all(|value| value.is_string()) {
            let mut all = String::new();
            for letter in present.iter().filter_map(|value| value.as_str()).flat_map(str::chars) {
                if !all.contains(letter) {
                    all.push(letter);
                }
            }
            return (all.chars().count() as u64 <= most("maxLength")).then_some(Value::String(all));
        }
        None
    }

    /// Whether every part of `small` is in `large`.
    fn holds(large: Option<&Value>, small: Option<&Value>) -> Option<bool> {
        match (large, small) {
            (_, None) => Some(true),
            (None, Some(Value::Array(small))) => Some(small.is_empty()),
            (None, Some(Value::String(small))) => Some(small.is_empty()),
            (Some(Value::Array(large)), Some(Value::Array(small))) => {
                let large: std::collections::HashSet<String> = large.iter().map(Value::to_string).collect();
                Some(small.iter().all(|item| large.contains(&item.to_string())))
            }
            (Some(Value::String(large)), Some(Value::String(small))) => {
                Some(small.chars().all(|letter| large.contains(letter)))
            }
            _ => None,
        }
    }

    /// How the values of the documents of `old`, all of which were met, stand to those of `new`, all of which are asked.
    pub(super) fn compare(&self, old: &[Option<Value>], new: &[Option<Value>]) -> Standing {
        if new.iter().all(|value| old.contains(value)) {
            return Standing::AtLeast;
        }
        let (Some(old), Some(new)) = (self.strictest(old), self.strictest(new)) else {
            return Standing::Unknown;
        };
        let kept = match self.strictest {
            Some(Strictest::Union) => Self::holds(old.as_ref(), new.as_ref()),
            _ => self.order(old.as_ref(), new.as_ref()).map(Ordering::is_ge),
        };
        match kept {
            Some(true) => Standing::AtLeast,
            Some(false) => Standing::Below,
            None => Standing::Unknown,
        }
    }
}
