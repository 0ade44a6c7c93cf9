//! What somebody may do, and why.
use elenco_db::{Conn, DbError, GroupId, RoleId, TenantScope, UserId};

use crate::auth::permission::{Permission, Permissions};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups;
use crate::groups::model::PlacedGroup;
use crate::roles::model::{GivingGroup, HeldRole};
use crate::roles::queries;

/// What a user's roles allow together: those given to the person, and those of the groups that the person belongs to.
/// Words of a newer version are skipped: what is not known is not allowed.
///
/// # Errors
/// The engine's.
pub fn permissions_of(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<Permissions, DbError> {
    let mut ids = queries::people::of_person(conn, scope, user)?;
    if queries::any_given(conn, scope)? {
        ids.extend(from_groups(conn, scope, user)?.1.into_iter().map(|(_, role)| role));
    }
    let roles = queries::find_some(conn, scope, &ids)?;
    Ok(roles.iter().flat_map(|role| role.grants.permissions().iter().collect::<Vec<Permission>>()).collect())
}

type FromGroups = (Vec<PlacedGroup>, Vec<(GroupId, RoleId)>);

/// The groups that somebody belongs to, and which of them gives which role.
fn from_groups(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<FromGroups, DbError> {
    let groups = groups::service::active_groups_of(conn, scope, user)?;
    let ids: Vec<GroupId> = groups.iter().map(|placed| placed.group.id).collect();
    let pairs = queries::given_by(conn, scope, &ids)?;
    Ok((groups, pairs))
}

/// The roles of a person by name, and where each comes from.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn held_by(cx: &ServiceContext, user: UserId) -> Result<Vec<HeldRole>, AppError> {
    cx.require(Permission::RolesList)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| {
        let own = queries::people::of_person(conn, &scope, user)?;
        let (groups, pairs) = from_groups(conn, &scope, user)?;
        let mut ids = own.clone();
        ids.extend(pairs.iter().map(|(_, role)| *role));
        let roles = queries::find_some(conn, &scope, &ids)?;
        let giving = |role: RoleId| {
            let from = groups.iter().filter(|placed| pairs.contains(&(placed.group.id, role)));
            from.map(|placed| GivingGroup { id: placed.group.id, path: placed.path(), active: true })
                .collect()
        };
        Ok(roles
            .into_iter()
            .map(|role| HeldRole { own: own.contains(&role.id), groups: giving(role.id), role })
            .collect())
    });
    found.await.map_err(AppError::Database)
}
