//! Queries about settings of plugins, and about their versions.
use diesel::prelude::*;
use elenco_db::schema::{groups, plugin_settings, plugin_settings_history};
use elenco_db::{Conn, DbError, GroupId, Instant, Json, ObjectId, TenantId, TenantScope, UserId, each};
use serde_json::Value;

use crate::plugins::model::settings::{SavedSettings, ScopedSettings, SettingsScope, SettingsVersion};

/// The tenant's own, by plugin.
pub(in crate::plugins) fn of_tenant(
    conn: &mut Conn,
    scope: &TenantScope,
) -> Result<Vec<(String, Json)>, DbError> {
    Ok(plugin_settings::table
        .filter(plugin_settings::tenant_id.eq(scope.tenant()))
        .filter(plugin_settings::scope_kind.eq(SettingsScope::Tenant.kind()))
        .select((plugin_settings::plugin, plugin_settings::settings))
        .load(conn)?)
}

/// Those of projects and groups, the oldest first.
pub(in crate::plugins) fn scoped(conn: &mut Conn, scope: &TenantScope) -> Result<ScopedSettings, DbError> {
    let rows: Vec<(String, String, ObjectId, Json)> = plugin_settings::table
        .filter(plugin_settings::tenant_id.eq(scope.tenant()))
        .filter(plugin_settings::scope_kind.ne(SettingsScope::Tenant.kind()))
        .select((
            plugin_settings::plugin,
            plugin_settings::scope_kind,
            plugin_settings::scope_id,
            plugin_settings::settings,
        ))
        .order((plugin_settings::plugin, plugin_settings::scope_kind.desc(), plugin_settings::scope_id))
        .load(conn)?;
    let known = |(plugin, kind, id, document): (String, String, ObjectId, Json)| {
        Some((plugin, SettingsScope::of(&kind, id)?, document.0))
    };
    Ok(ScopedSettings(rows.into_iter().filter_map(known).collect()))
}

/// Everything that was saved for one plugin.
pub(in crate::plugins) fn of_plugin(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
) -> Result<Vec<(SettingsScope, SavedSettings)>, DbError> {
    let rows: Vec<(String, ObjectId, Json, i64, Option<UserId>, Instant)> = plugin_settings::table
        .filter(plugin_settings::tenant_id.eq(scope.tenant()))
        .filter(plugin_settings::plugin.eq(plugin))
        .select((
            plugin_settings::scope_kind,
            plugin_settings::scope_id,
            plugin_settings::settings,
            plugin_settings::version,
            plugin_settings::changed_by,
            plugin_settings::changed_at,
        ))
        .load(conn)?;
    let known =
        |(kind, id, document, version, by, at): (String, ObjectId, Json, i64, Option<UserId>, Instant)| {
            Some((SettingsScope::of(&kind, id)?, SavedSettings { document: document.0, version, by, at }))
        };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Number of the newest version, of settings that were taken away too; 0 when none was ever saved.
pub(in crate::plugins) fn newest_version(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    of: SettingsScope,
) -> Result<i64, DbError> {
    let newest: Option<i64> = plugin_settings_history::table
        .filter(plugin_settings_history::tenant_id.eq(scope.tenant()))
        .filter(plugin_settings_history::plugin.eq(plugin))
        .filter(plugin_settings_history::scope_kind.eq(of.kind()))
        .filter(plugin_settings_history::scope_id.eq(of.id()))
        .select(plugin_settings_history::version)
        .order(plugin_settings_history::version.desc())
        .first(conn)
        .optional()?;
    Ok(newest.unwrap_or(0))
}

/// Versions from the newest to the oldest, those before `before` if it is named.
pub(in crate::plugins) fn versions(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    of: SettingsScope,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<SettingsVersion>, DbError> {
    let rows: Vec<(i64, Option<Json>, Option<UserId>, Instant)> = plugin_settings_history::table
        .filter(plugin_settings_history::tenant_id.eq(scope.tenant()))
        .filter(plugin_settings_history::plugin.eq(plugin))
        .filter(plugin_settings_history::scope_kind.eq(of.kind()))
        .filter(plugin_settings_history::scope_id.eq(of.id()))
        .filter(plugin_settings_history::version.lt(before.unwrap_or(i64::MAX)))
        .select((
            plugin_settings_history::version,
            plugin_settings_history::settings,
            plugin_settings_history::changed_by,
            plugin_settings_history::changed_at,
        ))
        .order(plugin_settings_history::version.desc())
        .limit(limit)
        .load(conn)?;
    let version = |(version, document, by, at): (i64, Option<Json>, Option<UserId>, Instant)| {
        SettingsVersion { version, document: document.map(|document| document.0), by, at }
    };
    Ok(rows.into_iter().map(version).collect())
}

/// Groups by name, at most `limit`: for whom settings of a policy can be set.
pub(in crate::plugins) fn groups_by_name(
    conn: &mut Conn,
    scope: &TenantScope,
    limit: i64,
) -> Result<Vec<(GroupId, String)>, DbError> {
    Ok(groups::table
        .filter(groups::tenant_id.eq(scope.tenant()))
        .order((groups::name, groups::id))
        .limit(limit)
        .select((groups::id, groups::name))
        .load(conn)?)
}

/// The name of a group, when the tenant has it.
pub(in crate::plugins) fn group_name(
    conn: &mut Conn,
    scope: &TenantScope,
    id: GroupId,
) -> Result<Option<String>, DbError> {
    Ok(groups::table
        .filter(groups::tenant_id.eq(scope.tenant()))
        .filter(groups::id.eq(id))
        .select(groups::name)
        .first(conn)
        .optional()?)
}

#[derive(Insertable)]
#[diesel(table_name = plugin_settings, treat_none_as_default_value = false)]
struct SettingsRow<'a> {
    tenant_id: TenantId,
    plugin: &'a str,
    scope_kind: &'static str,
    scope_id: ObjectId,
    settings: Json,
    version: i64,
    changed_by: Option<UserId>,
    changed_at: Instant,
}

/// A change of settings: the document to keep from now on, or nothing to take them away.
pub(in crate::plugins) struct NewVersion<'a> {
    pub plugin: &'a str,
    pub of: SettingsScope,
    pub document: Option<&'a Value>,
    pub version: i64,
    pub by: Option<UserId>,
    pub now: Instant,
}

/// Keeps a version. Two who save the same one at the same moment: the second one's is refused by the history's key.
///
/// # Errors
/// [`DbError::Unique`] with `plugin_settings_history_pkey`.
pub(in crate::plugins) fn save(
    conn: &mut Conn,
    scope: &TenantScope,
    new: &NewVersion<'_>,
) -> Result<(), DbError> {
    let history = (
        plugin_settings_history::tenant_id.eq(scope.tenant()),
        plugin_settings_history::plugin.eq(new.plugin),
        plugin_settings_history::scope_kind.eq(new.of.kind()),
        plugin_settings_history::scope_id.eq(new.of.id()),
        plugin_settings_history::version.eq(new.version),
        plugin_settings_history::settings.eq(new.document.cloned().map(Json)),
        plugin_settings_history::changed_by.eq(new.by),
        plugin_settings_history::changed_at.eq(new.now),
    );
    each!(conn, c => diesel::insert_into(plugin_settings_history::table).values(&history).execute(c))?;
    diesel::delete(
        plugin_settings::table
            .filter(plugin_settings::tenant_id.eq(scope.tenant()))
            .filter(plugin_settings::plugin.eq(new.plugin))
            .filter(plugin_settings::scope_kind.eq(new.of.kind()))
            .filter(plugin_settings::scope_id.eq(new.of.id())),
    )
    .execute(conn)?;
    let Some(document) = new.document else { return Ok(()) };
    let row = SettingsRow {
        tenant_id: scope.tenant(),
        plugin: new.plugin,
        scope_kind: new.of.kind(),
        scope_id: new.of.id(),
        settings: Json(document.clone()),
        version: new.version,
        changed_by: new.by,
        changed_at: new.now,
    };
    each!(conn, c => diesel::insert_into(plugin_settings::table).values(&row).execute(c))?;
    Ok(())
}
