//! The form of a service: what it holds, and what it asks to change.
use axum::extract::Multipart;

use super::model::{Service, ServiceChanges};
use crate::error::AppError;
use crate::users::form::UserForm;

/// What the form of a service holds, as it was typed, so that a refused form shows it again.
#[derive(Debug, Clone, Default)]
pub struct ServiceForm {
    controls: UserForm,
}

/// Controls, each of one text.
const CONTROLS: [&str; 4] = ["name", "description", "calendar", "active"];

impl ServiceForm {
    /// Reads a form, within limits.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what no page of ours sends; [`AppError::TooLarge`].
    pub async fn read(multipart: Multipart) -> Result<Self, AppError> {
        Ok(Self { controls: UserForm::read(multipart, 0).await? })
    }

    /// An empty form for a new service.
    pub fn blank() -> Self {
        let mut controls = UserForm::default();
        controls.set("active", "true");
        Self { controls }
    }

    /// The form of a service as it is.
    pub fn of_service(service: &Service) -> Self {
        let mut controls = UserForm::default();
        controls.set("name", &service.name);
        controls.set("description", &service.description);
        controls.set("calendar", service.calendar.map(|id| id.to_string()).unwrap_or_default());
        if service.active {
            controls.set("active", "true");
        }
        controls.set("version", service.version.to_string());
        Self { controls }
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

    /// Takes note of what somebody else saved in the meantime: the next try is one that knows it. Answers with the
    /// controls that say something else here.
    pub fn catch_up(&mut self, stored: &Self) -> Vec<&'static str> {
        self.controls.set("version", stored.get("version"));
        CONTROLS.into_iter().filter(|name| self.get(name).trim() != stored.get(name)).collect()
    }

    /// What the form asks to change. What is no calendar's id takes none away.
    pub fn changes(&self) -> ServiceChanges {
        let calendar = self.get("calendar");
        ServiceChanges {
            name: Some(self.get("name").to_owned()),
            description: Some(self.get("description").to_owned()),
            calendar: if calendar.is_empty() { Some(None) } else { calendar.parse().ok().map(Some) },
            active: Some(self.is_active()),
        }
    }
}
