//! Every query about people; here the pages of lists.
mod bases;
mod members;
mod people;

use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::dialect::{NoIndex, candidates, contains};
use elenco_db::schema::{locations, memberships, users};
use elenco_db::{Conn, DbError, LocationId, PhotoId, ProjectId, TenantScope, UserId};

use super::model::{Page, PageAnchor, UserFilter, UserKind, UserSummary};
use crate::fold::fold;

pub use bases::{Circle, ask_to_change, bases, count_by_basis, count_members_by_basis, keep_bases};
pub use members::{count, ids_by_id, join_project, list_by_id, members_among, projects_of};
pub use people::{
    StoredUser, choose_password, delete, find, find_by_ids, find_by_usernames, find_emails,
    find_external_ids, insert, known_locations, one_at_a_time, set_culture, set_password_hash, signed_in,
    update,
};

/// Texts that are shorter are looked for at the beginning of names only: no index tells who has two letters somewhere,
/// and when few have them, a page would take a walk over everybody.
const SHORTEST_INSIDE: usize = 3;
/// Candidates of a search that are sorted; when there are more, the sort index is walked instead.
const CANDIDATES: i64 = 5000;

type SummaryColumns =
    (UserId, String, String, String, String, bool, Option<PhotoId>, Option<LocationId>, String);

/// What a row of a list shows of these people.
///
/// # Errors
/// The engine's.
pub fn summaries(
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
#[derive(Clone, Copy)]
struct Span<'a> {
    project: ProjectId,
    kind: UserKind,
    active: Option<bool>,
    /// How the names begin.
    begins: Option<&'a str>,
    /// How the names do not begin.
    begins_not: Option<&'a str>,
    anchor: Option<&'a PageAnchor>,
    wanted: i64,
}

/// What stands behind every name that begins so: the last character that there is, on both engines.
fn end_of(begins: &str) -> String {
    format!("{begins}{}", char::MAX)
}

/// The filters and the order that every walk over members shares.
macro_rules! spanned {
    ($query:expr, $scope:expr, $span:expr, $kind:expr) => {{
        let mut query = $query
            .filter(memberships::tenant_id.eq($scope.tenant()))
            .filter(memberships::project_id.eq($span.project))
            .filter($kind.eq($span.kind.as_str()))
            .select((memberships::sort_key, memberships::user_id))
            .limit($span.wanted)
            .into_boxed();
        if let Some(active) = $span.active {
            query = query.filter(memberships::active.eq(active));
        }
        if let Some(begins) = $span.begins {
            query = query
                .filter(memberships::sort_key.ge(begins))
                .filter(memberships::sort_key.lt(end_of(begins)));
        }
        if let Some(other) = $span.begins_not {
            query = query.filter(memberships::sort_key.lt(other).or(memberships::sort_key.ge(end_of(other))));
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
    let Some(ids) = only else {
        return Ok(spanned!(memberships::table, scope, span, memberships::kind).load(conn)?);
    };
    // Without this SQLite walks the index of names past everybody who is not meant, instead of looking each id up.
    let query = spanned!(memberships::table, scope, span, NoIndex(memberships::kind));
    Ok(query.filter(memberships::user_id.eq_any(ids)).load(conn)?)
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
    Ok(spanned!(memberships::table.inner_join(people), scope, span, memberships::kind)
        .filter(contains(text))
        .load(conn)?)
}

/// Those who match but whose names begin otherwise.
fn walk_inside(
    conn: &mut Conn,
    scope: &TenantScope,
    span: &Span<'_>,
    text: &str,
) -> Result<Vec<(String, UserId)>, DbError> {
    match few_matches(conn, scope, text)? {
        Some(ids) => walk(conn, scope, span, Some(&ids)),
        None => walk_containing(conn, scope, span, text),
    }
}

/// Walks over the matches of a text: first those whose names begin so, who stand together in the index, then the
/// others. Whoever types the beginning of a name is answered without asking for more.
fn walk_matches(
    conn: &mut Conn,
    scope: &TenantScope,
    span: &Span<'_>,
    text: &str,
) -> Result<Vec<(String, UserId)>, DbError> {
    let first = Span { begins: Some(text), ..*span };
    let rest = Span { begins_not: Some(text), ..*span };
    let among_the_first = span.anchor.is_none_or(|anchor| anchor.sort_key.starts_with(text));
    let backwards = span.anchor.is_some_and(|anchor| anchor.backwards);
    let mut keys = match (among_the_first, backwards) {
        (true, _) => walk(conn, scope, &first, None)?,
        (false, _) => walk_inside(conn, scope, &rest, text)?,
    };
    let missing = span.wanted - i64::try_from(keys.len()).unwrap_or(span.wanted);
    if missing <= 0 || among_the_first == backwards {
        return Ok(keys);
    }
    let end =
        PageAnchor { sort_key: end_of(text), id: UserId::from_uuid(uuid::Uuid::max()), backwards: true };
    keys.extend(if backwards {
        walk(conn, scope, &Span { anchor: Some(&end), wanted: missing, ..first }, None)?
    } else {
        walk_inside(conn, scope, &Span { anchor: None, wanted: missing, ..rest }, text)?
    });
    Ok(keys)
}

/// Name and id of a project's people by name, from an anchor on, at most so many. A search finds first those whose names
/// begin with the text, then those who have it elsewhere; one or two letters find beginnings only.
///
/// # Errors
/// The engine's.
pub fn matching(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    kind: UserKind,
    filter: &UserFilter,
    anchor: Option<&PageAnchor>,
    wanted: i64,
) -> Result<Vec<(String, UserId)>, DbError> {
    let search = filter.search.as_deref().map(fold).filter(|text| !text.is_empty());
    let span = Span { project, kind, active: filter.active, begins: None, begins_not: None, anchor, wanted };
    match search.as_deref() {
        None => walk(conn, scope, &span, None),
        Some(text) if text.chars().count() < SHORTEST_INSIDE => {
            walk(conn, scope, &Span { begins: Some(text), ..span }, None)
        }
        Some(text) => walk_matches(conn, scope, &span, text),
    }
}

/// One page of a project's people by name. Always bounded: a page walks the members' index from its anchor. A search
/// finds them as in [`matching`].
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
    let mut keys = matching(conn, scope, project, kind, filter, anchor, wanted)?;
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

/// The people that match a text, when they are few enough to be sorted; nothing when they are too many.
fn few_matches(conn: &mut Conn, scope: &TenantScope, text: &str) -> Result<Option<Vec<UserId>>, DbError> {
    let found: Vec<UserId> =
        users::table.filter(candidates(scope, text, CANDIDATES + 1)).select(users::id).load(conn)?;
    if found.len() as i64 > CANDIDATES {
        return Ok(None);
    }
    Ok(Some(found))
}
