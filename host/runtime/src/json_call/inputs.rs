//! What a plugin was asked with types, in JSON as [`crate::Call::ask`] takes it: kept of calls that fail.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value as Json, json};

use crate::contract::{Concept, Entry, Part, Place, Value};

/// A value of the contract, as plain as JSON allows.
pub(crate) fn value(value: &Value) -> Json {
    match value {
        Value::None => Json::Null,
        Value::Text(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Decimal(number) => json!({ "decimal": number }),
        Value::Boolean(is) => json!(is),
        Value::Date(day) => json!({ "date": day }),
        Value::Time(time) => json!({ "time": time }),
        Value::Instant(instant) => json!({ "instant": instant }),
        Value::Choices(choices) => json!({ "choices": choices }),
    }
}

pub(crate) fn values(values: &[Value]) -> Json {
    values.iter().map(value).collect()
}

pub(crate) fn concept(concept: Concept) -> &'static str {
    match concept {
        Concept::Client => "client",
        Concept::Specialist => "specialist",
        Concept::Company => "company",
        Concept::Supplier => "supplier",
        Concept::Location => "location",
    }
}

pub(crate) fn entries(entries: &[Entry]) -> Json {
    entries.iter().map(|entry| json!({ "field": entry.field, "value": value(&entry.value) })).collect()
}

pub(crate) fn records(records: &[Vec<Entry>]) -> Json {
    records.iter().map(|record| entries(record)).collect()
}

pub(crate) fn parts(parts: &[Part]) -> Json {
    parts.iter().map(|part| json!({ "name": part.name, "value": part.value })).collect()
}

pub(crate) fn place(place: &Place) -> Json {
    json!({
        "id": place.id,
        "code": place.code,
        "name": place.name,
        "address": parts(&place.address),
        "latitude": place.latitude,
        "longitude": place.longitude,
    })
}

pub(crate) fn base64(bytes: &[u8]) -> Json {
    json!(BASE64_STANDARD.encode(bytes))
}
