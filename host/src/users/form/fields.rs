//! Additional fields in the form.
use std::collections::BTreeMap;

use elenco_runtime::contract::{Audience, Field, FieldType, Rights, Value};

use super::UserForm;
use crate::users::field_values;
use crate::users::model::FieldValues;

impl UserForm {
    /// Puts the values of additional fields into their controls.
    pub fn set_fields(&mut self, fields: &FieldValues) {
        for (field, document) in fields {
            self.values.insert(format!("fields.{field}"), typed(&field_values::from_document(document)));
        }
    }

    /// Values of the fields whose controls the page had: one that an administrator may not edit was never sent, which
    /// must not read as emptied.
    pub fn field_values(&self, fields: &[Field]) -> BTreeMap<String, Value> {
        let editable = |field: &&Field| {
            let rights = field_values::rights(field, Audience::Administrator, self.is_on("active"));
            rights.contains(Rights::VISIBLE | Rights::EDITABLE)
        };
        fields.iter().filter(editable).map(|field| (field.id.clone(), self.field_value(field))).collect()
    }

    fn field_value(&self, field: &Field) -> Value {
        let name = format!("fields.{}", field.id);
        match field.kind {
            FieldType::CheckBox => Value::Boolean(self.is_on(&name)),
            FieldType::MultipleChoice(_) => {
                Value::Choices(self.all(&name).iter().filter(|id| !id.is_empty()).cloned().collect())
            }
            _ => match self.get(&name).trim() {
                "" => Value::None,
                text => Value::Text(text.to_owned()),
            },
        }
    }
}

/// A value as its control holds it.
pub(super) fn typed(value: &Value) -> Vec<String> {
    match value {
        Value::None => Vec::new(),
        Value::Integer(number) => vec![number.to_string()],
        Value::Boolean(yes) => vec![yes.to_string()],
        Value::Choices(ids) => ids.clone(),
        Value::Text(text)
        | Value::Decimal(text)
        | Value::Date(text)
        | Value::Time(text)
        | Value::Instant(text) => {
            vec![text.clone()]
        }
    }
}
