//! Queries about projects.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::{
    exports, group_projects, groups, imports, membership_counts, memberships, plugin_settings, projects,
};
use elenco_db::{Conn, DbError, GroupId, Instant, ProjectId, TenantId, TenantScope, UserId, each};

use super::model::{Project, ProjectPeople, ProjectValues};
use crate::fold::fold;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = projects)]
struct ProjectRow {
    tenant_id: TenantId,
    id: ProjectId,
    name: String,
    name_key: String,
    description: String,
    created_at: Instant,
    version: i64,
}

impl ProjectRow {
    fn into_project(self) -> Project {
        Project {
            id: self.id,
            name: self.name,
            description: self.description,
            created_at: self.created_at,
            version: self.version,
        }
    }
}

pub(super) fn list(conn: &mut Conn, scope: &TenantScope) -> Result<Vec<Project>, DbError> {
    let rows = projects::table
        .filter(projects::tenant_id.eq(scope.tenant()))
        .order(projects::name_key)
        .select(ProjectRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(ProjectRow::into_project).collect())
}

pub(super) fn list_of(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<Vec<Project>, DbError> {
    let own = memberships::table
        .filter(memberships::tenant_id.eq(scope.tenant()))
        .filter(memberships::user_id.eq(user))
        .select(memberships::project_id);
    let rows = projects::table
        .filter(projects::tenant_id.eq(scope.tenant()))
        .filter(projects::id.eq_any(own))
        .order(projects::name_key)
        .select(ProjectRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(ProjectRow::into_project).collect())
}

pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, project: &Project) -> Result<(), DbError> {
    let row = ProjectRow {
        tenant_id: scope.tenant(),
        id: project.id,
        name: project.name.clone(),
        name_key: fold(&project.name),
        description: project.description.clone(),
        created_at: project.created_at,
        version: project.version,
    };
    each!(conn, c => diesel::insert_into(projects::table).values(&row).execute(c))?;
    Ok(())
}

pub(super) fn find(conn: &mut Conn, scope: &TenantScope, id: ProjectId) -> Result<Option<Project>, DbError> {
    let row = projects::table
        .filter(projects::tenant_id.eq(scope.tenant()))
        .filter(projects::id.eq(id))
        .select(ProjectRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(ProjectRow::into_project))
}

/// Changes a project that still has this version.
pub(super) fn update(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ProjectId,
    version: i64,
    values: &ProjectValues,
) -> Result<(), DbError> {
    let changed = diesel::update(
        projects::table
            .filter(projects::tenant_id.eq(scope.tenant()))
            .filter(projects::id.eq(id))
            .filter(projects::version.eq(version)),
    )
    .set((
        projects::name.eq(&values.name),
        projects::name_key.eq(fold(&values.name)),
        projects::description.eq(&values.description),
        projects::version.eq(version + 1),
    ))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

pub(super) fn delete(conn: &mut Conn, scope: &TenantScope, id: ProjectId) -> Result<(), DbError> {
    diesel::delete(
        projects::table.filter(projects::tenant_id.eq(scope.tenant())).filter(projects::id.eq(id)),
    )
    .execute(conn)?;
    Ok(())
}

/// How many people of each kind these projects have; kept by triggers.
pub(super) fn people_of(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[ProjectId],
) -> Result<HashMap<ProjectId, ProjectPeople>, DbError> {
    let rows: Vec<(ProjectId, String, bool, i64)> = membership_counts::table
        .filter(membership_counts::tenant_id.eq(scope.tenant()))
        .filter(membership_counts::project_id.eq_any(ids))
        .select((
            membership_counts::project_id,
            membership_counts::kind,
            membership_counts::active,
            membership_counts::total,
        ))
        .load(conn)?;
    let mut all: HashMap<ProjectId, ProjectPeople> = HashMap::new();
    for (project, kind, active, total) in rows {
        let people = all.entry(project).or_default();
        let of = if kind == "client" { &mut people.clients } else { &mut people.specialists };
        if active {
            of.0 += total;
        } else {
            of.1 += total;
        }
    }
    Ok(all)
}

/// Groups that work in a project.
pub(super) fn groups_of(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ProjectId,
) -> Result<Vec<(GroupId, String)>, DbError> {
    let own = group_projects::table
        .filter(group_projects::tenant_id.eq(scope.tenant()))
        .filter(group_projects::project_id.eq(id))
        .select(group_projects::group_id);
    Ok(groups::table
        .filter(groups::tenant_id.eq(scope.tenant()))
        .filter(groups::id.eq_any(own))
        .order(groups::name_key)
        .select((groups::id, groups::name))
        .load(conn)?)
}

/// Plugins that have settings for a project.
pub(super) fn plugins_set_for(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ProjectId,
) -> Result<Vec<String>, DbError> {
    Ok(plugin_settings::table
        .filter(plugin_settings::tenant_id.eq(scope.tenant()))
        .filter(plugin_settings::scope_kind.eq("project"))
        .filter(plugin_settings::scope_id.eq(elenco_db::ObjectId::from(id)))
        .order(plugin_settings::plugin)
        .select(plugin_settings::plugin)
        .load(conn)?)
}

/// Imports, exports, and how many of both are under way.
pub(super) fn transfers(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ProjectId,
) -> Result<(i64, i64, i64), DbError> {
    let under_way = ["pending", "running", "review"];
    macro_rules! counted {
        ($table:ident) => {{
            let own =
                $table::table.filter($table::tenant_id.eq(scope.tenant())).filter($table::project_id.eq(id));
            let all: i64 = own.count().get_result(conn)?;
            let running: i64 = own.filter($table::state.eq_any(under_way)).count().get_result(conn)?;
            (all, running)
        }};
    }
    let (imports, reading) = counted!(imports);
    let (exports, writing) = counted!(exports);
    Ok((imports, exports, reading + writing))
}
