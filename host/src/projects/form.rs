//! The form about a project.
use axum::extract::Multipart;

use super::model::{Project, ProjectValues};
use crate::error::AppError;

/// Largest text of one control, in bytes.
const TEXT_BYTES: usize = 16 << 10;
/// Most controls of the form.
const CONTROLS: usize = 20;
/// Longest search, in characters.
const SEARCH: usize = 100;

fn broken(detail: impl std::fmt::Display) -> AppError {
    AppError::BadRequest { code: "form.unreadable", detail: detail.to_string() }
}

/// What the form of a project holds, as it was typed, so that a refused form shows it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the controls of the form, named as they are there")]
pub struct ProjectForm {
    pub name: String,
    pub description: String,
    pub version: Option<i64>,
}

impl ProjectForm {
    /// Reads a form, within limits.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what no page of ours sends; [`AppError::TooLarge`].
    pub async fn read(mut multipart: Multipart) -> Result<Self, AppError> {
        let mut form = Self::default();
        let mut controls = 0;
        while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let mut content = Vec::new();
            while let Some(piece) = field.chunk().await.map_err(broken)? {
                if content.len() + piece.len() > TEXT_BYTES {
                    return Err(AppError::TooLarge { limit: TEXT_BYTES as u64 });
                }
                content.extend_from_slice(&piece);
            }
            controls += 1;
            if controls > CONTROLS {
                return Err(broken("too many values"));
            }
            form.put(&name, String::from_utf8(content).map_err(broken)?);
        }
        Ok(form)
    }

    fn put(&mut self, name: &str, value: String) {
        match name {
            "name" => self.name = value,
            "description" => self.description = value,
            "version" => self.version = value.parse().ok(),
            _ => {}
        }
    }

    /// The form of a project as it is.
    pub fn of_project(project: &Project) -> Self {
        Self {
            name: project.name.clone(),
            description: project.description.clone(),
            version: Some(project.version),
        }
    }

    /// What the form asks to change.
    pub fn values(&self) -> ProjectValues {
        ProjectValues { name: self.name.clone(), description: self.description.clone() }
    }
}

/// A search as it is meant: trimmed, of bounded length; nothing when it is empty.
pub fn search_of(text: Option<&str>) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(|text| text.chars().take(SEARCH).collect())
}
