//! Dependence on all values but some, in the words of the contract, which only knows values that show a field.

use super::{Definition, Holds, invalid};
use elenco_sdk::Error;

/// What a field without a value is called in a condition.
const EMPTY: &str = "";
const YES: &str = "true";
const NO: &str = "false";

/// Every value that a field can have, when they can be counted.
fn values(holds: &Holds) -> Option<Vec<String>> {
    let mut values = match holds {
        Holds::CheckBox => vec![YES.to_owned(), NO.to_owned()],
        Holds::List(choices) | Holds::Tree(choices) => {
            choices.iter().map(|choice| choice.id.clone()).collect()
        }
        _ => return None,
    };
    values.push(EMPTY.to_owned());
    Some(values)
}

/// Turns what must not stand there into what may. Choices that are added later show the field, too.
pub fn resolve(definitions: &mut [Definition]) -> Result<(), Error> {
    for at in 0..definitions.len() {
        let definition = &definitions[at];
        let Some(condition) = &definition.shown_when else { continue };
        let refused = |message: &str| Err(invalid(&definition.id, message));
        match (condition.any_of.is_empty(), condition.none_of.is_empty()) {
            (false, true) => continue,
            (true, false) => {}
            _ => return refused("shown-when: write either any-of or none-of"),
        }
        let concept = definition.concepts.first();
        let other = definitions.iter().find(|other| {
            other.id == condition.field && concept.is_some_and(|concept| other.concepts.contains(concept))
        });
        let Some(values) = other.and_then(|other| values(&other.holds)) else {
            return refused("shown-when: none-of needs a list, a tree or a check box");
        };
        // A check box that nobody ticked is a no.
        let unticked = condition.none_of.iter().any(|value| value == NO)
            && other.is_some_and(|other| matches!(other.holds, Holds::CheckBox));
        let any_of: Vec<String> = values
            .into_iter()
            .filter(|value| !condition.none_of.contains(value))
            .filter(|value| !unticked || value != EMPTY)
            .collect();
        if any_of.is_empty() {
            return refused("shown-when: no value is left that would show it");
        }
        if let Some(condition) = &mut definitions[at].shown_when {
            condition.any_of = any_of;
            condition.none_of.clear();
        }
    }
    Ok(())
}
