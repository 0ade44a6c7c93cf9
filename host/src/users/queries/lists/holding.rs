//! Some people held against the filters of a list.
use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use elenco_db::dialect::{NoIndex, contains, holds, json_text};
use elenco_db::schema::{company_clients, group_members, memberships, users};
use elenco_db::{Conn, DbError, LocationId, TenantScope, UserId};

use super::{Ask, INSIDE, Search};
use crate::fold::fold;
use crate::users::model::{Mailed, Placed, Validity};

/// The folded names by which somebody is found at their beginning.
pub(super) struct Names {
    pub name: String,
    pub last: String,
    pub user: String,
}

impl Names {
    /// Which part of a search's matches the names put somebody in; nothing when the text stands elsewhere, or nowhere.
    pub fn part(&self, text: &str) -> Option<u8> {
        let names = [&self.name, &self.last, &self.user];
        (0..INSIDE).zip(names).find(|(_, name)| name.starts_with(text)).map(|(part, _)| part)
    }
}

/// The names of some members.
pub(super) fn names(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    ids: &[UserId],
) -> Result<HashMap<UserId, Names>, DbError> {
    let rows: Vec<(UserId, String, String, String)> = memberships::table
        .filter(memberships::tenant_id.eq(scope.tenant()))
        .filter(memberships::project_id.eq(ask.project))
        .filter(memberships::user_id.eq_any(ids))
        .select((
            memberships::user_id,
            memberships::sort_key,
            memberships::last_key,
            memberships::username_key,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name, last, user)| (id, Names { name, last, user })).collect())
}

/// Who of these people keeps every filter beyond status and search, and has the text somewhere, when there is one.
pub(super) fn hold(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    text: Option<&str>,
    ids: &[UserId],
) -> Result<HashSet<UserId>, DbError> {
    let filter = &ask.filter;
    if text.is_none() && !filter.looks_closer() {
        return Ok(ids.iter().copied().collect());
    }
    // Every filter is kept from its own index: the people are few and known, and SQLite would rather walk the index of
    // whatever looks narrow.
    let mut query = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq_any(ids))
        .select((users::id, users::position, users::location_id))
        .into_boxed();
    if let Some(text) = text {
        query = query.filter(contains(text));
    }
    if let Some(culture) = filter.culture {
        query = query.filter(NoIndex(users::culture).eq(culture.tag()));
    }
    match &filter.email {
        None => {}
        Some(Mailed::Any) => query = query.filter(NoIndex(users::email_key).ne("")),
        Some(Mailed::None) => query = query.filter(NoIndex(users::email_key).eq("")),
        Some(Mailed::Holding(text)) => query = query.filter(holds(users::email_key, &fold(text))),
    }
    match filter.validity {
        None => {}
        Some(Validity::Now) => {
            query = query
                .filter(users::valid_since.is_null().or(NoIndex(users::valid_since).le(ask.now)))
                .filter(users::valid_until.is_null().or(NoIndex(users::valid_until).gt(ask.now)));
        }
        Some(Validity::Later) => query = query.filter(NoIndex(users::valid_since).gt(ask.now)),
        Some(Validity::Over) => query = query.filter(NoIndex(users::valid_until).le(ask.now)),
    }
    if let Some(must) = filter.must_change_password {
        query = query.filter(NoIndex(users::must_change_password).eq(must));
    }
    match filter.has_password {
        None => {}
        Some(true) => query = query.filter(NoIndex(users::password_hash).is_not_null()),
        Some(false) => query = query.filter(NoIndex(users::password_hash).is_null()),
    }
    if filter.never_signed_in {
        query = query.filter(users::last_sign_in_at.is_null());
    }
    macro_rules! within {
        ($($days:ident: $column:ident),+) => {$(
            if let Some(from) = filter.$days.from() {
                query = query.filter(users::$column.ge(from));
            }
            if let Some(before) = filter.$days.before() {
                query = query.filter(users::$column.lt(before));
            }
        )+};
    }
    within!(signed_in: last_sign_in_at, created: created_at, changed: updated_at);
    for (field, value) in &filter.fields {
        query = query.filter(json_text(users::fields, field).eq(value.clone()));
    }
    let rows: Vec<(UserId, String, Option<LocationId>)> = query.load(conn)?;
    let position = filter.position.as_deref().map(fold);
    let holds = |held: &str| position.as_deref().is_none_or(|text| fold(held).contains(text));
    // Held here and not in the statement: PostgreSQL would begin with everybody who is there.
    let is_placed = |at: Option<LocationId>| match filter.location {
        None => true,
        Some(Placed::Nowhere) => at.is_none(),
        Some(Placed::At(id)) => at == Some(id),
    };
    let kept = rows.into_iter().filter(|(_, held, at)| holds(held) && is_placed(*at)).map(|(id, _, _)| id);
    of_circles(conn, scope, ask, kept.collect())
}

/// Who of these people belongs to the group and the company of the filter. Asked apart, so that both engines look the
/// few people up: together PostgreSQL would read a whole group for each step.
fn of_circles(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    mut kept: HashSet<UserId>,
) -> Result<HashSet<UserId>, DbError> {
    if let Some(group) = ask.filter.group {
        let ids: Vec<UserId> = kept.drain().collect();
        let members = group_members::table
            .filter(group_members::tenant_id.eq(scope.tenant()))
            .filter(group_members::group_id.eq(group))
            .filter(group_members::user_id.eq_any(ids))
            .select(group_members::user_id);
        kept.extend(members.load::<UserId>(conn)?);
    }
    if let Some(company) = ask.filter.company {
        let ids: Vec<UserId> = kept.drain().collect();
        let clients = company_clients::table
            .filter(company_clients::tenant_id.eq(scope.tenant()))
            .filter(company_clients::company_id.eq(company))
            .filter(company_clients::user_id.eq_any(ids))
            .select(company_clients::user_id);
        kept.extend(clients.load::<UserId>(conn)?);
    }
    Ok(kept)
}

/// Who of these people matches a search somehow, and keeps every filter beyond status: for orders without parts.
pub(super) fn match_somehow(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    search: Option<&Search>,
    ids: &[UserId],
) -> Result<HashSet<UserId>, DbError> {
    let Some(search) = search else { return hold(conn, scope, ask, None, ids) };
    if search.is_short {
        let names = names(conn, scope, ask, ids)?;
        let begins: Vec<UserId> =
            names.iter().filter(|(_, names)| names.part(&search.text).is_some()).map(|(id, _)| *id).collect();
        return hold(conn, scope, ask, None, &begins);
    }
    let mut found = hold(conn, scope, ask, Some(&search.text), ids)?;
    // Last names stand before first names nowhere but in the order by last name.
    if search.text.contains(' ') {
        let others: Vec<UserId> = ids.iter().filter(|id| !found.contains(id)).copied().collect();
        let names = names(conn, scope, ask, &others)?;
        let begins: Vec<UserId> =
            names.iter().filter(|(_, names)| names.part(&search.text).is_some()).map(|(id, _)| *id).collect();
        if !begins.is_empty() {
            found.extend(hold(conn, scope, ask, None, &begins)?);
        }
    }
    Ok(found)
}
