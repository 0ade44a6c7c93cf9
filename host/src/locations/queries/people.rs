//! Who belongs to which location.
use diesel::prelude::*;
use elenco_db::schema::users;
use elenco_db::{Conn, DbError, LocationId, TenantScope, UserId};

use crate::users::model::PageAnchor;

/// How many people belong to a location, at most so many.
pub fn count_people(conn: &mut Conn, scope: &TenantScope, id: LocationId, most: i64) -> Result<i64, DbError> {
    let found: Vec<UserId> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::location_id.eq(id))
        .select(users::id)
        .limit(most)
        .load(conn)?;
    Ok(i64::try_from(found.len()).unwrap_or(i64::MAX))
}

/// Sort keys, ids and kinds of people in order, and whether there are more before and after them.
pub type PeopleKeys = (Vec<(String, UserId, String)>, bool, bool);

/// A page of the people of a location, by name.
pub fn list_people(
    conn: &mut Conn,
    scope: &TenantScope,
    id: LocationId,
    anchor: Option<&PageAnchor>,
    limit: usize,
) -> Result<PeopleKeys, DbError> {
    let mut query = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::location_id.eq(id))
        .select((users::sort_key, users::id, users::kind))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1)
        .into_boxed();
    query = match anchor {
        Some(PageAnchor { sort_key, id, backwards: true }) => query
            .filter(users::sort_key.le(sort_key).and(users::sort_key.lt(sort_key).or(users::id.lt(id))))
            .order((users::sort_key.desc(), users::id.desc())),
        Some(PageAnchor { sort_key, id, .. }) => query
            .filter(users::sort_key.ge(sort_key).and(users::sort_key.gt(sort_key).or(users::id.gt(id))))
            .order((users::sort_key, users::id)),
        None => query.order((users::sort_key, users::id)),
    };
    let mut keys: Vec<(String, UserId, String)> = query.load(conn)?;
    let more = keys.len() > limit;
    keys.truncate(limit);
    if anchor.is_some_and(|anchor| anchor.backwards) {
        keys.reverse();
        return Ok((keys, more, true));
    }
    Ok((keys, anchor.is_some(), more))
}
