//! Queries about settings of plugins.
use diesel::prelude::*;
use elenco_db::schema::plugin_settings;
use elenco_db::{Conn, DbError, Instant, Json, ObjectId, TenantScope, UserId, each};

pub(in crate::plugins) fn settings(
    conn: &mut Conn,
    scope: &TenantScope,
) -> Result<Vec<(String, Json)>, DbError> {
    Ok(plugin_settings::table
        .filter(plugin_settings::tenant_id.eq(scope.tenant()))
        .filter(plugin_settings::scope_kind.eq("tenant"))
        .select((plugin_settings::plugin, plugin_settings::settings))
        .load(conn)?)
}

pub(in crate::plugins) fn save(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    settings: &Json,
    by: Option<UserId>,
    now: Instant,
) -> Result<(), DbError> {
    let own = plugin_settings::table
        .filter(plugin_settings::tenant_id.eq(scope.tenant()))
        .filter(plugin_settings::plugin.eq(plugin))
        .filter(plugin_settings::scope_kind.eq("tenant"));
    let changed = diesel::update(own)
        .set((
            plugin_settings::settings.eq(settings),
            plugin_settings::version.eq(plugin_settings::version + 1),
            plugin_settings::changed_by.eq(by),
            plugin_settings::changed_at.eq(now),
        ))
        .execute(conn)?;
    if changed == 0 {
        let row = (
            plugin_settings::tenant_id.eq(scope.tenant()),
            plugin_settings::plugin.eq(plugin),
            plugin_settings::scope_kind.eq("tenant"),
            plugin_settings::scope_id.eq(ObjectId::from_uuid(uuid::Uuid::nil())),
            plugin_settings::settings.eq(settings),
            plugin_settings::version.eq(1_i64),
            plugin_settings::changed_by.eq(by),
            plugin_settings::changed_at.eq(now),
        );
        each!(conn, c => diesel::insert_into(plugin_settings::table).values(&row).execute(c))?;
    }
    Ok(())
}
