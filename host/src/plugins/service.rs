//! Use cases about the tenant's plugins.
use std::collections::HashMap;
use std::sync::Arc;

use elenco_db::{Conn, DbError, Json, TenantScope};

use super::model::PluginState;
use super::queries;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;

/// What the tenant's administrators saved, by plugin.
///
/// # Errors
/// The engine's.
pub fn settings(conn: &mut Conn, scope: &TenantScope) -> Result<HashMap<String, Arc<str>>, DbError> {
    let saved = queries::settings(conn, scope)?;
    Ok(saved.into_iter().map(|(plugin, settings)| (plugin, Arc::from(settings.0.to_string()))).collect())
}

/// Saves the settings of a plugin for the tenant. They count from the next call on.
///
/// # Errors
/// The database's.
pub async fn save_settings(
    cx: &ServiceContext,
    plugin: &str,
    settings: serde_json::Value,
) -> Result<(), AppError> {
    let (scope, now, by) = (cx.scope, cx.app.clock.now(), cx.actor.user());
    let (plugin, settings) = (plugin.to_owned(), Json(settings));
    cx.app
        .db
        .write(move |conn| queries::save(conn, &scope, &plugin, &settings, by, now))
        .await
        .map_err(AppError::Database)
}

/// How every plugin fares.
///
/// # Errors
/// [`AppError::Forbidden`].
pub fn list_plugins(cx: &ServiceContext) -> Result<Vec<PluginState>, AppError> {
    cx.require(Permission::PluginsList)?;
    let states = cx.app.extensions.states();
    Ok(states.into_iter().map(|loaded| PluginState { name: loaded.name, state: loaded.state }).collect())
}
