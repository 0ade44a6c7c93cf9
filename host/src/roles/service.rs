//! Use cases about roles. Nobody gives what one does not have, and nobody takes the last administrator away; both are
//! asked here, whoever calls.
mod groups;
mod guard;
mod lookup;
mod people;
mod ready_made;
mod validate;

use std::collections::BTreeMap;

use elenco_db::{Conn, DbError, RoleId};
use serde_json::{Value, json};

pub use groups::{
    GroupRoles, give_to_groups, giving_groups, roles_of_group, set_roles_of_group, take_from_groups,
};
pub use guard::{
    any_given_by_groups, beyond_own, keep_an_administrator, lock, not_to_give, require_giving_of,
    would_lock_out,
};
pub use lookup::{held_by, permissions_of};
pub use people::{
    associate, clients_among, dissociate, exchange_some, give_to_people, list_people, people_among,
    take_from_people,
};
pub use ready_made::{add_missing, make_administrator, make_ready_made, missing};

use super::model::{Role, RoleAnchor, RolePage, RoleValues, Usage};
use super::queries;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;

/// People whom the question before a deletion names.
const NAMED: usize = 8;

/// An entry of the audit about a role.
fn entry(
    cx: &ServiceContext,
    id: RoleId,
    action: &'static str,
    changes: BTreeMap<String, Change>,
) -> AuditEntry {
    cx.audit_entry(cx.app.clock.now(), ("role", id.as_uuid()), action, changes)
}

/// What differs between a role and what it is to be, by the name of the form's control.
fn differences(before: &RoleValues, after: &RoleValues) -> BTreeMap<String, Change> {
    let all = [
        ("name", json!(before.name), json!(after.name)),
        ("description", json!(before.description), json!(after.description)),
        ("permissions", before.grants.write(), after.grants.write()),
    ];
    all.into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(field, old, new)| (field.to_owned(), Change { old, new }))
        .collect()
}

/// A name that another role has is a problem of the field, whatever else fails is the engine's.
fn refused(cx: &ServiceContext, error: DbError) -> AppError {
    match error {
        DbError::Unique { constraint: "roles_name" } => AppError::Invalid(vec![validate::taken(cx)]),
        DbError::NotFound => AppError::Conflict,
        other => AppError::from(other),
    }
}

/// Adds a role.
///
/// # Errors
/// [`AppError::Invalid`] lists every problem, also permissions that the actor does not have; then nothing is kept.
pub async fn create_role(cx: &ServiceContext, values: RoleValues) -> Result<Role, AppError> {
    cx.require(Permission::RolesAdd)?;
    let values = validate::tidy(values);
    validate::check(cx, &values)?;
    guard::require_giving(cx, &values.grants)?;
    let role = Role {
        id: RoleId::from_uuid(cx.app.ids.uuid()),
        name: values.name.clone(),
        description: values.description.clone(),
        grants: values.grants.clone(),
        template: None,
        version: 1,
        created_at: cx.app.clock.now(),
    };
    let (cx, made) = (cx.clone(), role.clone());
    let db = cx.app.db.clone();
    db.write(move |conn| {
        queries::insert(conn, &cx.scope, &made).map_err(|error| refused(&cx, error))?;
        let changes = differences(&RoleValues::default(), &values);
        audit::insert(conn, &cx.scope, &[entry(&cx, made.id, "create", changes)])?;
        Ok::<(), AppError>(())
    })
    .await?;
    Ok(role)
}

/// Changes a role. Who has it has what it allows from the next request on.
///
/// # Errors
/// [`AppError::Conflict`] when `expected_version` is not the present one; [`AppError::Invalid`] as in [`create_role`],
/// and when nobody would be left who may do everything.
pub async fn change_role(
    cx: &ServiceContext,
    id: RoleId,
    expected_version: Option<i64>,
    values: RoleValues,
) -> Result<Role, AppError> {
    cx.require(Permission::RolesUpdate)?;
    let values = validate::tidy(values);
    validate::check(cx, &values)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        keep_an_administrator(&cx, conn, |conn| change(&cx, conn, id, expected_version, &values))
    })
    .await
}

fn change(
    cx: &ServiceContext,
    conn: &mut Conn,
    id: RoleId,
    expected_version: Option<i64>,
    values: &RoleValues,
) -> Result<Role, AppError> {
    let before = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
    if expected_version.is_some_and(|expected| expected != before.version) {
        return Err(AppError::Conflict);
    }
    guard::require_giving(cx, &values.grants.beyond(&before.grants))?;
    let after = RoleValues { grants: before.grants.replaced_by(values.grants.clone()), ..values.clone() };
    let old = RoleValues {
        name: before.name.clone(),
        description: before.description.clone(),
        grants: before.grants.clone(),
    };
    let changes = differences(&old, &after);
    if changes.is_empty() {
        return Ok(before);
    }
    queries::update(conn, &cx.scope, id, before.version, &after).map_err(|error| refused(cx, error))?;
    audit::insert(conn, &cx.scope, &[entry(cx, id, "update", changes)])?;
    queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)
}

/// Who has a role, before it is deleted.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn usage(cx: &ServiceContext, id: RoleId) -> Result<Usage, AppError> {
    cx.require(Permission::RolesGetObject)?;
    let people = list_people(cx, id, None, None, NAMED).await?;
    let name = |person: &crate::users::model::UserSummary| {
        format!("{} {}", person.first_names, person.last_names).trim().to_owned()
    };
    Ok(Usage {
        people: people.items.iter().map(name).collect(),
        more_people: people.next.is_some(),
        groups: giving_groups(cx, id).await?,
    })
}

/// Deletes a role. Who had it has it no more.
///
/// # Errors
/// [`AppError::Invalid`] when nobody would be left who may do everything; [`AppError::NotFound`].
pub async fn delete_role(cx: &ServiceContext, id: RoleId) -> Result<(), AppError> {
    cx.require(Permission::RolesDelete)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        keep_an_administrator(&cx, conn, |conn| {
            let role = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
            let gone = |old: Value| Change { old, new: Value::Null };
            let changes = [
                ("name".to_owned(), gone(json!(role.name))),
                ("permissions".to_owned(), gone(role.grants.write())),
            ];
            queries::delete(conn, &cx.scope, id)?;
            audit::insert(conn, &cx.scope, &[entry(&cx, id, "delete", changes.into_iter().collect())])?;
            Ok(())
        })
    })
    .await
}

/// One role.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's roles too.
pub async fn find_role(cx: &ServiceContext, id: RoleId) -> Result<Role, AppError> {
    cx.require(Permission::RolesGetObject)?;
    let scope = cx.scope;
    let found =
        cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await.map_err(AppError::Database)?;
    found.ok_or(AppError::NotFound)
}

/// One page of roles by name.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_roles(
    cx: &ServiceContext,
    search: Option<String>,
    anchor: Option<RoleAnchor>,
    limit: usize,
) -> Result<RolePage, AppError> {
    cx.require(Permission::RolesList)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| queries::page(conn, &scope, search.as_deref(), anchor, limit))
        .await
        .map_err(AppError::Database)
}
