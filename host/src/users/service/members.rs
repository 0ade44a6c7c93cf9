//! What other domains ask about people inside their own transactions.
use elenco_db::{Conn, DbError, Instant, LocationId, ProjectId, TenantScope, UserId};

use crate::users::model::{PageAnchor, Sort, User, UserFilter, UserKind, UserSummary};
use crate::users::queries;

/// Sort key and id of a project's people who match, by name, after an anchor that is made of the last of them, at most so
/// many: what a change to everybody who matches a filter walks over. No page may wait for it. `now` is for those whose
/// validity is asked for: the same for every step of a walk.
///
/// # Errors
/// The engine's.
pub fn matching(
    conn: &mut Conn,
    scope: &TenantScope,
    (project, kind): (ProjectId, UserKind),
    filter: &UserFilter,
    now: Instant,
    anchor: Option<&PageAnchor>,
    wanted: i64,
) -> Result<Vec<(String, UserId)>, DbError> {
    let wanted = usize::try_from(wanted).unwrap_or(0);
    queries::matching(conn, scope, &by_name(project, kind, filter, now), anchor, wanted)
}

fn by_name(project: ProjectId, kind: UserKind, filter: &UserFilter, now: Instant) -> queries::Ask {
    queries::Ask {
        project,
        kind,
        filter: filter.clone(),
        sort: Sort::default(),
        now,
        bounds: queries::Bounds::default(),
    }
}

/// How many match a filter, as far as a page may look: the number, and whether these are all.
///
/// # Errors
/// The engine's.
pub fn count_few(
    conn: &mut Conn,
    scope: &TenantScope,
    (project, kind): (ProjectId, UserKind),
    filter: &UserFilter,
    now: Instant,
) -> Result<(usize, bool), DbError> {
    queries::count_few(conn, scope, &by_name(project, kind, filter, now))
}

/// Ids of a kind's people in a project after one, in order: what an export divides among its workbooks.
///
/// # Errors
/// The engine's.
pub fn member_ids(
    conn: &mut Conn,
    scope: &TenantScope,
    of: (ProjectId, UserKind),
    after: Option<UserId>,
    limit: i64,
) -> Result<Vec<UserId>, DbError> {
    queries::ids_by_id(conn, scope, of, after, None, limit)
}

/// What a row of a list shows of these people, in their order.
///
/// # Errors
/// The engine's.
pub fn summaries(conn: &mut Conn, scope: &TenantScope, ids: &[UserId]) -> Result<Vec<UserSummary>, DbError> {
    let mut found = queries::summaries(conn, scope, ids)?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// Kind, full name and state of these people.
///
/// # Errors
/// The engine's.
pub fn named(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[UserId],
) -> Result<Vec<(UserId, UserKind, String, bool)>, DbError> {
    let found = queries::find_by_ids(conn, scope, ids)?;
    let told = |user: User| (user.id, user.kind, user.full_name(), user.active);
    Ok(found.into_iter().map(|stored| told(stored.user)).collect())
}

/// Projects of a person.
///
/// # Errors
/// The engine's.
pub fn projects_of(conn: &mut Conn, scope: &TenantScope, id: UserId) -> Result<Vec<ProjectId>, DbError> {
    queries::projects_of(conn, scope, id)
}

/// Makes people members of a project; those who are stay so.
///
/// # Errors
/// The engine's.
pub fn join_project(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    ids: &[UserId],
    now: Instant,
) -> Result<(), DbError> {
    for chunk in ids.chunks(500) {
        let people: Vec<User> =
            queries::find_by_ids(conn, scope, chunk)?.into_iter().map(|stored| stored.user).collect();
        let members: Vec<&User> = people.iter().collect();
        queries::join_project(conn, scope, project, &members, now)?;
    }
    Ok(())
}

/// Gives the first people of a location another one, at most so many; answers who they are. The caller writes the
/// audit.
///
/// # Errors
/// The engine's.
pub fn relocate(
    conn: &mut Conn,
    scope: &TenantScope,
    (from, to): (LocationId, LocationId),
    most: usize,
    now: Instant,
) -> Result<Vec<UserId>, DbError> {
    queries::relocate(conn, scope, (from, to), most, now)
}
