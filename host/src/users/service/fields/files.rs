//! Files in additional fields: a file is read by whoever may see the person, so nobody may borrow another person's.
use std::collections::BTreeMap;

use elenco_db::FieldFileId;
use elenco_runtime::contract::{FieldType, Value};

use super::asked::{Known, Sight};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fields;
use crate::users::field_values;
use crate::users::service::prepare::Draft;
use crate::users::service::validate;

/// Refuses files that the person did not have before, unless whoever asks uploaded them for this very field.
pub(super) async fn refuse_strange(
    cx: &ServiceContext,
    known: &Known<'_>,
    concerned: &[usize],
    changed: &[(Sight, BTreeMap<String, Value>)],
    drafts: &mut [Draft],
) -> Result<(), AppError> {
    let mut asked: Vec<(usize, &str, Option<FieldFileId>)> = Vec::new();
    for (&i, (_, changes)) in concerned.iter().zip(changed) {
        for (id, value) in changes {
            let owned = known.fields.get(id.as_str());
            let is_file = owned.is_some_and(|owned| matches!(owned.field.kind, FieldType::File(_)));
            let same = field_values::to_document(value).as_ref() == drafts[i].after.fields.get(id);
            match value {
                Value::Text(text) if is_file && !same && !text.trim().is_empty() => {
                    asked.push((i, id, text.trim().parse().ok()));
                }
                _ => {}
            }
        }
    }
    if asked.is_empty() {
        return Ok(());
    }
    let actor = cx.actor.user();
    let files =
        fields::service::find_files(cx, asked.iter().filter_map(|(.., file)| *file).collect()).await?;
    for (i, id, file) in asked {
        let own = files.iter().any(|kept| {
            Some(kept.id) == file && kept.field == id && (actor.is_none() || kept.created_by == actor)
        });
        if !own {
            let name = format!("fields.{id}");
            drafts[i].problems.push(validate::problem(cx, &name, "field.file", "users-problem-field-file"));
        }
    }
    Ok(())
}
