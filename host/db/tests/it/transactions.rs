//! Transactions that meet, fail, panic and are left alone.
use crate::directory::{id, insert_project, insert_tenant, scope};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use elenco_db::schema::{projects, tenants};
use elenco_db::testing::{TestDatabase, on_each_engine};
use elenco_db::{Conn, Db, DbError, Engine, ProjectId};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier};

/// Says nothing of the database, as an error of a domain may.
#[derive(Debug)]
struct Opaque;

impl From<DbError> for Opaque {
    fn from(_: DbError) -> Self {
        Self
    }
}

async fn two_projects(db: &Db) -> [ProjectId; 2] {
    let ids = [1, 2].map(|number| ProjectId::from_uuid(id(number)));
    db.write(move |conn| {
        insert_tenant(conn, &scope(1))?;
        ids.iter().try_for_each(|project| insert_project(conn, &scope(1), *project))
    })
    .await
    .unwrap();
    ids
}

fn version(conn: &mut Conn, project: ProjectId) -> Result<i64, DbError> {
    Ok(projects::table.find((scope(1).tenant(), project)).select(projects::version).first(conn)?)
}

fn set_version(conn: &mut Conn, project: ProjectId, version: i64) -> Result<(), DbError> {
    let row = projects::table.find((scope(1).tenant(), project));
    diesel::update(row).set(projects::version.eq(version)).execute(conn)?;
    Ok(())
}

/// Runs both transactions at once; each waits at the barrier on its first attempt only. Answers the attempts made.
async fn meet(
    db: &Db,
    work: impl Fn(&mut Conn, usize, &dyn Fn()) -> Result<(), DbError> + Send + Sync + Clone + 'static,
) -> u32 {
    let barrier = Arc::new(Barrier::new(2));
    let attempts = Arc::new(AtomicU32::new(0));
    let run = |side: usize| {
        let (db, work, barrier, attempts) =
            (db.clone(), work.clone(), Arc::clone(&barrier), Arc::clone(&attempts));
        async move {
            let waited = AtomicU32::new(0);
            db.write(move |conn| {
                attempts.fetch_add(1, Ordering::SeqCst);
                let first = waited.fetch_add(1, Ordering::SeqCst) == 0;
                let wait = || {
                    if first {
                        barrier.wait();
                    }
                };
                work(conn, side, &wait).map_err(Opaque::from)
            })
            .await
        }
    };
    let (left, right) = tokio::join!(run(0), run(1));
    left.unwrap();
    right.unwrap();
    attempts.load(Ordering::SeqCst)
}

#[tokio::test]
async fn a_serialisation_failure_is_done_again() {
    on_each_engine(async |db| {
        if db.engine() == Engine::Sqlite {
            return;
        }
        let [project, _] = two_projects(&db).await;
        let attempts = meet(&db, move |conn, _, wait| {
            conn.batch_execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")?;
            let before = version(conn, project)?;
            wait();
            set_version(conn, project, before + 1)
        })
        .await;
        let after = db.read(move |conn| version(conn, project)).await.unwrap();
        assert_eq!((after, attempts), (3, 3));
    })
    .await;
}

#[tokio::test]
async fn a_deadlock_is_done_again() {
    on_each_engine(async |db| {
        if db.engine() == Engine::Sqlite {
            return;
        }
        let ids = two_projects(&db).await;
        let attempts = meet(&db, move |conn, side, wait| {
            set_version(conn, ids[side], 5)?;
            wait();
            set_version(conn, ids[1 - side], 6)
        })
        .await;
        assert_eq!(attempts, 3);
    })
    .await;
}

#[tokio::test]
async fn after_eight_attempts_the_caller_is_told() {
    on_each_engine(async |db| {
        if db.engine() == Engine::Sqlite {
            return;
        }
        let attempts = Arc::new(AtomicU32::new(0));
        let seen = Arc::clone(&attempts);
        let result = db
            .write(move |conn| {
                seen.fetch_add(1, Ordering::SeqCst);
                let always = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$";
                Ok::<_, DbError>(conn.batch_execute(always)?)
            })
            .await;
        assert!(matches!(result, Err(DbError::Serialization)), "{result:?}");
        assert_eq!(attempts.load(Ordering::SeqCst), 8);
    })
    .await;
}

#[tokio::test]
async fn two_programs_that_write_to_one_database_lose_nothing() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(database) = TestDatabase::create(engine).await else { continue };
        let (one, other) = (database.open().await, database.open().await);
        let [project, _] = two_projects(&one).await;
        let add = async |db: &Db| {
            for _ in 0..50 {
                db.write(move |conn| {
                    // A transaction that reads first must not fail when it comes to write.
                    version(conn, project)?;
                    let row = projects::table.find((scope(1).tenant(), project));
                    diesel::update(row).set(projects::version.eq(projects::version + 1)).execute(conn)?;
                    Ok::<_, DbError>(())
                })
                .await
                .unwrap();
            }
        };
        tokio::join!(add(&one), add(&other));
        assert_eq!(one.read(move |conn| version(conn, project)).await.unwrap(), 101, "{engine}");
    }
}

fn count(conn: &mut Conn) -> Result<i64, DbError> {
    Ok(tenants::table.count().get_result(conn)?)
}

#[tokio::test]
async fn an_error_and_a_panic_undo_everything_and_the_connection_comes_back() {
    on_each_engine(async |db| {
        let result = db
            .write(|conn| {
                insert_tenant(conn, &scope(1))?;
                Err::<(), _>(DbError::NotFound)
            })
            .await;
        assert!(matches!(result, Err(DbError::NotFound)));
        let panicking = db.clone();
        let panic = tokio::spawn(async move {
            panicking
                .write(|conn| -> Result<(), DbError> {
                    insert_tenant(conn, &scope(1))?;
                    panic!("the work itself fails")
                })
                .await
        });
        assert!(panic.await.unwrap_err().is_panic());
        assert_eq!(db.read(count).await.unwrap(), 0);
        db.write(|conn| insert_tenant(conn, &scope(1))).await.unwrap();
        assert_eq!(db.read(count).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn work_ends_although_its_caller_has_gone() {
    on_each_engine(async |db| {
        let (started, has_started) = std::sync::mpsc::channel();
        let (go, may_go) = std::sync::mpsc::channel();
        let caller = tokio::spawn({
            let db = db.clone();
            async move {
                db.write(move |conn| {
                    started.send(()).unwrap();
                    may_go.recv().unwrap();
                    insert_tenant(conn, &scope(1))
                })
                .await
            }
        });
        tokio::task::spawn_blocking(move || has_started.recv().unwrap()).await.unwrap();
        caller.abort();
        assert!(caller.await.unwrap_err().is_cancelled());
        go.send(()).unwrap();
        // The engines let this one in when the first has ended: SQLite has one writer, PostgreSQL a unique key.
        let second = db.write(|conn| insert_tenant(conn, &scope(1))).await;
        let of_first = matches!(second, Err(DbError::Unique { .. }));
        assert!(of_first || db.engine() == Engine::Postgres, "{second:?}");
        assert_eq!(db.read(count).await.unwrap(), 1);
    })
    .await;
}
