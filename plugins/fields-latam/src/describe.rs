//! From settings to what the contract calls a field, in one language.

use crate::messages;
use crate::settings::FieldSetting;
use elenco_sdk::Language;
use elenco_sdk::field_schema::{Audience, Field, FieldType, Rights, StateRule, TextLimits};

/// Room for marks and blanks that people put between digits; they are taken away.
const MARKS: usize = 10;

/// The field in the reader's language. Labels in the other languages and the document's own name become synonyms,
/// so that a workbook with headers in any of them is understood.
pub fn field(field: &FieldSetting, language: Language) -> Field {
    let document = field.document;
    let label = label(field, language);
    let mut synonyms: Vec<String> = field.label.all().map(str::to_owned).collect();
    synonyms.extend(field.synonyms.iter().cloned());
    synonyms.push(document.name().to_owned());
    let mut seen = std::collections::HashSet::from([label.to_owned()]);
    synonyms.retain(|synonym| seen.insert(synonym.clone()));
    let max_length = (document.example().len() + MARKS) as u32;
    Field {
        id: field.id.clone(),
        label: label.to_owned(),
        synonyms,
        help: Some(messages::help(document, language).into()),
        example: Some(document.example().into()),
        group: (!field.group.is_empty()).then(|| field.group.pick(language).to_owned()),
        kind: FieldType::Text(TextLimits { max_length, lines: false }),
        states: states(field.required),
        shown_when: None,
    }
}

/// The label in the reader's language, else the document's name.
pub fn label(field: &FieldSetting, language: Language) -> &str {
    if field.label.is_empty() { field.document.name() } else { field.label.pick(language) }
}

fn states(required: bool) -> Vec<StateRule> {
    let mut full = Rights::VISIBLE | Rights::EDITABLE;
    if required {
        full |= Rights::REQUIRED;
    }
    let audiences =
        [(Audience::Administrator, full), (Audience::Specialist, full), (Audience::Client, Rights::VISIBLE)];
    let rule = |(audience, rights)| [true, false].map(|active| StateRule { audience, active, rights });
    audiences.into_iter().flat_map(rule).collect()
}
