//! Queries about projects.
use diesel::prelude::*;
use elenco_db::schema::{memberships, projects};
use elenco_db::{Conn, DbError, Instant, ProjectId, TenantId, TenantScope, UserId, each};

use super::model::Project;

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
        Project { id: self.id, name: self.name, description: self.description, created_at: self.created_at }
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
        name_key: crate::fold::fold(&project.name),
        description: project.description.clone(),
        created_at: project.created_at,
        version: 1,
    };
    each!(conn, c => diesel::insert_into(projects::table).values(&row).execute(c))?;
    Ok(())
}
