//! Bounds of a settings schema: whoever renders or applies it is never made to work without end, nor to fetch
//! anything from anywhere.

use serde_json::Value;

use super::plain_text;
use crate::limits::{SCHEMA_BYTES, SCHEMA_DEPTH, SCHEMA_PATTERN_CHARS, SCHEMA_TEXT_CHARS, SCHEMA_VALUES};

/// Keywords that point at another schema (JSON Schema 2020-12, core, 8.2.3).
const REFERENCES: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];

/// What is wrong with a schema.
pub(super) fn check(schema: &Value) -> Result<(), String> {
    let Value::Object(top) = schema else { return Err("it must be an object".to_owned()) };
    if top.get("type").is_some_and(|kind| kind != "object") {
        return Err("settings are an object, so its `type` must be `object`".to_owned());
    }
    // Counted before it is written: the walk ends at the first bound that is passed.
    walk(schema, 1, &mut 0)?;
    let bytes = schema.to_string().len();
    if bytes > SCHEMA_BYTES {
        return Err(format!("it has {bytes} bytes, at most {SCHEMA_BYTES} are allowed"));
    }
    Ok(())
}

fn walk(value: &Value, depth: usize, values: &mut usize) -> Result<(), String> {
    *values += 1;
    if *values > SCHEMA_VALUES {
        return Err(format!(
            "it has more than {SCHEMA_VALUES} values; settings with fewer are easier to fill in"
        ));
    }
    if depth > SCHEMA_DEPTH {
        return Err(format!("it has more than {SCHEMA_DEPTH} levels; flatten it"));
    }
    match value {
        Value::Object(fields) => fields.iter().try_for_each(|(key, value)| {
            text(key, "")?;
            match value {
                Value::String(target) if REFERENCES.contains(&key.as_str()) && !target.starts_with('#') => {
                    Err(format!(
                        "`{key}` points to `{}`; only `#/…` within the schema is followed",
                        plain_text::quoted(target)
                    ))
                }
                Value::String(content) => {
                    *values += 1;
                    text(content, key)
                }
                other => walk(other, depth + 1, values),
            }
        }),
        Value::Array(items) => items.iter().try_for_each(|item| walk(item, depth + 1, values)),
        Value::String(content) => text(content, ""),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// A text under a key. A regular expression may hold what looks like markup.
fn text(text: &str, key: &str) -> Result<(), String> {
    let most = if key == "pattern" { SCHEMA_PATTERN_CHARS } else { SCHEMA_TEXT_CHARS };
    let wrong = |what: &str| Err(format!("`{}`: {what}", plain_text::quoted(text)));
    if text.chars().count() > most {
        return wrong(&format!("it has more than {most} characters"));
    }
    match plain_text::check(text) {
        Err(what) if key != "pattern" => wrong(what),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn nested(levels: usize) -> Value {
        (0..levels)
            .fold(json!({"type": "string"}), |inner, _| json!({"type": "object", "properties": {"a": inner}}))
    }

    #[test]
    fn a_usual_schema_passes() {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": {
                "a": {"type": "string", "pattern": "^<[a-z]>$", "x-title": {"es": "Año"}},
                "b": {"$ref": "#/$defs/b"},
                "$ref": {"type": "string"},
            },
            "$defs": {"b": {"type": "number", "description": "more than 5 > 4"}},
        });
        assert_eq!(check(&schema), Ok(()));
        assert_eq!(check(&nested(5)), Ok(()));
    }

    #[test]
    fn what_is_too_large_too_deep_or_elsewhere_does_not() {
        let many: serde_json::Map<String, Value> =
            (0..SCHEMA_VALUES).map(|n| (format!("p{n}"), json!(true))).collect();
        let wide: serde_json::Map<String, Value> =
            (0..200).map(|n| (format!("p{n}"), json!({"title": "t".repeat(400)}))).collect();
        for (bad, says) in [
            (json!([]), "object"),
            (json!({"type": "array"}), "object"),
            (nested(SCHEMA_DEPTH), "levels"),
            (json!({"properties": many}), "values"),
            (json!({"properties": wide}), "bytes"),
            (json!({"$ref": "https://example.com/schema.json"}), "points to"),
            (json!({"properties": {"a": {"$dynamicRef": "file:///etc/passwd"}}}), "points to"),
            (json!({"title": "x".repeat(SCHEMA_TEXT_CHARS + 1)}), "characters"),
            (json!({"pattern": "x".repeat(SCHEMA_PATTERN_CHARS + 1)}), "characters"),
            (json!({"properties": {"<script>": {}}}), "markup"),
            (json!({"title": "a\u{202E}b"}), "direction"),
        ] {
            let told = check(&bad).unwrap_err();
            assert!(told.contains(says), "{told}");
        }
    }
}
