//! Everything that is kept about a plugin goes with it.
use diesel::prelude::*;
use elenco_db::schema::{
    plugin_comparisons, plugin_differences, plugin_failures, plugin_figures, plugin_installs,
    plugin_key_values, plugin_secrets, plugin_settings, plugin_settings_history, plugin_versions,
};
use elenco_db::{Conn, DbError, TenantScope};

/// Removes a plugin's install, versions, settings and their history, secrets, kept values and figures.
pub(in crate::plugins) fn forget(conn: &mut Conn, scope: &TenantScope, plugin: &str) -> Result<(), DbError> {
    macro_rules! delete_from {
        ($($table:ident),*) => {$(
            diesel::delete(
                $table::table
                    .filter($table::tenant_id.eq(scope.tenant()))
                    .filter($table::plugin.eq(plugin)),
            )
            .execute(conn)?;
        )*};
    }
    // The install names versions, so it goes first.
    delete_from!(
        plugin_installs,
        plugin_versions,
        plugin_settings,
        plugin_settings_history,
        plugin_secrets,
        plugin_key_values,
        plugin_figures,
        plugin_failures,
        plugin_differences,
        plugin_comparisons
    );
    Ok(())
}
