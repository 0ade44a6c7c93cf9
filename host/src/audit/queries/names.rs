//! Names of whoever made changes, and of what changed values refer to; of what is gone, the last one known.
use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use elenco_db::schema::{
    audit_entries, calendars, companies, deleted_users, groups, imports, locations, projects, roles,
    services, tokens as tokens_table, users,
};
use elenco_db::{Conn, DbError, ImportId, Json, ObjectId, TenantScope, TokenId, UserId};
use uuid::Uuid;

use crate::audit::model::KnownPerson;
use crate::users::model::UserKind;

/// Kinds of objects whose entries of deletion may still tell a name.
const NAMED_WHEN_DELETED: [&str; 10] =
    ["user", "group", "location", "company", "service", "calendar", "role", "project", "token", "shift"];

fn joined(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}

/// What entries of deletion say of these things: `name`, or `description` for a token.
fn of_deleted(
    conn: &mut Conn,
    scope: &TenantScope,
    missing: &BTreeSet<Uuid>,
) -> Result<BTreeMap<Uuid, String>, DbError> {
    if missing.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<ObjectId> = missing.iter().copied().map(ObjectId::from_uuid).collect();
    let rows: Vec<(ObjectId, Json)> = audit_entries::table
        .filter(audit_entries::tenant_id.eq(scope.tenant()))
        .filter(audit_entries::object_kind.eq_any(NAMED_WHEN_DELETED))
        .filter(audit_entries::object_id.eq_any(ids))
        .filter(audit_entries::action.eq_any(["delete", "revoke"]))
        .select((audit_entries::object_id, audit_entries::changes))
        .load(conn)?;
    let name = |changes: &serde_json::Value| {
        let old = ["name", "description"].iter().find_map(|field| changes.get(field)?.get("old")?.as_str());
        old.map(str::to_owned)
    };
    Ok(rows.into_iter().filter_map(|(id, changes)| Some((id.as_uuid(), name(&changes.0)?))).collect())
}

/// These people, those who are gone as well.
///
/// # Errors
/// The engine's.
pub fn people(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &BTreeSet<UserId>,
) -> Result<BTreeMap<UserId, KnownPerson>, DbError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let present: Vec<(UserId, String, String, String)> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq_any(ids))
        .select((users::id, users::first_names, users::last_names, users::kind))
        .load(conn)?;
    let mut known: BTreeMap<UserId, KnownPerson> = present
        .into_iter()
        .map(|(id, first, last, kind)| {
            (id, KnownPerson { id, name: Some(joined(&first, &last)), kind: UserKind::parse(&kind) })
        })
        .collect();
    let missing: Vec<UserId> = ids.iter().filter(|id| !known.contains_key(id)).copied().collect();
    if missing.is_empty() {
        return Ok(known);
    }
    let gone: Vec<(UserId, String)> = deleted_users::table
        .filter(deleted_users::tenant_id.eq(scope.tenant()))
        .filter(deleted_users::id.eq_any(&missing))
        .select((deleted_users::id, deleted_users::name))
        .load(conn)?;
    let mut names: BTreeMap<Uuid, String> = gone.into_iter().map(|(id, name)| (id.as_uuid(), name)).collect();
    let rest = missing.iter().map(|id| id.as_uuid()).filter(|id| !names.contains_key(id)).collect();
    names.extend(of_deleted(conn, scope, &rest)?);
    for id in missing {
        known.insert(id, KnownPerson { id, name: names.remove(&id.as_uuid()), kind: None });
    }
    Ok(known)
}

/// A token that made changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredToken {
    /// What it was made for.
    pub description: String,
    /// Whose it is.
    pub person: Option<UserId>,
}

/// These tokens, as far as they are known.
///
/// # Errors
/// The engine's.
pub fn tokens(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &BTreeSet<TokenId>,
) -> Result<BTreeMap<TokenId, StoredToken>, DbError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(TokenId, String, UserId)> = tokens_table::table
        .filter(tokens_table::tenant_id.eq(scope.tenant()))
        .filter(tokens_table::id.eq_any(ids))
        .select((tokens_table::id, tokens_table::description, tokens_table::user_id))
        .load(conn)?;
    let mut known: BTreeMap<TokenId, StoredToken> = rows
        .into_iter()
        .map(|(id, description, person)| (id, StoredToken { description, person: Some(person) }))
        .collect();
    let missing = ids.iter().filter(|id| !known.contains_key(id)).map(|id| id.as_uuid()).collect();
    for (id, description) in of_deleted(conn, scope, &missing)? {
        known.insert(TokenId::from_uuid(id), StoredToken { description, person: None });
    }
    Ok(known)
}

/// Names of the files of these imports.
///
/// # Errors
/// The engine's.
pub fn files(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &BTreeSet<ImportId>,
) -> Result<BTreeMap<ImportId, String>, DbError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(ImportId, String)> = imports::table
        .filter(imports::tenant_id.eq(scope.tenant()))
        .filter(imports::id.eq_any(ids))
        .select((imports::id, imports::file_name))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Whether somebody is, or was, a client or a specialist.
///
/// # Errors
/// The engine's.
pub fn person_kind(conn: &mut Conn, scope: &TenantScope, id: UserId) -> Result<Option<UserKind>, DbError> {
    let present: Option<String> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq(id))
        .select(users::kind)
        .first(conn)
        .optional()?;
    let kind = match present {
        Some(kind) => Some(kind),
        None => deleted_users::table
            .filter(deleted_users::tenant_id.eq(scope.tenant()))
            .filter(deleted_users::id.eq(id))
            .select(deleted_users::kind)
            .first(conn)
            .optional()?,
    };
    Ok(kind.and_then(|kind| UserKind::parse(&kind)))
}

/// Names of whatever these ids belong to; ids of nothing have none.
///
/// # Errors
/// The engine's.
pub fn names(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &BTreeSet<Uuid>,
) -> Result<BTreeMap<Uuid, String>, DbError> {
    let mut found: BTreeMap<Uuid, String> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    macro_rules! named {
        ($($table:ident: $id:ty),+ $(,)?) => {$(
            let wanted: Vec<$id> = ids.iter().copied().map(<$id>::from_uuid).collect();
            let rows: Vec<($id, String)> = $table::table
                .filter($table::tenant_id.eq(scope.tenant()))
                .filter($table::id.eq_any(wanted))
                .select(($table::id, $table::name))
                .load(conn)?;
            found.extend(rows.into_iter().map(|(id, name)| (id.as_uuid(), name)));
        )+};
    }
    named!(
        locations: elenco_db::LocationId,
        groups: elenco_db::GroupId,
        projects: elenco_db::ProjectId,
        roles: elenco_db::RoleId,
        companies: elenco_db::CompanyId,
        services: elenco_db::ServiceId,
        calendars: elenco_db::CalendarId,
    );
    let rest: BTreeSet<UserId> =
        ids.iter().filter(|id| !found.contains_key(id)).copied().map(UserId::from_uuid).collect();
    let known = people(conn, scope, &rest)?;
    found.extend(known.into_values().filter_map(|person| Some((person.id.as_uuid(), person.name?))));
    let missing = ids.iter().filter(|id| !found.contains_key(id)).copied().collect();
    found.extend(of_deleted(conn, scope, &missing)?);
    Ok(found)
}
