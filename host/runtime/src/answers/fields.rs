//! Whether definitions of fields are ones that forms, sheets and checks can work with.

use std::collections::HashMap;

use super::{Found, at_most, broken, ids, label, short, values};
use crate::call_error::CallError;
use crate::contract::{Choice, Field, FieldType, NumberLimits};
use crate::limits::{CHOICES, FIELD_DETAILS, FIELDS, ID_BYTES, TEXT_BYTES};

pub(crate) fn fields(fields: &[Field]) -> Found {
    at_most("fields", fields.len(), FIELDS)?;
    ids("fields", fields.iter().map(|field| field.id.as_str()))?;
    let mut choices = 0;
    for field in fields {
        described(field)?;
        choices += of_kind(&field.kind)?;
        at_most("choices of all fields", choices, CHOICES)?;
    }
    Ok(())
}

fn described(field: &Field) -> Found {
    label("a field's label", &field.label)?;
    at_most("a field's synonyms", field.synonyms.len(), FIELD_DETAILS)?;
    let texts = [&field.help, &field.example, &field.group];
    for text in field.synonyms.iter().chain(texts.into_iter().flatten()) {
        short("a text of a field", text, TEXT_BYTES)?;
    }
    at_most("a field's rules of state", field.states.len(), FIELD_DETAILS)?;
    let Some(condition) = &field.shown_when else { return Ok(()) };
    if condition.field == field.id {
        return Err(broken("a condition", "a field cannot depend on itself"));
    }
    short("a condition's field", &condition.field, ID_BYTES)?;
    at_most("a condition's values", condition.any_of.len(), CHOICES)?;
    condition.any_of.iter().try_for_each(|value| short("a condition's value", value, TEXT_BYTES))
}

/// Checks what a field holds, and says how many choices it has.
fn of_kind(kind: &FieldType) -> Result<usize, CallError> {
    match kind {
        FieldType::Integer(limits) | FieldType::Decimal(limits) => number(limits).map(|()| 0),
        FieldType::Currency(code)
            if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) =>
        {
            Err(broken("a currency", "its code has three capital letters (ISO 4217)"))
        }
        FieldType::ChoiceList(choices) | FieldType::MultipleChoice(choices) => {
            named(choices)?;
            Ok(choices.len())
        }
        FieldType::ChoiceTree(choices) => {
            named(choices)?;
            tree(choices)?;
            Ok(choices.len())
        }
        FieldType::File(limits) => {
            at_most("a file's media types", limits.media_types.len(), FIELD_DETAILS)?;
            limits.media_types.iter().try_for_each(|name| short("a media type", name, ID_BYTES))?;
            Ok(0)
        }
        _ => Ok(0),
    }
}

fn number(limits: &NumberLimits) -> Found {
    for bound in [&limits.min, &limits.max].into_iter().flatten() {
        if !values::decimal(bound) {
            return Err(broken("a number's bound", "it is no plain decimal"));
        }
    }
    Ok(())
}

fn named(choices: &[Choice]) -> Found {
    at_most("a field's choices", choices.len(), CHOICES)?;
    ids("choices", choices.iter().map(|choice| choice.id.as_str()))?;
    choices.iter().try_for_each(|choice| label("a choice's label", &choice.label))
}

/// Every branch hangs on another one, and following them up comes to an end.
fn tree(choices: &[Choice]) -> Found {
    let at: HashMap<&str, usize> =
        choices.iter().enumerate().map(|(at, choice)| (choice.id.as_str(), at)).collect();
    let above: Vec<Option<usize>> = choices
        .iter()
        .map(|choice| match &choice.parent {
            None => Ok(None),
            Some(parent) => {
                let found = at.get(parent.as_str()).copied();
                found.map(Some).ok_or_else(|| broken("a choice", "the one above it is not among the choices"))
            }
        })
        .collect::<Result<_, _>>()?;
    // Of each choice: whether the way up from it is known to end.
    let mut ends = vec![false; choices.len()];
    for start in 0..choices.len() {
        let (mut way, mut next) = (Vec::new(), Some(start));
        while let Some(here) = next.filter(|here| !ends[*here]) {
            if way.len() > choices.len() {
                return Err(broken("choices", "they hang on each other in a circle"));
            }
            way.push(here);
            next = above[here];
        }
        way.into_iter().for_each(|here| ends[here] = true);
    }
    Ok(())
}
