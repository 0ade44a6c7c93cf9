//! Additional fields of people: the plugins judge the values, the host judges who may change them, and that nothing is
//! lost while a plugin is away.
mod asked;
mod files;
mod record;

use std::collections::{BTreeMap, BTreeSet, HashSet};

pub use record::judge_record;

use asked::{Known, Sight, allowed, missing};
use elenco_db::{ProjectId, UserId};
use elenco_runtime::contract::{Audience, Concept, Entry, Rights, Value};

use super::prepare::Draft;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::ExtensionError;
use crate::extensions::field_schemas::{CheckedRecord, OwnedField};
use crate::users::field_values;
use crate::users::model::{AdditionalFields, Problem, Submission, User, UserKind};
use crate::users::queries;

/// As whom somebody looks at a person: at oneself as what one is, at everybody else as an administrator.
pub fn audience(cx: &ServiceContext, person: Option<(UserId, UserKind)>) -> Audience {
    match person {
        Some((id, UserKind::Client)) if cx.actor.user() == Some(id) => Audience::Client,
        Some((id, UserKind::Specialist)) if cx.actor.user() == Some(id) => Audience::Specialist,
        _ => Audience::Administrator,
    }
}

pub(super) fn concept(kind: UserKind) -> Concept {
    match kind {
        UserKind::Client => Concept::Client,
        UserKind::Specialist => Concept::Specialist,
    }
}

/// Reads the additional fields of a person of the present project; of a new one without a person. A plugin that fails
/// is told about, and takes nothing away from the others.
///
/// # Errors
/// While the server stops.
pub async fn additional_fields(
    cx: &ServiceContext,
    kind: UserKind,
    user: Option<&User>,
) -> Result<AdditionalFields, AppError> {
    let extensions = &cx.app.extensions;
    let found =
        extensions.field_set(&cx.caller, concept(kind), cx.culture).await.map_err(AppError::Extension)?;
    let owned = found.fields;
    let mut answer = AdditionalFields {
        audience: Some(audience(cx, user.map(|user| (user.id, kind)))),
        fields: owned.iter().map(|owned| owned.field.clone()).collect(),
        ..AdditionalFields::default()
    };
    let mut failures: Vec<ExtensionError> = found.failures.into_iter().chain(found.absent).collect();
    if let Some(user) = user {
        answer.values = user.fields.clone();
        let ids: HashSet<&str> = owned.iter().map(|owned| owned.field.id.as_str()).collect();
        let mut record = field_values::record(&user.fields, &BTreeMap::new());
        record.retain(|entry| ids.contains(entry.field.as_str()));
        if !record.is_empty() {
            let of = (concept(kind), owned.as_slice());
            let checked = extensions
                .check_fields(&cx.caller, of, vec![record], cx.culture)
                .await
                .map_err(AppError::Extension)?;
            failures.extend(checked.failures);
            for record in checked.records {
                answer.values.extend(field_values::keep(&record.entries));
                let kept =
                    record.problems.into_iter().filter(|problem| user.fields.contains_key(&problem.field));
                answer.misfits.extend(kept.map(|problem| (problem.field, problem.message)));
            }
        }
    }
    answer.away = failures.iter().map(|failure| field_away(cx, failure)).collect();
    Ok(answer)
}

/// A person without the additional fields that whoever asks does not see. What nobody defines any more is seen.
///
/// # Errors
/// While the server stops.
pub async fn without_unseen_fields(cx: &ServiceContext, mut user: User) -> Result<User, AppError> {
    if user.fields.is_empty() {
        return Ok(user);
    }
    let found = cx.app.extensions.field_set(&cx.caller, concept(user.kind), cx.culture).await;
    let sight = Sight { audience: audience(cx, Some((user.id, user.kind))), active: user.active };
    for owned in found.map_err(AppError::Extension)?.fields {
        if !sight.rights(&owned).contains(Rights::VISIBLE) {
            user.fields.remove(&owned.field.id);
        }
    }
    Ok(user)
}

fn field_away(cx: &ServiceContext, failure: &ExtensionError) -> String {
    tracing::error!(error = %failure, "additional fields");
    let words = [("plugin", failure.plugin().unwrap_or_default().into()), ("code", failure.code().into())];
    cx.texts().ta("users-field-away", &words)
}

/// What to say of fields whose plugin does not answer; nothing while all do. A busy one is asked again by whoever asked.
fn away(cx: &ServiceContext, failures: Vec<ExtensionError>) -> Result<Option<String>, AppError> {
    let mut said = None;
    for failure in failures {
        if failure.busy_plugin().is_some() {
            return Err(AppError::Extension(failure));
        }
        said = Some(field_away(cx, &failure));
    }
    Ok(said)
}

/// Takes in what the plugins made of a record. A value that is kept from before and that nobody changed now stays even
/// when it does not fit its field any more: a definition that changed must take nothing away.
fn take_in(
    draft: &mut Draft,
    own: &HashSet<&str>,
    changes: &BTreeMap<String, Value>,
    checked: CheckedRecord,
) {
    let misfit = |id: &str, draft: &Draft| !changes.contains_key(id) && draft.after.fields.contains_key(id);
    let (old, new): (Vec<_>, Vec<_>) =
        checked.problems.into_iter().partition(|problem| misfit(&problem.field, draft));
    let staying: HashSet<String> = old.into_iter().map(|problem| problem.field).collect();
    draft.after.fields.retain(|id, _| !own.contains(id.as_str()) || staying.contains(id));
    draft.after.fields.extend(field_values::keep(&checked.entries));
    draft.problems.extend(new.into_iter().map(|problem| Problem {
        field: format!("fields.{}", problem.field),
        code: "field.invalid".to_owned(),
        message: problem.message,
    }));
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
        if !concerned.is_empty() {
            judge_some(cx, submissions, drafts, (kind, project), &concerned).await?;
        }
    }
    Ok(())
}

async fn judge_some(
    cx: &ServiceContext,
    submissions: &[Submission],
    drafts: &mut [Draft],
    (kind, project): (UserKind, ProjectId),
    concerned: &[usize],
) -> Result<(), AppError> {
    let (extensions, caller) = (&cx.app.extensions, &cx.caller.in_project(project));
    let found = extensions.field_set(caller, concept(kind), cx.culture).await.map_err(AppError::Extension)?;
    let fields = found.fields;
    let failures = found.failures.into_iter().chain(found.absent).collect();
    let mut known = Known {
        fields: fields.iter().map(|owned| (owned.field.id.as_str(), owned)).collect(),
        away: away(cx, failures)?,
    };
    let mut changed = Vec::with_capacity(concerned.len());
    let mut records = Vec::with_capacity(concerned.len());
    for &i in concerned {
        let Draft { after, before, problems, .. } = &mut drafts[i];
        let person = before.as_ref().map(|stored| (stored.user.id, kind));
        let sight = Sight { audience: audience(cx, person), active: after.active };
        let asked = &submissions[i].changes.fields;
        let changes = allowed(cx, &known, &after.fields, sight, asked, problems);
        let mut record = field_values::record(&after.fields, &changes);
        record.retain(|entry| known.fields.contains_key(entry.field.as_str()));
        records.push(record);
        changed.push((sight, changes));
    }
    files::refuse_strange(cx, &known, concerned, &changed, drafts).await?;
    let checked = extensions
        .check_fields(caller, (concept(kind), &fields), records, cx.culture)
        .await
        .map_err(AppError::Extension)?;
    let silent: HashSet<String> =
        checked.failures.iter().filter_map(|failure| failure.plugin().map(str::to_owned)).collect();
    let failed = away(cx, checked.failures)?;
    known.fields.retain(|_, owned| !silent.contains(&owned.plugin));
    let own: HashSet<&str> = known.fields.keys().copied().collect();
    let judged: Vec<OwnedField> =
        fields.iter().filter(|owned| own.contains(owned.field.id.as_str())).cloned().collect();
    for ((&i, checked), (sight, changes)) in concerned.iter().zip(checked.records).zip(changed) {
        let draft = &mut drafts[i];
        draft.problems.extend(missing(cx, &judged, sight, &checked));
        if let Some(message) = &failed {
            let unjudged = changes.keys().filter(|id| !own.contains(id.as_str()));
            draft.problems.extend(unjudged.map(|id| Problem {
                field: format!("fields.{id}"),
                code: "field.plugin".to_owned(),
                message: message.clone(),
            }));
        }
        take_in(draft, &own, &changes, checked);
    }
    Ok(())
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
