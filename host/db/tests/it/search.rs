//! Search finds what it should, in its own tenant.
use crate::directory::{User, insert_tenant, insert_users, scope, user};
use diesel::prelude::*;
use elenco_db::dialect::{candidates, contains};
use elenco_db::schema::users;
use elenco_db::testing::TestDatabase;
use elenco_db::{Conn, DbError, Engine, TenantScope, UserId};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

fn find_candidates(
    conn: &mut Conn,
    scope: &TenantScope,
    text: &str,
    cap: i64,
) -> Result<Vec<UserId>, DbError> {
    Ok(users::table.filter(candidates(scope, text, cap)).select(users::id).order(users::id).load(conn)?)
}

fn find_exactly(conn: &mut Conn, scope: &TenantScope, text: &str) -> Result<Vec<UserId>, DbError> {
    Ok(users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(contains(text))
        .select(users::id)
        .order(users::id)
        .load(conn)?)
}

#[test]
fn candidates_and_contains_are_exact() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let text = || "[ab%_\\\\\"' é]{1,18}";
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(database) = runtime.block_on(TestDatabase::create(engine)) else { continue };
        let db = runtime.block_on(database.open());
        let tenants = std::cell::Cell::new(0);
        TestRunner::new(ProptestConfig::with_cases(64))
            .run(
                &(prop::collection::vec(text(), 1..20), prop::collection::vec(text(), 1..6)),
                |(texts, searches)| {
                    tenants.set(tenants.get() + 2);
                    let (own, other) = (scope(tenants.get()), scope(tenants.get() + 1));
                    let row = |scope: &TenantScope, (number, text): (usize, &String)| User {
                        search_text: text.clone(),
                        // No user of one tenant has the id of a user of the other.
                        ..user(scope, number as u128 + 1000 * scope.tenant().as_uuid().as_u128())
                    };
                    let rows: Vec<User> = [own, other]
                        .iter()
                        .flat_map(|scope| {
                            texts.iter().enumerate().map(|numbered| row(scope, numbered)).collect::<Vec<_>>()
                        })
                        .collect();
                    let stored = rows.clone();
                    runtime
                        .block_on(db.write(move |conn| {
                            insert_tenant(conn, &own)?;
                            insert_tenant(conn, &other)?;
                            insert_users(conn, &stored)
                        }))
                        .unwrap();
                    for search in searches {
                        let expected: Vec<UserId> = rows
                            .iter()
                            .filter(|row| row.tenant_id == own.tenant() && row.search_text.contains(&search))
                            .map(|row| row.id)
                            .collect();
                        let sought = search.clone();
                        let (wide, exact, capped) = runtime
                            .block_on(db.read(move |conn| {
                                Ok::<_, DbError>((
                                    find_candidates(conn, &own, &sought, 1000)?,
                                    find_exactly(conn, &own, &sought)?,
                                    find_candidates(conn, &own, &sought, 1)?,
                                ))
                            }))
                            .unwrap();
                        prop_assert_eq!(&exact, &expected, "{}", search);
                        prop_assert_eq!(&wide, &expected, "{}", search);
                        prop_assert_eq!(capped.len(), wide.len().min(1), "the cap counts own users only");
                    }
                    Ok(())
                },
            )
            .unwrap();
    }
}

#[test]
fn the_index_follows_changes() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(database) = runtime.block_on(TestDatabase::create(engine)) else { continue };
        let db = runtime.block_on(database.open());
        let scope = scope(1);
        runtime
            .block_on(db.write(move |conn| {
                insert_tenant(conn, &scope)?;
                insert_users(conn, &[user(&scope, 1), user(&scope, 2)])?;
                let first = users::table.find((scope.tenant(), user(&scope, 1).id));
                diesel::update(first).set(users::search_text.eq("completely other")).execute(conn)?;
                assert_eq!(find_candidates(conn, &scope, "other", 9)?, [user(&scope, 1).id]);
                assert_eq!(find_candidates(conn, &scope, "nunez", 9)?, [user(&scope, 2).id]);
                diesel::delete(users::table.filter(users::tenant_id.eq(scope.tenant()))).execute(conn)?;
                assert_eq!(find_candidates(conn, &scope, "nunez", 9)?, []);
                Ok::<_, DbError>(())
            }))
            .unwrap();
    }
}
