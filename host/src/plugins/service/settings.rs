//! What administrators set for plugins.
use std::collections::HashMap;
use std::sync::Arc;

use elenco_db::{Conn, DbError, Json, TenantScope};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::plugins::queries;

/// What the tenant's administrators saved, by plugin.
///
/// # Errors
/// The engine's.
pub fn settings(conn: &mut Conn, scope: &TenantScope) -> Result<HashMap<String, Arc<str>>, DbError> {
    let saved = queries::settings::settings(conn, scope)?;
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
        .write(move |conn| queries::settings::save(conn, &scope, &plugin, &settings, by, now))
        .await
        .map_err(AppError::Database)
}
