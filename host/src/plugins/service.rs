//! Use cases about the tenant's plugins.
pub mod key_values;
pub mod settings;

pub use settings::{save_settings, settings};

use super::model::PluginState;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;

/// How every plugin fares.
///
/// # Errors
/// [`AppError::Forbidden`].
pub fn list_plugins(cx: &ServiceContext) -> Result<Vec<PluginState>, AppError> {
    cx.require(Permission::PluginsList)?;
    let states = cx.app.extensions.states();
    Ok(states.into_iter().map(|loaded| PluginState { name: loaded.name, state: loaded.state }).collect())
}
