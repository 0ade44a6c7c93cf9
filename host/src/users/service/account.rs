//! One person by name, one's projects, the language that one reads.
use elenco_db::{ProjectId, UserId};

use super::find_user;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::User;
use crate::users::queries;

/// Changes the language that somebody reads. One's own needs no permission.
///
/// # Errors
/// The database's.
pub async fn choose_culture(
    cx: &ServiceContext,
    id: UserId,
    culture: crate::locale::Culture,
) -> Result<(), AppError> {
    if cx.actor.user() != Some(id) {
        cx.require(Permission::UsersUpdate)?;
    }
    let scope = cx.scope;
    cx.app
        .db
        .write(move |conn| queries::set_culture(conn, &scope, id, culture.tag()))
        .await
        .map_err(AppError::Database)
}

/// A project that somebody belongs to already, for changes that are not about projects.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn home_project(cx: &ServiceContext, id: UserId) -> Result<ProjectId, AppError> {
    find_user(cx, id).await?;
    let scope = cx.scope;
    let all = cx
        .app
        .db
        .read(move |conn| queries::projects_of(conn, &scope, id))
        .await
        .map_err(AppError::Database)?;
    all.first().copied().ok_or(AppError::NotFound)
}

/// Somebody by user name.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn find_named(cx: &ServiceContext, username: &str) -> Result<User, AppError> {
    cx.require(Permission::UsersGetObject)?;
    let (scope, name) = (cx.scope, username.to_owned());
    let found = cx
        .app
        .db
        .read(move |conn| queries::find_by_usernames(conn, &scope, std::slice::from_ref(&name)))
        .await
        .map_err(AppError::Database)?;
    found.into_iter().next().map(|stored| stored.user).ok_or(AppError::NotFound)
}
