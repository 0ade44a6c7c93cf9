//! What may be changed of what somebody asked for, and what is missing: by who asks and by the state of the record.
use std::collections::{BTreeMap, HashMap, HashSet};

use elenco_runtime::contract::{Audience, Entry, Rights, Value};

use crate::context::ServiceContext;
use crate::extensions::field_schemas::{CheckedRecord, OwnedField};
use crate::users::field_values;
use crate::users::model::{FieldValues, Problem};
use crate::users::service::validate;

/// The fields that answer, by id, and what to say of others while a plugin does not.
pub(super) struct Known<'a> {
    pub fields: HashMap<&'a str, &'a OwnedField>,
    pub away: Option<String>,
}

/// Whom the fields are about: the audience that asks, and the state of the record.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    pub audience: Audience,
    pub active: bool,
}

impl Sight {
    pub fn rights(self, owned: &OwnedField) -> Rights {
        field_values::rights(&owned.field, self.audience, self.active)
    }
}

/// What may be changed of what was asked for. A field that nobody defines, or that must not be changed, is a problem
/// only when it would really change.
pub(super) fn allowed(
    cx: &ServiceContext,
    known: &Known<'_>,
    kept: &FieldValues,
    sight: Sight,
    asked: &BTreeMap<String, Value>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Value> {
    let mut allowed = BTreeMap::new();
    for (id, value) in asked {
        let name = format!("fields.{id}");
        let same = field_values::to_document(value).as_ref() == kept.get(id);
        match (known.fields.get(id.as_str()), &known.away) {
            (Some(field), _) if sight.rights(field).contains(Rights::VISIBLE | Rights::EDITABLE) => {
                allowed.insert(id.clone(), value.clone());
            }
            _ if same => {}
            (Some(_), _) => problems.push(validate::problem(cx, &name, "field.locked", "users-field-locked")),
            (None, Some(message)) => problems.push(Problem {
                field: name,
                code: "field.plugin".to_owned(),
                message: message.clone(),
            }),
            (None, None) => {
                problems.push(validate::problem(cx, &name, "field.unknown", "users-problem-field-unknown"))
            }
        }
    }
    allowed
}

/// Whether the value that a field depends on is one that shows it, and that field is shown itself.
fn is_shown(owned: &OwnedField, fields: &[OwnedField], entries: &[Entry]) -> bool {
    let value = |id: &str| entries.iter().find(|entry| entry.field == id).map(|entry| &entry.value);
    field_values::is_shown(
        &owned.field,
        &|id| fields.iter().map(|own| &own.field).find(|own| own.id == id),
        &value,
    )
}

/// Obligatory fields that are still empty. A plugin cannot judge this alone: it does not know in which state the record
/// is and who asks.
pub(super) fn missing(
    cx: &ServiceContext,
    fields: &[OwnedField],
    sight: Sight,
    checked: &CheckedRecord,
) -> Vec<Problem> {
    let told: HashSet<&str> = checked.problems.iter().map(|problem| problem.field.as_str()).collect();
    let filled = |id: &str| {
        let entry = checked.entries.iter().find(|entry| entry.field == id);
        entry.is_some_and(|entry| match &entry.value {
            Value::None => false,
            Value::Text(text) => !text.is_empty(),
            Value::Choices(ids) => !ids.is_empty(),
            _ => true,
        })
    };
    fields
        .iter()
        .filter(|owned| sight.rights(owned).contains(Rights::VISIBLE | Rights::EDITABLE | Rights::REQUIRED))
        .filter(|owned| !told.contains(owned.field.id.as_str()) && !filled(&owned.field.id))
        .filter(|owned| is_shown(owned, fields, &checked.entries))
        .map(|owned| {
            let name = format!("fields.{}", owned.field.id);
            validate::problem(cx, &name, "user.required", "users-problem-required")
        })
        .collect()
}
