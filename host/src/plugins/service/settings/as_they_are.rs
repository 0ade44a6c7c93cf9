//! Settings that nobody looks at before they are saved.
use serde_json::Value;

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::plugins::model::settings::SettingsScope;
use crate::plugins::queries;
use crate::plugins::queries::settings::NewVersion;

/// Saves the settings of a plugin for the tenant as they are: the server's own way, for demo data.
///
/// # Errors
/// The database's.
pub async fn save_settings(cx: &ServiceContext, plugin: &str, settings: Value) -> Result<(), AppError> {
    let (scope, now, by) = (cx.scope, cx.app.clock.now(), cx.actor.user());
    let plugin = plugin.to_owned();
    cx.app
        .db
        .write(move |conn| {
            let of = SettingsScope::Tenant;
            let version = queries::settings::newest_version(conn, &scope, &plugin, of)? + 1;
            let new = NewVersion { plugin: &plugin, of, document: Some(&settings), version, by, now };
            queries::settings::save(conn, &scope, &new)
        })
        .await
        .map_err(AppError::Database)
}
