//! Who has a value that no two people may have.
use elenco_db::UserId;

use super::validate::tidy;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::queries;

/// Who has this user name, e-mail address or external id; `control` is the name of the form's control.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn find_owner(
    cx: &ServiceContext,
    control: &'static str,
    value: &str,
) -> Result<Option<UserId>, AppError> {
    cx.require(Permission::UsersGetObject)?;
    let (scope, value) = (cx.scope, tidy(value));
    cx.app
        .db
        .read(move |conn| {
            let wanted = std::slice::from_ref(&value);
            Ok(match control {
                "username" => {
                    queries::find_by_usernames(conn, &scope, wanted)?.first().map(|one| one.user.id)
                }
                "email" => queries::find_emails(conn, &scope, wanted)?.into_iter().next().map(|(_, id)| id),
                _ => queries::find_external_ids(conn, &scope, wanted)?.into_values().next(),
            })
        })
        .await
        .map_err(AppError::Database)
}
