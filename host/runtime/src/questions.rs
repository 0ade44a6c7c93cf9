//! What a plugin can be asked, with types. Streams are in [`crate::stream`], calls in JSON in [`crate::json_call`].

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value as Json, json};

use crate::answers;
use crate::bindings::{Exports, Guest};
use crate::call::{Call, Question};
use crate::call_error::CallError;
use crate::contract::{
    Candidate, Checked, Concept, Entry, ExportFormat, Field, ImportFormat, Part, Place, Rule, Subject,
    Suggestion, Value, Verdict,
};
use crate::json_call::inputs;
use crate::plugin::Kind;

impl Call {
    /// The rules in force, in the order of display.
    ///
    /// # Errors
    /// [`CallError`]; as every method of a call.
    pub fn rules(&mut self, locale: &str) -> Result<Vec<Rule>, CallError> {
        let question = Question::new(Kind::PasswordPolicy, "rules", 0);
        let input = || json!({ "locale": locale });
        let run = |exports: &Exports, guest: &mut Guest<'_>| exports.rules(guest, locale);
        self.checked(question.with(&input), run, |rules| answers::rules(rules).map(|()| 0))
    }

    /// Which rules a candidate meets. Seals the call: from here on it has no log, `http` and `key-value`.
    ///
    /// # Errors
    /// [`CallError`]; texts of the guest are left out.
    pub fn evaluate(
        &mut self,
        candidate: &SecretString,
        subject: &Subject,
    ) -> Result<Vec<Verdict>, CallError> {
        self.seal();
        self.checked(
            Question::new(Kind::PasswordPolicy, "evaluate", 1),
            |exports, guest| exports.evaluate(guest, candidate.expose_secret(), subject),
            |verdicts| answers::verdicts(verdicts).map(|()| 0),
        )
    }

    /// The additional fields of a concept.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn fields(&mut self, concept: Concept, locale: &str) -> Result<Vec<Field>, CallError> {
        let input = || json!({ "concept": inputs::concept(concept), "locale": locale });
        let question = Question::new(Kind::FieldSchema, "fields", 0);
        let run = |exports: &Exports, guest: &mut Guest<'_>| exports.fields(guest, concept, locale);
        self.checked(question.with(&input), run, |fields| answers::fields(fields).map(|()| 0))
    }

    /// Checks and normalises records: one answer for each, in order.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn check(
        &mut self,
        concept: Concept,
        records: &[Vec<Entry>],
        locale: &str,
    ) -> Result<Vec<Checked>, CallError> {
        let input = || {
            let records = inputs::records(records);
            json!({ "concept": inputs::concept(concept), "records": records, "locale": locale })
        };
        let question = Question::new(Kind::FieldSchema, "check", records.len());
        let run = |exports: &Exports, guest: &mut Guest<'_>| exports.check(guest, concept, records, locale);
        let asked = records.len();
        self.checked(question.with(&input), run, |answer| answers::checked(answer, asked).map(|()| 0))
    }

    /// Reads what stands in workbook cells of one field: for each the value, or what is wrong with it.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn parse(
        &mut self,
        concept: Concept,
        field: &str,
        cells: &[Value],
        locale: &str,
    ) -> Result<Vec<Result<Value, String>>, CallError> {
        let input = || of_field(concept, field, "cells", cells, locale);
        let question = Question::new(Kind::FieldSchema, "parse", cells.len());
        let run =
            |exports: &Exports, guest: &mut Guest<'_>| exports.parse(guest, concept, field, cells, locale);
        let asked = cells.len();
        self.checked(question.with(&input), run, |answer| answers::parsed(answer, asked).map(|()| 0))
    }

    /// Writes values of one field as people read them: one text for each, in order.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn format(
        &mut self,
        concept: Concept,
        field: &str,
        values: &[Value],
        locale: &str,
    ) -> Result<Vec<String>, CallError> {
        let input = || of_field(concept, field, "values", values, locale);
        let question = Question::new(Kind::FieldSchema, "format", values.len());
        let run =
            |exports: &Exports, guest: &mut Guest<'_>| exports.format(guest, concept, field, values, locale);
        let asked = values.len();
        self.checked(question.with(&input), run, |texts| answers::written(texts, asked).map(|()| 0))
    }

    /// What to fill an address with, for a place and what was typed so far.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn suggest(
        &mut self,
        place: &Place,
        typed: &[Part],
        locale: &str,
    ) -> Result<Vec<Suggestion>, CallError> {
        let input =
            || json!({ "place": inputs::place(place), "typed": inputs::parts(typed), "locale": locale });
        let question = Question::new(Kind::LocationAutofill, "suggest", 1);
        let run = |exports: &Exports, guest: &mut Guest<'_>| exports.suggest(guest, place, typed, locale);
        self.checked(question.with(&input), run, |found| answers::suggestions(found).map(|()| 0))
    }

    /// The formats that the plugin reads.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn import_formats(&mut self, locale: &str) -> Result<Vec<ImportFormat>, CallError> {
        let question = Question::new(Kind::ImportFormat, "formats", 0);
        let input = || json!({ "locale": locale });
        let run = |exports: &Exports, guest: &mut Guest<'_>| exports.import_formats(guest, locale);
        self.checked(question.with(&input), run, |formats| answers::import_formats(formats).map(|()| 0))
    }

    /// How sure the plugin is that it reads a file with this name and these first bytes: 0 to 100.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn recognise(&mut self, name: &str, head: &[u8]) -> Result<u8, CallError> {
        let input = || json!({ "name": name, "head": inputs::base64(head) });
        let question = Question::new(Kind::ImportFormat, "recognise", 0);
        let sure =
            self.guest(question.with(&input), |exports, guest| exports.recognise(guest, name, head))?;
        Ok(sure.min(100))
    }

    /// The formats that the plugin writes.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn export_formats(&mut self, locale: &str) -> Result<Vec<ExportFormat>, CallError> {
        let question = Question::new(Kind::ExportFormat, "formats", 0);
        let input = || json!({ "locale": locale });
        let run = |exports: &Exports, guest: &mut Guest<'_>| exports.export_formats(guest, locale);
        self.checked(question.with(&input), run, |formats| answers::export_formats(formats).map(|()| 0))
    }

    /// People that a query finds in the system outside, the best first.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn find_people(
        &mut self,
        query: &str,
        limit: u32,
        locale: &str,
    ) -> Result<Vec<Candidate>, CallError> {
        let input = || json!({ "query": query, "limit": limit, "locale": locale });
        let question = Question::new(Kind::ClientLookup, "find", 0);
        self.checked(
            question.with(&input),
            |exports, guest| exports.find_people(guest, query, limit, locale),
            |found| answers::candidates(found, limit).map(|()| found.len()),
        )
    }

    /// What the system outside knows of a person, by the identifiers of our fields.
    ///
    /// # Errors
    /// [`CallError`]; [`crate::contract::GuestError::Invalid`] when it knows nobody of that identifier.
    pub fn read_person(&mut self, id: &str, locale: &str) -> Result<Vec<Entry>, CallError> {
        let input = || json!({ "id": id, "locale": locale });
        let question = Question::new(Kind::ClientLookup, "read", 1);
        let run = |exports: &Exports, guest: &mut Guest<'_>| exports.read_person(guest, id, locale);
        self.checked(question.with(&input), run, |entries| answers::entries(entries).map(|()| 0))
    }

    /// Writes changes of a person back to the system outside.
    ///
    /// # Errors
    /// [`CallError`]; [`crate::contract::GuestError::Unsupported`] when that system is read-only.
    pub fn write_person(&mut self, id: &str, changes: &[Entry], locale: &str) -> Result<(), CallError> {
        let input = || json!({ "id": id, "changes": inputs::entries(changes), "locale": locale });
        let question = Question::new(Kind::ClientLookup, "write", 1);
        self.guest(question.with(&input), |exports, guest| exports.write_person(guest, id, changes, locale))
    }
}

fn of_field(concept: Concept, field: &str, name: &str, values: &[Value], locale: &str) -> Json {
    json!({
        "concept": inputs::concept(concept),
        "field": field,
        name: inputs::values(values),
        "locale": locale,
    })
}
