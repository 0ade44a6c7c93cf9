//! Whether an answer is one that the contract allows. Types are checked by the engine, and the bytes of an answer by
//! its limit on crossings; this is about what neither knows: identifiers that stand twice, a million rules, dates
//! that are none. What is found wrong is told by positions and counts only, because a sealed call's answer may hold
//! the secret.

mod fields;
mod values;

use std::collections::HashSet;

use crate::call_error::CallError;
use crate::contract::{
    Candidate, Checked, Entry, ExportFormat, ImportFormat, Rule, Sheet, Suggestion, Value, Verdict,
};
use crate::limits::{
    CANDIDATES, ENTRIES, FORMATS, ID_BYTES, MEDIA_TYPES, PROBLEMS, RULES, SHEETS, SUGGESTIONS, TEXT_BYTES,
    VALUE_BYTES,
};

pub(crate) use fields::fields;

/// What is wrong, or nothing.
type Found = Result<(), CallError>;

fn broken(what: &str, rule: &str) -> CallError {
    CallError::Contract { summary: format!("{what}: {rule}") }
}

fn at_most(what: &str, found: usize, most: usize) -> Found {
    if found <= most { Ok(()) } else { Err(broken(what, &format!("{found}, at most {most} are allowed"))) }
}

fn short(what: &str, text: &str, most: usize) -> Found {
    if text.len() <= most {
        Ok(())
    } else {
        Err(broken(what, &format!("{} bytes, at most {most} are allowed", text.len())))
    }
}

/// A text that people are to read.
fn label(what: &str, text: &str) -> Found {
    if text.trim().is_empty() {
        return Err(broken(what, "empty"));
    }
    short(what, text, TEXT_BYTES)
}

/// Identifiers: none is empty or too long, and none stands twice.
fn ids<'a>(what: &str, ids: impl Iterator<Item = &'a str>) -> Found {
    let mut seen = HashSet::new();
    for (at, id) in ids.enumerate() {
        if id.is_empty() || id.len() > ID_BYTES {
            return Err(broken(
                what,
                &format!("the identifier at {at} has {} bytes, 1 to {ID_BYTES} are allowed", id.len()),
            ));
        }
        if !seen.insert(id) {
            return Err(broken(what, &format!("the identifier at {at} stands there twice")));
        }
    }
    Ok(())
}

/// Callers match answers to what they asked by position, so a missing one would shift the rest.
fn one_for_each(answered: usize, asked: usize) -> Found {
    if answered == asked {
        return Ok(());
    }
    Err(CallError::Contract { summary: format!("{answered} answers to {asked} questions") })
}

pub(crate) fn rules(rules: &[Rule]) -> Found {
    at_most("rules", rules.len(), RULES)?;
    ids("rules", rules.iter().map(|rule| rule.id.as_str()))?;
    rules.iter().try_for_each(|rule| label("a rule's label", &rule.label))
}

pub(crate) fn verdicts(verdicts: &[Verdict]) -> Found {
    at_most("verdicts", verdicts.len(), RULES)?;
    ids("verdicts", verdicts.iter().map(|verdict| verdict.rule.as_str()))
}

pub(crate) fn checked(answers: &[Checked], asked: usize) -> Found {
    one_for_each(answers.len(), asked)?;
    answers.iter().try_for_each(|checked| {
        entries(&checked.entries)?;
        at_most("problems", checked.problems.len(), PROBLEMS)?;
        checked.problems.iter().try_for_each(|problem| {
            short("a problem's field", &problem.field, ID_BYTES)?;
            label("a problem's message", &problem.message)
        })
    })
}

pub(crate) fn entries(entries: &[Entry]) -> Found {
    at_most("entries", entries.len(), ENTRIES)?;
    ids("entries", entries.iter().map(|entry| entry.field.as_str()))?;
    entries.iter().try_for_each(|entry| values::check(&entry.value))
}

pub(crate) fn parsed(answers: &[Result<Value, String>], asked: usize) -> Found {
    one_for_each(answers.len(), asked)?;
    answers.iter().try_for_each(|answer| match answer {
        Ok(value) => values::check(value),
        Err(message) => label("a message", message),
    })
}

pub(crate) fn written(texts: &[String], asked: usize) -> Found {
    one_for_each(texts.len(), asked)?;
    texts.iter().try_for_each(|text| short("a text", text, VALUE_BYTES))
}

pub(crate) fn suggestions(suggestions: &[Suggestion]) -> Found {
    at_most("suggestions", suggestions.len(), SUGGESTIONS)?;
    ids("suggestions", suggestions.iter().map(|suggestion| suggestion.part.as_str()))?;
    suggestions.iter().try_for_each(|suggestion| {
        short("a suggestion's value", &suggestion.value, TEXT_BYTES)?;
        label("a suggestion's source", &suggestion.source)
    })
}

pub(crate) fn import_formats(formats: &[ImportFormat]) -> Found {
    at_most("formats", formats.len(), FORMATS)?;
    ids("formats", formats.iter().map(|format| format.id.as_str()))?;
    formats.iter().try_for_each(|format| {
        label("a format's label", &format.label)?;
        at_most("a format's extensions", format.extensions.len(), MEDIA_TYPES)?;
        format.extensions.iter().try_for_each(|ending| extension(ending))?;
        at_most("a format's media types", format.media_types.len(), MEDIA_TYPES)?;
        format.media_types.iter().try_for_each(|name| media_type(name))
    })
}

pub(crate) fn export_formats(formats: &[ExportFormat]) -> Found {
    at_most("formats", formats.len(), FORMATS)?;
    ids("formats", formats.iter().map(|format| format.id.as_str()))?;
    formats.iter().try_for_each(|format| {
        label("a format's label", &format.label)?;
        extension(&format.extension)?;
        media_type(&format.media_type)
    })
}

/// It becomes part of a file name.
fn extension(ending: &str) -> Found {
    let good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+');
    if (1..=20).contains(&ending.len()) && ending.bytes().all(good) && !ending.starts_with('.') {
        return Ok(());
    }
    Err(broken(
        "an extension",
        "1 to 20 letters, digits, `.`, `-`, `_` or `+` are allowed, without a dot before them",
    ))
}

/// It becomes a header of an answer (RFC 6838, 4.2; with a parameter such as `charset=utf-8`).
fn media_type(name: &str) -> Found {
    let good =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b',' | b'\\') || byte == b' ';
    if name.len() <= 127 && name.contains('/') && name.bytes().all(good) {
        return Ok(());
    }
    Err(broken("a media type", "one such as `text/csv` of at most 127 bytes is allowed"))
}

pub(crate) fn sheets(sheets: &[Sheet]) -> Found {
    at_most("sheets", sheets.len(), SHEETS)?;
    sheets.iter().try_for_each(|sheet| short("a sheet's name", &sheet.name, TEXT_BYTES))
}

pub(crate) fn candidates(candidates: &[Candidate], limit: u32) -> Found {
    at_most("people", candidates.len(), CANDIDATES.min(limit as usize))?;
    ids("people", candidates.iter().map(|candidate| candidate.id.as_str()))?;
    candidates.iter().try_for_each(|candidate| {
        label("a person's name", &candidate.label)?;
        short("what tells a person from others", &candidate.detail, TEXT_BYTES)
    })
}

#[cfg(test)]
mod tests;
