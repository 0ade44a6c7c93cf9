//! Which additional fields a list may be filtered by and show: those that its reader may see, whoever asks and however.
use std::collections::HashSet;

use elenco_runtime::contract::{Audience, Choice, FieldType, Rights};

use super::fields::concept;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::field_values;
use crate::users::model::{ListField, Offered, UserFilter, UserKind};

fn choices(list: &[Choice]) -> Offered {
    Offered::Choices(list.iter().map(|choice| (choice.id.clone(), choice.label.clone())).collect())
}

/// The additional fields of a kind that this reader may see of active and of inactive people. Whatever is hidden for one
/// of the two would tell by a filter what it does not show.
///
/// # Errors
/// When a plugin fails.
pub async fn list_fields(cx: &ServiceContext, kind: UserKind) -> Result<Vec<ListField>, AppError> {
    let found = cx.app.extensions.fields(&cx.caller, concept(kind), cx.culture).await;
    let seen = |field: &elenco_runtime::contract::Field| {
        [true, false].into_iter().all(|active| {
            field_values::rights(field, Audience::Administrator, active).contains(Rights::VISIBLE)
        })
    };
    Ok(found
        .map_err(AppError::Extension)?
        .into_iter()
        .map(|owned| owned.field)
        .filter(seen)
        .map(|field| ListField {
            offered: match &field.kind {
                FieldType::ChoiceList(list) | FieldType::ChoiceTree(list) => choices(list),
                FieldType::Text(limits) if !limits.lines => Offered::Text,
                _ => Offered::Nothing,
            },
            id: field.id,
            label: field.label,
        })
        .collect())
}

/// Refuses a filter by a field that the reader may not see, or that cannot be filtered by.
///
/// # Errors
/// [`AppError::BadRequest`] names the field; [`AppError::Extension`] when a plugin fails.
pub async fn judge_filter(cx: &ServiceContext, kind: UserKind, filter: &UserFilter) -> Result<(), AppError> {
    if filter.fields.is_empty() {
        return Ok(());
    }
    let fields = list_fields(cx, kind).await?;
    let may: HashSet<&str> = fields
        .iter()
        .filter(|field| field.offered != Offered::Nothing)
        .map(|field| field.id.as_str())
        .collect();
    match filter.fields.keys().find(|field| !may.contains(field.as_str())) {
        None => Ok(()),
        Some(field) => Err(AppError::BadRequest {
            code: "request.filter",
            detail: format!("there is no field `{field}` that a list can be filtered by"),
        }),
    }
}
