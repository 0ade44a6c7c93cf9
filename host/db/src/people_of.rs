//! Who belongs to a thing, by name: the same queries for every table that says it.

/// Writes the queries over a table of the columns `tenant_id`, the thing's id, `user_id` and `sort_key`, which is the
/// person's. To be called in a module of its own with the table, the thing's column and the type of its ids:
///
/// ```ignore
/// elenco_db::people_of!(company_clients, company_id: CompanyId);
/// ```
///
/// It writes `of_person`, `among`, `add`, `remove`, `matching` and `page`.
#[macro_export]
macro_rules! people_of {
    ($table:ident, $owner:ident: $id:ty) => {
        use std::collections::HashSet;

        use diesel::prelude::*;
        use $crate::dialect::{candidates, contains};
        use $crate::schema::{$table, users};
        use $crate::{Conn, DbError, TenantId, TenantScope, UserId, each};

        /// Matches of a search that are looked up one by one; when there are more, the people are walked in order.
        const CANDIDATES: i64 = 700;
        /// Texts that are shorter have no index; few people have to be looked into until a page is full.
        const SHORTEST_INDEXED: usize = 3;

        #[derive(Debug, Insertable)]
        #[diesel(table_name = $table)]
        struct PersonRow {
            tenant_id: TenantId,
            $owner: $id,
            user_id: UserId,
            sort_key: String,
        }

        /// The things that somebody belongs to, in the order of their ids.
        pub fn of_person(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<Vec<$id>, DbError> {
            // Sorted here: asked for an order, SQLite takes the index that has it, and reads everybody of everything.
            let mut ids: Vec<$id> = $table::table
                .filter($table::tenant_id.eq(scope.tenant()))
                .filter($table::user_id.eq(user))
                .select($table::$owner)
                .load(conn)?;
            ids.sort_unstable();
            Ok(ids)
        }

        /// Which of these people belong to the thing.
        pub fn among(
            conn: &mut Conn,
            scope: &TenantScope,
            owner: $id,
            ids: &[UserId],
        ) -> Result<HashSet<UserId>, DbError> {
            let mut found = HashSet::new();
            for chunk in ids.chunks(500) {
                let some: Vec<UserId> = $table::table
                    .filter($table::tenant_id.eq(scope.tenant()))
                    .filter($table::$owner.eq(owner))
                    .filter($table::user_id.eq_any(chunk))
                    .select($table::user_id)
                    .load(conn)?;
                found.extend(some);
            }
            Ok(found)
        }

        /// Adds people with their sort keys. None of them may belong to the thing yet.
        pub fn add(
            conn: &mut Conn,
            scope: &TenantScope,
            owner: $id,
            people: &[(String, UserId)],
        ) -> Result<(), DbError> {
            let rows: Vec<PersonRow> = people
                .iter()
                .map(|(sort_key, user)| PersonRow {
                    tenant_id: scope.tenant(),
                    $owner: owner,
                    user_id: *user,
                    sort_key: sort_key.clone(),
                })
                .collect();
            for chunk in rows.chunks(500) {
                each!(conn, c => diesel::insert_into($table::table).values(chunk).execute(c))?;
            }
            Ok(())
        }

        /// Takes people away.
        pub fn remove(
            conn: &mut Conn,
            scope: &TenantScope,
            owner: $id,
            people: &[UserId],
        ) -> Result<(), DbError> {
            for chunk in people.chunks(500) {
                diesel::delete(
                    $table::table
                        .filter($table::tenant_id.eq(scope.tenant()))
                        .filter($table::$owner.eq(owner))
                        .filter($table::user_id.eq_any(chunk)),
                )
                .execute(conn)?;
            }
            Ok(())
        }

        /// People of the thing by name, at most so many, after a sort key and id, or before them; with a folded text
        /// only those who match it.
        pub fn matching(
            conn: &mut Conn,
            scope: &TenantScope,
            owner: $id,
            text: Option<&str>,
            anchor: Option<(&str, UserId, bool)>,
            wanted: i64,
        ) -> Result<Vec<(String, UserId)>, DbError> {
            let people =
                users::table.on(users::tenant_id.eq($table::tenant_id).and(users::id.eq($table::user_id)));
            let mut query = $table::table
                .inner_join(people)
                .filter($table::tenant_id.eq(scope.tenant()))
                .filter($table::$owner.eq(owner))
                .select(($table::sort_key, $table::user_id))
                .limit(wanted)
                .into_boxed();
            query = match anchor {
                Some((key, id, true)) => query
                    .filter(
                        $table::sort_key.le(key).and($table::sort_key.lt(key).or($table::user_id.lt(id))),
                    )
                    .order(($table::sort_key.desc(), $table::user_id.desc())),
                Some((key, id, false)) => query
                    .filter(
                        $table::sort_key.ge(key).and($table::sort_key.gt(key).or($table::user_id.gt(id))),
                    )
                    .order(($table::sort_key, $table::user_id)),
                None => query.order(($table::sort_key, $table::user_id)),
            };
            if let Some(text) = text {
                query = match few_matches(conn, scope, text)? {
                    Some(ids) => query.filter($table::user_id.eq_any(ids)),
                    None => query.filter(contains(text)),
                };
            }
            Ok(query.load(conn)?)
        }

        const STEP: i64 = 500;
        const BUDGET: usize = 1000;

        /// The keys of a page, and where to look further when it stopped before the end.
        pub type Page = (Vec<(String, UserId)>, Option<(String, UserId)>);

        /// One page of [`matching`], bounded: it may be short, even empty, and still not be the last one. When many
        /// people match, those whose names begin with the text come first.
        pub fn page(
            conn: &mut Conn,
            scope: &TenantScope,
            owner: $id,
            text: Option<&str>,
            anchor: Option<(&str, UserId, bool)>,
            wanted: i64,
        ) -> Result<Page, DbError> {
            let Some(text) = text else {
                return Ok((matching(conn, scope, owner, None, anchor, wanted)?, None));
            };
            if let Some(ids) = few_matches(conn, scope, text)? {
                return Ok((among_few(conn, scope, owner, &ids, anchor, wanted)?, None));
            }
            walk(conn, scope, owner, text, anchor, wanted)
        }

        /// Those of some people who belong to it, sorted here: asked for an order, SQLite would read all who do.
        fn among_few(
            conn: &mut Conn,
            scope: &TenantScope,
            owner: $id,
            ids: &[UserId],
            anchor: Option<(&str, UserId, bool)>,
            wanted: i64,
        ) -> Result<Vec<(String, UserId)>, DbError> {
            let mut keys: Vec<(String, UserId)> = Vec::new();
            for chunk in ids.chunks(500) {
                let some: Vec<(String, UserId)> = $table::table
                    .filter($table::tenant_id.eq(scope.tenant()))
                    .filter($table::$owner.eq(owner))
                    .filter($table::user_id.eq_any(chunk))
                    .select(($table::sort_key, $table::user_id))
                    .load(conn)?;
                keys.extend(some);
            }
            keys.sort_unstable();
            if let Some((key, id, backwards)) = anchor {
                let at = (key.to_owned(), id);
                keys.retain(|key| if backwards { *key < at } else { *key > at });
                if backwards {
                    keys.reverse();
                }
            }
            keys.truncate(usize::try_from(wanted).unwrap_or(usize::MAX));
            Ok(keys)
        }

        fn step(
            conn: &mut Conn,
            scope: &TenantScope,
            owner: $id,
            (from, before): (Option<&str>, Option<&str>),
            (anchor, backwards): (Option<&(String, UserId)>, bool),
            limit: i64,
        ) -> Result<Vec<(String, UserId)>, DbError> {
            let mut query = $table::table
                .filter($table::tenant_id.eq(scope.tenant()))
                .filter($table::$owner.eq(owner))
                .select(($table::sort_key, $table::user_id))
                .limit(limit)
                .into_boxed();
            if let Some(from) = from {
                query = query.filter($table::sort_key.ge(from));
            }
            if let Some(before) = before {
                query = query.filter($table::sort_key.lt(before));
            }
            query = match anchor {
                Some((key, id)) if backwards => query.filter(
                    $table::sort_key.le(key).and($table::sort_key.lt(key).or($table::user_id.lt(*id))),
                ),
                Some((key, id)) => query.filter(
                    $table::sort_key.ge(key).and($table::sort_key.gt(key).or($table::user_id.gt(*id))),
                ),
                None => query,
            };
            let query = if backwards {
                query.order(($table::sort_key.desc(), $table::user_id.desc()))
            } else {
                query.order(($table::sort_key, $table::user_id))
            };
            Ok(query.load(conn)?)
        }

        /// Walks the names that begin with the text, then the others, each of whom is looked into.
        fn walk(
            conn: &mut Conn,
            scope: &TenantScope,
            owner: $id,
            text: &str,
            anchor: Option<(&str, UserId, bool)>,
            wanted: i64,
        ) -> Result<Page, DbError> {
            // Behind every name that begins so: the last character that there is.
            let end = format!("{text}{}", char::MAX);
            let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
            let backwards = anchor.is_some_and(|(_, _, backwards)| backwards);
            let begins = anchor.map(|(key, ..)| key.starts_with(text));
            let mut spans = [(true, Some(text), Some(end.as_str())), (false, None, Some(text)), (false, Some(end.as_str()), None)];
            if backwards {
                spans.reverse();
            }
            let (mut keys, mut looked) = (Vec::new(), 0);
            for (is_beginning, from, before) in spans {
                if begins.is_some_and(|begins| begins != is_beginning && begins == backwards) {
                    continue;
                }
                let here = anchor.filter(|_| begins == Some(is_beginning));
                let mut at = here.map(|(key, id, _)| (key.to_owned(), id));
                loop {
                    let seen = step(conn, scope, owner, (from, before), (at.as_ref(), backwards), STEP)?;
                    let is_last = (seen.len() as i64) < STEP;
                    at = seen.last().cloned().or(at);
                    if is_beginning {
                        keys.extend(seen);
                    } else {
                        looked += seen.len();
                        let ids: Vec<UserId> = seen.iter().map(|(_, id)| *id).collect();
                        let found: Vec<UserId> = users::table
                            .filter(users::tenant_id.eq(scope.tenant()))
                            .filter(users::id.eq_any(&ids))
                            .filter(contains(text))
                            .select(users::id)
                            .load(conn)?;
                        let matches: HashSet<UserId> = found.into_iter().collect();
                        keys.extend(seen.into_iter().filter(|(_, id)| matches.contains(id)));
                    }
                    if keys.len() >= wanted {
                        keys.truncate(wanted);
                        return Ok((keys, None));
                    }
                    if is_last {
                        break;
                    }
                    if looked >= BUDGET {
                        return Ok((keys, at));
                    }
                }
            }
            Ok((keys, None))
        }

        /// The people who match a text, when they are few.
        fn few_matches(
            conn: &mut Conn,
            scope: &TenantScope,
            text: &str,
        ) -> Result<Option<Vec<UserId>>, DbError> {
            if text.chars().count() < SHORTEST_INDEXED || $crate::is_common(conn, scope, text)? {
                return Ok(None);
            }
            let found: Vec<UserId> = users::table
                .filter(candidates(scope, text, CANDIDATES + 1))
                .select(users::id)
                .load(conn)?;
            Ok((found.len() as i64 <= CANDIDATES).then_some(found))
        }
    };
}
