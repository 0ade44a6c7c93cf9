//! Who changed a person last.
use elenco_db::{DbError, Instant, UserId};

use crate::audit::model::Actor;
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::queries;

/// When a person was changed last, and the name of whoever did it, when it was somebody who is still there.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn last_change(
    cx: &ServiceContext,
    id: UserId,
) -> Result<Option<(Instant, Option<String>)>, AppError> {
    cx.require(Permission::UsersGetObject)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| {
            let Some((at, actor, actor_id)) = audit::last_change(conn, &scope, "user", id.as_uuid())? else {
                return Ok(None);
            };
            let editor = actor_id.map(UserId::from_uuid).filter(|id| actor == Actor::User(*id).as_str());
            let name = match editor {
                Some(editor) => queries::find(conn, &scope, editor)?.map(|stored| stored.user.full_name()),
                None => None,
            };
            Ok(Some((at, name)))
        })
        .await
        .map_err(|error: DbError| AppError::Database(error))
}
