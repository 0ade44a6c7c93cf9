//! Queries about secrets of plugins. What they hold is sealed; nothing here can read it.
use diesel::prelude::*;
use elenco_db::schema::plugin_secrets;
use elenco_db::{Conn, DbError, Instant, TenantScope, UserId, each};

/// A secret of this name, sealed.
///
/// # Errors
/// The engine's.
pub(in crate::plugins) fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    name: &str,
) -> Result<Option<Vec<u8>>, DbError> {
    Ok(plugin_secrets::table
        .filter(plugin_secrets::tenant_id.eq(scope.tenant()))
        .filter(plugin_secrets::plugin.eq(plugin))
        .filter(plugin_secrets::name.eq(name))
        .select(plugin_secrets::sealed)
        .first(conn)
        .optional()?)
}

/// The names of a plugin's secrets, with when each was typed.
///
/// # Errors
/// The engine's.
pub(in crate::plugins) fn names(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
) -> Result<Vec<(String, Instant)>, DbError> {
    Ok(plugin_secrets::table
        .filter(plugin_secrets::tenant_id.eq(scope.tenant()))
        .filter(plugin_secrets::plugin.eq(plugin))
        .select((plugin_secrets::name, plugin_secrets::changed_at))
        .load(conn)?)
}

/// Adds a secret. Names are drawn anew for each, so none is ever written over.
///
/// # Errors
/// The engine's.
pub(in crate::plugins) fn insert(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    (name, sealed): (&str, &[u8]),
    by: Option<UserId>,
    now: Instant,
) -> Result<(), DbError> {
    let row = (
        plugin_secrets::tenant_id.eq(scope.tenant()),
        plugin_secrets::plugin.eq(plugin),
        plugin_secrets::name.eq(name),
        plugin_secrets::sealed.eq(sealed),
        plugin_secrets::changed_by.eq(by),
        plugin_secrets::changed_at.eq(now),
    );
    each!(conn, c => diesel::insert_into(plugin_secrets::table).values(&row).execute(c))?;
    Ok(())
}

/// Takes secrets away for good.
///
/// # Errors
/// The engine's.
pub(in crate::plugins) fn delete(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    names: &[String],
) -> Result<(), DbError> {
    for chunk in names.chunks(500) {
        let gone = plugin_secrets::table
            .filter(plugin_secrets::tenant_id.eq(scope.tenant()))
            .filter(plugin_secrets::plugin.eq(plugin))
            .filter(plugin_secrets::name.eq_any(chunk));
        diesel::delete(gone).execute(conn)?;
    }
    Ok(())
}
