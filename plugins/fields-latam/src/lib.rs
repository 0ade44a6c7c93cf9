//! Identity documents and postal codes of Latin America as additional fields: what is typed or stands in a cell is
//! checked by its check digits, stored in one form and shown in the usual one.

mod describe;
mod documents;
mod messages;
mod settings;

use documents::Flaw;
use elenco_sdk::field_schema::{Checked, Field, FieldSchema};
use elenco_sdk::{Concept, Entry, Error, InvalidValue, Language, Plugin, Problem, Value, plain_text};
use settings::{FieldSetting, Settings};
use std::collections::HashSet;

/// The fields of one tenant.
struct Documents {
    fields: Vec<FieldSetting>,
}

impl Documents {
    fn of(&self, concept: Concept) -> impl Iterator<Item = &FieldSetting> {
        self.fields.iter().filter(move |field| field.concepts.iter().any(|name| name.concept() == concept))
    }

    fn find(&self, concept: Concept, id: &str, language: Language) -> Result<&FieldSetting, Error> {
        self.of(concept).find(|field| field.id == id).ok_or_else(|| {
            Error::Invalid(InvalidValue { field: id.into(), message: messages::unknown_field(id, language) })
        })
    }

    fn check_one(&self, concept: Concept, record: &[Entry], language: Language) -> Checked {
        let mut checked = Checked { entries: Vec::new(), problems: Vec::new() };
        let mut problem = |field: &str, message: String| {
            checked.problems.push(Problem { field: field.to_owned(), message });
        };
        let mut seen = HashSet::new();
        for entry in record {
            if !self.of(concept).any(|field| field.id == entry.field) {
                problem(&entry.field, messages::unknown_field(&entry.field, language));
            } else if !seen.insert(entry.field.as_str()) {
                problem(&entry.field, messages::given_twice(language));
            }
        }
        for field in self.of(concept) {
            let given = record.iter().find(|entry| entry.field == field.id).map(|entry| &entry.value);
            match read(field, given.unwrap_or(&Value::None), Origin::Form, language) {
                Err(message) => problem(&field.id, message),
                Ok(Value::None) if field.required => {
                    problem(&field.id, messages::required(describe::label(field, language), language));
                }
                Ok(Value::None) => {}
                Ok(value) => checked.entries.push(Entry { field: field.id.clone(), value }),
            }
        }
        checked
    }
}

/// Where a value comes from: what was typed is complete, what stands in a file may have gone through a program that
/// took it for a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Form,
    Cell,
}

/// Reads a value of a field; the error says what is wrong and what would be right. Blank is nothing.
fn read(field: &FieldSetting, value: &Value, origin: Origin, language: Language) -> Result<Value, String> {
    let text = plain_text(value);
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::None);
    }
    let read = match value {
        // A workbook keeps a number without its leading zeros.
        Value::Integer(number) if *number > 0 => field.document.read(&field.document.pad(*number)),
        // So does a text file that a spreadsheet program has written.
        Value::Text(_) if origin == Origin::Cell => field.document.read(&field.document.restore_zeros(text)),
        Value::Text(text) => field.document.read(text),
        _ => Err(Flaw::Characters),
    };
    read.map(Value::Text).map_err(|flaw| messages::refusal(field.document, text, flaw, language))
}

impl Plugin for Documents {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        let mut seen = HashSet::new();
        for field in &settings.fields {
            for concept in &field.concepts {
                if !seen.insert((field.id.as_str(), *concept as u8)) {
                    let message = "two fields of one concept have this id".into();
                    return Err(Error::Invalid(InvalidValue { field: field.id.clone(), message }));
                }
            }
        }
        Ok(Self { fields: settings.fields })
    }
}

impl FieldSchema for Documents {
    fn fields(&self, concept: Concept, language: Language) -> Result<Vec<Field>, Error> {
        Ok(self.of(concept).map(|field| describe::field(field, language)).collect())
    }

    fn check(
        &self,
        concept: Concept,
        records: Vec<Vec<Entry>>,
        language: Language,
    ) -> Result<Vec<Checked>, Error> {
        Ok(records.iter().map(|record| self.check_one(concept, record, language)).collect())
    }

    fn parse(
        &self,
        concept: Concept,
        field: &str,
        cells: Vec<Value>,
        language: Language,
    ) -> Result<Vec<Result<Value, String>>, Error> {
        let field = self.find(concept, field, language)?;
        Ok(cells.iter().map(|cell| read(field, cell, Origin::Cell, language)).collect())
    }

    fn format(
        &self,
        concept: Concept,
        field: &str,
        values: Vec<Value>,
        language: Language,
    ) -> Result<Vec<String>, Error> {
        let field = self.find(concept, field, language)?;
        Ok(values.iter().map(|value| field.document.write(&plain_text(value))).collect())
    }
}

elenco_sdk::export_plugin!(Documents: field_schema);

#[cfg(test)]
mod tests;
