//! What only the operator does, from the command line.
use elenco_db::{ProjectId, UserId};

use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::User;
use crate::users::queries;

/// Sets a password that no policy judges: the operator's own, from the command line. Everybody else's goes through
/// [`save_users`].
///
/// # Errors
/// [`AppError`].
pub async fn set_password(
    cx: &ServiceContext,
    id: UserId,
    password: secrecy::SecretString,
) -> Result<(), AppError> {
    cx.require(Permission::UsersUpdate)?;
    let salt = cx.app.ids.secret::<16>();
    let hash =
        cx.app.hasher.hash(password, salt).await.map_err(|error| AppError::Internal(error.to_string()))?;
    let scope = cx.scope;
    cx.app
        .db
        .write(move |conn| queries::set_password_hash(conn, &scope, id, &hash))
        .await
        .map_err(AppError::Database)
}

/// Adds people as they are, without judging them: made-up ones, for measuring.
///
/// # Errors
/// The database's.
pub async fn add_generated(
    cx: &ServiceContext,
    project: ProjectId,
    people: Vec<User>,
) -> Result<(), AppError> {
    cx.require(Permission::UsersAdd)?;
    let (scope, now) = (cx.scope, cx.app.clock.now());
    let people: Vec<queries::StoredUser> = people
        .into_iter()
        .map(|user| queries::StoredUser { user, password_hash: None, password_basis: None })
        .collect();
    cx.app
        .db
        .write(move |conn| {
            queries::insert(conn, &people)?;
            let members: Vec<&User> = people.iter().map(|stored| &stored.user).collect();
            queries::join_project(conn, &scope, project, &members, now)
        })
        .await
        .map_err(AppError::Database)
}
