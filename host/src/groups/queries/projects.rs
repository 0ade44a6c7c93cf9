//! The projects in which groups work.
use diesel::prelude::*;
use elenco_db::schema::{group_projects, projects};
use elenco_db::{Conn, DbError, GroupId, ProjectId, TenantId, TenantScope, each};

#[derive(Debug, Insertable)]
#[diesel(table_name = group_projects)]
struct ProjectRow {
    tenant_id: TenantId,
    group_id: GroupId,
    project_id: ProjectId,
}

/// The projects of these groups, by name: group, project, name.
pub fn projects_of(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[GroupId],
) -> Result<Vec<(GroupId, ProjectId, String)>, DbError> {
    Ok(group_projects::table
        .inner_join(
            projects::table.on(projects::tenant_id
                .eq(group_projects::tenant_id)
                .and(projects::id.eq(group_projects::project_id))),
        )
        .filter(group_projects::tenant_id.eq(scope.tenant()))
        .filter(group_projects::group_id.eq_any(ids))
        .order((projects::name_key, projects::id))
        .select((group_projects::group_id, projects::id, projects::name))
        .load(conn)?)
}

/// Names of these projects, as far as the tenant has them.
pub fn named_projects(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[ProjectId],
) -> Result<Vec<(ProjectId, String)>, DbError> {
    Ok(projects::table
        .filter(projects::tenant_id.eq(scope.tenant()))
        .filter(projects::id.eq_any(ids))
        .order((projects::name_key, projects::id))
        .select((projects::id, projects::name))
        .load(conn)?)
}

/// Lets a group work in projects in which it does not yet.
pub fn join_projects(
    conn: &mut Conn,
    scope: &TenantScope,
    id: GroupId,
    added: &[ProjectId],
) -> Result<(), DbError> {
    let rows: Vec<ProjectRow> = added
        .iter()
        .map(|project| ProjectRow { tenant_id: scope.tenant(), group_id: id, project_id: *project })
        .collect();
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(group_projects::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Takes a group out of projects.
pub fn leave_projects(
    conn: &mut Conn,
    scope: &TenantScope,
    id: GroupId,
    removed: &[ProjectId],
) -> Result<(), DbError> {
    diesel::delete(
        group_projects::table
            .filter(group_projects::tenant_id.eq(scope.tenant()))
            .filter(group_projects::group_id.eq(id))
            .filter(group_projects::project_id.eq_any(removed)),
    )
    .execute(conn)?;
    Ok(())
}
