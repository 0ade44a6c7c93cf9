//! Additional fields of records that are no people.
use std::collections::BTreeMap;

use elenco_runtime::contract::{Audience, Concept, Value};

use super::asked::{Known, Sight, allowed, missing};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::field_values;
use crate::users::model::{FieldValues, Problem};

/// Judges the additional fields of one record that is no person: a company. Answers with what it holds afterwards. A
/// value that nobody changed now stays even when it does not fit its field any more.
///
/// # Errors
/// [`AppError::Extension`] when a plugin fails.
pub async fn judge_record(
    cx: &ServiceContext,
    concept: Concept,
    kept: &FieldValues,
    active: bool,
    asked: &BTreeMap<String, Value>,
) -> Result<(FieldValues, Vec<Problem>), AppError> {
    let (extensions, caller) = (&cx.app.extensions, &cx.caller);
    let fields = extensions.fields(caller, concept, cx.culture).await.map_err(AppError::Extension)?;
    let own = fields.iter().map(|owned| (owned.field.id.as_str(), owned)).collect();
    let known = Known { fields: own, away: None };
    let sight = Sight { audience: Audience::Administrator, active };
    let mut problems = Vec::new();
    let changes = allowed(cx, &known, kept, sight, asked, &mut problems);
    let mut record = field_values::record(kept, &changes);
    record.retain(|entry| known.fields.contains_key(entry.field.as_str()));
    let checked = extensions
        .check_fields(caller, (concept, &fields), vec![record], cx.culture)
        .await
        .map_err(AppError::Extension)?;
    if let Some(failure) = checked.failures.into_iter().next() {
        return Err(AppError::Extension(failure));
    }
    let checked = checked.records.into_iter().next().unwrap_or_default();
    problems.extend(missing(cx, &fields, sight, &checked));
    let (staying, new): (Vec<_>, Vec<_>) = checked
        .problems
        .into_iter()
        .partition(|problem| !changes.contains_key(&problem.field) && kept.contains_key(&problem.field));
    let stays = |id: &String| {
        !known.fields.contains_key(id.as_str()) || staying.iter().any(|problem| problem.field == *id)
    };
    let mut after: FieldValues =
        kept.iter().filter(|(id, _)| stays(id)).map(|(id, value)| (id.clone(), value.clone())).collect();
    after.extend(field_values::keep(&checked.entries));
    problems.extend(new.into_iter().map(|problem| Problem {
        field: format!("fields.{}", problem.field),
        code: "field.invalid".to_owned(),
        message: problem.message,
    }));
    Ok((after, problems))
}
