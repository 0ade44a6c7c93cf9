//! Rows of the audit.
mod history;
mod names;

use diesel::prelude::*;
use elenco_db::schema::audit_entries;
use elenco_db::{AuditId, Conn, DbError, Instant, Json, TenantId, TenantScope, UserId, each};
use uuid::Uuid;

use super::model::AuditEntry;

pub use history::{StoredEntry, list};
pub use names::{StoredToken, files, names, people, person_kind, tokens};

#[derive(Debug, Insertable)]
#[diesel(table_name = audit_entries, treat_none_as_default_value = false)]
struct AuditRow {
    tenant_id: TenantId,
    id: AuditId,
    at: Instant,
    actor_kind: String,
    actor_id: Option<elenco_db::ObjectId>,
    way: String,
    way_ref: Option<String>,
    object_kind: String,
    object_id: elenco_db::ObjectId,
    action: String,
    changes: Json,
}

/// Adds entries.
///
/// # Errors
/// The engine's.
pub fn insert(conn: &mut Conn, scope: &TenantScope, entries: &[AuditEntry]) -> Result<(), DbError> {
    let rows: Vec<AuditRow> = entries
        .iter()
        .map(|entry| AuditRow {
            tenant_id: scope.tenant(),
            id: entry.id,
            at: entry.at,
            actor_kind: entry.actor.as_str().to_owned(),
            actor_id: entry.actor.id().map(any),
            way: entry.way.as_str().to_owned(),
            way_ref: entry.way.reference(),
            object_kind: entry.object_kind.to_owned(),
            object_id: any(entry.object_id),
            action: entry.action.to_owned(),
            changes: Json(serde_json::to_value(&entry.changes).unwrap_or_default()),
        })
        .collect();
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(audit_entries::table).values(chunk).execute(c))?;
    }
    Ok(())
}

fn any(id: Uuid) -> elenco_db::ObjectId {
    elenco_db::ObjectId::from_uuid(id)
}

/// Entries that are looked through for people of the last imports.
const LOOKED_THROUGH: i64 = 5_000;

/// People whom the last imports made or changed, the last ones first, so far as the newest entries tell.
///
/// # Errors
/// The engine's.
pub fn last_imported(conn: &mut Conn, scope: &TenantScope, most: usize) -> Result<Vec<UserId>, DbError> {
    let entries: Vec<(String, String, elenco_db::ObjectId)> = audit_entries::table
        .filter(audit_entries::tenant_id.eq(scope.tenant()))
        .order(audit_entries::id.desc())
        .limit(LOOKED_THROUGH)
        .select((audit_entries::way, audit_entries::object_kind, audit_entries::object_id))
        .load(conn)?;
    let mut people = Vec::new();
    for (_, _, id) in entries.into_iter().filter(|(way, kind, _)| way == "import" && kind == "user") {
        let id = UserId::from_uuid(id.as_uuid());
        if people.len() < most && !people.contains(&id) {
            people.push(id);
        }
    }
    Ok(people)
}

/// Who changed a thing last, as [`super::model::Actor`] is stored, and when.
///
/// # Errors
/// The engine's.
pub fn last_change(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: &str,
    id: Uuid,
) -> Result<Option<(Instant, String, Option<Uuid>)>, DbError> {
    let last: Option<(Instant, String, Option<elenco_db::ObjectId>)> = audit_entries::table
        .filter(audit_entries::tenant_id.eq(scope.tenant()))
        .filter(audit_entries::object_kind.eq(kind))
        .filter(audit_entries::object_id.eq(any(id)))
        .order((audit_entries::at.desc(), audit_entries::id.desc()))
        .select((audit_entries::at, audit_entries::actor_kind, audit_entries::actor_id))
        .first(conn)
        .optional()?;
    Ok(last.map(|(at, actor, id)| (at, actor, id.map(elenco_db::ObjectId::as_uuid))))
}
