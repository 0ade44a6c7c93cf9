//! Additional fields, gathered from every plugin that defines some.
use std::collections::{HashMap, HashSet};

use elenco_runtime::contract::{Concept, Entry, Field, Problem, Value};
use elenco_runtime::{CallScope, Kind};

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

/// The fields of a concept, as far as their plugins answered.
#[derive(Debug, Default)]
pub struct FieldSet {
    /// In order of display. Where two plugins define the same id, the first one has it.
    pub fields: Vec<OwnedField>,
    /// Plugins that did not answer.
    pub failures: Vec<ExtensionError>,
    /// The tenant's own plugins that could not be loaded.
    pub absent: Vec<ExtensionError>,
}

/// What became of records: one answer for each, in order, as far as the plugins answered.
#[derive(Debug, Default)]
pub struct CheckedRecords {
    /// Answers.
    pub records: Vec<CheckedRecord>,
    /// Plugins that did not answer; nothing is said about their fields.
    pub failures: Vec<ExtensionError>,
}

impl Extensions {
    /// The fields of a concept in order of display. Where two plugins define the same id, the first one has it.
    ///
    /// # Errors
    /// When a plugin fails.
    pub async fn fields(
        &self,
        caller: &Caller,
        concept: Concept,
        culture: Culture,
    ) -> Result<Vec<OwnedField>, ExtensionError> {
        let found = self.field_set(caller, concept, culture).await?;
        match found.failures.into_iter().next() {
            Some(failure) => Err(failure),
            None => Ok(found.fields),
        }
    }

    /// The same, and which plugins failed: one of them takes nothing away from the others.
    ///
    /// # Errors
    /// While the server stops.
    pub async fn field_set(
        &self,
        caller: &Caller,
        concept: Concept,
        culture: Culture,
    ) -> Result<FieldSet, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || Ok(this.fields_now(&caller, concept, culture))).await
    }

    fn fields_now(&self, caller: &Caller, concept: Concept, culture: Culture) -> FieldSet {
        let mut seen = HashSet::new();
        let mut all = FieldSet::default();
        let own = caller.installs.own.iter().filter(|own| own.kinds.contains(&Kind::FieldSchema));
        all.absent.extend(own.filter_map(|own| self.installed(caller.tenant, own).err()));
        for (name, plugin) in self.ready(caller, Kind::FieldSchema) {
            let answer = Self::open(&name, &plugin, self.scope(caller, &name, false))
                .and_then(|mut call| call.fields(concept, culture.tag()).map_err(failed(&name)));
            let fields = match answer {
                Ok(fields) => fields,
                Err(failure) => {
                    all.failures.push(failure);
                    continue;
                }
            };
            self.compare(caller, &name, Kind::FieldSchema, "fields", || {
                answers::of_fields(concept, fields.clone(), culture.tag())
            });
            for field in fields {
                if seen.insert(field.id.clone()) {
                    all.fields.push(OwnedField { plugin: name.clone(), field });
                }
            }
        }
        all
    }

    /// What a plugin would answer with these settings: so it says itself whether they make sense.
    ///
    /// # Errors
    /// Why they do not, or why the plugin did not answer.
    pub async fn fields_under(
        &self,
        caller: &Caller,
        plugin: &str,
        settings: &serde_json::Value,
        concept: Concept,
        culture: Culture,
    ) -> Result<Vec<Field>, ExtensionError> {
        let (this, caller, name) = (self.clone(), caller.clone(), plugin.to_owned());
        let settings = std::sync::Arc::from(settings.to_string());
        Self::blocking(move || {
            let plugin = this.named(&caller, &name)?;
            let scope = CallScope { settings, ..this.scope(&caller, &name, false) };
            let mut call = Self::open(&name, &plugin, scope)?;
            call.fields(concept, culture.tag()).map_err(failed(&name))
        })
        .await
    }

    /// Checks and normalises whole records, one answer each, in order. A record holds every value that the person is
    /// to have afterwards, so that obligatory fields and dependences can be judged. `fields` are those of the concept.
    ///
    /// # Errors
    /// While the server stops.
    pub async fn check_fields(
        &self,
        caller: &Caller,
        (concept, fields): (Concept, &[OwnedField]),
        records: Vec<Vec<Entry>>,
        culture: Culture,
    ) -> Result<CheckedRecords, ExtensionError> {
        let mut owners: HashMap<String, HashSet<String>> = HashMap::new();
        for owned in fields {
            owners.entry(owned.plugin.clone()).or_default().insert(owned.field.id.clone());
        }
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let mut failures = Vec::new();
            let mut answers = vec![CheckedRecord::default(); records.len()];
            for (name, plugin) in this.ready(&caller, Kind::FieldSchema) {
                let Some(own) = owners.get(&name) else { continue };
                let share: Vec<Vec<Entry>> = records
                    .iter()
                    .map(|record| record.iter().filter(|e| own.contains(e.field.as_str())).cloned().collect())
                    .collect();
                let answer = Self::open(&name, &plugin, this.scope(&caller, &name, false))
                    .and_then(|mut call| call.check(concept, &share, culture.tag()).map_err(failed(&name)));
                let checked = match answer {
                    Ok(checked) => checked,
                    Err(failure) => {
                        failures.push(failure);
                        continue;
                    }
                };
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
            Ok(CheckedRecords { records: answers, failures })
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
