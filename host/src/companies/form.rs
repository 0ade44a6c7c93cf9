//! The form of a company: what it holds, and what it asks to change.
use std::collections::BTreeSet;

use axum::extract::Multipart;
use elenco_runtime::contract::Field;

use super::model::{Company, CompanyChanges};
use crate::error::AppError;
use crate::locale::Culture;
use crate::position;
use crate::users::form::UserForm;

/// What the form of a company holds, as it was typed, so that a refused form shows it again. Address and additional
/// fields are controls like those of a person.
#[derive(Debug, Clone, Default)]
pub struct CompanyForm {
    controls: UserForm,
}

/// Controls of one text each, without address and additional fields.
const TEXTS: [&str; 7] = ["name", "tax_id", "external_id", "email", "phone", "website", "description"];

impl CompanyForm {
    /// Reads a form, within limits.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what no page of ours sends; [`AppError::TooLarge`].
    pub async fn read(multipart: Multipart) -> Result<Self, AppError> {
        Ok(Self { controls: UserForm::read(multipart, 0).await? })
    }

    /// An empty form for a new company.
    pub fn blank() -> Self {
        let mut controls = UserForm::default();
        controls.set("active", "true");
        Self { controls }
    }

    /// The form of a company as it is, for a reader of this language.
    pub fn of_company(company: &Company, culture: Culture) -> Self {
        let mut controls = UserForm::default();
        let external = company.external_id.as_deref().unwrap_or_default();
        let texts: [&str; 7] = [
            &company.name,
            &company.tax_id,
            external,
            &company.email,
            &company.phone,
            &company.website,
            &company.description,
        ];
        for (name, value) in TEXTS.into_iter().zip(texts) {
            controls.set(name, value);
        }
        if company.active {
            controls.set("active", "true");
        }
        for (part, entry) in &company.address {
            controls.set(format!("address.{}", part.as_str()), &entry.value);
        }
        let (latitude, longitude) = company.position.unzip();
        controls.set("latitude", latitude.map(position::short).unwrap_or_default());
        controls.set("longitude", longitude.map(position::short).unwrap_or_default());
        controls.set_fields(&company.fields, culture);
        controls.set("version", company.version.to_string());
        Self { controls }
    }

    /// The controls, as views of address and additional fields take them.
    pub fn controls(&self) -> &UserForm {
        &self.controls
    }

    /// The value of a control; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.controls.get(name)
    }

    /// Whether it is in use.
    pub fn is_active(&self) -> bool {
        self.controls.is_on("active")
    }

    /// The version that the form was made from.
    pub fn version(&self) -> Option<i64> {
        self.controls.version()
    }

    /// Takes note of what somebody else saved in the meantime: the next try is one that knows it. Answers with what
    /// stands there now wherever this form says something else.
    pub fn catch_up(&mut self, stored: &Self) -> Vec<(String, String)> {
        self.controls.set("version", stored.get("version"));
        let is_value = |name: &str| {
            TEXTS.contains(&name)
                || matches!(name, "active" | "latitude" | "longitude")
                || name.starts_with("address.")
                || name.starts_with("fields.")
        };
        let trimmed = |form: &Self, name: &str| -> Vec<String> {
            let all = form.controls.all(name).iter().map(|value| value.trim().to_owned());
            all.filter(|value| !value.is_empty()).collect()
        };
        let names: BTreeSet<&str> = self.controls.names().chain(stored.controls.names()).collect();
        names
            .into_iter()
            .filter(|name| is_value(name) && trimmed(self, name) != trimmed(stored, name))
            .map(|name| (name.to_owned(), trimmed(stored, name).join(", ")))
            .collect()
    }

    /// What the form asks to change.
    pub fn changes(&self, fields: &[Field]) -> CompanyChanges {
        let text = |name: &str| Some(self.get(name).to_owned());
        CompanyChanges {
            name: text("name"),
            tax_id: text("tax_id"),
            external_id: text("external_id"),
            email: text("email"),
            phone: text("phone"),
            website: text("website"),
            description: text("description"),
            active: Some(self.is_active()),
            address: self.controls.address(),
            position: self.controls.position(),
            fields: self.controls.field_values(fields),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catching_up_tells_what_differs_and_keeps_what_was_typed() {
        let form = |pairs: &[(&str, &str)]| {
            let mut form = CompanyForm::blank();
            for (name, value) in pairs {
                form.controls.set(*name, *value);
            }
            form
        };
        let mut typed = form(&[("name", "Ceibo"), ("phone", "112"), ("version", "1")]);
        let stored =
            form(&[("name", "Ceibo SA"), ("phone", "112"), ("email", "a@b.example"), ("version", "3")]);
        let differs = typed.catch_up(&stored);
        let told = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(differs, [told("email", "a@b.example"), told("name", "Ceibo SA")]);
        assert_eq!((typed.get("name"), typed.version()), ("Ceibo", Some(3)));
    }
}
