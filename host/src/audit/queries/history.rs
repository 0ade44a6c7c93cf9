//! The entries about one object.
use diesel::prelude::*;
use elenco_db::schema::audit_entries;
use elenco_db::{AuditId, Conn, DbError, Instant, Json, ObjectId, TenantScope};
use uuid::Uuid;

use crate::audit::model::HistoryAnchor;

/// An entry as it is stored.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct StoredEntry {
    pub id: AuditId,
    pub at: Instant,
    pub actor_kind: String,
    pub actor_id: Option<ObjectId>,
    pub way: String,
    pub way_ref: Option<String>,
    pub action: String,
    pub changes: Json,
}

/// The newest entries about an object, or those before the anchor; one more than `limit` when there are more.
///
/// # Errors
/// The engine's.
pub fn list(
    conn: &mut Conn,
    scope: &TenantScope,
    (kind, id): (&str, Uuid),
    way: Option<&str>,
    older: Option<HistoryAnchor>,
    limit: i64,
) -> Result<Vec<StoredEntry>, DbError> {
    let mut query = audit_entries::table
        .filter(audit_entries::tenant_id.eq(scope.tenant()))
        .filter(audit_entries::object_kind.eq(kind.to_owned()))
        .filter(audit_entries::object_id.eq(ObjectId::from_uuid(id)))
        .order((audit_entries::at.desc(), audit_entries::id.desc()))
        .limit(limit + 1)
        .select(StoredEntry::as_select())
        .into_boxed();
    if let Some(way) = way {
        query = query.filter(audit_entries::way.eq(way.to_owned()));
    }
    if let Some(HistoryAnchor { at, id }) = older {
        query =
            query.filter(audit_entries::at.lt(at).or(audit_entries::at.eq(at).and(audit_entries::id.lt(id))));
    }
    Ok(query.load(conn)?)
}
