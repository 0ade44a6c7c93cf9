//! Whole records.

use crate::definition::{Definition, Holds};
use crate::reading;
use crate::words;
use elenco_sdk::field_schema::Checked;
use elenco_sdk::{Entry, Language, Problem, Value, plain_text};
use std::collections::HashMap;

/// What became of the values of a record, in the order of the fields.
type Outcomes = Vec<Result<Value, String>>;

/// Checks many records against the same fields.
pub struct Checker<'a> {
    definitions: Vec<&'a Definition>,
    places: HashMap<&'a str, usize>,
    language: Language,
}

impl<'a> Checker<'a> {
    /// Checks against these fields, with messages in a language.
    pub fn new(definitions: Vec<&'a Definition>, language: Language) -> Self {
        let places = definitions
            .iter()
            .enumerate()
            .map(|(place, definition)| (definition.id.as_str(), place))
            .collect();
        Self { definitions, places, language }
    }

    /// Checks a record: every value against its field, every required field, every condition. Fields that are not
    /// shown have no value and no problems: a person could not see what to put right.
    pub fn check(&self, entries: &[Entry]) -> Checked {
        let mut problems = Vec::new();
        let given = self.given(entries, &mut problems);
        let read =
            |(definition, value): (&&Definition, &Value)| reading::read(definition, value, self.language);
        let outcomes: Outcomes = self.definitions.iter().zip(given).map(read).collect();
        let shown: Vec<bool> =
            self.definitions.iter().map(|definition| self.is_shown(definition, &outcomes)).collect();
        let mut checked = Vec::new();
        for ((definition, outcome), shown) in self.definitions.iter().zip(outcomes).zip(shown) {
            if !shown {
                continue;
            }
            let field = definition.id.clone();
            match outcome {
                Err(message) => problems.push(Problem { field, message }),
                Ok(Value::None) if definition.is_always_required() => {
                    let message = words::required(definition.label.pick(self.language), self.language);
                    problems.push(Problem { field, message });
                }
                Ok(Value::None) => {}
                Ok(value) => checked.push(Entry { field, value }),
            }
        }
        Checked { entries: checked, problems }
    }

    /// The value of each field; a problem for each entry that has no place.
    fn given<'e>(&self, entries: &'e [Entry], problems: &mut Vec<Problem>) -> Vec<&'e Value> {
        let mut given: Vec<Option<&Value>> = vec![None; self.definitions.len()];
        for Entry { field, value } in entries {
            let message = match self.places.get(field.as_str()) {
                None => words::unknown_field(field, self.language),
                Some(place) if given[*place].is_some() => words::given_twice(self.language),
                Some(place) => {
                    given[*place] = Some(value);
                    continue;
                }
            };
            problems.push(Problem { field: field.clone(), message });
        }
        given.into_iter().map(|value| value.unwrap_or(&Value::None)).collect()
    }

    /// Whether the condition holds, and that of the field it looks at. Settings in a circle were refused before.
    fn is_shown(&self, definition: &Definition, outcomes: &Outcomes) -> bool {
        let Some(condition) = &definition.shown_when else { return true };
        let Some(place) = self.places.get(condition.field.as_str()) else { return false };
        let holds = match &outcomes[*place] {
            Ok(Value::Choices(ids)) => ids.iter().any(|id| condition.any_of.contains(id)),
            // A check box that nobody ticked is a no.
            Ok(Value::None) if matches!(self.definitions[*place].holds, Holds::CheckBox) => {
                condition.any_of.iter().any(|value| value.is_empty() || value == "false")
            }
            Ok(value) => condition.any_of.contains(&plain_text(value)),
            Err(_) => false,
        };
        holds && self.is_shown(self.definitions[*place], outcomes)
    }
}
