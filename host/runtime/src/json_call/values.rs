//! JSON and values of the component model, by the types of the contract.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value as Json, json};
use wasmtime::component::types::Variant;
use wasmtime::component::{Type, Val};

use crate::call_error::CallError;

/// What is wrong with an input, and where.
fn wrong(path: &str, expected: &str) -> CallError {
    CallError::Input { detail: format!("{path}: {expected}") }
}

/// Parameters of a function from an object.
pub(super) fn arguments(parameters: &[(String, Type)], input: &Json) -> Result<Vec<Val>, CallError> {
    let Json::Object(given) = input else { return Err(wrong("input", "must be an object of parameters")) };
    known(given, "input", parameters.iter().map(|(name, _)| name.as_str()))?;
    parameters.iter().map(|(name, of)| argument(given, name, of)).collect()
}

/// One parameter, which may be the locale that was left out.
pub(super) fn argument(given: &Map<String, Json>, name: &str, of: &Type) -> Result<Val, CallError> {
    let path = format!("input.{name}");
    match given.get(name) {
        Some(value) => from_json(value, of, &path),
        None if name == "locale" => Ok(Val::String("en".to_owned())),
        None => absent(of, &path),
    }
}

fn absent(of: &Type, path: &str) -> Result<Val, CallError> {
    match of {
        Type::Option(_) => Ok(Val::Option(None)),
        _ => Err(wrong(path, "is missing")),
    }
}

fn known<'a>(
    given: &Map<String, Json>,
    path: &str,
    names: impl Iterator<Item = &'a str>,
) -> Result<(), CallError> {
    let names: Vec<&str> = names.collect();
    match given.keys().find(|key| !names.contains(&key.as_str())) {
        Some(key) => {
            Err(wrong(&format!("{path}.{key}"), &format!("is not known; there are: {}", names.join(", "))))
        }
        None => Ok(()),
    }
}

/// A value of a type from JSON.
pub(super) fn from_json(json: &Json, of: &Type, path: &str) -> Result<Val, CallError> {
    Ok(match of {
        Type::Bool => Val::Bool(json.as_bool().ok_or_else(|| wrong(path, "must be true or false"))?),
        Type::String => Val::String(text(json, path)?),
        Type::Char => {
            let mut letters = json.as_str().unwrap_or_default().chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => Val::Char(letter),
                _ => return Err(wrong(path, "must be a string of one character")),
            }
        }
        Type::Float64 => Val::Float64(json.as_f64().ok_or_else(|| wrong(path, "must be a number"))?),
        Type::Float32 => Val::Float32(json.as_f64().ok_or_else(|| wrong(path, "must be a number"))? as f32),
        Type::U8 => Val::U8(whole(json, path)?),
        Type::U16 => Val::U16(whole(json, path)?),
        Type::U32 => Val::U32(whole(json, path)?),
        Type::U64 => {
            Val::U64(json.as_u64().ok_or_else(|| wrong(path, "must be a whole number, not below 0"))?)
        }
        Type::S8 => Val::S8(whole(json, path)?),
        Type::S16 => Val::S16(whole(json, path)?),
        Type::S32 => Val::S32(whole(json, path)?),
        Type::S64 => Val::S64(whole(json, path)?),
        Type::List(list) => match (list.ty(), json) {
            (Type::U8, json) => Val::List(bytes(json, path)?.into_iter().map(Val::U8).collect()),
            (of @ Type::Record(_), Json::Object(entries)) if is_entry(&of) => {
                let entry = |(field, value): (&String, &Json)| {
                    from_json(&json!({ "field": field, "value": value }), &of, path)
                };
                Val::List(entries.iter().map(entry).collect::<Result<_, _>>()?)
            }
            (of, Json::Array(items)) => {
                let item = |(at, item)| from_json(item, &of, &format!("{path}[{at}]"));
                Val::List(items.iter().enumerate().map(item).collect::<Result<_, _>>()?)
            }
            _ => return Err(wrong(path, "must be an array")),
        },
        Type::Tuple(tuple) => {
            let items = json.as_array().filter(|items| items.len() == tuple.types().len());
            let items =
                items.ok_or_else(|| wrong(path, &format!("must be an array of {}", tuple.types().len())))?;
            let item = |(item, of)| from_json(item, &of, path);
            Val::Tuple(items.iter().zip(tuple.types()).map(item).collect::<Result<_, _>>()?)
        }
        Type::Record(record) => {
            let Json::Object(given) = json else { return Err(wrong(path, "must be an object")) };
            known(given, path, record.fields().map(|field| field.name))?;
            let field = |field: wasmtime::component::types::Field<'_>| {
                let path = format!("{path}.{}", field.name);
                let value = match given.get(field.name) {
                    Some(value) => from_json(value, &field.ty, &path)?,
                    None => absent(&field.ty, &path)?,
                };
                Ok((field.name.to_owned(), value))
            };
            Val::Record(record.fields().map(field).collect::<Result<_, CallError>>()?)
        }
        Type::Variant(variant) if is_value(variant) => plain_value(json, variant, path)?,
        Type::Variant(variant) => case(json, variant, path)?,
        Type::Enum(choices) => {
            let name = text(json, path)?;
            if !choices.names().any(|known| known == name) {
                let names: Vec<&str> = choices.names().collect();
                return Err(wrong(path, &format!("must be one of: {}", names.join(", "))));
            }
            Val::Enum(name)
        }
        Type::Option(_) if json.is_null() => Val::Option(None),
        Type::Option(option) => Val::Option(Some(Box::new(from_json(json, &option.ty(), path)?))),
        Type::Result(result) => {
            let payload = |of: Option<Type>, json: &Json| {
                of.map(|of| from_json(json, &of, path).map(Box::new)).transpose()
            };
            match (json.get("ok"), json.get("error")) {
                (Some(ok), None) => Val::Result(Ok(payload(result.ok(), ok)?)),
                (None, Some(error)) => Val::Result(Err(payload(result.err(), error)?)),
                _ => return Err(wrong(path, "must be {\"ok\": …} or {\"error\": …}")),
            }
        }
        Type::Flags(flags) => {
            let given = json.as_array().ok_or_else(|| wrong(path, "must be an array of names"))?;
            let given = given.iter().map(|name| text(name, path)).collect::<Result<Vec<_>, _>>()?;
            if let Some(name) = given.iter().find(|name| !flags.names().any(|known| known == name.as_str())) {
                return Err(wrong(path, &format!("`{name}` is not known")));
            }
            Val::Flags(given)
        }
        _ => return Err(wrong(path, "cannot be given as JSON")),
    })
}

fn text(json: &Json, path: &str) -> Result<String, CallError> {
    json.as_str().map(str::to_owned).ok_or_else(|| wrong(path, "must be a string"))
}

fn whole<N: TryFrom<i64>>(json: &Json, path: &str) -> Result<N, CallError> {
    let number = json.as_i64().and_then(|number| N::try_from(number).ok());
    number.ok_or_else(|| wrong(path, "must be a whole number within its limits"))
}

/// Bytes as Base64, or text as it is.
pub(super) fn bytes(json: &Json, path: &str) -> Result<Vec<u8>, CallError> {
    if let Some(text) = json.get("text").and_then(Json::as_str) {
        return Ok(text.as_bytes().to_owned());
    }
    let encoded = json.as_str().ok_or_else(|| wrong(path, "must be Base64, or {\"text\": …}"))?;
    BASE64_STANDARD.decode(encoded).map_err(|error| wrong(path, &format!("is not Base64: {error}")))
}

/// The contract's `entry`: a field and its value.
fn is_entry(of: &Type) -> bool {
    let Type::Record(record) = of else { return false };
    record.fields().map(|field| field.name).eq(["field", "value"])
}

/// The contract's `value`, which reads more easily as plain JSON.
fn is_value(variant: &Variant) -> bool {
    ["none", "text", "integer", "decimal", "boolean"]
        .into_iter()
        .all(|name| variant.cases().any(|case| case.name == name))
        && variant.cases().any(|case| case.name == "none" && case.ty.is_none())
}

fn plain_value(json: &Json, variant: &Variant, path: &str) -> Result<Val, CallError> {
    let some = |case: &str, payload| Val::Variant(case.to_owned(), Some(Box::new(payload)));
    Ok(match json {
        Json::Null => Val::Variant("none".to_owned(), None),
        Json::Bool(is) => some("boolean", Val::Bool(*is)),
        Json::String(text) => some("text", Val::String(text.clone())),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => some("integer", Val::S64(whole)),
            None => some("decimal", Val::String(number.to_string())),
        },
        other => case(other, variant, path)?,
    })
}

fn case(json: &Json, variant: &Variant, path: &str) -> Result<Val, CallError> {
    let names = || variant.cases().map(|case| case.name.to_owned()).collect::<Vec<_>>().join(", ");
    let (name, payload) = match json {
        Json::String(name) => (name, None),
        Json::Object(one) if one.len() == 1 => match one.iter().next() {
            Some((name, payload)) => (name, Some(payload)),
            None => return Err(wrong(path, "is empty")),
        },
        _ => return Err(wrong(path, &format!("must be a name or {{\"name\": …}}, one of: {}", names()))),
    };
    let found = variant.cases().find(|case| case.name == name);
    let found = found.ok_or_else(|| wrong(path, &format!("`{name}` must be one of: {}", names())))?;
    let payload = match (found.ty, payload) {
        (None, None) => None,
        (Some(of), Some(payload)) => Some(Box::new(from_json(payload, &of, &format!("{path}.{name}"))?)),
        (Some(_), None) => return Err(wrong(path, &format!("`{name}` needs a value: {{\"{name}\": …}}"))),
        (None, Some(_)) => return Err(wrong(path, &format!("`{name}` takes no value"))),
    };
    Ok(Val::Variant(name.clone(), payload))
}

/// JSON of a value of a type.
pub(super) fn to_json(value: &Val, of: &Type) -> Json {
    match (value, of) {
        (Val::Bool(value), _) => json!(value),
        (Val::S8(value), _) => json!(value),
        (Val::U8(value), _) => json!(value),
        (Val::S16(value), _) => json!(value),
        (Val::U16(value), _) => json!(value),
        (Val::S32(value), _) => json!(value),
        (Val::U32(value), _) => json!(value),
        (Val::S64(value), _) => json!(value),
        (Val::U64(value), _) => json!(value),
        // What no JSON number can say is null.
        (Val::Float32(value), _) => json!(value),
        (Val::Float64(value), _) => json!(value),
        (Val::Char(value), _) => json!(value),
        (Val::String(value), _) => json!(value),
        (Val::Enum(name), _) => json!(name),
        (Val::Flags(names), _) => json!(names),
        (Val::List(items), Type::List(list)) => match list.ty() {
            Type::U8 => {
                let byte = |item: &Val| if let Val::U8(byte) = item { *byte } else { 0 };
                json!(BASE64_STANDARD.encode(items.iter().map(byte).collect::<Vec<u8>>()))
            }
            of => items.iter().map(|item| to_json(item, &of)).collect(),
        },
        (Val::Tuple(items), Type::Tuple(tuple)) => {
            items.iter().zip(tuple.types()).map(|(item, of)| to_json(item, &of)).collect()
        }
        (Val::Record(fields), Type::Record(record)) => {
            let field = |((name, value), of): (&(String, Val), wasmtime::component::types::Field<'_>)| {
                (name.clone(), to_json(value, &of.ty))
            };
            Json::Object(fields.iter().zip(record.fields()).map(field).collect())
        }
        (Val::Variant(name, payload), Type::Variant(variant)) => {
            let of = variant.cases().find(|case| case.name == name).and_then(|case| case.ty);
            match (payload, of) {
                (Some(payload), Some(of)) => {
                    let plain = matches!(name.as_str(), "text" | "boolean" | "integer") && is_value(variant);
                    let payload = to_json(payload, &of);
                    if plain { payload } else { json!({ name: payload }) }
                }
                _ if name == "none" && is_value(variant) => Json::Null,
                _ => json!(name),
            }
        }
        (Val::Option(value), Type::Option(option)) => {
            value.as_ref().map_or(Json::Null, |value| to_json(value, &option.ty()))
        }
        (Val::Result(result), Type::Result(of)) => {
            let (name, payload, of) = match result {
                Ok(ok) => ("ok", ok, of.ok()),
                Err(error) => ("error", error, of.err()),
            };
            let payload = payload.as_ref().zip(of).map_or(Json::Null, |(payload, of)| to_json(payload, &of));
            json!({ name: payload })
        }
        // Resources and streams have no JSON; no function that can be asked answers with one.
        _ => Json::Null,
    }
}
