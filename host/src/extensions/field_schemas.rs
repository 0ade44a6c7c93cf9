//! Additional fields, gathered from every plugin that defines some.
use std::collections::HashSet;

use elenco_runtime::Kind;
use elenco_runtime::contract::{Concept, Entry, Field, Problem, Value};

use super::trials::answers;
use super::{Caller, ExtensionError, Extensions, failed};
use crate::locale::Culture;

/// A field and the plugin that answers for it.
#[derive(Debug, Clone)]
pub struct OwnedField {
    /// The plugin.
    pub plugin: String,
    /// The definition.
    pub field: Field,
}

/// What the plugins made of one record: its values, normalised, and what is wrong with them.
#[derive(Debug, Clone, Default)]
pub struct CheckedRecord {
    /// Values that were accepted.
    pub entries: Vec<Entry>,
    /// Values that were not.
    pub problems: Vec<Problem>,
}

impl Extensions {
    /// The fields of a concept in order of display. Where two plugins define the same id, the first one has it.
    ///
    /// # Errors
    /// When a plugin named in `plugins.toml` fails.
    pub async fn fields(
        &self,
        caller: &Caller,
        concept: Concept,
        culture: Culture,
    ) -> Result<Vec<OwnedField>, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || this.fields_now(&caller, concept, culture)).await
    }

    fn fields_now(
        &self,
        caller: &Caller,
        concept: Concept,
        culture: Culture,
    ) -> Result<Vec<OwnedField>, ExtensionError> {
        let mut seen = HashSet::new();
        let mut all = Vec::new();
        for (name, plugin) in self.ready(caller, Kind::FieldSchema) {
            let mut call = Self::open(&name, &plugin, self.scope(caller, &name, false))?;
            let fields = call.fields(concept, culture.tag()).map_err(failed(&name))?;
            self.compare(caller, &name, Kind::FieldSchema, "fields", || {
                answers::of_fields(concept, fields.clone(), culture.tag())
            });
            for field in fields {
                if seen.insert(field.id.clone()) {
                    all.push(OwnedField { plugin: name.clone(), field });
                }
            }
        }
        Ok(all)
    }

    /// Checks and normalises whole records, one answer each, in order. A record holds every value that the person is
    /// to have afterwards, so that obligatory fields and dependences can be judged.
    ///
    /// # Errors
    /// When a plugin fails.
    pub async fn check_fields(
        &self,
        caller: &Caller,
        concept: Concept,
        records: Vec<Vec<Entry>>,
        culture: Culture,
    ) -> Result<Vec<CheckedRecord>, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let fields = this.fields_now(&caller, concept, culture)?;
            let mut answers = vec![CheckedRecord::default(); records.len()];
            for (name, plugin) in this.ready(&caller, Kind::FieldSchema) {
                let own: HashSet<&str> =
                    fields.iter().filter(|f| f.plugin == name).map(|f| f.field.id.as_str()).collect();
                if own.is_empty() {
                    continue;
                }
                let share: Vec<Vec<Entry>> = records
                    .iter()
                    .map(|record| record.iter().filter(|e| own.contains(e.field.as_str())).cloned().collect())
                    .collect();
                let mut call = Self::open(&name, &plugin, this.scope(&caller, &name, false))?;
                let checked = call.check(concept, &share, culture.tag()).map_err(failed(&name))?;
                this.compare(&caller, &name, Kind::FieldSchema, "check", || {
                    answers::of_check(concept, share, checked.clone(), culture.tag())
                });
                for (answer, checked) in answers.iter_mut().zip(checked) {
                    answer
                        .entries
                        .extend(checked.entries.into_iter().filter(|e| own.contains(e.field.as_str())));
                    answer.problems.extend(checked.problems);
                }
            }
            Ok(answers)
        })
        .await
    }

    /// Reads workbook cells of one field: for each the value, or what is wrong with it.
    ///
    /// # Errors
    /// When the plugin fails.
    pub async fn parse_cells(
        &self,
        caller: &Caller,
        concept: Concept,
        field: &OwnedField,
        cells: Vec<Value>,
        culture: Culture,
    ) -> Result<Vec<Result<Value, String>>, ExtensionError> {
        let (this, caller, field) = (self.clone(), caller.clone(), field.clone());
        Self::blocking(move || {
            let plugin = this.named(&caller, &field.plugin)?;
            let mut call = Self::open(&field.plugin, &plugin, this.scope(&caller, &field.plugin, false))?;
            let parsed =
                call.parse(concept, &field.field.id, &cells, culture.tag()).map_err(failed(&field.plugin))?;
            this.compare(&caller, &field.plugin, Kind::FieldSchema, "parse", || {
                answers::of_parse(concept, field.field.id.clone(), cells, parsed.clone(), culture.tag())
            });
            Ok(parsed)
        })
        .await
    }

    /// Writes values of one field as people read them.
    ///
    /// # Errors
    /// When the plugin fails.
    pub async fn format_values(
        &self,
        caller: &Caller,
        concept: Concept,
        field: &OwnedField,
        values: Vec<Value>,
        culture: Culture,
    ) -> Result<Vec<String>, ExtensionError> {
        let (this, caller, field) = (self.clone(), caller.clone(), field.clone());
        Self::blocking(move || {
            let plugin = this.named(&caller, &field.plugin)?;
            let mut call = Self::open(&field.plugin, &plugin, this.scope(&caller, &field.plugin, false))?;
            let written = call
                .format(concept, &field.field.id, &values, culture.tag())
                .map_err(failed(&field.plugin))?;
            this.compare(&caller, &field.plugin, Kind::FieldSchema, "format", || {
                answers::of_format(concept, field.field.id.clone(), values, written.clone(), culture.tag())
            });
            Ok(written)
        })
        .await
    }
}
