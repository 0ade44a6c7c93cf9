//! Values of fields that are gone.
use elenco_db::{JobId, UserId};
use serde::{Deserialize, Serialize};

use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::ExtensionError;
use crate::fields::model::{Counted, FieldConcept};
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob};
use crate::users;
use crate::users::model::UserKind;

/// People that are looked at in one read.
const WINDOW: i64 = 10_000;
/// Most reads of one count: a page that waits longer helps nobody.
const READS: usize = 20;
/// After imports and exports.
const PRIORITY: i32 = 200;

/// What the job is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemovalPayload {
    /// Of whom.
    pub kind: UserKind,
    /// Which field's values.
    pub field: String,
    /// Who asked for it; nobody when it was the server.
    pub by: Option<UserId>,
}

fn kind_of(concept: FieldConcept) -> Option<UserKind> {
    match concept {
        FieldConcept::Client => Some(UserKind::Client),
        FieldConcept::Specialist => Some(UserKind::Specialist),
        FieldConcept::Company | FieldConcept::Supplier | FieldConcept::Location => None,
    }
}

/// How many people have a value in a field; nothing for concepts that are no people.
///
/// # Errors
/// [`AppError::Forbidden`], the database's.
pub async fn count_values(
    cx: &ServiceContext,
    concept: FieldConcept,
    field: &str,
) -> Result<Option<Counted>, AppError> {
    cx.require(Permission::FieldsUpdate)?;
    let Some(kind) = kind_of(concept) else { return Ok(None) };
    let (mut counted, mut after) = (Counted::default(), None);
    for _ in 0..READS {
        let (found, last) = users::service::count_holding(cx, kind, field, after, WINDOW).await?;
        counted.count += found;
        let Some(last) = last else { return Ok(Some(counted)) };
        after = Some(last);
    }
    counted.more = true;
    Ok(Some(counted))
}

/// Whether some settings, of whatever scope, still define the field: then its values are not without an owner.
async fn is_defined(cx: &ServiceContext, concept: FieldConcept, field: &str) -> Result<bool, AppError> {
    let fresh = ServiceContext::for_job(
        &cx.app,
        cx.scope.tenant(),
        UserId::from_uuid(uuid::Uuid::nil()),
        cx.way.clone(),
        cx.culture,
    )
    .await?;
    let everywhere = std::iter::once(fresh.caller.in_no_project()).chain(fresh.caller.in_each_project());
    for caller in everywhere.collect::<Vec<_>>() {
        let found = cx.app.extensions.field_set(&caller, concept.contract(), cx.culture).await;
        let found = found.map_err(AppError::Extension)?;
        if let Some(failure) = found.failures.into_iter().next() {
            return Err(AppError::Extension(failure));
        }
        if found.fields.iter().any(|owned| owned.field.id == field) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Has the values of a field that is gone taken away in the background, unless another scope still defines it.
pub(super) async fn schedule(
    cx: &ServiceContext,
    concept: FieldConcept,
    field: &str,
) -> Result<(), AppError> {
    let Some(kind) = kind_of(concept) else { return Ok(()) };
    match is_defined(cx, concept, field).await {
        Ok(true) => return Ok(()),
        Ok(false) | Err(AppError::Extension(ExtensionError::Absent(_))) => {}
        Err(error) => return Err(error),
    }
    let payload = RemovalPayload { kind, field: field.to_owned(), by: cx.actor.user() };
    let payload = serde_json::to_value(&payload).map_err(|error| AppError::Internal(error.to_string()))?;
    let job = NewJob { kind: JobKind::RemoveFieldValues, payload, priority: PRIORITY };
    let (scope, now, id) = (cx.scope, cx.app.clock.now(), JobId::from_uuid(cx.app.ids.uuid()));
    cx.app
        .db
        .write(move |conn| jobs::service::enqueue(conn, &scope, id, &job, now))
        .await
        .map_err(AppError::Database)?;
    cx.app.queue.wake();
    Ok(())
}
