//! Definitions as a file: out of one organisation or project, into another, after a look at the differences.
use serde::{Deserialize, Serialize};

use super::open::{OpenFields, open_fields, problem, save};
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fields::model::{Change, Document, FieldConcept, changes};
use crate::plugins::model::settings::{DOCUMENT_BYTES, SettingsScope};

/// What the file says that it is.
const FORMAT: &str = "elenco-additional-fields";

/// The file.
#[derive(Debug, Serialize, Deserialize)]
struct FileDocument {
    format: String,
    version: u32,
    #[serde(flatten)]
    document: Document,
}

/// What an import would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The definitions as they are.
    pub open: OpenFields,
    /// What would change.
    pub changes: Vec<Change>,
}

/// The definitions that count somewhere, as a file.
///
/// # Errors
/// As in [`open_fields`].
pub async fn export_definitions(cx: &ServiceContext, of: SettingsScope) -> Result<String, AppError> {
    let open = open_fields(cx, of).await?;
    let file = FileDocument { format: FORMAT.to_owned(), version: 1, document: open.document };
    serde_json::to_string_pretty(&file).map_err(|error| AppError::Internal(error.to_string()))
}

fn refused(message: String) -> AppError {
    AppError::Invalid(vec![problem("file", "field.file", message)])
}

/// The definitions that a file holds; plain settings of the plugin are taken, too.
fn read(cx: &ServiceContext, text: &str) -> Result<Document, AppError> {
    let t = cx.texts();
    if text.len() > DOCUMENT_BYTES * 2 {
        return Err(refused(t.t("fields-import-large").into_owned()));
    }
    let text = text.trim_start_matches('\u{feff}');
    let mut value: serde_json::Value = serde_json::from_str(text)
        .map_err(|error| refused(t.ta("fields-import-unreadable", &[("why", error.to_string().into())])))?;
    if let Some(entries) = value.as_object_mut() {
        let own = entries.remove("format").is_none_or(|format| format == FORMAT);
        let version = entries.remove("version").is_none_or(|version| version == 1);
        if !own || !version || !entries.contains_key("fields") {
            return Err(refused(t.t("fields-import-other").into_owned()));
        }
    }
    Document::read(&value).map_err(|why| refused(t.ta("fields-import-unreadable", &[("why", why.into())])))
}

/// What stands after an import: what the file has comes in the place of what it means, everything else stays, or goes
/// when the file is to stand alone.
fn merged(old: &Document, file: Document, alone: bool) -> Document {
    if alone {
        return Document { further: old.further.clone(), ..file };
    }
    let mut new = old.clone();
    for field in file.fields {
        let same = new.fields.iter().position(|own| {
            own.id == field.id && own.concepts.iter().any(|concept| field.concepts.contains(concept))
        });
        match same {
            Some(at) => new.fields[at] = field,
            None => new.fields.push(field),
        }
    }
    for catalog in file.catalogs {
        match new.catalogs.iter().position(|own| own.id == catalog.id) {
            Some(at) => new.catalogs[at] = catalog,
            None => new.catalogs.push(catalog),
        }
    }
    new
}

/// What a file would change.
///
/// # Errors
/// [`AppError::Invalid`] when it cannot be read.
pub async fn preview_import(
    cx: &ServiceContext,
    of: SettingsScope,
    text: &str,
    alone: bool,
) -> Result<Preview, AppError> {
    cx.require(Permission::FieldsUpdate)?;
    let open = open_fields(cx, of).await?;
    let new = merged(&open.document, read(cx, text)?, alone);
    let changes = changes(&open.document, &new);
    Ok(Preview { open, changes })
}

/// Does what the preview showed.
///
/// # Errors
/// [`AppError::Invalid`] with what the plugin does not take; [`AppError::Conflict`] when the fields changed since.
pub async fn apply_import(
    cx: &ServiceContext,
    of: SettingsScope,
    text: &str,
    alone: bool,
    expected: i64,
) -> Result<usize, AppError> {
    cx.require(Permission::FieldsUpdate)?;
    let open = open_fields(cx, of).await?;
    let new = merged(&open.document, read(cx, text)?, alone);
    let count = changes(&open.document, &new).len();
    let saved = save(cx, &open, &new, FieldConcept::Client, expected).await;
    saved.map(|_| count).map_err(|error| match error {
        // Its places are those of the document, which says more than nothing about a file.
        AppError::Invalid(problems) => AppError::Invalid(
            problems
                .into_iter()
                .map(|one| {
                    let message = format!("{}: {}", one.field, one.message);
                    problem("file", &one.code, message)
                })
                .collect(),
        ),
        other => other,
    })
}
