//! Queries about publishers whom a tenant trusts.
use diesel::prelude::*;
use elenco_db::schema::plugin_publishers;
use elenco_db::{Conn, DbError, Instant, PublisherId, TenantId, TenantScope, UserId, each};

use crate::plugins::model::Publisher;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = plugin_publishers, treat_none_as_default_value = false)]
struct PublisherRow {
    tenant_id: TenantId,
    id: PublisherId,
    name: String,
    public_key: String,
    added_by: Option<UserId>,
    added_at: Instant,
}

/// All of the tenant's, by name.
pub(in crate::plugins) fn list(conn: &mut Conn, scope: &TenantScope) -> Result<Vec<Publisher>, DbError> {
    let rows: Vec<PublisherRow> = plugin_publishers::table
        .filter(plugin_publishers::tenant_id.eq(scope.tenant()))
        .order((plugin_publishers::name, plugin_publishers::id))
        .select(PublisherRow::as_select())
        .load(conn)?;
    let publisher = |row: PublisherRow| Publisher { id: row.id, name: row.name, public_key: row.public_key };
    Ok(rows.into_iter().map(publisher).collect())
}

/// Adds one.
pub(in crate::plugins) fn insert(
    conn: &mut Conn,
    scope: &TenantScope,
    publisher: &Publisher,
    by: Option<UserId>,
    now: Instant,
) -> Result<(), DbError> {
    let row = PublisherRow {
        tenant_id: scope.tenant(),
        id: publisher.id,
        name: publisher.name.clone(),
        public_key: publisher.public_key.clone(),
        added_by: by,
        added_at: now,
    };
    each!(conn, c => diesel::insert_into(plugin_publishers::table).values(&row).execute(c))?;
    Ok(())
}

/// Removes one, and says whether it was there.
pub(in crate::plugins) fn delete(
    conn: &mut Conn,
    scope: &TenantScope,
    id: PublisherId,
) -> Result<bool, DbError> {
    let gone = diesel::delete(
        plugin_publishers::table
            .filter(plugin_publishers::tenant_id.eq(scope.tenant()))
            .filter(plugin_publishers::id.eq(id)),
    )
    .execute(conn)?;
    Ok(gone == 1)
}
