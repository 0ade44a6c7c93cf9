//! Every query about people.
use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use elenco_db::dialect::{NoIndex, candidates, contains};
use elenco_db::schema::{locations, membership_counts, memberships, users};
use elenco_db::{Conn, DbError, Instant, LocationId, PhotoId, ProjectId, TenantScope, UserId, each};

use super::model::{Page, PageAnchor, User, UserFilter, UserKind, UserSummary};
use super::rows::UserRow;
use crate::fold::fold;

/// Candidates of a search that are sorted; when there are more, the sort index is walked instead.
const CANDIDATES: i64 = 2000;

/// A person as saving needs one: with the hash, which no page ever sees.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredUser {
    /// The person.
    pub user: User,
    /// PHC string.
    pub password_hash: Option<String>,
}

fn stored(row: UserRow) -> StoredUser {
    let password_hash = row.password_hash.clone();
    StoredUser { user: row.into_user(), password_hash }
}

/// People by id.
///
/// # Errors
/// The engine's.
pub fn find_by_ids(conn: &mut Conn, scope: &TenantScope, ids: &[UserId]) -> Result<Vec<StoredUser>, DbError> {
    let rows = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq_any(ids))
        .select(UserRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(stored).collect())
}

/// One person by id.
///
/// # Errors
/// The engine's.
pub fn find(conn: &mut Conn, scope: &TenantScope, id: UserId) -> Result<Option<StoredUser>, DbError> {
    Ok(find_by_ids(conn, scope, &[id])?.into_iter().next())
}

/// People by user name, however it is written.
///
/// # Errors
/// The engine's.
pub fn find_by_usernames(
    conn: &mut Conn,
    scope: &TenantScope,
    names: &[String],
) -> Result<Vec<StoredUser>, DbError> {
    let keys: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let rows = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::username_key.eq_any(keys))
        .select(UserRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(stored).collect())
}

/// Who already has these external ids.
///
/// # Errors
/// The engine's.
pub fn find_external_ids(
    conn: &mut Conn,
    scope: &TenantScope,
    external_ids: &[String],
) -> Result<HashMap<String, UserId>, DbError> {
    let rows: Vec<(Option<String>, UserId)> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::external_id.eq_any(external_ids))
        .select((users::external_id, users::id))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(external, id)| external.map(|external| (external, id))).collect())
}

/// Which of these locations the tenant has.
///
/// # Errors
/// The engine's.
pub fn known_locations(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[LocationId],
) -> Result<Vec<LocationId>, DbError> {
    Ok(locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .filter(locations::id.eq_any(ids))
        .select(locations::id)
        .load(conn)?)
}

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
}

/// Adds people.
///
/// # Errors
/// [`DbError::Unique`] with `users_username` or `users_external_id`.
pub fn insert(conn: &mut Conn, people: &[StoredUser]) -> Result<(), DbError> {
    let rows: Vec<UserRow> = people.iter().map(|p| UserRow::of(&p.user, p.password_hash.clone())).collect();
    for chunk in rows.chunks(250) {
        each!(conn, c => diesel::insert_into(users::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Puts a changed person in the place of the one with `expected_version`. The copies in memberships follow.
///
/// # Errors
/// [`DbError::NotFound`] when somebody else was faster; [`DbError::Unique`] as in [`insert`].
pub fn update(
    conn: &mut Conn,
    scope: &TenantScope,
    person: &StoredUser,
    expected_version: i64,
) -> Result<(), DbError> {
    let row = UserRow::of(&person.user, person.password_hash.clone());
    let (sort_key, active) = (row.sort_key.clone(), row.active);
    let changed = diesel::update(
        users::table
            .filter(users::tenant_id.eq(scope.tenant()))
            .filter(users::id.eq(person.user.id))
            .filter(users::version.eq(expected_version)),
    )
    .set((
        (
            users::username.eq(&row.username),
            users::username_key.eq(&row.username_key),
            users::email.eq(&row.email),
            users::email_key.eq(&row.email_key),
            users::first_names.eq(&row.first_names),
            users::last_names.eq(&row.last_names),
            users::phone.eq(&row.phone),
            users::mobile.eq(&row.mobile),
            users::position.eq(&row.position),
            users::external_id.eq(&row.external_id),
            users::active.eq(row.active),
            users::culture.eq(&row.culture),
            users::photo_id.eq(row.photo_id),
            users::location_id.eq(row.location_id),
        ),
        (
            users::address.eq(&row.address),
            users::fields.eq(&row.fields),
            users::latitude.eq(row.latitude),
            users::longitude.eq(row.longitude),
            users::password_hash.eq(&row.password_hash),
            users::must_change_password.eq(row.must_change_password),
            users::valid_since.eq(row.valid_since),
            users::valid_until.eq(row.valid_until),
            users::search_text.eq(&row.search_text),
            users::sort_key.eq(&row.sort_key),
            users::version.eq(row.version),
            users::updated_at.eq(row.updated_at),
        ),
    ))
    .execute(conn)?;
    if changed == 0 {
        return Err(DbError::NotFound);
    }
    diesel::update(
        memberships::table
            .filter(memberships::tenant_id.eq(scope.tenant()))
            .filter(memberships::user_id.eq(person.user.id)),
    )
    .set((memberships::sort_key.eq(sort_key), memberships::active.eq(active)))
    .execute(conn)?;
    Ok(())
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

/// Deletes a person; what hangs on one goes too.
///
/// # Errors
/// The engine's.
pub fn delete(conn: &mut Conn, scope: &TenantScope, id: UserId) -> Result<bool, DbError> {
    let gone =
        diesel::delete(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq(id)))
            .execute(conn)?;
    Ok(gone > 0)
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
    let ids: Vec<UserId> = query.load(conn)?;
    let mut people: Vec<User> =
        find_by_ids(conn, scope, &ids)?.into_iter().map(|stored| stored.user).collect();
    people.sort_by_key(|user| user.id);
    Ok(people)
}

type SummaryColumns =
    (UserId, String, String, String, String, bool, Option<PhotoId>, Option<LocationId>, String);

fn summaries(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[UserId],
) -> Result<HashMap<UserId, UserSummary>, DbError> {
    let rows: Vec<SummaryColumns> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq_any(ids))
        .select((
            users::id,
            users::username,
            users::email,
            users::first_names,
            users::last_names,
            users::active,
            users::photo_id,
            users::location_id,
            users::sort_key,
        ))
        .load(conn)?;
    let places: Vec<LocationId> = rows.iter().filter_map(|row| row.7).collect();
    let names: HashMap<LocationId, String> = locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .filter(locations::id.eq_any(places))
        .select((locations::id, locations::name))
        .load::<(LocationId, String)>(conn)?
        .into_iter()
        .collect();
    Ok(rows
        .into_iter()
        .map(|(id, username, email, first_names, last_names, active, photo_id, location, sort_key)| {
            let location = location.and_then(|id| names.get(&id).cloned());
            (
                id,
                UserSummary {
                    id,
                    username,
                    email,
                    first_names,
                    last_names,
                    active,
                    photo_id,
                    location,
                    sort_key,
                },
            )
        })
        .collect())
}

/// Which members a page walks over.
struct Span<'a> {
    project: ProjectId,
    kind: UserKind,
    active: Option<bool>,
    anchor: Option<&'a PageAnchor>,
    wanted: i64,
}

/// The filters and the order that every walk over members shares.
macro_rules! spanned {
    ($query:expr, $scope:expr, $span:expr) => {{
        let mut query = $query
            .filter(memberships::tenant_id.eq($scope.tenant()))
            .filter(memberships::project_id.eq($span.project))
            .filter(memberships::kind.eq($span.kind.as_str()))
            .select((memberships::sort_key, memberships::user_id))
            .limit($span.wanted)
            .into_boxed();
        if let Some(active) = $span.active {
            query = query.filter(memberships::active.eq(active));
        }
        match $span.anchor {
            Some(PageAnchor { sort_key, id, backwards: true }) => query
                .filter(
                    memberships::sort_key
                        .le(sort_key)
                        .and(memberships::sort_key.lt(sort_key).or(memberships::user_id.lt(id))),
                )
                .order((memberships::sort_key.desc(), memberships::user_id.desc())),
            Some(PageAnchor { sort_key, id, .. }) => query
                .filter(
                    memberships::sort_key
                        .ge(sort_key)
                        .and(memberships::sort_key.gt(sort_key).or(memberships::user_id.gt(id))),
                )
                .order((memberships::sort_key, memberships::user_id)),
            None => query.order((memberships::sort_key, memberships::user_id)),
        }
    }};
}

fn walk(
    conn: &mut Conn,
    scope: &TenantScope,
    span: &Span<'_>,
    only: Option<&[UserId]>,
) -> Result<Vec<(String, UserId)>, DbError> {
    let query = spanned!(memberships::table, scope, span);
    Ok(match only {
        Some(ids) => query.filter(memberships::user_id.eq_any(ids)).load(conn)?,
        None => query.load(conn)?,
    })
}

/// Walks the members in order and looks into each: for a text that many contain, so that the page is soon full.
fn walk_containing(
    conn: &mut Conn,
    scope: &TenantScope,
    span: &Span<'_>,
    text: &str,
) -> Result<Vec<(String, UserId)>, DbError> {
    let people =
        users::table.on(users::tenant_id.eq(memberships::tenant_id).and(users::id.eq(memberships::user_id)));
    Ok(spanned!(memberships::table.inner_join(people), scope, span).filter(contains(text)).load(conn)?)
}

/// One page of a project's people by name. Always bounded: a page walks the members' index from its anchor; a search
/// either sorts a bounded number of candidates of the trigram index or walks the same index and stops when full.
///
/// # Errors
/// The engine's.
pub fn list(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    kind: UserKind,
    filter: &UserFilter,
    anchor: Option<&PageAnchor>,
    limit: usize,
) -> Result<Page<UserSummary>, DbError> {
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let backwards = anchor.is_some_and(|anchor| anchor.backwards);
    let search = filter.search.as_deref().map(fold).filter(|text| !text.is_empty());
    let few = match &search {
        Some(text) => few_matches(conn, scope, text)?,
        None => None,
    };
    let common = search.as_deref().filter(|_| few.is_none());
    let span = Span { project, kind, active: filter.active, anchor, wanted };
    let mut keys: Vec<(String, UserId)> = match common {
        Some(text) => walk_containing(conn, scope, &span, text)?,
        None => walk(conn, scope, &span, few.as_deref())?,
    };
    let more = keys.len() > limit;
    keys.truncate(limit);
    if backwards {
        keys.reverse();
    }
    let ids: Vec<UserId> = keys.iter().map(|(_, id)| *id).collect();
    let mut found = summaries(conn, scope, &ids)?;
    let edge = |key: Option<&(String, UserId)>, backwards: bool| {
        key.map(|(sort_key, id)| PageAnchor { sort_key: sort_key.clone(), id: *id, backwards })
    };
    let (has_next, has_previous) = if backwards { (true, more) } else { (more, anchor.is_some()) };
    Ok(Page {
        next: has_next.then(|| edge(keys.last(), false)).flatten(),
        previous: has_previous.then(|| edge(keys.first(), true)).flatten(),
        items: ids.iter().filter_map(|id| found.remove(id)).collect(),
    })
}

/// The people that match a text, when they are few enough to be sorted; nothing when they are too many. Texts of fewer
/// than three letters have no trigram, so they are always many.
fn few_matches(conn: &mut Conn, scope: &TenantScope, text: &str) -> Result<Option<Vec<UserId>>, DbError> {
    if text.chars().count() < 3 {
        return Ok(None);
    }
    let found: Vec<UserId> =
        users::table.filter(candidates(scope, text, CANDIDATES + 1)).select(users::id).load(conn)?;
    if found.len() as i64 > CANDIDATES {
        return Ok(None);
    }
    // The index knows neither the tenant nor wildcards; both are settled here, on a bounded number of rows.
    Ok(Some(
        users::table
            .filter(NoIndex(users::tenant_id).eq(scope.tenant()))
            .filter(users::id.eq_any(found))
            .filter(contains(text))
            .select(users::id)
            .load(conn)?,
    ))
}

/// Remembers a sign-in.
///
/// # Errors
/// The engine's.
pub fn signed_in(conn: &mut Conn, scope: &TenantScope, id: UserId, now: Instant) -> Result<(), DbError> {
    diesel::update(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq(id)))
        .set(users::last_sign_in_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Changes the language that somebody reads.
///
/// # Errors
/// The engine's.
pub fn set_culture(conn: &mut Conn, scope: &TenantScope, id: UserId, culture: &str) -> Result<(), DbError> {
    diesel::update(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq(id)))
        .set((users::culture.eq(culture), users::version.eq(users::version + 1)))
        .execute(conn)?;
    Ok(())
}

/// Puts another password in place, to be used as it is.
///
/// # Errors
/// The engine's.
pub fn set_password_hash(
    conn: &mut Conn,
    scope: &TenantScope,
    id: UserId,
    hash: &str,
) -> Result<(), DbError> {
    diesel::update(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq(id)))
        .set((users::password_hash.eq(hash), users::must_change_password.eq(false)))
        .execute(conn)?;
    Ok(())
}
