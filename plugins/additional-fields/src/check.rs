//! A whole record.

use crate::definition::Definition;
use crate::reading;
use crate::words;
use elenco_sdk::field_schema::Checked;
use elenco_sdk::{Entry, Language, Problem, Value, plain_text};
use std::collections::HashMap;

/// What became of a field's value.
type Outcome = Result<Value, String>;

/// Checks a record: every value against its field, every required field, every condition. Fields that are not shown
/// have no value and no problems: a person could not see what to put right.
pub fn record(definitions: &[&Definition], entries: &[Entry], language: Language) -> Checked {
    let mut problems = Vec::new();
    let given = given(definitions, entries, &mut problems, language);
    let outcomes: HashMap<&str, Outcome> = definitions
        .iter()
        .map(|definition| {
            let value = given.get(definition.id.as_str()).copied().unwrap_or(&Value::None);
            (definition.id.as_str(), reading::read(definition, value, language))
        })
        .collect();
    let by_id: HashMap<&str, &Definition> =
        definitions.iter().map(|definition| (definition.id.as_str(), *definition)).collect();
    let mut checked = Vec::new();
    for definition in definitions {
        if !is_shown(definition, &by_id, &outcomes) {
            continue;
        }
        let field = definition.id.clone();
        match &outcomes[definition.id.as_str()] {
            Err(message) => problems.push(Problem { field, message: message.clone() }),
            Ok(Value::None) if definition.is_always_required() => {
                let message = words::required(definition.label.pick(language), language);
                problems.push(Problem { field, message });
            }
            Ok(Value::None) => {}
            Ok(value) => checked.push(Entry { field, value: value.clone() }),
        }
    }
    Checked { entries: checked, problems }
}

fn given<'a>(
    definitions: &[&Definition],
    entries: &'a [Entry],
    problems: &mut Vec<Problem>,
    language: Language,
) -> HashMap<&'a str, &'a Value> {
    let mut given = HashMap::new();
    for Entry { field, value } in entries {
        let message = if !definitions.iter().any(|definition| definition.id == *field) {
            words::unknown_field(field, language)
        } else if given.insert(field.as_str(), value).is_some() {
            words::given_twice(language)
        } else {
            continue;
        };
        problems.push(Problem { field: field.clone(), message });
    }
    given
}

/// Whether the condition holds, and that of the field it looks at. Settings in a circle were refused before.
fn is_shown(
    definition: &Definition,
    by_id: &HashMap<&str, &Definition>,
    outcomes: &HashMap<&str, Outcome>,
) -> bool {
    let Some(condition) = &definition.shown_when else { return true };
    let other = condition.field.as_str();
    let holds = match outcomes.get(other) {
        Some(Ok(Value::Choices(ids))) => ids.iter().any(|id| condition.any_of.contains(id)),
        Some(Ok(value)) => condition.any_of.contains(&plain_text(value)),
        _ => false,
    };
    holds && by_id.get(other).is_some_and(|other| is_shown(other, by_id, outcomes))
}
