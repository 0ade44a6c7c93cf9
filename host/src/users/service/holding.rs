//! Values of an additional field that is gone: how many people have one, and taking them away.
use std::collections::BTreeMap;

use elenco_db::{Conn, DbError, UserId};
use serde_json::Value;

use crate::audit::model::Change;
use crate::audit::queries as audit;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::UserKind;
use crate::users::queries::{self, StoredUser};

/// How many of the next people of a kind have a value in a field, and the last one that was looked at.
///
/// # Errors
/// The database's.
pub async fn count_holding(
    cx: &ServiceContext,
    kind: UserKind,
    field: &str,
    after: Option<UserId>,
    window: i64,
) -> Result<(usize, Option<UserId>), AppError> {
    let (scope, field) = (cx.scope, field.to_owned());
    cx.app
        .db
        .read(move |conn| {
            let (ids, last) = queries::holding(conn, &scope, kind, &field, after, window)?;
            Ok::<_, DbError>((ids.len(), last))
        })
        .await
        .map_err(AppError::Database)
}

/// Takes the value of a field away from the next people of a kind, in the caller's transaction. Answers how many had
/// one, and the last one that was looked at; nobody at the end.
///
/// # Errors
/// The engine's; [`DbError::NotFound`] never: whoever changed meanwhile is simply read again with the transaction.
pub fn remove_values(
    conn: &mut Conn,
    cx: &ServiceContext,
    kind: UserKind,
    field: &str,
    after: Option<UserId>,
    window: i64,
) -> Result<(usize, Option<UserId>), DbError> {
    let now = cx.app.clock.now();
    let (ids, last) = queries::holding(conn, &cx.scope, kind, field, after, window)?;
    let people = if ids.is_empty() { Vec::new() } else { queries::find_by_ids(conn, &cx.scope, &ids)? };
    let mut entries = Vec::with_capacity(people.len());
    for StoredUser { mut user, password_hash, password_basis } in people {
        let Some(old) = user.fields.remove(field) else { continue };
        let expected = user.version;
        user.version += 1;
        user.updated_at = now;
        let changes = BTreeMap::from([(format!("fields.{field}"), Change { old, new: Value::Null })]);
        entries.push(cx.audit_entry(now, ("user", user.id.as_uuid()), "update", changes));
        let stored = StoredUser { user, password_hash, password_basis };
        queries::update(conn, &cx.scope, &stored, expected)?;
    }
    audit::insert(conn, &cx.scope, &entries)?;
    Ok((entries.len(), last))
}
