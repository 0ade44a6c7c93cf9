//! How answers of each kind are compared, and how much of question and answer is kept when they differ: the records,
//! cells or values in which they do, and of a record only the fields concerned.
use std::collections::BTreeSet;

use elenco_runtime::contract::{
    Checked, Concept, Entry, Field, Part, Place, Rule, Subject, Suggestion, Value, Verdict,
};
use elenco_runtime::{CallError, in_json};
use secrecy::SecretString;
use serde_json::{Value as Json, json};

use super::Question;

/// What is told of a difference.
pub(in crate::extensions) struct Differing {
    pub(in crate::extensions) input: Option<Json>,
    pub(in crate::extensions) active: Json,
    pub(in crate::extensions) canary: Json,
}

fn checked_json(checked: &Checked, fields: &BTreeSet<&str>) -> Json {
    let entries: Vec<Entry> =
        checked.entries.iter().filter(|entry| fields.contains(entry.field.as_str())).cloned().collect();
    let problems: Vec<Json> = checked
        .problems
        .iter()
        .filter(|problem| fields.contains(problem.field.as_str()))
        .map(|problem| json!({ "field": problem.field, "message": problem.message }))
        .collect();
    json!({ "entries": in_json::entries(&entries), "problems": problems })
}

/// The fields in which two answers to one record differ.
fn differing_fields<'a>(active: &'a Checked, canary: &'a Checked) -> BTreeSet<&'a str> {
    let all = [active, canary].into_iter().flat_map(|checked| {
        let entries = checked.entries.iter().map(|entry| entry.field.as_str());
        entries.chain(checked.problems.iter().map(|problem| problem.field.as_str()))
    });
    all.filter(|field| {
        let value =
            |of: &'a Checked| of.entries.iter().find(|entry| entry.field == *field).map(|entry| &entry.value);
        let told = |of: &'a Checked| -> Vec<&'a str> {
            of.problems
                .iter()
                .filter(|problem| problem.field == *field)
                .map(|problem| &*problem.message)
                .collect()
        };
        value(active) != value(canary) || told(active) != told(canary)
    })
    .collect()
}

fn check(
    concept: Concept,
    records: &[Vec<Entry>],
    active: &[Checked],
    canary: &[Checked],
) -> Option<Differing> {
    let differ = |(active, canary): (&Checked, &Checked)| !differing_fields(active, canary).is_empty();
    let at = active.iter().zip(canary).position(differ)?;
    let fields = differing_fields(&active[at], &canary[at]);
    let asked: Vec<Entry> = records
        .get(at)
        .into_iter()
        .flatten()
        .filter(|entry| fields.contains(entry.field.as_str()))
        .cloned()
        .collect();
    Some(Differing {
        input: Some(json!({ "concept": in_json::concept(concept), "records": [in_json::entries(&asked)] })),
        active: checked_json(&active[at], &fields),
        canary: checked_json(&canary[at], &fields),
    })
}

/// Compares answers to `field-schema.check`.
pub(in crate::extensions) fn of_check(
    concept: Concept,
    records: Vec<Vec<Entry>>,
    active: Vec<Checked>,
    locale: &'static str,
) -> Question {
    Box::new(move |call| {
        let canary = call.check(concept, &records, locale)?;
        Ok(check(concept, &records, &active, &canary))
    })
}

fn parsed_json(parsed: &Result<Value, String>) -> Json {
    match parsed {
        Ok(value) => json!({ "ok": in_json::value(value) }),
        Err(problem) => json!({ "error": problem }),
    }
}

/// Compares answers to `field-schema.parse`.
pub(in crate::extensions) fn of_parse(
    concept: Concept,
    field: String,
    cells: Vec<Value>,
    active: Vec<Result<Value, String>>,
    locale: &'static str,
) -> Question {
    Box::new(move |call| {
        let canary = call.parse(concept, &field, &cells, locale)?;
        let at = active.iter().zip(&canary).position(|(active, canary)| active != canary);
        Ok(at.map(|at| Differing {
            input: Some(json!({
                "concept": in_json::concept(concept), "field": field, "cells": cells.get(at).map(in_json::value),
            })),
            active: parsed_json(&active[at]),
            canary: parsed_json(&canary[at]),
        }))
    })
}

/// Compares answers to `field-schema.format`.
pub(in crate::extensions) fn of_format(
    concept: Concept,
    field: String,
    values: Vec<Value>,
    active: Vec<String>,
    locale: &'static str,
) -> Question {
    Box::new(move |call| {
        let canary = call.format(concept, &field, &values, locale)?;
        let at = active.iter().zip(&canary).position(|(active, canary)| active != canary);
        Ok(at.map(|at| Differing {
            input: Some(json!({
                "concept": in_json::concept(concept), "field": field, "values": values.get(at).map(in_json::value),
            })),
            active: json!(active[at]),
            canary: json!(canary[at]),
        }))
    })
}

fn suggestions_json(suggestions: &[Suggestion]) -> Json {
    suggestions
        .iter()
        .map(|one| json!({ "part": one.part, "value": one.value, "source": one.source }))
        .collect()
}

/// Compares answers to `location-autofill.suggest`.
pub(in crate::extensions) fn of_suggest(
    place: Place,
    typed: Vec<Part>,
    active: Vec<Suggestion>,
    locale: &'static str,
) -> Question {
    Box::new(move |call| {
        let canary = call.suggest(&place, &typed, locale)?;
        Ok((canary != active).then(|| Differing {
            // What somebody has typed so far is theirs; the place is the organisation's.
            input: Some(json!({ "place": in_json::place(&place) })),
            active: suggestions_json(&active),
            canary: suggestions_json(&canary),
        }))
    })
}

/// Rules with whether each is kept, by their ids alone: what they say could repeat the candidate.
fn verdicts_json(verdicts: &[Verdict]) -> Json {
    verdicts.iter().map(|verdict| json!({ "rule": verdict.rule, "met": verdict.met })).collect()
}

/// Compares answers to `password-policy.evaluate`. Neither the candidate nor whose it is can be seen from what is kept.
pub(in crate::extensions) fn of_evaluate(
    candidate: SecretString,
    subject: Subject,
    active: Vec<Verdict>,
) -> Question {
    Box::new(move |call| {
        let canary = call.evaluate(&candidate, &subject)?;
        Ok((canary != active).then(|| Differing {
            input: None,
            active: verdicts_json(&active),
            canary: verdicts_json(&canary),
        }))
    })
}

/// Compares answers that are kept whole, such as the definitions of fields: the version on trial is asked in JSON only
/// when it answers otherwise.
fn of_whole<T: PartialEq + Send + 'static>(
    input: Json,
    active: T,
    ask: impl FnOnce(&mut elenco_runtime::Call) -> Result<T, CallError> + Send + 'static,
    tell: impl Fn(&T, &T) -> (Json, Json) + Send + 'static,
) -> Question {
    Box::new(move |call| {
        let canary = ask(call)?;
        Ok((canary != active).then(|| {
            let (active, canary) = tell(&active, &canary);
            Differing { input: Some(input), active, canary }
        }))
    })
}

/// What stands in one list and not in the other.
fn apart<T: PartialEq>(active: &[T], canary: &[T], tell: impl Fn(&T) -> Json) -> (Json, Json) {
    let only =
        |these: &[T], others: &[T]| these.iter().filter(|one| !others.contains(one)).map(&tell).collect();
    (only(active, canary), only(canary, active))
}

fn field_json(field: &Field) -> Json {
    json!({
        "id": field.id, "label": field.label, "help": field.help, "group": field.group,
        "synonyms": field.synonyms, "kind": format!("{:?}", field.kind),
    })
}

/// Compares answers to `field-schema.fields`.
pub(in crate::extensions) fn of_fields(
    concept: Concept,
    active: Vec<Field>,
    locale: &'static str,
) -> Question {
    let input = json!({ "concept": in_json::concept(concept), "locale": locale });
    let tell = |active: &Vec<Field>, canary: &Vec<Field>| apart(active, canary, field_json);
    of_whole(input, active, move |call| call.fields(concept, locale), tell)
}

/// Compares answers to `password-policy.rules`.
pub(in crate::extensions) fn of_rules(active: Vec<Rule>, locale: &'static str) -> Question {
    let rule = |rule: &Rule| json!({ "id": rule.id, "label": rule.label });
    let tell = move |active: &Vec<Rule>, canary: &Vec<Rule>| apart(active, canary, rule);
    of_whole(json!({ "locale": locale }), active, move |call| call.rules(locale), tell)
}

/// Compares answers to `import-format.recognise`. Of the file its ending is kept, and nothing of what is in it.
pub(in crate::extensions) fn of_recognise(name: String, head: Vec<u8>, active: u8) -> Question {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_owned());
    let tell = |active: &u8, canary: &u8| (json!(active), json!(canary));
    let input = json!({ "ending": ending, "bytes": head.len() });
    of_whole(input, active, move |call| call.recognise(&name, &head), tell)
}
