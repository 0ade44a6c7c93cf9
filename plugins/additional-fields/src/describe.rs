//! From definitions to what the contract calls a field, in one language.

use crate::choices::Choices;
use crate::decimal::Decimal;
use crate::definition::{Definition, Holds, Range};
use elenco_sdk::field_schema::{Choice, Condition, Field, FieldType, FileLimits, NumberLimits, TextLimits};
use elenco_sdk::{Language, Texts};

/// The field in the reader's language. Labels in the other languages become synonyms, so that a workbook with
/// headers in any of them is understood.
pub fn field(definition: &Definition, language: Language) -> Field {
    let label = definition.label.pick(language);
    let others = definition.label.all().filter(|other| *other != label).map(str::to_owned);
    let mut synonyms: Vec<String> = others.chain(definition.synonyms.iter().cloned()).collect();
    let mut seen = std::collections::HashSet::new();
    synonyms.retain(|synonym| seen.insert(synonym.clone()));
    Field {
        id: definition.id.clone(),
        label: label.to_owned(),
        synonyms,
        help: optional(&definition.help, language),
        example: definition.example.clone(),
        group: optional(&definition.group, language),
        kind: kind(&definition.holds, language),
        states: definition.states.clone(),
        shown_when: definition
            .shown_when
            .as_ref()
            .map(|condition| Condition { field: condition.field.clone(), any_of: condition.any_of.clone() }),
    }
}

fn optional(texts: &Texts, language: Language) -> Option<String> {
    (!texts.is_empty()).then(|| texts.pick(language).to_owned())
}

fn kind(holds: &Holds, language: Language) -> FieldType {
    match holds {
        Holds::Text { max_length, lines } => {
            FieldType::Text(TextLimits { max_length: *max_length, lines: *lines })
        }
        Holds::Integer(range) => FieldType::Integer(limits(range, 0)),
        Holds::Decimal { range, decimals } => FieldType::Decimal(limits(range, *decimals)),
        Holds::Currency { code, .. } => FieldType::Currency(code.clone()),
        Holds::Date => FieldType::Date,
        Holds::Time => FieldType::Time,
        Holds::Instant => FieldType::Instant,
        Holds::CheckBox => FieldType::CheckBox,
        Holds::List(choices) => FieldType::ChoiceList(described(choices, language)),
        Holds::Tree(choices) => FieldType::ChoiceTree(described(choices, language)),
        Holds::Several(choices) => FieldType::MultipleChoice(described(choices, language)),
        Holds::Link { .. } => FieldType::Link,
        Holds::File { max_bytes, media_types } => {
            FieldType::File(FileLimits { max_bytes: *max_bytes, media_types: media_types.clone() })
        }
        Holds::Position => FieldType::Position,
    }
}

fn limits(range: &Range, decimals: u8) -> NumberLimits {
    let plain = |limit: &Option<Decimal>| limit.as_ref().map(Decimal::to_string);
    NumberLimits { min: plain(&range.min), max: plain(&range.max), decimals }
}

fn described(choices: &Choices, language: Language) -> Vec<Choice> {
    let described = choices.iter().map(|choice| Choice {
        id: choice.id.clone(),
        label: choice.label.pick(language).to_owned(),
        parent: choice.parent.clone(),
    });
    described.collect()
}
