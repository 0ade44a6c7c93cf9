//! From objects to rows.

use crate::objects::Objects;
use crate::refusal::Refusal;
use elenco_sdk::files::SourceReader;
use elenco_sdk::named_records::{Cell, Record, Records, joined};
use elenco_sdk::{Error, Language, Value, number};
use serde_json::{Map, Value as Document};

/// Objects inside of objects whose names become one name; deeper ones stand in their cell as JSON.
const MAX_DEPTH: usize = 4;
/// Bytes of a name.
const MAX_NAME: usize = 200;

/// The people of a file.
pub struct People {
    objects: Objects,
    language: Language,
}

impl People {
    /// The people from the beginning of a file.
    pub fn new(file: SourceReader, language: Language) -> Self {
        Self { objects: Objects::new(file), language }
    }

    fn next_person(&mut self) -> Result<Option<Record>, Refusal> {
        let Some((line, text)) = self.objects.next()? else { return Ok(None) };
        let object: Map<String, Document> =
            serde_json::from_slice(&text).map_err(|_| Refusal::Malformed(line))?;
        let mut cells = Vec::new();
        add(&mut cells, "", object, 1);
        Ok(Some(Record { row: line, is_person: true, cells }))
    }
}

fn add(cells: &mut Vec<Cell>, before: &str, object: Map<String, Document>, depth: usize) {
    for (name, value) in object {
        let name = if before.is_empty() { name } else { format!("{before}.{name}") };
        let name = match name.char_indices().find(|(at, _)| *at >= MAX_NAME) {
            Some((end, _)) => name[..end].to_owned(),
            None => name,
        };
        match value {
            Document::Object(inside) if depth < MAX_DEPTH && !inside.is_empty() => {
                add(cells, &name, inside, depth + 1);
            }
            // A second value under a name that differs in case only, or that points make the same.
            value if cells.iter().any(|cell| cell.name.to_lowercase() == name.to_lowercase()) => {
                cells.push(Cell { id: None, name: format!("{name} (2)"), value: cell(value) });
            }
            value => cells.push(Cell { id: None, name, value: cell(value) }),
        }
    }
}

fn cell(value: Document) -> Value {
    match value {
        Document::Null => Value::None,
        Document::Bool(yes) => Value::Boolean(yes),
        // Whole numbers that floating point would round keep all their digits.
        Document::Number(given) if !given.is_f64() => match given.as_i64() {
            Some(whole) if whole.unsigned_abs() < 1 << 53 => Value::Integer(whole),
            _ => Value::Decimal(given.to_string()),
        },
        Document::Number(given) => given.as_f64().map_or(Value::None, number),
        Document::String(text) => Value::Text(text),
        Document::Array(values) if values.iter().all(|value| !value.is_object() && !value.is_array()) => {
            let plain = |value: &Document| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            Value::Text(joined(
                &values.iter().filter(|value| !value.is_null()).map(plain).collect::<Vec<_>>(),
            ))
        }
        other => Value::Text(other.to_string()),
    }
}

impl Records for People {
    fn next(&mut self) -> Result<Option<Record>, Error> {
        let language = self.language;
        self.next_person().map_err(|refusal| refusal.into_error(language))
    }

    fn rewind(&mut self) -> Result<(), Error> {
        let language = self.language;
        self.objects.rewind().map_err(|refusal| refusal.into_error(language))
    }
}
