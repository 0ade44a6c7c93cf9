//! A schema of settings as the form shows it. What has no control of its own is edited as JSON.
use serde_json::{Map, Value};

use crate::locale::Culture;

/// How deep settings go in the form.
const DEEPEST: usize = 8;
/// Texts longer than this get a box of several lines.
const LINE: u64 = 160;
/// Longest text of a schema that is shown, in characters.
const WORDS: usize = 600;

/// A text by language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words([Option<String>; 3], Option<String>);

/// One of the values of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceOption {
    /// The value.
    pub value: Value,
    /// What it is called.
    pub words: Words,
}

/// What one edits a value with. Bounds are those of the schema.
#[allow(missing_docs, reason = "bounds: of characters, of values, of entries")]
#[derive(Debug, Clone, PartialEq)]
pub enum Control {
    /// A text, in one line or in several.
    Text { long: bool, least: Option<u64>, most: Option<u64> },
    /// A text that nobody sees again.
    Secret,
    /// A number.
    Number { integer: bool, least: Option<String>, most: Option<String> },
    /// On or off.
    Switch,
    /// One of some values.
    Choice(Vec<ChoiceOption>),
    /// Any of some values.
    Several(Vec<ChoiceOption>),
    /// Texts, one in each line.
    Lines { most: Option<u64> },
    /// Records of the same form.
    Records { item: Box<Node>, most: Option<u64> },
    /// Values with names.
    Group(Vec<Property>),
    /// Anything else: JSON.
    Json,
}

/// A value of the settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is called.
    pub title: Words,
    /// What it means.
    pub description: Words,
    /// What it is measured in.
    pub unit: Words,
    /// An example.
    pub example: Option<String>,
    /// What counts when nothing is set.
    pub default: Option<Value>,
    /// How it is edited.
    pub control: Control,
}

/// A value with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// The name.
    pub name: String,
    /// It has to be there.
    pub required: bool,
    /// The value.
    pub node: Node,
}

/// Strangers write schemas: what turns the direction of writing or moves the cursor has no place in a label.
fn plain(text: &str) -> String {
    let harmless = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().filter(harmless).take(WORDS).collect::<String>().trim().to_owned()
}

impl Words {
    fn of(by_language: Option<&Value>, otherwise: Option<&Value>) -> Self {
        let text =
            |value: Option<&Value>| value.and_then(Value::as_str).map(plain).filter(|text| !text.is_empty());
        let of = |culture: Culture| text(by_language.and_then(|words| words.get(culture.tag())));
        Self([of(Culture::En), of(Culture::Es), of(Culture::Pt)], text(otherwise))
    }

    /// In this language, or in the one that the author wrote in.
    pub fn get(&self, culture: Culture) -> Option<&str> {
        let Self([en, es, pt], otherwise) = self;
        let own = match culture {
            Culture::En => en,
            Culture::Es => es,
            Culture::Pt => pt,
        };
        own.as_deref().or(otherwise.as_deref()).or(en.as_deref())
    }
}

/// A schema with the reference that it stands behind resolved; its own words count more than those of its target.
fn resolved(root: &Value, schema: &Value) -> Map<String, Value> {
    let mut all = Map::new();
    let mut next = Some(schema);
    for _ in 0..DEEPEST {
        let Some(object) = next.and_then(Value::as_object) else { break };
        for (word, value) in object {
            if word != "$ref" && !all.contains_key(word) {
                all.insert(word.clone(), value.clone());
            }
        }
        let pointer = object.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix('#'));
        next = pointer.and_then(|pointer| root.pointer(pointer));
    }
    all
}

/// The choices of `enum`, or of a `oneOf` that names nothing but constants with their titles.
fn options(schema: &Map<String, Value>) -> Option<Vec<ChoiceOption>> {
    if let Some(all) = schema.get("oneOf").and_then(Value::as_array) {
        let option = |one: &Value| {
            let value = one.get("const").filter(|value| !value.is_array() && !value.is_object())?;
            Some(ChoiceOption {
                words: Words::of(one.get("x-title"), one.get("title")),
                value: value.clone(),
            })
        };
        return all.iter().map(option).collect();
    }
    let all = schema.get("enum")?.as_array()?;
    let titles = schema.get("x-titles");
    let option = |value: &Value| {
        let word = match value {
            Value::String(text) => text.clone(),
            Value::Array(_) | Value::Object(_) => return None,
            scalar => scalar.to_string(),
        };
        let title = titles.and_then(|titles| titles.get(&word));
        Some(ChoiceOption { words: Words::of(title, title), value: value.clone() })
    };
    all.iter().map(option).collect()
}

fn number_word(schema: &Map<String, Value>, word: &str) -> Option<String> {
    schema.get(word).filter(|value| value.is_number()).map(Value::to_string)
}

fn text(schema: &Map<String, Value>) -> Control {
    let bound = |word: &str| schema.get(word).and_then(Value::as_u64);
    let format = schema.get("format").and_then(Value::as_str);
    if format == Some("secret") {
        return Control::Secret;
    }
    let long = format == Some("multiline") || bound("maxLength").is_some_and(|most| most > LINE * 4);
    Control::Text { long, least: bound("minLength"), most: bound("maxLength") }
}

fn list(root: &Value, schema: &Map<String, Value>, depth: usize) -> Control {
    let Some(items) = schema.get("items") else { return Control::Json };
    let most = schema.get("maxItems").and_then(Value::as_u64);
    let own = resolved(root, items);
    let unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
    match (options(&own), Node::of(root, items, depth + 1).control) {
        (Some(options), _) if unique => Control::Several(options),
        (None, Control::Text { .. }) => Control::Lines { most },
        (None, Control::Group(_)) => {
            Control::Records { item: Box::new(Node::of(root, items, depth + 1)), most }
        }
        _ => Control::Json,
    }
}

fn group(root: &Value, schema: &Map<String, Value>, depth: usize) -> Control {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return Control::Json };
    let required = schema.get("required").and_then(Value::as_array);
    let mut all: Vec<(f64, Property)> = properties
        .iter()
        .map(|(name, own)| {
            let node = Node::of(root, own, depth + 1);
            let order = own.get("x-order").and_then(Value::as_f64).unwrap_or(f64::MAX);
            let required = required.is_some_and(|names| names.iter().any(|one| one.as_str() == Some(name)));
            (order, Property { name: name.clone(), required, node })
        })
        .collect();
    all.sort_by(|(a, one), (b, other)| a.total_cmp(b).then(other.required.cmp(&one.required)));
    Control::Group(all.into_iter().map(|(_, property)| property).collect())
}

impl Node {
    /// The settings as a whole.
    pub fn of_schema(schema: &Value) -> Self {
        Self::of(schema, schema, 0)
    }

    fn of(root: &Value, schema: &Value, depth: usize) -> Self {
        let own = resolved(root, schema);
        let control = if depth > DEEPEST { Control::Json } else { Self::control(root, &own, depth) };
        let example = own.get("examples").and_then(|all| all.get(0)).and_then(|one| match one {
            Value::String(text) => Some(plain(text)),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        Self {
            title: Words::of(own.get("x-title"), own.get("title")),
            description: Words::of(own.get("x-description"), own.get("description")),
            unit: Words::of(own.get("x-unit"), own.get("x-unit")),
            example,
            default: own.get("default").cloned(),
            control,
        }
    }

    fn control(root: &Value, own: &Map<String, Value>, depth: usize) -> Control {
        if let Some(options) = options(own) {
            return Control::Choice(options);
        }
        // What a schema says in combinations is checked, but no control could show it.
        let combined = ["anyOf", "oneOf", "allOf", "if", "const"].iter().any(|word| own.contains_key(*word));
        if combined && !own.contains_key("properties") {
            return Control::Json;
        }
        match own.get("type").and_then(Value::as_str) {
            Some("string") => text(own),
            Some(kind @ ("integer" | "number")) => Control::Number {
                integer: kind == "integer",
                least: number_word(own, "minimum"),
                most: number_word(own, "maximum"),
            },
            Some("boolean") => Control::Switch,
            Some("array") => list(root, own, depth),
            Some("object") => group(root, own, depth),
            _ => Control::Json,
        }
    }

    /// Whether the control can show this value without losing any of it.
    pub fn fits(&self, value: &Value) -> bool {
        match (&self.control, value) {
            (Control::Text { .. } | Control::Secret, Value::String(_)) => true,
            // What was typed and is no number stands there as it was typed.
            (Control::Number { .. }, Value::Number(_) | Value::String(_)) => true,
            (Control::Switch, Value::Bool(_)) => true,
            (Control::Choice(_), Value::Array(_) | Value::Object(_)) => false,
            (Control::Choice(_), _) => true,
            (Control::Several(_), Value::Array(items)) => {
                items.iter().all(|item| !item.is_array() && !item.is_object())
            }
            (Control::Lines { .. }, Value::Array(items)) => items.iter().all(|item| {
                item.as_str().is_some_and(|line| !line.is_empty() && !line.contains(['\n', '\r']))
            }),
            (Control::Records { .. }, Value::Array(items)) => items.iter().all(Value::is_object),
            (Control::Group(properties), Value::Object(entries)) => {
                entries.keys().all(|key| properties.iter().any(|property| property.name == *key))
            }
            (Control::Json, _) => true,
            _ => false,
        }
    }

    /// The value below this one, by the parts of its address.
    pub fn below<'a>(&'a self, address: &mut impl Iterator<Item = &'a str>) -> &'a Self {
        let Some(part) = address.next() else { return self };
        match &self.control {
            Control::Records { item, .. } => item.below(address),
            Control::Group(properties) => match properties.iter().find(|property| property.name == part) {
                Some(property) => property.node.below(address),
                None => self,
            },
            _ => self,
        }
    }
}

/// A part of an address within a document, as JSON Pointer writes it (RFC 6901).
pub fn escape(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

/// Reads such a part again.
pub fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}
