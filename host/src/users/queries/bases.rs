//! Under which rules passwords were taken, and whose are to be chosen anew.
use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use elenco_db::schema::{group_members, memberships, password_bases, users};
use elenco_db::{Conn, DbError, GroupId, Instant, Json, ProjectId, TenantScope, UserId, each};
use serde_json::Value;

/// Rules by plugin, as [`password_bases`] keeps them.
type Rules = BTreeMap<String, Vec<Value>>;

/// Which people a count or a request is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Circle {
    /// Everybody in the tenant.
    Everybody,
    /// Who is in a project.
    Project(ProjectId),
    /// Who is in a group, or in one below it.
    Group(GroupId),
}

/// Keeps rules under their names; those that are there already stay.
///
/// # Errors
/// The engine's.
pub fn keep_bases(
    conn: &mut Conn,
    scope: &TenantScope,
    bases: &BTreeMap<String, Rules>,
    now: Instant,
) -> Result<(), DbError> {
    for (id, rules) in bases {
        let row = (
            password_bases::tenant_id.eq(scope.tenant()),
            password_bases::id.eq(id),
            password_bases::policies.eq(Json(serde_json::to_value(rules).unwrap_or_default())),
            password_bases::created_at.eq(now),
        );
        each!(conn, c => diesel::insert_into(password_bases::table).values(&row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// All rules under which passwords of the tenant were ever taken, by name.
///
/// # Errors
/// The engine's.
pub fn bases(conn: &mut Conn, scope: &TenantScope) -> Result<BTreeMap<String, Rules>, DbError> {
    let rows: Vec<(String, Json)> = password_bases::table
        .filter(password_bases::tenant_id.eq(scope.tenant()))
        .select((password_bases::id, password_bases::policies))
        .load(conn)?;
    let read = |(id, rules): (String, Json)| Some((id, serde_json::from_value(rules.0).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// How many people of the tenant have a password that was taken under each rules, less those who are to choose another
/// one anyway. Reads nothing but one index.
///
/// # Errors
/// The engine's.
pub fn count_by_basis(conn: &mut Conn, scope: &TenantScope) -> Result<Vec<(Option<String>, i64)>, DbError> {
    Ok(users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::password_hash.is_not_null())
        .filter(users::must_change_password.eq(false))
        .group_by(users::password_basis)
        .select((users::password_basis, count_star()))
        .load(conn)?)
}

/// The same among the first `most` people of a project, or of a group with those below it, which are named beside it.
///
/// # Errors
/// The engine's.
pub fn count_members_by_basis(
    conn: &mut Conn,
    scope: &TenantScope,
    (of, groups): (&Circle, &[GroupId]),
    most: i64,
) -> Result<Vec<(Option<String>, i64)>, DbError> {
    let mut counts: BTreeMap<Option<String>, i64> = BTreeMap::new();
    let (mut after, mut left) = (UserId::from_uuid(uuid::Uuid::nil()), most);
    while left > 0 {
        let members = members_after(conn, scope, (of, groups), after, left.min(1000))?;
        let Some(last) = members.last() else { break };
        after = *last;
        left -= members.len() as i64;
        let rows: Vec<Option<String>> = users::table
            .filter(users::tenant_id.eq(scope.tenant()))
            .filter(users::id.eq_any(&members))
            .filter(users::password_hash.is_not_null())
            .filter(users::must_change_password.eq(false))
            .select(users::password_basis)
            .load(conn)?;
        for basis in rows {
            *counts.entry(basis).or_default() += 1;
        }
    }
    Ok(counts.into_iter().collect())
}

fn members_after(
    conn: &mut Conn,
    scope: &TenantScope,
    (of, groups): (&Circle, &[GroupId]),
    after: UserId,
    limit: i64,
) -> Result<Vec<UserId>, DbError> {
    match of {
        Circle::Everybody => Ok(Vec::new()),
        Circle::Project(project) => Ok(memberships::table
            .filter(memberships::tenant_id.eq(scope.tenant()))
            .filter(memberships::project_id.eq(project))
            .filter(memberships::user_id.gt(after))
            .order(memberships::user_id)
            .limit(limit)
            .select(memberships::user_id)
            .load(conn)?),
        Circle::Group(_) => Ok(group_members::table
            .filter(group_members::tenant_id.eq(scope.tenant()))
            .filter(group_members::group_id.eq_any(groups))
            .filter(group_members::user_id.gt(after))
            .distinct()
            .order(group_members::user_id)
            .limit(limit)
            .select(group_members::user_id)
            .load(conn)?),
    }
}

/// Notes of some people whose password was taken under these rules that they are to choose another one, at most
/// `limit`; says how many. Nobody is signed out: whoever is asked chooses at the next page.
///
/// # Errors
/// The engine's.
pub fn ask_to_change(
    conn: &mut Conn,
    scope: &TenantScope,
    (of, groups): (&Circle, &[GroupId]),
    bases: &[String],
    now: Instant,
    limit: i64,
) -> Result<Vec<UserId>, DbError> {
    let mut query = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::password_hash.is_not_null())
        .filter(users::must_change_password.eq(false))
        .filter(users::password_basis.eq_any(bases))
        .select(users::id)
        .limit(limit)
        .into_boxed();
    match of {
        Circle::Everybody => {}
        Circle::Project(project) => {
            let members = memberships::table
                .filter(memberships::tenant_id.eq(scope.tenant()))
                .filter(memberships::project_id.eq(project))
                .select(memberships::user_id);
            query = query.filter(users::id.eq_any(members));
        }
        Circle::Group(_) => {
            let members = group_members::table
                .filter(group_members::tenant_id.eq(scope.tenant()))
                .filter(group_members::group_id.eq_any(groups))
                .select(group_members::user_id);
            query = query.filter(users::id.eq_any(members));
        }
    }
    let ids: Vec<UserId> = query.load(conn)?;
    for chunk in ids.chunks(500) {
        diesel::update(
            users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq_any(chunk)),
        )
        .set((
            users::must_change_password.eq(true),
            users::version.eq(users::version + 1),
            users::updated_at.eq(now),
        ))
        .execute(conn)?;
    }
    Ok(ids)
}
