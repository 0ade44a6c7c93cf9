//! Filters that let few people through, and those few.
use std::collections::HashSet;

use diesel::prelude::*;
use elenco_db::dialect::{NoIndex, candidates};
use elenco_db::schema::{company_clients, group_members, memberships, users};
use elenco_db::{Conn, DbError, Instant, TenantScope, UserId, is_common};

use super::holding::{Names, hold, match_somehow};
use super::place::{Key, Place};
use super::walk::end_of;
use super::{Ask, INSIDE, SHORTEST_INSIDE, Search};
use crate::fold::fold;
use crate::users::model::{Days, Mailed, Placed, SortBy, Validity};

/// One more than few.
fn probe(ask: &Ask) -> i64 {
    i64::try_from(ask.bounds.few).unwrap_or(i64::MAX).saturating_add(1)
}

/// The ids, when they are few.
fn if_few(ask: &Ask, ids: Vec<UserId>) -> Option<Vec<UserId>> {
    (ids.len() <= ask.bounds.few).then_some(ids)
}

/// Members of the project of whom a column says so.
macro_rules! members {
    ($conn:expr, $scope:expr, $ask:expr $(, $condition:expr)+) => {{
        let mut all: Vec<UserId> = Vec::new();
        for active in [true, false] {
            if $ask.filter.active.is_some_and(|only| only != active) {
                continue;
            }
            all.extend(
                memberships::table
                    .filter(memberships::tenant_id.eq($scope.tenant()))
                    .filter(memberships::project_id.eq($ask.project))
                    .filter(memberships::kind.eq($ask.kind.as_str()))
                    .filter(memberships::active.eq(active))
                    $(.filter($condition))+
                    .select(memberships::user_id)
                    .limit(probe($ask))
                    .load::<UserId>($conn)?,
            );
        }
        if_few($ask, all)
    }};
}

/// People of the kind, whatever their project, of whom a column says so.
macro_rules! people {
    ($conn:expr, $scope:expr, $ask:expr, $condition:expr) => {
        if_few(
            $ask,
            users::table
                .filter(users::tenant_id.eq($scope.tenant()))
                .filter(users::kind.eq($ask.kind.as_str()))
                .filter($condition)
                .select(users::id)
                .limit(probe($ask))
                .load($conn)?,
        )
    };
}

/// The bounds of days; the ends of time where there are none.
fn bounds(days: &Days) -> (Instant, Instant) {
    let (least, most) = (-62_135_596_800_000_000, 253_402_300_799_999_999);
    let from = days.from().or_else(|| Instant::from_micros(least));
    let before = days.before().or_else(|| Instant::from_micros(most));
    let epoch = Instant::from(chrono::DateTime::UNIX_EPOCH);
    (from.unwrap_or(epoch), before.unwrap_or(epoch))
}

/// Those whom the narrowest known filter lets through, when they are few. They may be people who do not keep the other
/// filters, or belong elsewhere. The search is not among these filters.
pub(super) fn of_filters(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
) -> Result<Option<Vec<UserId>>, DbError> {
    let filter = &ask.filter;
    macro_rules! first_of {
        ($($few:expr),+ $(,)?) => {$(
            if let Some(ids) = $few {
                return Ok(Some(ids));
            }
        )+};
    }
    if let Some(group) = filter.group {
        let of_group = group_members::table
            .filter(group_members::tenant_id.eq(scope.tenant()))
            .filter(group_members::group_id.eq(group));
        first_of!(if_few(ask, of_group.select(group_members::user_id).limit(probe(ask)).load(conn)?));
    }
    if let Some(company) = filter.company {
        let of_company = company_clients::table
            .filter(company_clients::tenant_id.eq(scope.tenant()))
            .filter(company_clients::company_id.eq(company));
        first_of!(if_few(ask, of_company.select(company_clients::user_id).limit(probe(ask)).load(conn)?));
    }
    if let Some(Placed::At(id)) = filter.location {
        let there =
            users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::location_id.eq(id));
        first_of!(if_few(ask, there.select(users::id).limit(probe(ask)).load(conn)?));
    }
    match filter.validity {
        Some(Validity::Later) => first_of!(people!(conn, scope, ask, users::valid_since.gt(ask.now))),
        Some(Validity::Over) => first_of!(people!(conn, scope, ask, users::valid_until.le(ask.now))),
        Some(Validity::Now) | None => {}
    }
    if let Some(must) = filter.must_change_password {
        first_of!(people!(conn, scope, ask, users::must_change_password.eq(must)));
    }
    match filter.has_password {
        Some(true) => first_of!(people!(conn, scope, ask, users::password_hash.is_not_null())),
        Some(false) => first_of!(people!(conn, scope, ask, users::password_hash.is_null())),
        None => {}
    }
    if let Some(culture) = filter.culture {
        first_of!(people!(conn, scope, ask, users::culture.eq(culture.tag())));
    }
    let never = Instant::from(chrono::DateTime::UNIX_EPOCH);
    if filter.never_signed_in {
        first_of!(members!(conn, scope, ask, memberships::user_signed_in_at.eq(never)));
    }
    if !filter.signed_in.is_empty() {
        // Never is the beginning of 1970, which is no sign-in.
        let (from, before) = bounds(&filter.signed_in);
        first_of!(members!(
            conn,
            scope,
            ask,
            memberships::user_signed_in_at.ge(from.max(never.plus_seconds(1))),
            memberships::user_signed_in_at.lt(before)
        ));
    }
    if !filter.created.is_empty() {
        let (from, before) = bounds(&filter.created);
        first_of!(members!(
            conn,
            scope,
            ask,
            memberships::user_created_at.ge(from),
            memberships::user_created_at.lt(before)
        ));
    }
    if !filter.changed.is_empty() {
        let (from, before) = bounds(&filter.changed);
        first_of!(members!(
            conn,
            scope,
            ask,
            memberships::user_updated_at.ge(from),
            memberships::user_updated_at.lt(before)
        ));
    }
    match &filter.email {
        Some(Mailed::None) => first_of!(members!(conn, scope, ask, memberships::email_key.eq(""))),
        Some(Mailed::Any) => first_of!(members!(conn, scope, ask, memberships::email_key.gt(""))),
        Some(Mailed::Holding(text)) => first_of!(holding(conn, scope, ask, text)?),
        None => {}
    }
    if let Some(text) = &filter.position {
        first_of!(holding(conn, scope, ask, text)?);
    }
    Ok(None)
}

/// Those in whose searched text this stands, when they are few.
fn holding(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    text: &str,
) -> Result<Option<Vec<UserId>>, DbError> {
    let text = fold(text);
    if text.chars().count() < SHORTEST_INSIDE || is_common(conn, scope, &text)? {
        return Ok(None);
    }
    Ok(if_few(ask, users::table.filter(candidates(scope, &text, probe(ask))).select(users::id).load(conn)?))
}

/// Those who match a search somehow, when they are few.
pub(super) fn of_search(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    search: &Search,
) -> Result<Option<Vec<UserId>>, DbError> {
    let text = search.text.as_str();
    let mut all: HashSet<UserId> = HashSet::new();
    if search.is_short || text.contains(' ') {
        // Last names stand before first names nowhere else.
        let last = members!(
            conn,
            scope,
            ask,
            memberships::last_key.ge(text),
            memberships::last_key.lt(end_of(text))
        );
        let Some(last) = last else { return Ok(None) };
        all.extend(last);
    }
    if search.is_short {
        let name = members!(
            conn,
            scope,
            ask,
            memberships::sort_key.ge(text),
            memberships::sort_key.lt(end_of(text))
        );
        let user = members!(
            conn,
            scope,
            ask,
            memberships::username_key.ge(text),
            memberships::username_key.lt(end_of(text))
        );
        let (Some(name), Some(user)) = (name, user) else { return Ok(None) };
        all.extend(name);
        all.extend(user);
    } else {
        let Some(inside) = holding(conn, scope, ask, text)? else { return Ok(None) };
        all.extend(inside);
    }
    Ok(if_few(ask, all.into_iter().collect()))
}

type Row = (UserId, String, String, String, String, Instant, Instant, Instant);

/// The places of those among these people who belong to the list and match, in parts or not.
pub(super) fn places(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    (search, parted): (Option<&Search>, bool),
    ids: &[UserId],
) -> Result<Vec<Place>, DbError> {
    let mut query = memberships::table
        .filter(memberships::tenant_id.eq(scope.tenant()))
        .filter(memberships::project_id.eq(ask.project))
        .filter(memberships::user_id.eq_any(ids))
        .select((
            memberships::user_id,
            memberships::sort_key,
            memberships::last_key,
            memberships::username_key,
            memberships::email_key,
            memberships::user_created_at,
            memberships::user_updated_at,
            memberships::user_signed_in_at,
        ))
        .into_boxed();
    // Without this SQLite walks an index past everybody who is not meant, instead of looking each id up.
    query = query.filter(NoIndex(memberships::kind).eq(ask.kind.as_str()));
    if let Some(active) = ask.filter.active {
        query = query.filter(NoIndex(memberships::active).eq(active));
    }
    let rows: Vec<Row> = query.load(conn)?;
    let members: Vec<UserId> = rows.iter().map(|row| row.0).collect();
    let begins = |row: &Row, text: &str| {
        Names { name: row.1.clone(), last: row.2.clone(), user: row.3.clone() }.part(text)
    };
    let kept = match search.filter(|_| parted) {
        None => match_somehow(conn, scope, ask, search, &members)?,
        Some(search) => {
            let (first, rest): (Vec<&Row>, Vec<&Row>) =
                rows.iter().partition(|row| begins(row, &search.text).is_some());
            let first: Vec<UserId> = first.iter().map(|row| row.0).collect();
            let mut kept = hold(conn, scope, ask, None, &first)?;
            if !search.is_short && !rest.is_empty() {
                let rest: Vec<UserId> = rest.iter().map(|row| row.0).collect();
                kept.extend(hold(conn, scope, ask, Some(&search.text), &rest)?);
            }
            kept
        }
    };
    let place = |row: Row| {
        let part = match search.filter(|_| parted) {
            None => 0,
            Some(search) => begins(&row, &search.text).unwrap_or(INSIDE),
        };
        let (id, name, last, user, email, created, updated, signed_in) = row;
        let key = match (part, ask.sort.by) {
            (1, _) => Key::Text(last),
            (2, _) => Key::Text(user),
            (_, SortBy::Name) => Key::Text(name),
            (_, SortBy::LastName) => Key::Text(last),
            (_, SortBy::Username) => Key::Text(user),
            (_, SortBy::Email) => Key::Text(email),
            (_, SortBy::Changed) => Key::At(updated),
            (_, SortBy::Created) => Key::At(created),
            (_, SortBy::SignedIn) => Key::At(signed_in),
        };
        Place { part, key, id }
    };
    Ok(rows.into_iter().filter(|row| kept.contains(&row.0)).map(place).collect())
}
