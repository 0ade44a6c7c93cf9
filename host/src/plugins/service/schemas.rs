//! Schemas of settings, which strangers write: what may stand in one, and how a document is checked against it.
//!
//! A schema is JSON Schema (2020-12) without references to elsewhere, and small: checking the largest document against
//! it takes a bounded time. Patterns run in an engine that takes time in proportion to the text.
mod bounds;
mod messages;

use jsonschema::{PatternOptions, Validator};
use serde_json::{Map, Value};

use crate::locale::Texts;
use crate::plugins::model::settings::DOCUMENT_BYTES;
use crate::users::model::Problem;

pub use bounds::SchemaProblem;

/// Most problems that are told at once.
const PROBLEMS: usize = 50;
/// Largest compiled pattern, in bytes.
const PATTERN_BYTES: usize = 1 << 20;

/// Whether a plugin may have this schema: every problem with it, told to its author when the plugin is uploaded.
///
/// # Errors
/// [`SchemaProblem`].
pub fn check(schema: &Value) -> Result<(), SchemaProblem> {
    bounds::check(schema)?;
    compile(schema).map(drop)
}

fn compile(schema: &Value) -> Result<Validator, SchemaProblem> {
    jsonschema::draft202012::options()
        .with_pattern_options(PatternOptions::regex().size_limit(PATTERN_BYTES).dfa_size_limit(PATTERN_BYTES))
        .should_validate_formats(true)
        .should_ignore_unknown_formats(true)
        .build(&without_rules_for_secrets(schema))
        .map_err(|error| SchemaProblem::Invalid(error.to_string()))
}

/// A document holds references where secrets are, so rules for what a secret looks like cannot be asked of it.
fn without_rules_for_secrets(schema: &Value) -> Value {
    match schema {
        Value::Object(words) => {
            let secret = words.get("format").and_then(Value::as_str) == Some("secret");
            let kept = words.iter().filter(|(word, _)| {
                !secret
                    || !matches!(
                        word.as_str(),
                        "minLength" | "maxLength" | "pattern" | "enum" | "const" | "format"
                    )
            });
            Value::Object(
                kept.map(|(word, value)| (word.clone(), without_rules_for_secrets(value))).collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(without_rules_for_secrets).collect()),
        other => other.clone(),
    }
}

/// What is wrong with a document, each problem with the address of the value (RFC 6901) as its field, in the reader's
/// language. A plugin without a schema has no settings.
///
/// # Errors
/// [`SchemaProblem`] when the schema itself cannot be used.
pub fn validate(schema: Option<&Value>, document: &Value, t: Texts) -> Result<Vec<Problem>, SchemaProblem> {
    let problem =
        |field: String, code: &str, message: String| Problem { field, code: code.to_owned(), message };
    let size = document.to_string().len();
    if size > DOCUMENT_BYTES {
        let limit = t.bytes(DOCUMENT_BYTES as u64);
        let message = t.ta("plugin-settings-too-large", &[("limit", limit.into())]);
        return Ok(vec![problem(String::new(), "settings.too-large", message)]);
    }
    if let Some(address) = address_of_nul(document) {
        // PostgreSQL cannot keep it, and no control can hold it.
        let message = t.t("plugin-settings-control-character").into_owned();
        return Ok(vec![problem(address, "settings.control-character", message)]);
    }
    let Some(schema) = schema else {
        let empty = document.as_object().is_some_and(Map::is_empty);
        let message = t.t("plugin-settings-none").into_owned();
        return Ok(if empty { Vec::new() } else { vec![problem(String::new(), "settings.none", message)] });
    };
    if !document.is_object() {
        let message = t.t("plugin-settings-not-object").into_owned();
        return Ok(vec![problem(String::new(), "settings.type", message)]);
    }
    bounds::check(schema)?;
    let validator = compile(schema)?;
    let mut problems: Vec<Problem> = Vec::new();
    for error in validator.iter_errors(document).take(PROBLEMS) {
        let (field, code, message) = messages::of(&error, t);
        problems.push(problem(field, &code, message));
    }
    Ok(problems)
}

fn address_of_nul(value: &Value) -> Option<String> {
    let below = |part: &str, value: &Value| {
        let address = address_of_nul(value)?;
        Some(format!("/{}{address}", crate::plugins::model::schema::escape(part)))
    };
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(items) => items.iter().enumerate().find_map(|(at, item)| below(&at.to_string(), item)),
        Value::Object(entries) => {
            entries.iter().find_map(
                |(key, entry)| if key.contains('\0') { Some(String::new()) } else { below(key, entry) },
            )
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
