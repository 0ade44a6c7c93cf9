//! The walk along the order of a list.
use std::collections::HashSet;

use diesel::prelude::*;
use elenco_db::schema::memberships;
use elenco_db::{Conn, DbError, Instant, TenantScope, UserId};

use super::holding::{hold, match_somehow, names};
use super::place::{Key, Place};
use super::{Ask, Found, INSIDE, STEPS, Search, TRIAL, few, is_large};
use crate::users::model::{Sort, SortBy};

/// A stretch of the list.
pub(super) struct Stretch<'a> {
    pub sort: Sort,
    /// How the key begins.
    pub begins: Option<&'a str>,
    pub from: Option<&'a Place>,
    pub wanted: usize,
}

/// What stands behind every text that begins so: the last character that there is, on both engines.
pub(super) fn end_of(begins: &str) -> String {
    format!("{begins}{}", char::MAX)
}

/// The members of one status in an order, by the index of that order.
macro_rules! in_order {
    ($scope:expr, $ask:expr, $active:expr, $column:ident, $from:expr, $down:expr, $wanted:expr) => {{
        let mut query = memberships::table
            .filter(memberships::tenant_id.eq($scope.tenant()))
            .filter(memberships::project_id.eq($ask.project))
            .filter(memberships::kind.eq($ask.kind.as_str()))
            .filter(memberships::active.eq($active))
            .select((memberships::$column, memberships::user_id))
            .limit(i64::try_from($wanted).unwrap_or(i64::MAX))
            .into_boxed();
        query = match ($from, $down) {
            (None, _) => query,
            (Some((key, id)), false) => query.filter(
                memberships::$column
                    .ge(key)
                    .and(memberships::$column.gt(key).or(memberships::user_id.gt(id))),
            ),
            (Some((key, id)), true) => query.filter(
                memberships::$column
                    .le(key)
                    .and(memberships::$column.lt(key).or(memberships::user_id.lt(id))),
            ),
        };
        if $down {
            query.order((memberships::$column.desc(), memberships::user_id.desc()))
        } else {
            query.order((memberships::$column, memberships::user_id))
        }
    }};
}

type Step = Vec<(Key, UserId)>;

fn of_status(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    stretch: &Stretch<'_>,
    active: bool,
) -> Result<Step, DbError> {
    let (down, wanted) = (stretch.sort.descending, stretch.wanted);
    macro_rules! by_text {
        ($column:ident) => {{
            let from = match stretch.from {
                Some(Place { key: Key::Text(key), id, .. }) => Some((key.as_str(), *id)),
                _ => None,
            };
            let mut query = in_order!(scope, ask, active, $column, from, down, wanted);
            if let Some(begins) = stretch.begins {
                query = query
                    .filter(memberships::$column.ge(begins))
                    .filter(memberships::$column.lt(end_of(begins)));
            }
            let rows: Vec<(String, UserId)> = query.load(conn)?;
            rows.into_iter().map(|(key, id)| (Key::Text(key), id)).collect()
        }};
    }
    macro_rules! by_time {
        ($column:ident) => {{
            let from = match stretch.from {
                Some(Place { key: Key::At(at), id, .. }) => Some((*at, *id)),
                _ => None,
            };
            let rows: Vec<(Instant, UserId)> =
                in_order!(scope, ask, active, $column, from, down, wanted).load(conn)?;
            rows.into_iter().map(|(at, id)| (Key::At(at), id)).collect()
        }};
    }
    Ok(match stretch.sort.by {
        SortBy::Name => by_text!(sort_key),
        SortBy::LastName => by_text!(last_key),
        SortBy::Username => by_text!(username_key),
        SortBy::Email => by_text!(email_key),
        SortBy::Changed => by_time!(user_updated_at),
        SortBy::Created => by_time!(user_created_at),
        SortBy::SignedIn => by_time!(user_signed_in_at),
    })
}

/// The next members of a stretch, in its order. The indices keep active and inactive people apart, so that either are
/// found at once however few they are; together they are two rows merged into one.
pub(super) fn step(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    stretch: &Stretch<'_>,
) -> Result<Step, DbError> {
    if let Some(active) = ask.filter.active {
        return of_status(conn, scope, ask, stretch, active);
    }
    let mut all = of_status(conn, scope, ask, stretch, true)?;
    all.extend(of_status(conn, scope, ask, stretch, false)?);
    if stretch.sort.descending {
        all.sort_by(|a, b| b.cmp(a));
    } else {
        all.sort();
    }
    all.truncate(stretch.wanted);
    Ok(all)
}

/// One walk: what it is to find, and what it may still look through.
struct Walk<'a> {
    ask: &'a Ask,
    backwards: bool,
    wanted: usize,
    left: usize,
    looked: usize,
    found: Found,
}

impl Walk<'_> {
    /// Walks one part to its end. Whether the walk is over: the page is full, or enough was looked through.
    fn part(
        &mut self,
        conn: &mut Conn,
        scope: &TenantScope,
        (part, sort, begins): (u8, Sort, Option<&str>),
        from: Option<&Place>,
        keep: impl Fn(&mut Conn, &[UserId]) -> Result<HashSet<UserId>, DbError>,
        is_plain: bool,
    ) -> Result<bool, DbError> {
        let sort = Sort { descending: sort.descending != self.backwards, ..sort };
        let mut from = from.cloned();
        let mut size = STEPS.0;
        loop {
            let missing = self.wanted - self.found.places.len();
            let wanted = if is_plain { missing } else { size.max(missing).min(self.left) };
            let stretch = Stretch { sort, begins, from: from.as_ref(), wanted };
            let rows = step(conn, scope, self.ask, &stretch)?;
            let is_end = rows.len() < wanted;
            let ids: Vec<UserId> = rows.iter().map(|(_, id)| *id).collect();
            let kept = if ids.is_empty() { HashSet::new() } else { keep(conn, &ids)? };
            let places: Vec<Place> = rows.into_iter().map(|(key, id)| Place { part, key, id }).collect();
            from = places.last().cloned().or(from);
            self.found
                .places
                .extend(places.into_iter().filter(|place| kept.contains(&place.id)).take(missing));
            if self.found.places.len() >= self.wanted {
                return Ok(true);
            }
            if is_end {
                return Ok(false);
            }
            self.looked += ids.len();
            self.left = self.left.saturating_sub(ids.len());
            if self.left == 0 {
                self.found.stopped = from.map(|place| (place, self.looked));
                return Ok(true);
            }
            size = (size * 2).min(STEPS.1);
        }
    }
}

impl Walk<'_> {
    /// Walks the last part of a search: who has the text somewhere. Whether the walk is over.
    fn inside(
        &mut self,
        conn: &mut Conn,
        scope: &TenantScope,
        search: &Search,
        from: Option<&Place>,
        keep: impl Fn(&mut Conn, &[UserId]) -> Result<HashSet<UserId>, DbError>,
    ) -> Result<bool, DbError> {
        let part = (INSIDE, Sort { by: SortBy::Name, descending: false }, None);
        let (before, looked, left) = (self.found.places.len(), self.looked, self.left);
        let mut reached = from.cloned();
        if is_large(conn, scope, self.ask)? {
            self.left = left.min(TRIAL);
            let over = self.part(conn, scope, part, from, &keep, false)?;
            let stopped = self.found.stopped.take();
            self.left = left.saturating_sub(TRIAL);
            if !over || stopped.is_none() {
                return Ok(over);
            }
            reached = stopped.map(|(place, _)| place);
        }
        let Some(ids) = few::of_search(conn, scope, self.ask, search)? else {
            return self.part(conn, scope, part, reached.as_ref(), &keep, false);
        };
        // They are all known now, and so is who was found on the way.
        self.found.places.truncate(before);
        (self.looked, self.left) = (looked, left);
        inside_few(conn, scope, self, search, &ids, from)?;
        Ok(self.found.places.len() >= self.wanted)
    }
}

/// The walk along an order that has no parts.
pub(super) fn unparted(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    search: Option<&Search>,
    anchor: Option<&(Place, bool)>,
    (wanted, budget): (usize, usize),
) -> Result<Found, DbError> {
    let backwards = anchor.is_some_and(|(_, backwards)| *backwards);
    let mut walk = Walk { ask, backwards, wanted, left: budget, looked: 0, found: Found::default() };
    let is_plain = search.is_none() && !ask.filter.looks_closer();
    let from = anchor.map(|(place, _)| place);
    let keep = |conn: &mut Conn, ids: &[UserId]| match_somehow(conn, scope, ask, search, ids);
    walk.part(conn, scope, (0, ask.sort, None), from, keep, is_plain)?;
    Ok(walk.found)
}

/// The matches that have the text inside only, few and known.
fn inside_few(
    conn: &mut Conn,
    scope: &TenantScope,
    walk: &mut Walk<'_>,
    search: &Search,
    ids: &[UserId],
    from: Option<&Place>,
) -> Result<(), DbError> {
    let mut places = few::places(conn, scope, walk.ask, (Some(search), true), ids)?;
    let back = walk.backwards;
    places.retain(|place| {
        place.part == INSIDE && from.is_none_or(|from| if back { place < from } else { place > from })
    });
    places.sort_by(|a, b| if back { b.cmp(a) } else { a.cmp(b) });
    places.truncate(walk.wanted - walk.found.places.len());
    walk.found.places.extend(places);
    Ok(())
}

/// The walk along the list from an anchor on, part by part when there is a search.
pub(super) fn walk(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    search: Option<&Search>,
    anchor: Option<&(Place, bool)>,
    (wanted, budget): (usize, usize),
) -> Result<Found, DbError> {
    let Some(search) = search.filter(|_| ask.is_parted()) else {
        return unparted(conn, scope, ask, search, anchor, (wanted, budget));
    };
    let backwards = anchor.is_some_and(|(_, backwards)| *backwards);
    let last = if search.is_short { INSIDE - 1 } else { INSIDE };
    let start = anchor.map_or(0, |(place, _)| place.part.min(last));
    let parts: Vec<u8> = if backwards { (0..=start).rev().collect() } else { (start..=last).collect() };
    let mut walk = Walk { ask, backwards, wanted, left: budget, looked: 0, found: Found::default() };
    let text = search.text.as_str();
    for part in parts {
        let from = anchor.map(|(place, _)| place).filter(|place| place.part == part);
        let by = [SortBy::Name, SortBy::LastName, SortBy::Username, SortBy::Name][usize::from(part)];
        let sort = Sort { by, descending: false };
        // Whoever stands in an earlier part does not come again.
        let keep = |conn: &mut Conn, ids: &[UserId]| {
            let inside = (part == INSIDE).then_some(text);
            let held = hold(conn, scope, ask, inside, ids)?;
            if part == 0 {
                return Ok(held);
            }
            let held: Vec<UserId> = held.into_iter().collect();
            let names = names(conn, scope, ask, &held)?;
            let own =
                |id: &UserId| names.get(id).is_some_and(|names| names.part(text).unwrap_or(INSIDE) == part);
            Ok(held.into_iter().filter(own).collect())
        };
        let begins = Some(text);
        let is_plain = part == 0 && !ask.filter.looks_closer();
        let is_over = if part == INSIDE {
            walk.inside(conn, scope, search, from, keep)?
        } else {
            walk.part(conn, scope, (part, sort, begins), from, keep, is_plain)?
        };
        if is_over {
            break;
        }
    }
    Ok(walk.found)
}
