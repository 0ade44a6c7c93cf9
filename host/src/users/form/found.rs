//! A form that begins with what a system outside knows of a person.
use elenco_runtime::contract::{Entry, Field};

use super::{UserForm, source_name};
use crate::locale::Culture;
use crate::users::field_values;
use crate::users::model::AddressPart;

/// Controls of a person's own data that a system outside may fill.
const OWN: &[&str] =
    &["username", "email", "first_names", "last_names", "phone", "mobile", "position", "external_id"];

impl UserForm {
    /// A new person's form with these values. Addresses are named `address.city` and so on, additional fields by their
    /// identifiers; what no control has is left out. Nothing is saved by it: whoever looks at the form decides.
    pub fn found(culture: Culture, entries: &[Entry], fields: &[Field], plugin: &str) -> Self {
        let mut form = Self::blank(culture);
        for entry in entries {
            let values = field_values::typed(&entry.value, culture);
            let Some(first) = values.first().cloned() else { continue };
            let part = entry
                .field
                .strip_prefix("address.")
                .and_then(|name| AddressPart::ALL.into_iter().find(|part| part.as_str() == name));
            if OWN.contains(&entry.field.as_str()) {
                form.set(entry.field.as_str(), first);
            } else if let Some(part) = part {
                form.set(entry.field.as_str(), first);
                form.set(source_name(part), plugin);
            } else if fields.iter().any(|field| field.id == entry.field) {
                form.values.insert(format!("fields.{}", entry.field), values);
            }
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use elenco_runtime::contract::Value;

    fn entry(field: &str, value: Value) -> Entry {
        Entry { field: field.into(), value }
    }

    #[test]
    fn a_system_outside_fills_what_there_is_and_decides_nothing() {
        let entries = [
            entry("first_names", Value::Text("Lia".into())),
            entry("address.city", Value::Text("Recife".into())),
            entry("password", Value::Text("secret".into())),
            entry("active", Value::Boolean(false)),
            entry("must_change_password", Value::Boolean(false)),
            entry("version", Value::Integer(7)),
        ];
        let form = UserForm::found(Culture::Pt, &entries, &[], "crm");
        assert_eq!(form.get("first_names"), "Lia");
        assert_eq!(form.get("address.city"), "Recife");
        assert_eq!(form.source(AddressPart::City).as_deref(), Some("crm"));
        assert!(form.is_on("active") && form.get("password").is_empty() && form.version().is_none());
    }
}
