//! Lists and trees that fields share.
use super::open::{open_fields, problem, save};
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fields::model::{Catalog, FieldConcept, identifier_of};
use crate::plugins::model::settings::SettingsScope;
use crate::users::model::Problem;

fn problems(cx: &ServiceContext, catalog: &Catalog) -> Vec<Problem> {
    let t = cx.texts();
    let mut found = Vec::new();
    if catalog.label.is_empty() {
        found.push(problem("label.en", "field.required", t.t("fields-problem-label")));
    }
    if catalog.choices.is_empty() {
        found.push(problem("lines", "field.required", t.t("fields-problem-choices")));
    }
    let mut seen = std::collections::HashSet::new();
    for (at, choice) in catalog.choices.iter().enumerate() {
        if choice.label.is_empty() {
            found.push(problem(&format!("choices.{at}"), "field.required", t.t("fields-problem-label")));
        }
        if !seen.insert(choice.id.as_str()) {
            let words = [("id", choice.id.as_str().into())];
            let message = t.ta("fields-problem-choice-twice", &words);
            found.push(problem(&format!("choices.{at}"), "field.choice-twice", message));
        }
    }
    found
}

/// Saves a catalogue, a new one under an identifier made from its name, and answers its identifier. `known` is the id of
/// one that is there with the digest of what the change was made from.
///
/// # Errors
/// [`AppError::Invalid`] by control; [`AppError::NotFound`]; [`AppError::Conflict`].
pub async fn save_catalog(
    cx: &ServiceContext,
    of: SettingsScope,
    known: Option<(&str, &str)>,
    mut catalog: Catalog,
) -> Result<String, AppError> {
    cx.require(Permission::FieldsUpdate)?;
    let open = open_fields(cx, of).await?;
    let mut document = open.document.clone();
    let found = problems(cx, &catalog);
    if !found.is_empty() {
        return Err(AppError::Invalid(found));
    }
    let id = known.map(|(id, _)| id);
    let place = match known {
        Some((id, expected)) => {
            let place = document.catalogs.iter().position(|own| own.id == id).ok_or(AppError::NotFound)?;
            if document.catalogs[place].digest() != expected {
                return Err(AppError::Conflict);
            }
            place
        }
        None => document.catalogs.len(),
    };
    let taken = document.catalogs.iter().map(|own| own.id.clone()).collect();
    catalog.id = id.map_or_else(|| identifier_of(catalog.label.pick(cx.culture), &taken), str::to_owned);
    let saved = catalog.id.clone();
    if place < document.catalogs.len() {
        document.catalogs[place] = catalog;
    } else {
        document.catalogs.push(catalog);
    }
    let own = format!("/catalogs/{place}/");
    save(cx, &open, &document, FieldConcept::Client, open.version()).await.map_err(|error| match error {
        AppError::Invalid(problems) => AppError::Invalid(
            problems
                .into_iter()
                .map(|problem| {
                    let field = problem
                        .field
                        .strip_prefix(&own)
                        .map(|rest| rest.splitn(3, '/').take(2).collect::<Vec<_>>().join("."));
                    Problem { field: field.unwrap_or_default(), ..problem }
                })
                .collect(),
        ),
        other => other,
    })?;
    Ok(saved)
}

/// Deletes a catalogue.
///
/// # Errors
/// [`AppError::Invalid`] while fields take their choices from it; [`AppError::NotFound`]; [`AppError::Conflict`].
pub async fn delete_catalog(cx: &ServiceContext, of: SettingsScope, id: &str) -> Result<(), AppError> {
    cx.require(Permission::FieldsUpdate)?;
    let open = open_fields(cx, of).await?;
    if let Some(first) = open.document.taking_from(id, cx.culture).first() {
        let words = [("name", first.name.as_str().into())];
        let message = cx.texts().ta("fields-problem-in-use", &words);
        return Err(AppError::Invalid(vec![problem("", "field.in-use", message)]));
    }
    let mut document = open.document.clone();
    let before = document.catalogs.len();
    document.catalogs.retain(|own| own.id != id);
    if document.catalogs.len() == before {
        return Err(AppError::NotFound);
    }
    save(cx, &open, &document, FieldConcept::Client, open.version()).await.map(|_| ())
}
