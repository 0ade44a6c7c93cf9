//! Everybody of a kind in the tenant, whatever project one belongs to: what associating people looks through.
use std::collections::HashSet;

use diesel::prelude::*;
use elenco_db::dialect::{NoIndex, candidates, contains};
use elenco_db::schema::users;
use elenco_db::{Conn, DbError, ProjectId, TenantScope, UserId, is_common};

use super::members::members_among;
use crate::fold::fold;
use crate::users::model::{PageAnchor, UserKind};

/// Texts that are shorter are looked for at the beginning of names only, as in the lists of projects.
const SHORTEST_INSIDE: usize = 3;
/// Candidates of a search that are read and sorted; when there are more, the index of names is walked instead.
const CANDIDATES: i64 = 700;
/// People of a step of the walk.
const STEP: usize = 500;
/// People among whom a page of a search is looked for before it is asked whether few match: what most people have is
/// found there at once, and an index that names most people is slow.
const TRIAL: usize = 200;
/// People that one page looks at at most before it says where to look further.
pub const LOOKED_AT: usize = 1000;

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

/// Walks the index of names.
fn walk(conn: &mut Conn, scope: &TenantScope, span: &Span<'_>) -> Result<Vec<(String, UserId)>, DbError> {
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

/// Those of these people who have the text somewhere.
fn having(conn: &mut Conn, scope: &TenantScope, text: &str, ids: &[UserId]) -> Result<Vec<UserId>, DbError> {
    Ok(users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq_any(ids))
        .filter(contains(text))
        .select(users::id)
        .load(conn)?)
}

/// Everybody in a span who has the text, when they are few: sorted here, for the planner might walk the index of names
/// past everybody instead.
fn few_inside(
    conn: &mut Conn,
    scope: &TenantScope,
    span: &Span<'_>,
    text: &str,
) -> Result<Option<Vec<(String, UserId)>>, DbError> {
    let found: Vec<UserId> =
        users::table.filter(candidates(scope, text, CANDIDATES + 1)).select(users::id).load(conn)?;
    if found.len() as i64 > CANDIDATES {
        return Ok(None);
    }
    let mut keys: Vec<(String, UserId)> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq_any(&found))
        .filter(NoIndex(users::kind).eq(span.kind.as_str()))
        .select((users::sort_key, users::id))
        .load(conn)?;
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
    Ok(Some(keys))
}

/// A page of people, some of whom may have been passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Others {
    /// Sort key and id, in the order of the walk.
    pub keys: Vec<(String, UserId)>,
    /// Where to look further: behind the last one who was looked at. Nothing at the end.
    pub reached: Option<(String, UserId)>,
}

/// How a look through a span ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The page is full, and there is somebody else.
    Full,
    /// Enough was looked at.
    Spent,
    /// There is nobody further.
    Reached,
}

/// A page in the making.
struct Look {
    not_in: Option<ProjectId>,
    backwards: bool,
    wanted: usize,
    keys: Vec<(String, UserId)>,
    /// The last one who was looked at.
    at: Option<PageAnchor>,
    left: usize,
}

impl Look {
    /// Takes these people in, but for those who belong to the project. Whether the page is full.
    fn take(
        &mut self,
        conn: &mut Conn,
        scope: &TenantScope,
        found: Vec<(String, UserId)>,
        text: Option<&str>,
    ) -> Result<bool, DbError> {
        let mut ids: Vec<UserId> = found.iter().map(|(_, id)| *id).collect();
        if let Some(text) = text {
            ids = having(conn, scope, text, &ids)?;
        }
        let mut kept: HashSet<UserId> = ids.iter().copied().collect();
        if let Some(project) = self.not_in {
            for member in members_among(conn, scope, project, &ids)? {
                kept.remove(&member);
            }
        }
        for (sort_key, id) in found {
            let is_kept = kept.contains(&id);
            if is_kept && self.keys.len() == self.wanted {
                return Ok(true);
            }
            self.at = Some(PageAnchor { sort_key: sort_key.clone(), id, backwards: self.backwards });
            if is_kept {
                self.keys.push((sort_key, id));
            }
        }
        Ok(false)
    }

    /// Looks along a span, at so many people at most.
    fn along(
        &mut self,
        conn: &mut Conn,
        scope: &TenantScope,
        span: &Span<'_>,
        text: Option<&str>,
        most: usize,
    ) -> Result<End, DbError> {
        let is_plain = text.is_none() && self.not_in.is_none();
        let mut from = span.anchor.cloned();
        let mut left = most.min(self.left);
        while left > 0 {
            let step = if is_plain { self.wanted + 1 } else { left.min(STEP) };
            let wanted = i64::try_from(step).unwrap_or(i64::MAX);
            let found = walk(conn, scope, &Span { anchor: from.as_ref(), wanted, ..*span })?;
            let (looked, is_last) = (found.len(), found.len() < step);
            if self.take(conn, scope, found, text)? {
                return Ok(End::Full);
            }
            if is_last {
                return Ok(End::Reached);
            }
            from.clone_from(&self.at);
            left = left.saturating_sub(looked);
            self.left = self.left.saturating_sub(looked);
        }
        Ok(End::Spent)
    }

    /// Looks for a text inside the people of a span.
    fn inside(
        &mut self,
        conn: &mut Conn,
        scope: &TenantScope,
        span: &Span<'_>,
        text: &str,
    ) -> Result<End, DbError> {
        let (before, at) = (self.keys.len(), self.at.clone());
        let end = self.along(conn, scope, span, Some(text), TRIAL)?;
        if end != End::Spent {
            return Ok(end);
        }
        if !is_common(conn, scope, text)?
            && let Some(few) = few_inside(conn, scope, span, text)?
        {
            self.keys.truncate(before);
            self.at = at;
            return Ok(if self.take(conn, scope, few, None)? { End::Full } else { End::Reached });
        }
        let from = self.at.clone();
        self.along(conn, scope, &Span { anchor: from.as_ref(), ..*span }, Some(text), usize::MAX)
    }
}

/// Sort key and id of everybody of a kind who matches and does not belong to `not_in`, from an anchor on: first whose
/// names begin with the text, then who has it elsewhere; one or two letters find beginnings only. It looks at
/// `most` people, so a page may be short and still not be the last one.
///
/// # Errors
/// The engine's.
pub fn list_everybody(
    conn: &mut Conn,
    scope: &TenantScope,
    (kind, not_in): (UserKind, Option<ProjectId>),
    search: Option<&str>,
    anchor: Option<&PageAnchor>,
    (wanted, most): (usize, usize),
) -> Result<Others, DbError> {
    let search = search.map(fold).filter(|text| !text.is_empty());
    let backwards = anchor.is_some_and(|anchor| anchor.backwards);
    let mut look = Look { not_in, backwards, wanted, keys: Vec::new(), at: anchor.cloned(), left: most };
    let span = Span { kind, begins: None, begins_not: None, anchor, wanted: 0 };
    let end = match search.as_deref() {
        None => look.along(conn, scope, &span, None, usize::MAX)?,
        Some(text) => searched(&mut look, conn, scope, &span, text)?,
    };
    let reached = match end {
        End::Full => look.keys.last().cloned(),
        End::Spent => look.at.map(|at| (at.sort_key, at.id)),
        End::Reached => None,
    };
    Ok(Others { keys: look.keys, reached })
}

/// The two parts of a search's matches, from the anchor on.
fn searched(
    look: &mut Look,
    conn: &mut Conn,
    scope: &TenantScope,
    span: &Span<'_>,
    text: &str,
) -> Result<End, DbError> {
    let first = Span { begins: Some(text), ..*span };
    if text.chars().count() < SHORTEST_INSIDE {
        return look.along(conn, scope, &first, None, usize::MAX);
    }
    let rest = Span { begins_not: Some(text), ..*span };
    let among_the_first = span.anchor.is_none_or(|anchor| anchor.sort_key.starts_with(text));
    if look.backwards {
        if !among_the_first {
            let end = look.inside(conn, scope, &rest, text)?;
            if end != End::Reached {
                return Ok(end);
            }
        }
        let behind =
            PageAnchor { sort_key: end_of(text), id: UserId::from_uuid(uuid::Uuid::max()), backwards: true };
        let anchor = if among_the_first { span.anchor } else { Some(&behind) };
        return look.along(conn, scope, &Span { anchor, ..first }, None, usize::MAX);
    }
    if among_the_first {
        let end = look.along(conn, scope, &first, None, usize::MAX)?;
        if end != End::Reached {
            return Ok(end);
        }
    }
    let anchor = if among_the_first { None } else { span.anchor };
    look.inside(conn, scope, &Span { anchor, ..rest }, text)
}
