//! Additional fields in the form of a person.
use std::collections::BTreeMap;

use elenco_runtime::contract::{Audience, Field, FieldType, Rights, Value};

use super::{SentFile, UserForm};
use crate::locale::Culture;
use crate::users::field_values;
use crate::users::model::FieldValues;

/// Hidden control that names a field whose control sends nothing when it is empty: a check box, a list to tick.
pub const HAS: &str = "has";

impl UserForm {
    /// Puts the values of additional fields into their controls, for a reader of this language.
    pub fn set_fields(&mut self, fields: &FieldValues, culture: Culture) {
        for (field, document) in fields {
            let value = field_values::from_document(document);
            self.values.insert(format!("fields.{field}"), field_values::typed(&value, culture));
        }
    }

    /// Values of all fields whose controls the page had and that an administrator may edit, changed or not.
    pub fn field_values(&self, fields: &[Field]) -> BTreeMap<String, Value> {
        let editable = |field: &&Field| {
            let rights = field_values::rights(field, Audience::Administrator, self.is_on("active"));
            rights.contains(Rights::VISIBLE | Rights::EDITABLE) && self.has(&format!("fields.{}", field.id))
        };
        fields.iter().filter(editable).map(|field| (field.id.clone(), self.field_value(field))).collect()
    }

    /// Values that somebody changed, as they were typed. What the page did not have, and what stands as it stood, is
    /// left out: a form must neither empty a field that it did not show, nor turn a value into another one that only
    /// reads like it. What is required and empty goes along, so that it is refused.
    pub(super) fn changed_fields(
        &self,
        fields: &[Field],
        before: Option<&Self>,
        audience: Audience,
    ) -> BTreeMap<String, Value> {
        let active = self.is_on("active");
        let mut values = BTreeMap::new();
        for field in fields {
            let name = format!("fields.{}", field.id);
            if !self.has(&name) {
                continue;
            }
            let rights = field_values::rights(field, audience, active);
            let now = self.field_value(field);
            let was = before.map_or(Value::None, |before| before.field_value(field));
            let is_new = before.is_none() && rights.contains(Rights::VISIBLE | Rights::EDITABLE);
            let is_missing = now == Value::None && rights.contains(Rights::REQUIRED);
            let unticked = now == Value::Boolean(false) && was == Value::None && !is_new;
            if (now != was && !unticked) || is_missing {
                values.insert(field.id.clone(), now);
            }
        }
        values
    }

    /// Whether the page had a control of this name.
    fn has(&self, name: &str) -> bool {
        self.values.contains_key(name) || self.all(HAS).iter().any(|has| has == name)
    }

    /// What the control of a field holds, as it was typed.
    pub fn field_value(&self, field: &Field) -> Value {
        let name = format!("fields.{}", field.id);
        match field.kind {
            FieldType::CheckBox => match self.all(&name) {
                [] if !self.has(&name) => Value::None,
                [text, ..] if text != "true" && text != "false" => Value::Text(text.clone()),
                _ => Value::Boolean(self.is_on(&name)),
            },
            FieldType::MultipleChoice(_) => {
                let chosen: Vec<String> =
                    self.all(&name).iter().filter(|id| !id.is_empty()).cloned().collect();
                if chosen.is_empty() { Value::None } else { Value::Choices(chosen) }
            }
            FieldType::Position => match self.all(&name) {
                [latitude, longitude] if latitude.trim().is_empty() && longitude.trim().is_empty() => {
                    Value::None
                }
                // With a semicolon, either half may have a decimal comma.
                [latitude, longitude] if latitude.contains(',') || longitude.contains(',') => {
                    Value::Text(format!("{};{}", latitude.trim(), longitude.trim()))
                }
                [latitude, longitude] => Value::Text(format!("{},{}", latitude.trim(), longitude.trim())),
                _ => self.line(&name),
            },
            FieldType::File(_) if self.is_on(&format!("drop.{name}")) => Value::None,
            _ => self.line(&name),
        }
    }

    fn line(&self, name: &str) -> Value {
        match self.get(name).replace("\r\n", "\n").trim() {
            "" => Value::None,
            text => Value::Text(text.to_owned()),
        }
    }

    /// Puts the file that was kept for a field into its control.
    pub fn keep_file(&mut self, field: &str, id: String) {
        self.set(format!("fields.{field}"), id);
        self.values.remove(&format!("drop.fields.{field}"));
    }

    /// The files that were chosen, which are then kept elsewhere.
    pub fn take_files(&mut self) -> BTreeMap<String, SentFile> {
        std::mem::take(&mut self.files)
    }
}

#[cfg(test)]
mod tests {
    use elenco_runtime::contract::{FileLimits, StateRule, TextLimits};

    use super::*;

    fn field(id: &str, kind: FieldType, rights: Rights) -> Field {
        let rule = |active| StateRule { audience: Audience::Administrator, active, rights };
        Field {
            id: id.into(),
            label: id.into(),
            synonyms: Vec::new(),
            help: None,
            example: None,
            group: None,
            kind,
            states: vec![rule(true), rule(false)],
            shown_when: None,
        }
    }

    fn form(pairs: &[(&str, &str)]) -> UserForm {
        UserForm::of_pairs(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()).unwrap()
    }

    fn changed(
        kind: FieldType,
        rights: Rights,
        now: &[(&str, &str)],
        was: Option<&[(&str, &str)]>,
    ) -> Option<Value> {
        let fields = [field("x", kind, rights)];
        let before = was.map(form);
        form(now).changed_fields(&fields, before.as_ref(), Audience::Administrator).remove("x")
    }

    fn all() -> Rights {
        Rights::VISIBLE | Rights::EDITABLE
    }

    fn text() -> FieldType {
        FieldType::Text(TextLimits { max_length: 9, lines: true })
    }

    #[test]
    fn only_what_the_page_had_and_somebody_changed_is_sent_on() {
        let was: &[(&str, &str)] = &[("fields.x", "a\nb")];
        assert_eq!(changed(text(), all(), &[], Some(was)), None, "the page did not have it");
        assert_eq!(
            changed(text(), all(), &[("fields.x", " a\r\nb ")], Some(was)),
            None,
            "browsers write lines so"
        );
        assert_eq!(changed(text(), all(), &[("fields.x", "")], Some(was)), Some(Value::None));
        assert_eq!(changed(text(), all(), &[("fields.x", "")], Some(&[])), None);
        let required = all() | Rights::REQUIRED;
        assert_eq!(
            changed(text(), required, &[("fields.x", "")], Some(&[])),
            Some(Value::None),
            "to be refused"
        );
        assert_eq!(changed(text(), required, &[], Some(&[])), None);
    }

    #[test]
    fn boxes_that_send_nothing_when_they_are_empty_are_named() {
        let (shown, ticked) = ([(HAS, "fields.x")], [(HAS, "fields.x"), ("fields.x", "true")]);
        let was: &[(&str, &str)] = &[("fields.x", "true")];
        let changed = |now: &[(&str, &str)], was| changed(FieldType::CheckBox, all(), now, was);
        assert_eq!(changed(&shown, Some(was)), Some(Value::Boolean(false)));
        assert_eq!(changed(&[], Some(was)), None, "the page did not have it");
        assert_eq!(changed(&ticked, Some(was)), None);
        assert_eq!(changed(&shown, Some(&[])), None, "never ticked is not unticked");
        assert_eq!(changed(&shown, None), Some(Value::Boolean(false)));
    }

    #[test]
    fn positions_come_in_halves_and_files_can_be_dropped() {
        let half = |a: &'static str, b: &'static str| [("fields.x", a), ("fields.x", b)];
        let changed_to =
            |now: &[(&str, &str)]| changed(FieldType::Position, all(), now, Some(&[("fields.x", "1.5,2")]));
        assert_eq!(changed_to(&half("1.5", " 2")), None);
        assert_eq!(changed_to(&half("", "")), Some(Value::None));
        assert_eq!(changed_to(&half("-1,5", "2")), Some(Value::Text("-1,5;2".into())));
        assert_eq!(
            changed_to(&half("1", "")),
            Some(Value::Text("1,".into())),
            "the plugin says what is missing"
        );
        let file = || FieldType::File(FileLimits { max_bytes: 1, media_types: Vec::new() });
        let was: &[(&str, &str)] = &[("fields.x", "id")];
        assert_eq!(changed(file(), all(), &[("fields.x", "id")], Some(was)), None);
        let dropped = [("fields.x", "id"), ("drop.fields.x", "true")];
        assert_eq!(changed(file(), all(), &dropped, Some(was)), Some(Value::None));
    }
}
