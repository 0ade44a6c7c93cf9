//! Which additional fields a list may be filtered by and show: those that its reader may see, whoever asks and however.
use elenco_runtime::contract::{Audience, Choice, FieldType, Rights};

use super::fields::concept;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::field_values;
use crate::users::model::{ListField, Offered, UserKind};

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
