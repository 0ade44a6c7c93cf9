//! Every shape of statement that the host uses.
use crate::directory::{User, find_user, id, insert_job, insert_tenant, insert_users, now, scope, user};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::upsert::excluded;
use elenco_db::dialect::{NoIndex, OnBoth, SkipLocked, cols, json_text};
use elenco_db::schema::{jobs, users};
use elenco_db::testing::on_each_engine;
use elenco_db::{Conn, DbError, Engine, JobId, Json, UserId, each};
use std::sync::mpsc;

#[tokio::test]
async fn a_thousand_users_go_in_at_once_and_come_back_equal() {
    on_each_engine(async |db| {
        let scope = scope(1);
        let rows: Vec<User> = (1..=1001).map(|number| user(&scope, number)).collect();
        let expected = rows.clone();
        let stored = db
            .write(move |conn| {
                insert_tenant(conn, &scope)?;
                assert_eq!(insert_users(conn, &rows)?, 1001);
                let query = users::table.filter(users::tenant_id.eq(scope.tenant())).order(users::id);
                Ok::<_, DbError>(query.select(User::as_select()).load(conn)?)
            })
            .await
            .unwrap();
        assert_eq!(stored, expected);
    })
    .await;
}

#[tokio::test]
async fn a_batch_updates_the_rows_that_are_there_and_inserts_the_others() {
    on_each_engine(async |db| {
        let scope = scope(1);
        db.write(move |conn| {
            insert_tenant(conn, &scope)?;
            insert_users(conn, &[user(&scope, 1), user(&scope, 2)])?;
            let changed: Vec<User> = (2..=1000)
                .map(|number| User {
                    position: "Chief".into(),
                    id: UserId::from_uuid(id(number + 5000)),
                    ..user(&scope, number)
                })
                .collect();
            each!(conn, c => diesel::insert_into(users::table)
                .values(&changed)
                .on_conflict((users::tenant_id, users::username_key))
                .do_update()
                .set((users::position.eq(excluded(users::position)), users::version.eq(users::version + 1)))
                .execute(c))?;
            assert_eq!(users::table.count().get_result::<i64>(conn)?, 1000);
            let updated = find_user(conn, &scope, UserId::from_uuid(id(2)))?.unwrap();
            assert_eq!((updated.position.as_str(), updated.version), ("Chief", 2));
            assert_eq!(find_user(conn, &scope, UserId::from_uuid(id(1)))?.unwrap().position, "");
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn one_row_is_upserted_and_returned() {
    on_each_engine(async |db| {
        let scope = scope(1);
        db.write(move |conn| {
            insert_tenant(conn, &scope)?;
            for (round, expected) in [(1, 1), (2, 7)] {
                let row = user(&scope, 1);
                let stored: User = OnBoth(
                    diesel::insert_into(users::table)
                        .values(&row)
                        .on_conflict((users::tenant_id, users::id))
                        .do_update()
                        .set(users::version.eq(7))
                        .returning(cols::<User>()),
                )
                .get_result(conn)?;
                assert_eq!(stored, User { version: expected, ..row }, "round {round}");
            }
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_change_under_an_optimistic_lock_returns_the_row_or_nothing() {
    on_each_engine(async |db| {
        let scope = scope(1);
        db.write(move |conn| {
            insert_tenant(conn, &scope)?;
            let row = user(&scope, 1);
            insert_users(conn, std::slice::from_ref(&row))?;
            let mut change = |version: i64| -> Result<Option<User>, DbError> {
                Ok(diesel::update(
                    users::table.find((scope.tenant(), row.id)).filter(users::version.eq(version)),
                )
                .set((users::version.eq(users::version + 1), users::external_id.eq(None::<String>)))
                .returning(cols::<User>())
                .get_result(conn)
                .optional()?)
            };
            assert_eq!(change(1)?.map(|changed| (changed.version, changed.external_id)), Some((2, None)));
            assert_eq!(change(1)?, None);
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn documents_are_searched_and_filters_keep_their_meaning_without_an_index() {
    on_each_engine(async |db| {
        let scope = scope(1);
        db.write(move |conn| {
            insert_tenant(conn, &scope)?;
            insert_users(conn, &[user(&scope, 1), user(&scope, 2)])?;
            let ids = vec![UserId::from_uuid(id(1)), UserId::from_uuid(id(9))];
            let found: Vec<UserId> = users::table
                .filter(NoIndex(users::tenant_id).eq(scope.tenant()))
                .filter(users::id.eq_any(ids))
                .filter(json_text(users::address, "city").eq("São Paulo"))
                .select(users::id)
                .load(conn)?;
            assert_eq!(found, [UserId::from_uuid(id(1))]);
            let none = users::table.filter(json_text(users::address, "country").is_not_null()).count();
            assert_eq!(none.get_result::<i64>(conn)?, 0);
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    })
    .await;
}

/// Takes the next job, as the runner of jobs does.
fn claim(conn: &mut Conn, owner: &str) -> Result<Option<JobId>, DbError> {
    let candidates = diesel::alias!(jobs as candidates);
    let next = candidates
        .filter(candidates.field(jobs::state).eq("queued"))
        .order((candidates.field(jobs::priority), candidates.field(jobs::run_at), candidates.field(jobs::id)))
        .select(candidates.field(jobs::id))
        .limit(1);
    Ok(diesel::update(jobs::table.filter(jobs::id.eq(SkipLocked(next))))
        .set((
            jobs::state.eq("running"),
            jobs::lease_owner.eq(owner),
            jobs::lease_until.eq(now().plus_seconds(30)),
        ))
        .returning(jobs::id)
        .get_result(conn)
        .optional()?)
}

#[tokio::test]
async fn two_workers_never_take_the_same_job_and_never_wait_for_each_other() {
    on_each_engine(async |db| {
        let scope = scope(1);
        db.write(move |conn| {
            insert_tenant(conn, &scope)?;
            insert_job(conn, &scope, 1)?;
            insert_job(conn, &scope, 2)?;
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
        let (claimed, first_has_claimed) = mpsc::channel();
        let (release, may_commit) = mpsc::channel::<()>();
        let overlapping = db.engine() == Engine::Postgres;
        let first = tokio::spawn({
            let db = db.clone();
            async move {
                db.write(move |conn| {
                    let job = claim(conn, "first")?;
                    claimed.send(()).unwrap();
                    // On SQLite the second transaction cannot begin before this one ends.
                    if overlapping {
                        may_commit.recv().unwrap();
                    }
                    Ok::<_, DbError>(job)
                })
                .await
            }
        });
        tokio::task::spawn_blocking(move || first_has_claimed.recv().unwrap()).await.unwrap();
        let second = db
            .write(move |conn| {
                // So that a claim that waits for the first one fails and does not hang.
                if overlapping {
                    conn.batch_execute("SET LOCAL lock_timeout = '2s'")?;
                }
                claim(conn, "second")
            })
            .await
            .unwrap();
        // On SQLite nobody waits for this any more.
        release.send(()).ok();
        let first = first.await.unwrap().unwrap();
        let third = db.write(|conn| claim(conn, "third")).await.unwrap();
        assert_eq!(
            [first, second, third],
            [Some(JobId::from_uuid(id(1))), Some(JobId::from_uuid(id(2))), None]
        );
    })
    .await;
}

#[tokio::test]
async fn a_document_column_may_be_null() {
    on_each_engine(async |db| {
        let documents = db
            .read(|conn| {
                use elenco_db::sql_types::JsonSql;
                let none: Option<Json<Vec<i32>>> = None;
                let some = Some(Json(vec![1, 2]));
                Ok::<_, DbError>(
                    diesel::select((
                        none.into_sql::<diesel::sql_types::Nullable<JsonSql>>(),
                        some.into_sql::<diesel::sql_types::Nullable<JsonSql>>(),
                    ))
                    .get_result::<(Option<Json<Vec<i32>>>, Option<Json<Vec<i32>>>)>(conn)?,
                )
            })
            .await
            .unwrap();
        assert_eq!(documents, (None, Some(Json(vec![1, 2]))));
    })
    .await;
}
