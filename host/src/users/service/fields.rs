//! Additional fields of people: the plugins judge the values, the host judges who may change them, and that nothing is
//! lost while a plugin is away.
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use elenco_db::{ProjectId, UserId};
use elenco_runtime::contract::{Audience, Concept, Entry, Rights, Value};

use super::prepare::Draft;
use super::validate;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::field_schemas::{CheckedRecord, OwnedField};
use crate::users::field_values;
use crate::users::model::{FieldValues, Problem, Submission, UserKind};
use crate::users::queries;

/// Everybody who saves people today acts as an administrator.
const AUDIENCE: Audience = Audience::Administrator;

pub(super) fn concept(kind: UserKind) -> Concept {
    match kind {
        UserKind::Client => Concept::Client,
        UserKind::Specialist => Concept::Specialist,
    }
}

type Owned<'a> = HashMap<&'a str, &'a OwnedField>;

/// What may be changed of what was asked for. A field that nobody defines, or that must not be changed, is a problem
/// only when it would really change.
fn allowed(
    cx: &ServiceContext,
    owned: &Owned<'_>,
    kept: &FieldValues,
    active: bool,
    asked: &BTreeMap<String, Value>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Value> {
    let mut allowed = BTreeMap::new();
    for (id, value) in asked {
        let name = format!("fields.{id}");
        let same = field_values::to_document(value).as_ref() == kept.get(id);
        match owned.get(id.as_str()) {
            None if same => {}
            None => {
                problems.push(validate::problem(cx, &name, "field.unknown", "users-problem-field-unknown"))
            }
            Some(field)
                if field_values::rights(&field.field, AUDIENCE, active).contains(Rights::EDITABLE) =>
            {
                allowed.insert(id.clone(), value.clone());
            }
            Some(_) if same => {}
            Some(_) => problems.push(validate::problem(cx, &name, "field.locked", "users-field-locked")),
        }
    }
    allowed
}

/// Whether the value that a field depends on is one that shows it.
fn is_shown(owned: &OwnedField, entries: &[Entry]) -> bool {
    let Some(condition) = &owned.field.shown_when else { return true };
    let wanted = |word: &str| condition.any_of.iter().any(|any| any == word);
    let value = entries.iter().find(|entry| entry.field == condition.field).map(|entry| &entry.value);
    match value {
        Some(
            Value::Text(text)
            | Value::Decimal(text)
            | Value::Date(text)
            | Value::Time(text)
            | Value::Instant(text),
        ) => wanted(text),
        Some(Value::Boolean(yes)) => wanted(if *yes { "true" } else { "false" }),
        Some(Value::Integer(number)) => wanted(&number.to_string()),
        Some(Value::Choices(ids)) => ids.iter().any(|id| wanted(id)),
        // A check box that was never ticked has no value.
        Some(Value::None) | None => wanted("false"),
    }
}

/// Obligatory fields that are still empty. A plugin cannot judge this alone: it does not know in which state the record
/// is and who asks.
fn missing(
    cx: &ServiceContext,
    fields: &[OwnedField],
    active: bool,
    checked: &CheckedRecord,
) -> Vec<Problem> {
    let told: HashSet<&str> = checked.problems.iter().map(|problem| problem.field.as_str()).collect();
    let filled = |id: &str| {
        let entry = checked.entries.iter().find(|entry| entry.field == id);
        entry.is_some_and(|entry| match &entry.value {
            Value::None => false,
            Value::Text(text) => !text.is_empty(),
            Value::Choices(ids) => !ids.is_empty(),
            _ => true,
        })
    };
    fields
        .iter()
        .filter(|owned| {
            field_values::rights(&owned.field, AUDIENCE, active).contains(Rights::REQUIRED | Rights::EDITABLE)
        })
        .filter(|owned| !told.contains(owned.field.id.as_str()) && !filled(&owned.field.id))
        .filter(|owned| is_shown(owned, &checked.entries))
        .map(|owned| {
            let name = format!("fields.{}", owned.field.id);
            validate::problem(cx, &name, "user.required", "users-problem-required")
        })
        .collect()
}

/// Judges the additional fields of those whom it concerns: new people, and people whose fields change. Values whose
/// plugin is away stay as they are.
pub(super) async fn judge(
    cx: &ServiceContext,
    submissions: &[Submission],
    drafts: &mut [Draft],
) -> Result<(), AppError> {
    let about: BTreeSet<(bool, ProjectId)> =
        drafts.iter().map(|draft| (draft.after.kind == UserKind::Client, draft.project)).collect();
    for (clients, project) in about {
        let kind = if clients { UserKind::Client } else { UserKind::Specialist };
        let concerned: Vec<usize> = (0..drafts.len())
            .filter(|&i| drafts[i].after.kind == kind && drafts[i].project == project)
            .filter(|&i| drafts[i].before.is_none() || !submissions[i].changes.fields.is_empty())
            .collect();
        if concerned.is_empty() {
            continue;
        }
        let (extensions, caller) = (&cx.app.extensions, &cx.caller.in_project(project));
        let fields =
            extensions.fields(caller, concept(kind), cx.culture).await.map_err(AppError::Extension)?;
        let owned: Owned<'_> = fields.iter().map(|owned| (owned.field.id.as_str(), owned)).collect();
        let mut records = Vec::with_capacity(concerned.len());
        for &i in &concerned {
            let Draft { after, problems, .. } = &mut drafts[i];
            let asked = &submissions[i].changes.fields;
            let changes = allowed(cx, &owned, &after.fields, after.active, asked, problems);
            let mut record = field_values::record(&after.fields, &changes);
            record.retain(|entry| owned.contains_key(entry.field.as_str()));
            records.push(record);
        }
        let checked = extensions
            .check_fields(caller, concept(kind), records, cx.culture)
            .await
            .map_err(AppError::Extension)?;
        for (&i, checked) in concerned.iter().zip(checked) {
            let draft = &mut drafts[i];
            draft.problems.extend(missing(cx, &fields, draft.after.active, &checked));
            draft.after.fields.retain(|id, _| !owned.contains_key(id.as_str()));
            draft.after.fields.extend(field_values::keep(&checked.entries));
            draft.problems.extend(checked.problems.into_iter().map(|problem| Problem {
                field: format!("fields.{}", problem.field),
                code: "field.invalid".to_owned(),
                message: problem.message,
            }));
        }
    }
    Ok(())
}

/// Judges the additional fields of one record that is no person: a company. Answers with what it holds afterwards.
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
    let owned: Owned<'_> = fields.iter().map(|owned| (owned.field.id.as_str(), owned)).collect();
    let mut problems = Vec::new();
    let changes = allowed(cx, &owned, kept, active, asked, &mut problems);
    let mut record = field_values::record(kept, &changes);
    record.retain(|entry| owned.contains_key(entry.field.as_str()));
    let checked = extensions
        .check_fields(caller, concept, vec![record], cx.culture)
        .await
        .map_err(AppError::Extension)?
        .pop()
        .unwrap_or_default();
    problems.extend(missing(cx, &fields, active, &checked));
    let mut after: FieldValues = kept
        .iter()
        .filter(|(id, _)| !owned.contains_key(id.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    after.extend(field_values::keep(&checked.entries));
    problems.extend(checked.problems.into_iter().map(|problem| Problem {
        field: format!("fields.{}", problem.field),
        code: "field.invalid".to_owned(),
        message: problem.message,
    }));
    Ok((after, problems))
}

/// What is kept of these people in additional fields, as plugins are asked about it, one list for each kind.
///
/// # Errors
/// [`AppError::Forbidden`], the database's.
pub async fn kept_records(
    cx: &ServiceContext,
    ids: Vec<UserId>,
) -> Result<Vec<(Concept, Vec<Vec<Entry>>)>, AppError> {
    cx.require(Permission::UsersGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::find_by_ids(conn, &scope, &ids)).await;
    let people = found.map_err(AppError::Database)?;
    let kinds = [UserKind::Client, UserKind::Specialist].into_iter();
    let of = |kind| {
        let own = people.iter().filter(|stored| stored.user.kind == kind);
        own.map(|stored| field_values::record(&stored.user.fields, &BTreeMap::new())).collect()
    };
    Ok(kinds.map(|kind| (concept(kind), of(kind))).collect())
}
