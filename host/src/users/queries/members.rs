//! Who belongs to which project.
use std::collections::{HashMap, HashSet};

use chrono::DateTime;
use diesel::prelude::*;
use elenco_db::schema::{membership_counts, memberships};
use elenco_db::{Conn, DbError, Instant, ProjectId, TenantScope, UserId, each};

use super::people::find_by_ids;
use crate::fold::fold;
use crate::users::model::{User, UserKind};
use crate::users::rows::last_key;

#[derive(Debug, Insertable)]
#[diesel(table_name = memberships)]
struct MembershipRow {
    tenant_id: elenco_db::TenantId,
    project_id: ProjectId,
    user_id: UserId,
    kind: String,
    sort_key: String,
    active: bool,
    created_at: Instant,
    last_key: String,
    username_key: String,
    email_key: String,
    user_created_at: Instant,
    user_updated_at: Instant,
    user_signed_in_at: Instant,
}

/// Makes people members of a project; those who are stay so. Asking first is safe: in a race the key refuses the
/// second, and the batch starts over.
///
/// # Errors
/// The engine's.
pub fn join_project(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    people: &[&User],
    now: Instant,
) -> Result<(), DbError> {
    let ids: Vec<UserId> = people.iter().map(|user| user.id).collect();
    let present: HashSet<UserId> = members_among(conn, scope, project, &ids)?.into_iter().collect();
    let rows: Vec<MembershipRow> = people
        .iter()
        .filter(|user| !present.contains(&user.id))
        .map(|user| MembershipRow {
            tenant_id: scope.tenant(),
            project_id: project,
            user_id: user.id,
            kind: user.kind.as_str().to_owned(),
            sort_key: fold(&user.full_name()),
            active: user.active,
            created_at: now,
            last_key: last_key(user),
            username_key: fold(&user.username),
            email_key: fold(&user.email),
            user_created_at: user.created_at,
            user_updated_at: user.updated_at,
            // Never is the beginning of 1970: it has a place in the order.
            user_signed_in_at: user.last_sign_in_at.unwrap_or(Instant::from(DateTime::UNIX_EPOCH)),
        })
        .collect();
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(memberships::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Which of these people belong to the project.
///
/// # Errors
/// The engine's.
pub fn members_among(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    ids: &[UserId],
) -> Result<Vec<UserId>, DbError> {
    Ok(memberships::table
        .filter(memberships::tenant_id.eq(scope.tenant()))
        .filter(memberships::project_id.eq(project))
        .filter(memberships::user_id.eq_any(ids))
        .select(memberships::user_id)
        .load(conn)?)
}

/// Those of these people who belong to the project and are of the kind, with their sort keys.
///
/// # Errors
/// The engine's.
pub fn members_of_kind(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    kind: UserKind,
    ids: &[UserId],
) -> Result<Vec<(String, UserId)>, DbError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        let some: Vec<(String, UserId)> = memberships::table
            .filter(memberships::tenant_id.eq(scope.tenant()))
            .filter(memberships::project_id.eq(project))
            .filter(memberships::kind.eq(kind.as_str()))
            .filter(memberships::user_id.eq_any(chunk))
            .select((memberships::sort_key, memberships::user_id))
            .load(conn)?;
        found.extend(some);
    }
    Ok(found)
}

/// Projects of a person.
///
/// # Errors
/// The engine's.
pub fn projects_of(conn: &mut Conn, scope: &TenantScope, id: UserId) -> Result<Vec<ProjectId>, DbError> {
    Ok(memberships::table
        .filter(memberships::tenant_id.eq(scope.tenant()))
        .filter(memberships::user_id.eq(id))
        .select(memberships::project_id)
        .load(conn)?)
}

/// Projects of these people.
///
/// # Errors
/// The engine's.
pub fn projects_of_some(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[UserId],
) -> Result<HashMap<UserId, Vec<ProjectId>>, DbError> {
    let rows: Vec<(UserId, ProjectId)> = memberships::table
        .filter(memberships::tenant_id.eq(scope.tenant()))
        .filter(memberships::user_id.eq_any(ids))
        .select((memberships::user_id, memberships::project_id))
        .load(conn)?;
    let mut all: HashMap<UserId, Vec<ProjectId>> = HashMap::new();
    for (user, project) in rows {
        all.entry(user).or_default().push(project);
    }
    Ok(all)
}

/// How many members of a kind a project has: active and inactive. Kept by triggers, so it costs nothing.
///
/// # Errors
/// The engine's.
pub fn count(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    kind: UserKind,
) -> Result<(i64, i64), DbError> {
    let rows: Vec<(bool, i64)> = membership_counts::table
        .filter(membership_counts::tenant_id.eq(scope.tenant()))
        .filter(membership_counts::project_id.eq(project))
        .filter(membership_counts::kind.eq(kind.as_str()))
        .select((membership_counts::active, membership_counts::total))
        .load(conn)?;
    let of = |wanted: bool| rows.iter().filter(|(active, _)| *active == wanted).map(|(_, total)| total).sum();
    Ok((of(true), of(false)))
}

/// Ids of a kind's people in a project after one and up to another, in order.
///
/// # Errors
/// The engine's.
pub fn ids_by_id(
    conn: &mut Conn,
    scope: &TenantScope,
    (project, kind): (ProjectId, UserKind),
    after: Option<UserId>,
    up_to: Option<UserId>,
    limit: i64,
) -> Result<Vec<UserId>, DbError> {
    let mut query = memberships::table
        .filter(memberships::tenant_id.eq(scope.tenant()))
        .filter(memberships::project_id.eq(project))
        .filter(memberships::kind.eq(kind.as_str()))
        .select(memberships::user_id)
        .order(memberships::user_id)
        .limit(limit)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(memberships::user_id.gt(after));
    }
    if let Some(up_to) = up_to {
        query = query.filter(memberships::user_id.le(up_to));
    }
    Ok(query.load(conn)?)
}

/// People of a project after an id, in order of id: what an export reads.
///
/// # Errors
/// The engine's.
pub fn list_by_id(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    kind: UserKind,
    after: Option<UserId>,
    up_to: Option<UserId>,
    limit: i64,
) -> Result<Vec<User>, DbError> {
    let ids = ids_by_id(conn, scope, (project, kind), after, up_to, limit)?;
    let mut people: Vec<User> =
        find_by_ids(conn, scope, &ids)?.into_iter().map(|stored| stored.user).collect();
    people.sort_by_key(|user| user.id);
    Ok(people)
}
