//! Queries about what plugins keep by their capability key-value.
use diesel::dsl::{count_star, sum};
use diesel::prelude::*;
use elenco_db::dialect::{Locked, OnBoth};
use elenco_db::schema::{plugin_key_values, tenants};
use elenco_db::{Conn, DbError, Instant, TenantScope};

diesel::define_sql_function! {
    /// Bytes of a text.
    #[sql_name = "octet_length"]
    fn text_bytes(text: diesel::sql_types::Text) -> diesel::sql_types::Integer;
}

diesel::define_sql_function! {
    /// Bytes of a value.
    #[sql_name = "octet_length"]
    fn value_bytes(value: diesel::sql_types::Binary) -> diesel::sql_types::Integer;
}

pub(in crate::plugins) fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    key: &str,
) -> Result<Option<Vec<u8>>, DbError> {
    Ok(plugin_key_values::table
        .filter(plugin_key_values::tenant_id.eq(scope.tenant()))
        .filter(plugin_key_values::plugin.eq(plugin))
        .filter(plugin_key_values::key.eq(key))
        .select(plugin_key_values::value)
        .first(conn)
        .optional()?)
}

pub(in crate::plugins) fn keys(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
) -> Result<Vec<String>, DbError> {
    Ok(plugin_key_values::table
        .filter(plugin_key_values::tenant_id.eq(scope.tenant()))
        .filter(plugin_key_values::plugin.eq(plugin))
        .select(plugin_key_values::key)
        .load(conn)?)
}

/// Keys, bytes of the keys, bytes of the values.
pub(in crate::plugins) fn usage(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
) -> Result<(i64, i64, i64), DbError> {
    let (keys, of_keys, of_values): (i64, Option<i64>, Option<i64>) = plugin_key_values::table
        .filter(plugin_key_values::tenant_id.eq(scope.tenant()))
        .filter(plugin_key_values::plugin.eq(plugin))
        .select((
            count_star(),
            sum(text_bytes(plugin_key_values::key)),
            sum(value_bytes(plugin_key_values::value)),
        ))
        .first(conn)?;
    Ok((keys, of_keys.unwrap_or(0), of_values.unwrap_or(0)))
}

/// Lets one writer of the tenant's values pass at a time, until the transaction ends: otherwise two that fit singly
/// could exceed the quota together.
pub(in crate::plugins) fn lock(conn: &mut Conn, scope: &TenantScope) -> Result<(), DbError> {
    let own = tenants::table.filter(tenants::id.eq(scope.tenant())).select(tenants::id);
    tenants::table
        .filter(tenants::id.eq(Locked(own)))
        .select(tenants::id)
        .load::<elenco_db::TenantId>(conn)?;
    Ok(())
}

pub(in crate::plugins) fn put(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    key: &str,
    value: &[u8],
    now: Instant,
) -> Result<(), DbError> {
    let row = (
        plugin_key_values::tenant_id.eq(scope.tenant()),
        plugin_key_values::plugin.eq(plugin),
        plugin_key_values::key.eq(key),
        plugin_key_values::value.eq(value),
        plugin_key_values::changed_at.eq(now),
    );
    let insert = diesel::insert_into(plugin_key_values::table)
        .values(row)
        .on_conflict((plugin_key_values::tenant_id, plugin_key_values::plugin, plugin_key_values::key))
        .do_update()
        .set((plugin_key_values::value.eq(value), plugin_key_values::changed_at.eq(now)));
    OnBoth(insert).execute(conn)?;
    Ok(())
}

/// Forgets these keys and says how many there were.
pub(in crate::plugins) fn delete(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    keys: &[String],
) -> Result<usize, DbError> {
    let own = plugin_key_values::table
        .filter(plugin_key_values::tenant_id.eq(scope.tenant()))
        .filter(plugin_key_values::plugin.eq(plugin))
        .filter(plugin_key_values::key.eq_any(keys));
    Ok(diesel::delete(own).execute(conn)?)
}

/// Forgets everything that a plugin keeps, and says how many keys that were.
pub(in crate::plugins) fn clear(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
) -> Result<usize, DbError> {
    let own = plugin_key_values::table
        .filter(plugin_key_values::tenant_id.eq(scope.tenant()))
        .filter(plugin_key_values::plugin.eq(plugin));
    Ok(diesel::delete(own).execute(conn)?)
}
