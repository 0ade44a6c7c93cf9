//! Who belongs to a thing, by name: the same queries for every table that says it.

/// Writes the queries over a table of the columns `tenant_id`, the thing's id, `user_id` and `sort_key`, which is the
/// person's. To be called in a module of its own with the table, the thing's column and the type of its ids:
///
/// ```ignore
/// elenco_db::people_of!(company_clients, company_id: CompanyId);
/// ```
///
/// It writes `of_person`, `among`, `add`, `remove` and `matching`.
#[macro_export]
macro_rules! people_of {
    ($table:ident, $owner:ident: $id:ty) => {
        use std::collections::HashSet;

        use diesel::prelude::*;
        use $crate::dialect::{candidates, contains};
        use $crate::schema::{$table, users};
        use $crate::{Conn, DbError, TenantId, TenantScope, UserId, each};

        /// Matches of a search that are looked up one by one; when there are more, the people are walked in order.
        const CANDIDATES: i64 = 2000;
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

        /// The people who match a text, when they are few.
        fn few_matches(
            conn: &mut Conn,
            scope: &TenantScope,
            text: &str,
        ) -> Result<Option<Vec<UserId>>, DbError> {
            if text.chars().count() < SHORTEST_INDEXED {
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
