//! What hangs on people, read before they are deleted.
use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use elenco_db::schema::{
    companies, company_clients, feedback, group_members, groups, list_preferences, memberships, projects,
    roles, saved_views, service_clients, services, shifts, user_roles,
};
use elenco_db::{
    CalendarId, CompanyId, Conn, Day, DbError, FeedbackId, GroupId, Instant, Json, ProjectId, RoleId,
    SavedViewId, ServiceId, ShiftId, TenantScope, UserId,
};
use serde_json::Value;

use super::super::people::find_by_ids;
use super::Kept;
use crate::users::model::{DeletedDocument, Deletion, KeptComment, KeptShift, KeptView, Tie};

/// Ties of people to things of one table, by person.
macro_rules! ties {
    ($conn:expr, $scope:expr, $ids:expr, $table:ident . $column:ident: $id:ty => $things:ident) => {{
        let mut rows: Vec<(UserId, $id)> = $table::table
            .filter($table::tenant_id.eq($scope.tenant()))
            .filter($table::user_id.eq_any($ids))
            .select(($table::user_id, $table::$column))
            .load($conn)?;
        rows.sort_unstable();
        let things: Vec<$id> = rows.iter().map(|(_, id)| *id).collect::<HashSet<_>>().into_iter().collect();
        let names: HashMap<$id, String> = $things::table
            .filter($things::tenant_id.eq($scope.tenant()))
            .filter($things::id.eq_any(things))
            .select(($things::id, $things::name))
            .load::<($id, String)>($conn)?
            .into_iter()
            .collect();
        let mut ties: HashMap<UserId, Vec<Tie<$id>>> = HashMap::new();
        for (user, id) in rows {
            let name = names.get(&id).cloned().unwrap_or_default();
            ties.entry(user).or_default().push(Tie { id, name, at: None });
        }
        ties
    }};
}

type ShiftColumns = (UserId, ShiftId, Day, Day, CalendarId, i64, Instant, Instant);

fn shifts_of(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[UserId],
) -> Result<HashMap<UserId, Vec<KeptShift>>, DbError> {
    // Sorted here, and comments too: asked for an order, SQLite takes the index that has it, and reads everybody's.
    let mut rows: Vec<ShiftColumns> = shifts::table
        .filter(shifts::tenant_id.eq(scope.tenant()))
        .filter(shifts::user_id.eq_any(ids))
        .select((
            shifts::user_id,
            shifts::id,
            shifts::since,
            shifts::until,
            shifts::calendar_id,
            shifts::version,
            shifts::created_at,
            shifts::updated_at,
        ))
        .load(conn)?;
    rows.sort_unstable_by_key(|(_, id, ..)| *id);
    let mut all: HashMap<UserId, Vec<KeptShift>> = HashMap::new();
    for (user, id, since, until, calendar, version, created_at, updated_at) in rows {
        let shift = KeptShift { id, since, until, calendar, version, created_at, updated_at };
        all.entry(user).or_default().push(shift);
    }
    Ok(all)
}

type CommentColumns = (Option<UserId>, FeedbackId, Option<UserId>, String, String, i64, Instant, Instant);

fn comments_of(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[UserId],
) -> Result<HashMap<UserId, Vec<KeptComment>>, DbError> {
    let mut rows: Vec<CommentColumns> = feedback::table
        .filter(feedback::tenant_id.eq(scope.tenant()))
        .filter(feedback::user_id.eq_any(ids.iter().map(|id| Some(*id)).collect::<Vec<_>>()))
        .select((
            feedback::user_id,
            feedback::id,
            feedback::author_id,
            feedback::author_name,
            feedback::body,
            feedback::version,
            feedback::created_at,
            feedback::updated_at,
        ))
        .load(conn)?;
    rows.sort_unstable_by_key(|(_, id, ..)| *id);
    let mut all: HashMap<UserId, Vec<KeptComment>> = HashMap::new();
    for (user, id, author, author_name, body, version, created_at, updated_at) in rows {
        let Some(user) = user else { continue };
        let comment = KeptComment { id, author, author_name, body, version, created_at, updated_at };
        all.entry(user).or_default().push(comment);
    }
    Ok(all)
}

type ViewColumns = (UserId, SavedViewId, String, String, String, Json, bool, i64, Instant, Instant);

fn views_of(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[UserId],
) -> Result<HashMap<UserId, Vec<KeptView>>, DbError> {
    let rows: Vec<ViewColumns> = saved_views::table
        .filter(saved_views::tenant_id.eq(scope.tenant()))
        .filter(saved_views::user_id.eq_any(ids))
        .order(saved_views::id)
        .select((
            saved_views::user_id,
            saved_views::id,
            saved_views::page,
            saved_views::name,
            saved_views::name_key,
            saved_views::state,
            saved_views::shared,
            saved_views::version,
            saved_views::created_at,
            saved_views::updated_at,
        ))
        .load(conn)?;
    let mut all: HashMap<UserId, Vec<KeptView>> = HashMap::new();
    for (user, id, page, name, name_key, state, shared, version, created_at, updated_at) in rows {
        let state = state.0;
        let view = KeptView { id, page, name, name_key, state, shared, version, created_at, updated_at };
        all.entry(user).or_default().push(view);
    }
    Ok(all)
}

/// These people with all that hangs on them, in order of id.
///
/// # Errors
/// The engine's.
pub fn gather(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[UserId],
    change: Deletion,
) -> Result<Vec<Kept>, DbError> {
    let mut projects_of = ties!(conn, scope, ids, memberships.project_id: ProjectId => projects);
    let since: HashMap<(UserId, ProjectId), Instant> = memberships::table
        .filter(memberships::tenant_id.eq(scope.tenant()))
        .filter(memberships::user_id.eq_any(ids))
        .select((memberships::user_id, memberships::project_id, memberships::created_at))
        .load::<(UserId, ProjectId, Instant)>(conn)?
        .into_iter()
        .map(|(user, project, at)| ((user, project), at))
        .collect();
    for (user, ties) in &mut projects_of {
        for tie in ties {
            tie.at = since.get(&(*user, tie.id)).copied();
        }
    }
    let mut groups_of = ties!(conn, scope, ids, group_members.group_id: GroupId => groups);
    let mut companies_of = ties!(conn, scope, ids, company_clients.company_id: CompanyId => companies);
    let mut services_of = ties!(conn, scope, ids, service_clients.service_id: ServiceId => services);
    let mut roles_of = ties!(conn, scope, ids, user_roles.role_id: RoleId => roles);
    let mut shifts_of = shifts_of(conn, scope, ids)?;
    let mut comments_of = comments_of(conn, scope, ids)?;
    let mut views_of = views_of(conn, scope, ids)?;
    let mut columns_of: HashMap<UserId, Vec<(String, Value)>> = HashMap::new();
    let columns: Vec<(UserId, String, Json)> = list_preferences::table
        .filter(list_preferences::tenant_id.eq(scope.tenant()))
        .filter(list_preferences::user_id.eq_any(ids))
        .order((list_preferences::user_id, list_preferences::page))
        .select((list_preferences::user_id, list_preferences::page, list_preferences::columns_shown))
        .load(conn)?;
    for (user, page, shown) in columns {
        columns_of.entry(user).or_default().push((page, shown.0));
    }
    let mut people = find_by_ids(conn, scope, ids)?;
    people.sort_by_key(|stored| stored.user.id);
    Ok(people
        .into_iter()
        .map(|stored| {
            let id = stored.user.id;
            Kept {
                document: DeletedDocument {
                    user: stored.user,
                    projects: projects_of.remove(&id).unwrap_or_default(),
                    groups: groups_of.remove(&id).unwrap_or_default(),
                    companies: companies_of.remove(&id).unwrap_or_default(),
                    services: services_of.remove(&id).unwrap_or_default(),
                    roles: roles_of.remove(&id).unwrap_or_default(),
                    shifts: shifts_of.remove(&id).unwrap_or_default(),
                    comments: comments_of.remove(&id).unwrap_or_default(),
                    views: views_of.remove(&id).unwrap_or_default(),
                    columns: columns_of.remove(&id).unwrap_or_default(),
                },
                password_hash: stored.password_hash,
                password_basis: stored.password_basis,
                change,
            }
        })
        .collect())
}
