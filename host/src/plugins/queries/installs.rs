//! Queries about which versions answer for a tenant.
use diesel::prelude::*;
use elenco_db::schema::plugin_installs;
use elenco_db::{Conn, DbError, Instant, Json, PluginVersionId, TenantId, TenantScope, UserId, each};
use serde_json::Value;

use crate::plugins::model::{Install, Powers};

#[derive(Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = plugin_installs, treat_none_as_default_value = false, treat_none_as_null = true)]
struct InstallRow {
    tenant_id: TenantId,
    plugin: String,
    active_version_id: Option<PluginVersionId>,
    previous_version_id: Option<PluginVersionId>,
    canary_version_id: Option<PluginVersionId>,
    enabled: bool,
    grants: Json<Value>,
    limits: Json<Value>,
    consented_by: Option<UserId>,
    consented_at: Option<Instant>,
    revision: i64,
    changed_by: Option<UserId>,
    changed_at: Instant,
}

impl InstallRow {
    fn into_install(self) -> Option<Install> {
        let granted: Powers = serde_json::from_value(self.grants.0).ok()?;
        Some(Install {
            plugin: self.plugin,
            active: self.active_version_id,
            previous: self.previous_version_id,
            canary: self.canary_version_id,
            enabled: self.enabled,
            granted,
            consented_by: self.consented_by,
            consented_at: self.consented_at,
            revision: self.revision,
        })
    }
}

/// Every install of the tenant, by name.
pub(in crate::plugins) fn list(conn: &mut Conn, scope: &TenantScope) -> Result<Vec<Install>, DbError> {
    let rows: Vec<InstallRow> = plugin_installs::table
        .filter(plugin_installs::tenant_id.eq(scope.tenant()))
        .order(plugin_installs::plugin)
        .select(InstallRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().filter_map(InstallRow::into_install).collect())
}

/// The install of one plugin.
pub(in crate::plugins) fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
) -> Result<Option<Install>, DbError> {
    let row: Option<InstallRow> = plugin_installs::table
        .filter(plugin_installs::tenant_id.eq(scope.tenant()))
        .filter(plugin_installs::plugin.eq(plugin))
        .select(InstallRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(InstallRow::into_install))
}

/// Writes an install over the one with the revision before it; the first has revision 1. Says whether that one was
/// still there.
pub(in crate::plugins) fn save(
    conn: &mut Conn,
    scope: &TenantScope,
    install: &Install,
    by: Option<UserId>,
    now: Instant,
) -> Result<bool, DbError> {
    let row = InstallRow {
        tenant_id: scope.tenant(),
        plugin: install.plugin.clone(),
        active_version_id: install.active,
        previous_version_id: install.previous,
        canary_version_id: install.canary,
        enabled: install.enabled,
        grants: Json(serde_json::to_value(&install.granted).unwrap_or_default()),
        limits: Json(Value::Object(serde_json::Map::new())),
        consented_by: install.consented_by,
        consented_at: install.consented_at,
        revision: install.revision,
        changed_by: by,
        changed_at: now,
    };
    if install.revision == 1 {
        let inserted = each!(conn, c => diesel::insert_into(plugin_installs::table).values(&row).execute(c));
        return match inserted.map_err(DbError::from) {
            Ok(_) => Ok(true),
            Err(DbError::Unique { .. }) => Ok(false),
            Err(error) => Err(error),
        };
    }
    let changed = diesel::update(
        plugin_installs::table
            .filter(plugin_installs::tenant_id.eq(scope.tenant()))
            .filter(plugin_installs::plugin.eq(&install.plugin))
            .filter(plugin_installs::revision.eq(install.revision - 1)),
    )
    .set(&row)
    .execute(conn)?;
    Ok(changed == 1)
}
