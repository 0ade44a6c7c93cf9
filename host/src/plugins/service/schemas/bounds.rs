//! What may stand in a schema, so that checking against it ends soon whatever the document.
use std::collections::{HashMap, HashSet};

use serde_json::Value;

/// Largest schema, in bytes of JSON.
const BYTES: usize = 64 << 10;
/// Most schemas within one.
const PARTS: usize = 2_000;
/// How deep schemas stand in one another.
const DEEPEST: usize = 32;
/// Most schemas that are asked about one whole document with one entry in each list: references that share their
/// targets multiply.
const STEPS: usize = 5_000;
/// How deep documents are followed when those are counted; recursive schemas end here.
const LEVELS: usize = 12;
/// Longest pattern, in bytes.
const PATTERN: usize = 1_000;

/// Why a schema cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaProblem {
    /// It is too large or too deep.
    #[error(
        "the schema of the settings is too large: at most {BYTES} bytes, {PARTS} parts, {DEEPEST} levels"
    )]
    TooLarge,
    /// It would take too long to check documents against it.
    #[error("the schema of the settings asks too many schemas about one value: at most {STEPS} in all")]
    TooMuchWork,
    /// It uses a word that settings cannot have.
    #[error("the schema of the settings uses `{0}`, which settings cannot")]
    Word(String),
    /// A reference leads nowhere, elsewhere, or back to itself.
    #[error(
        "the schema of the settings refers to `{0}`: a reference leads to a schema below `#/$defs/` and never back to itself"
    )]
    Reference(String),
    /// It is no schema.
    #[error("the schema of the settings is no JSON Schema: {0}")]
    Invalid(String),
}

/// What the words of a schema hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// No schema.
    Plain,
    /// A schema for the same value.
    Same,
    /// Schemas for the same value.
    SameList,
    /// Schemas for the same value, by name.
    SameNamed,
    /// A schema for what is in the value.
    Inside,
    /// Schemas for what is in the value, by name.
    InsideNamed,
    /// Schemas for what is in the value, in order.
    InsideList,
    /// Schemas that count only where they are referred to.
    Definitions,
}

fn word(name: &str) -> Option<Holds> {
    Some(match name {
        "$schema" | "$comment" | "title" | "description" | "default" | "examples" | "deprecated"
        | "readOnly" | "writeOnly" | "type" | "enum" | "const" | "required" | "dependentRequired"
        | "minProperties" | "maxProperties" | "minItems" | "maxItems" | "uniqueItems" | "minContains"
        | "maxContains" | "minLength" | "maxLength" | "pattern" | "format" | "minimum" | "maximum"
        | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" | "$ref" => Holds::Plain,
        "not" | "if" | "then" | "else" => Holds::Same,
        "allOf" | "anyOf" | "oneOf" => Holds::SameList,
        "dependentSchemas" => Holds::SameNamed,
        "items" | "additionalProperties" | "propertyNames" | "contains" => Holds::Inside,
        "properties" | "patternProperties" => Holds::InsideNamed,
        "prefixItems" => Holds::InsideList,
        "$defs" | "definitions" => Holds::Definitions,
        own if own.starts_with("x-") => Holds::Plain,
        _ => return None,
    })
}

pub(super) fn check(schema: &Value) -> Result<(), SchemaProblem> {
    if schema.to_string().len() > BYTES {
        return Err(SchemaProblem::TooLarge);
    }
    if !schema.is_object() {
        return Err(SchemaProblem::Invalid("it is no object".to_owned()));
    }
    let mut parts = 0;
    walk(schema, schema, 0, &mut parts)?;
    let mut counted = HashMap::new();
    let mut open = HashSet::new();
    steps(schema, schema, LEVELS, &mut counted, &mut open)?;
    Ok(())
}

/// Looks at every schema once: its words, its references, its patterns.
fn walk(root: &Value, schema: &Value, depth: usize, parts: &mut usize) -> Result<(), SchemaProblem> {
    *parts += 1;
    if depth > DEEPEST || *parts > PARTS {
        return Err(SchemaProblem::TooLarge);
    }
    let words = match schema {
        Value::Bool(_) => return Ok(()),
        Value::Object(words) => words,
        _ => return Err(SchemaProblem::Invalid("a schema is an object, true or false".to_owned())),
    };
    for (name, value) in words {
        let holds = word(name).ok_or_else(|| SchemaProblem::Word(name.clone()))?;
        match name.as_str() {
            "$ref" => drop(target(root, value)?),
            "pattern" => pattern(value.as_str().unwrap_or_default())?,
            "patternProperties" => {
                value.as_object().into_iter().flatten().try_for_each(|(one, _)| pattern(one))?;
            }
            _ => {}
        }
        below(holds, value).into_iter().try_for_each(|inner| walk(root, inner, depth + 1, parts))?;
    }
    Ok(())
}

fn pattern(text: &str) -> Result<(), SchemaProblem> {
    if text.len() > PATTERN { Err(SchemaProblem::TooLarge) } else { Ok(()) }
}

fn below(holds: Holds, value: &Value) -> Vec<&Value> {
    match holds {
        Holds::Plain => Vec::new(),
        Holds::Same | Holds::Inside => vec![value],
        Holds::SameList | Holds::InsideList => value.as_array().into_iter().flatten().collect(),
        Holds::SameNamed | Holds::InsideNamed | Holds::Definitions => {
            value.as_object().into_iter().flat_map(|named| named.values()).collect()
        }
    }
}

/// The schema that a reference leads to.
fn target<'a>(root: &'a Value, reference: &Value) -> Result<&'a Value, SchemaProblem> {
    let text = reference.as_str().unwrap_or_default();
    let wrong = || SchemaProblem::Reference(text.chars().take(100).collect());
    let pointer = text.strip_prefix('#').ok_or_else(wrong)?;
    let inside = pointer.starts_with("/$defs/") || pointer.starts_with("/definitions/");
    let plain = !pointer.contains('%') && pointer.split('/').count() == 3;
    let found = root.pointer(pointer).filter(|_| inside && plain);
    found.filter(|schema| schema.is_object() || schema.is_boolean()).ok_or_else(wrong)
}

type Key = (*const Value, usize);

/// How many schemas are asked about a value, and about what is in it, `levels` deep.
fn steps(
    root: &Value,
    schema: &Value,
    levels: usize,
    counted: &mut HashMap<Key, usize>,
    open: &mut HashSet<*const Value>,
) -> Result<usize, SchemaProblem> {
    let key = (std::ptr::from_ref(schema), levels);
    if let Some(known) = counted.get(&key) {
        return Ok(*known);
    }
    let Some(words) = schema.as_object() else { return Ok(1) };
    // The same schema asked about the same value while it is being asked: it would never end.
    if !open.insert(key.0) {
        return Err(SchemaProblem::Reference("itself".to_owned()));
    }
    let mut sum = 1_usize;
    let add = |more: usize, sum: &mut usize| {
        *sum += more;
        if *sum > STEPS { Err(SchemaProblem::TooMuchWork) } else { Ok(()) }
    };
    for (name, value) in words {
        let holds = word(name).unwrap_or(Holds::Plain);
        if name == "$ref" {
            add(steps(root, target(root, value)?, levels, counted, open)?, &mut sum)?;
        }
        let same = matches!(holds, Holds::Same | Holds::SameList | Holds::SameNamed);
        let inside = matches!(holds, Holds::Inside | Holds::InsideNamed | Holds::InsideList);
        if same {
            for inner in below(holds, value) {
                add(steps(root, inner, levels, counted, open)?, &mut sum)?;
            }
        } else if inside && levels > 0 {
            // What is in a value is another value, so schemas that are open may come up again.
            for inner in below(holds, value) {
                add(steps(root, inner, levels - 1, counted, &mut HashSet::new())?, &mut sum)?;
            }
        }
    }
    open.remove(&key.0);
    counted.insert(key, sum);
    Ok(sum)
}
