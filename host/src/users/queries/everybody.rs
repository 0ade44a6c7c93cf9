//! Everybody of a kind in the tenant, whatever project one belongs to: what associating people looks through.
use std::collections::HashSet;

use diesel::prelude::*;
use elenco_db::dialect::{candidates, contains};
use elenco_db::schema::users;
use elenco_db::{Conn, DbError, ProjectId, TenantScope, UserId};

use super::members::members_among;
use crate::fold::fold;
use crate::users::model::{PageAnchor, UserKind};

/// Texts that are shorter are looked for at the beginning of names only, as in the lists of projects.
const SHORTEST_INSIDE: usize = 3;
/// Candidates of a search that are sorted; when there are more, the index of names is walked instead.
const CANDIDATES: i64 = 5000;
/// People that one step looks at when those of a project are passed over.
const STEP: i64 = 500;
/// People that one page looks at at most before it says where to look further.
const LOOKED_AT: usize = 4000;

/// What stands behind every name that begins so: the last character that there is, on both engines.
fn end_of(begins: &str) -> String {
    format!("{begins}{}", char::MAX)
}

#[derive(Clone, Copy)]
struct Span<'a> {
    kind: UserKind,
    begins: Option<&'a str>,
    begins_not: Option<&'a str>,
    anchor: Option<&'a PageAnchor>,
    wanted: i64,
}

/// Walks the index of names; `text` must stand somewhere in the person, `only` are the ones looked at.
fn walk(
    conn: &mut Conn,
    scope: &TenantScope,
    span: &Span<'_>,
    text: Option<&str>,
    only: Option<&[UserId]>,
) -> Result<Vec<(String, UserId)>, DbError> {
    let mut query = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::kind.eq(span.kind.as_str()))
        .select((users::sort_key, users::id))
        .limit(span.wanted)
        .into_boxed();
    if let Some(begins) = span.begins {
        query = query.filter(users::sort_key.ge(begins)).filter(users::sort_key.lt(end_of(begins)));
    }
    if let Some(other) = span.begins_not {
        query = query.filter(users::sort_key.lt(other).or(users::sort_key.ge(end_of(other))));
    }
    if let Some(text) = text {
        query = query.filter(contains(text));
    }
    if let Some(ids) = only {
        query = query.filter(users::id.eq_any(ids));
    }
    let query = match span.anchor {
        Some(PageAnchor { sort_key, id, backwards: true }) => query
            .filter(users::sort_key.le(sort_key).and(users::sort_key.lt(sort_key).or(users::id.lt(id))))
            .order((users::sort_key.desc(), users::id.desc())),
        Some(PageAnchor { sort_key, id, .. }) => query
            .filter(users::sort_key.ge(sort_key).and(users::sort_key.gt(sort_key).or(users::id.gt(id))))
            .order((users::sort_key, users::id)),
        None => query.order((users::sort_key, users::id)),
    };
    Ok(query.load(conn)?)
}

fn walk_inside(
    conn: &mut Conn,
    scope: &TenantScope,
    span: &Span<'_>,
    text: &str,
) -> Result<Vec<(String, UserId)>, DbError> {
    let found: Vec<UserId> =
        users::table.filter(candidates(scope, text, CANDIDATES + 1)).select(users::id).load(conn)?;
    if found.len() as i64 > CANDIDATES {
        return walk(conn, scope, span, Some(text), None);
    }
    // The few are looked up and sorted here: the planner might walk the index of names past everybody instead.
    let mut keys: Vec<(String, UserId)> = Vec::new();
    for chunk in found.chunks(500) {
        let rows: Vec<(String, UserId)> = users::table
            .filter(users::tenant_id.eq(scope.tenant()))
            .filter(users::id.eq_any(chunk))
            .filter(users::kind.eq(span.kind.as_str()))
            .select((users::sort_key, users::id))
            .load(conn)?;
        keys.extend(rows);
    }
    let begins = |key: &str| span.begins_not.is_some_and(|other| key.starts_with(other));
    keys.retain(|(key, id)| {
        let past = span.anchor.is_none_or(|anchor| {
            let at = (key.as_str(), *id).cmp(&(anchor.sort_key.as_str(), anchor.id));
            if anchor.backwards { at.is_lt() } else { at.is_gt() }
        });
        past && !begins(key)
    });
    keys.sort();
    if span.anchor.is_some_and(|anchor| anchor.backwards) {
        keys.reverse();
    }
    keys.truncate(usize::try_from(span.wanted).unwrap_or(usize::MAX));
    Ok(keys)
}

/// Sort key and id of everybody of a kind who matches, from an anchor on: first whose names begin with the text, then
/// who has it elsewhere; one or two letters find beginnings only.
///
/// # Errors
/// The engine's.
pub fn everybody(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    search: Option<&str>,
    anchor: Option<&PageAnchor>,
    wanted: i64,
) -> Result<Vec<(String, UserId)>, DbError> {
    let search = search.map(fold).filter(|text| !text.is_empty());
    let span = Span { kind, begins: None, begins_not: None, anchor, wanted };
    let Some(text) = search.as_deref() else { return walk(conn, scope, &span, None, None) };
    let first = Span { begins: Some(text), ..span };
    if text.chars().count() < SHORTEST_INSIDE {
        return walk(conn, scope, &first, None, None);
    }
    let rest = Span { begins_not: Some(text), ..span };
    let among_the_first = anchor.is_none_or(|anchor| anchor.sort_key.starts_with(text));
    let backwards = anchor.is_some_and(|anchor| anchor.backwards);
    let mut keys = if among_the_first {
        walk(conn, scope, &first, None, None)?
    } else {
        walk_inside(conn, scope, &rest, text)?
    };
    let missing = wanted - i64::try_from(keys.len()).unwrap_or(wanted);
    if missing <= 0 || among_the_first == backwards {
        return Ok(keys);
    }
    let end =
        PageAnchor { sort_key: end_of(text), id: UserId::from_uuid(uuid::Uuid::max()), backwards: true };
    keys.extend(if backwards {
        walk(conn, scope, &Span { anchor: Some(&end), wanted: missing, ..first }, None, None)?
    } else {
        walk_inside(conn, scope, &Span { anchor: None, wanted: missing, ..rest }, text)?
    });
    Ok(keys)
}

/// A page of people, some of whom may have been passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Others {
    /// Sort key and id, in the order of the walk.
    pub keys: Vec<(String, UserId)>,
    /// Where to look further: behind the last one who was looked at. Nothing at the end.
    pub reached: Option<(String, UserId)>,
}

/// The same, passing over whoever belongs to `not_in`. It looks at a bounded number of people, so a page may be short
/// and still not be the last one.
///
/// # Errors
/// The engine's.
pub fn list_everybody(
    conn: &mut Conn,
    scope: &TenantScope,
    (kind, not_in): (UserKind, Option<ProjectId>),
    search: Option<&str>,
    anchor: Option<&PageAnchor>,
    wanted: usize,
) -> Result<Others, DbError> {
    let backwards = anchor.is_some_and(|anchor| anchor.backwards);
    let mut keys: Vec<(String, UserId)> = Vec::new();
    let mut at: Option<PageAnchor> = anchor.cloned();
    let mut looked_at = 0;
    loop {
        let step = if not_in.is_some() { STEP } else { i64::try_from(wanted).unwrap_or(STEP) + 1 };
        let found = everybody(conn, scope, kind, search, at.as_ref(), step)?;
        let is_last = (found.len() as i64) < step;
        let ids: Vec<UserId> = found.iter().map(|(_, id)| *id).collect();
        let members: HashSet<UserId> = match not_in {
            Some(project) => members_among(conn, scope, project, &ids)?.into_iter().collect(),
            None => HashSet::new(),
        };
        looked_at += found.len();
        for key in found {
            at = Some(PageAnchor { sort_key: key.0.clone(), id: key.1, backwards });
            if members.contains(&key.1) {
                continue;
            }
            if keys.len() == wanted {
                let reached = keys.last().cloned();
                return Ok(Others { keys, reached });
            }
            keys.push(key);
        }
        if is_last {
            return Ok(Others { keys, reached: None });
        }
        if looked_at >= LOOKED_AT {
            let reached = at.map(|at| (at.sort_key, at.id));
            return Ok(Others { keys, reached });
        }
    }
}
