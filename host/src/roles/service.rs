//! Use cases about roles.
use elenco_db::{Conn, DbError, Json, RoleId, TenantScope, UserId};

use super::queries;
use crate::auth::permission::{Permission, Permissions};
use crate::context::ServiceContext;
use crate::error::AppError;

/// Name of the role with every permission, made with each tenant.
pub const ADMINISTRATOR: &str = "Administrator";

/// What a user's roles allow together. Words of a newer version are skipped: what is not known is not allowed.
///
/// # Errors
/// The engine's.
pub fn permissions_of(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<Permissions, DbError> {
    let documents = queries::permissions_of(conn, scope, user)?;
    Ok(documents
        .iter()
        .filter_map(|document| document.0.as_array())
        .flatten()
        .filter_map(|word| word.as_str())
        .flat_map(|word| match word {
            "*" => Permission::ALL.to_vec(),
            other => Permission::parse(other).into_iter().collect(),
        })
        .collect())
}

/// Gives somebody the administrator's role, which is made when the tenant has none.
///
/// # Errors
/// The database's.
pub async fn make_administrator(cx: &ServiceContext, user: UserId) -> Result<(), AppError> {
    let (scope, now) = (cx.scope, cx.app.clock.now());
    let new = RoleId::from_uuid(cx.app.ids.uuid());
    cx.app
        .db
        .write(move |conn| {
            let role = match queries::find_named(conn, &scope, ADMINISTRATOR)? {
                Some(role) => role,
                None => {
                    // The star stands for permissions of later versions too.
                    queries::insert(conn, &scope, new, ADMINISTRATOR, Json(serde_json::json!(["*"])), now)?;
                    new
                }
            };
            queries::give(conn, &scope, user, role)
        })
        .await
        .map_err(AppError::Database)
}
