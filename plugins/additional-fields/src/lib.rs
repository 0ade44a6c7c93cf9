//! Additional fields that an administrator defines in the settings: 17 types, rights by audience and state of the
//! record, fields that are shown by the value of another one.

mod check;
mod choices;
mod decimal;
mod definition;
mod describe;
mod moments;
mod numbers;
mod places;
mod reading;
mod settings;
mod texts;
mod words;
mod writing;

use definition::Definition;
use elenco_sdk::field_schema::{Checked, Field, FieldSchema};
use elenco_sdk::{Concept, Entry, Error, InvalidValue, Language, Plugin, Value};
use settings::Settings;

/// The fields of one tenant.
struct AdditionalFields {
    definitions: Vec<Definition>,
}

impl AdditionalFields {
    fn of(&self, concept: Concept) -> Vec<&Definition> {
        self.definitions.iter().filter(|definition| definition.concepts.contains(&concept)).collect()
    }

    fn find(&self, concept: Concept, field: &str, language: Language) -> Result<&Definition, Error> {
        let found = self
            .definitions
            .iter()
            .find(|definition| definition.id == field && definition.concepts.contains(&concept));
        found.ok_or_else(|| {
            Error::Invalid(InvalidValue {
                field: field.into(),
                message: words::unknown_field(field, language),
            })
        })
    }
}

impl Plugin for AdditionalFields {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        let definitions = definition::from_settings(settings)?;
        Ok(Self { definitions })
    }
}

impl FieldSchema for AdditionalFields {
    fn fields(&self, concept: Concept, language: Language) -> Result<Vec<Field>, Error> {
        Ok(self.of(concept).into_iter().map(|definition| describe::field(definition, language)).collect())
    }

    fn check(
        &self,
        concept: Concept,
        records: Vec<Vec<Entry>>,
        language: Language,
    ) -> Result<Vec<Checked>, Error> {
        let checker = check::Checker::new(self.of(concept), language);
        Ok(records.iter().map(|record| checker.check(record)).collect())
    }

    fn parse(
        &self,
        concept: Concept,
        field: &str,
        cells: Vec<Value>,
        language: Language,
    ) -> Result<Vec<Result<Value, String>>, Error> {
        let definition = self.find(concept, field, language)?;
        Ok(cells.iter().map(|cell| reading::read(definition, cell, language)).collect())
    }

    fn format(
        &self,
        concept: Concept,
        field: &str,
        values: Vec<Value>,
        language: Language,
    ) -> Result<Vec<String>, Error> {
        let definition = self.find(concept, field, language)?;
        Ok(values.iter().map(|value| writing::write(definition, value, language)).collect())
    }
}

elenco_sdk::export_plugin!(AdditionalFields: field_schema);

#[cfg(test)]
mod tests;
