//! What a plugin was asked with types, in JSON as [`crate::Call::ask`] takes it: kept of calls that fail.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value as Json, json};

use crate::contract::{Concept, Entry, Part, Place, Value};

/// A value of the contract, as plain as JSON allows.
pub fn value(value: &Value) -> Json {
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

/// Values in their order.
pub fn values(values: &[Value]) -> Json {
    values.iter().map(value).collect()
}

/// The name of a concept.
pub fn concept(concept: Concept) -> &'static str {
    match concept {
        Concept::Client => "client",
        Concept::Specialist => "specialist",
        Concept::Company => "company",
        Concept::Supplier => "supplier",
        Concept::Location => "location",
    }
}

/// A record.
pub fn entries(entries: &[Entry]) -> Json {
    entries.iter().map(|entry| json!({ "field": entry.field, "value": value(&entry.value) })).collect()
}

/// Records in their order.
pub fn records(records: &[Vec<Entry>]) -> Json {
    records.iter().map(|record| entries(record)).collect()
}

/// Parts of an address.
pub fn parts(parts: &[Part]) -> Json {
    parts.iter().map(|part| json!({ "name": part.name, "value": part.value })).collect()
}

/// A place.
pub fn place(place: &Place) -> Json {
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
