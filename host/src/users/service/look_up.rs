//! People in systems outside, for somebody who is about to create one here.
use elenco_runtime::contract::Entry;

use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::streams::Failure;
use crate::users::model::LookedUp;

/// Longest query, in characters.
const LONGEST_QUERY: usize = 100;

/// People that a query finds; nobody for an empty one.
///
/// # Errors
/// [`AppError::Forbidden`]; busy servers.
pub async fn look_up(cx: &ServiceContext, query: &str) -> Result<LookedUp, AppError> {
    cx.require(Permission::UsersAdd)?;
    let query: String = query.trim().chars().take(LONGEST_QUERY).collect();
    if query.is_empty() {
        return Ok(LookedUp::default());
    }
    let found = cx.app.extensions.find_people(&cx.caller, query, cx.culture).await;
    found.map_err(AppError::Extension)
}

/// What a system outside knows of one person.
///
/// # Errors
/// [`AppError::Forbidden`], [`AppError::NotFound`], [`AppError::Extension`].
pub async fn read_found(cx: &ServiceContext, plugin: String, id: String) -> Result<Vec<Entry>, AppError> {
    cx.require(Permission::UsersAdd)?;
    let known = cx.app.extensions.read_person(&cx.caller, plugin, id, cx.culture).await;
    known.map_err(|error| match error.failure() {
        // The system outside knows nobody of this identifier, or no plugin of this name looks there.
        Failure::Refused(..) | Failure::NotReady => AppError::NotFound,
        _ => AppError::Extension(error),
    })
}
