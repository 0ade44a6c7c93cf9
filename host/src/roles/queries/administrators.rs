//! Whether somebody is left who can do everything.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::{group_members, user_roles, users};
use elenco_db::{Conn, DbError, GroupId, Instant, RoleId, TenantScope, UserId};

use crate::roles::model::Standing;

/// Most people who are looked at one by one.
const LOOKED_AT: i64 = 300;

macro_rules! first_holder {
    ($table:ident, $column:ident, $conn:expr, $scope:expr, $of:expr, $now:expr, $except:expr, $wanted:expr) => {{
        let people =
            users::table.on(users::tenant_id.eq($table::tenant_id).and(users::id.eq($table::user_id)));
        let mut query = $table::table
            .inner_join(people)
            .filter($table::tenant_id.eq($scope.tenant()))
            .filter($table::$column.eq_any($of))
            .filter(users::active.eq(true))
            .filter(users::valid_since.is_null().or(users::valid_since.le($now)))
            .select($table::user_id)
            .into_boxed();
        query = match $wanted {
            Standing::ForGood => query.filter(users::valid_until.is_null()),
            _ => query.filter(users::valid_until.is_null().or(users::valid_until.gt($now))),
        };
        // One more than may not count: then one of them does. Somebody may come up through several roles.
        let most = i64::try_from($of.len() * $except.len()).unwrap_or(i64::MAX).saturating_add(1);
        let found: Vec<UserId> = query.limit(most).load($conn)?;
        found.iter().any(|id| !$except.contains(id))
    }};
}

/// Whether anybody but these has one of the roles, or is in one of the groups, and may act so.
pub fn has_holder(
    conn: &mut Conn,
    scope: &TenantScope,
    (roles, groups): (&[RoleId], &[GroupId]),
    now: Instant,
    except: &[UserId],
    wanted: Standing,
) -> Result<bool, DbError> {
    if !roles.is_empty() && first_holder!(user_roles, role_id, conn, scope, roles, now, except, wanted) {
        return Ok(true);
    }
    Ok(!groups.is_empty() && first_holder!(group_members, group_id, conn, scope, groups, now, except, wanted))
}

/// People who have one of the roles or are in one of the groups; of very many some.
pub fn candidates(
    conn: &mut Conn,
    scope: &TenantScope,
    (roles, groups): (&[RoleId], &[GroupId]),
) -> Result<Vec<UserId>, DbError> {
    let mut found: Vec<UserId> = user_roles::table
        .filter(user_roles::tenant_id.eq(scope.tenant()))
        .filter(user_roles::role_id.eq_any(roles))
        .limit(LOOKED_AT)
        .select(user_roles::user_id)
        .load(conn)?;
    let members: Vec<UserId> = group_members::table
        .filter(group_members::tenant_id.eq(scope.tenant()))
        .filter(group_members::group_id.eq_any(groups))
        .limit(LOOKED_AT)
        .select(group_members::user_id)
        .load(conn)?;
    found.extend(members);
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Who of these may act, and for how long.
pub fn who_may_act(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[UserId],
    now: Instant,
) -> Result<HashMap<UserId, Standing>, DbError> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(500) {
        type Validity = (UserId, bool, Option<Instant>, Option<Instant>);
        let some: Vec<Validity> = users::table
            .filter(users::tenant_id.eq(scope.tenant()))
            .filter(users::id.eq_any(chunk))
            .select((users::id, users::active, users::valid_since, users::valid_until))
            .load(conn)?;
        found.extend(some.into_iter().map(|row| (row.0, Standing::of(row.1, (row.2, row.3), now))));
    }
    found.retain(|_, standing| *standing > Standing::Nobody);
    Ok(found)
}
