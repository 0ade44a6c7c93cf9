//! Opening, and bringing the schema up to date.
use crate::directory::{insert_tenant, scope};
use diesel::connection::SimpleConnection;
use elenco_db::testing::TestDatabase;
use elenco_db::{Db, DbConfig, DbError, Engine, OpenError};
use std::fs;
use std::path::Path;

/// What undoes each migration of this engine, the last one first.
fn downs(engine: Engine) -> Vec<String> {
    let engine = if engine == Engine::Sqlite { "sqlite" } else { "postgres" };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(engine);
    let mut migrations: Vec<_> =
        fs::read_dir(folder).unwrap().map(|migration| migration.unwrap().path()).collect();
    migrations.sort();
    migrations.iter().rev().map(|migration| fs::read_to_string(migration.join("down.sql")).unwrap()).collect()
}

async fn run(db: &Db, sql: impl Into<String>) {
    let sql = sql.into();
    db.write(move |conn| Ok::<_, DbError>(conn.batch_execute(&sql)?)).await.unwrap();
}

/// Undoes all migrations.
async fn empty(database: &TestDatabase) {
    let db = database.open().await;
    for down in downs(db.engine()) {
        run(&db, down).await;
    }
    run(&db, "DROP TABLE __diesel_schema_migrations").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_programs_may_start_on_an_empty_database_at_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(database) = TestDatabase::create(engine).await else { continue };
        empty(&database).await;
        let starts: Vec<_> = (0..8)
            .map(|_| {
                let config = database.config().clone();
                tokio::spawn(async move { Db::open(&config).await })
            })
            .collect();
        for start in starts {
            start.await.unwrap().unwrap_or_else(|error| panic!("{engine}: {error}"));
        }
        database.open().await.write(|conn| insert_tenant(conn, &scope(1))).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_new_file_may_be_made_by_many_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("new.db").display());
    let starts: Vec<_> = (0..8)
        .map(|_| {
            let config = DbConfig { url: url.clone(), readers: 1 };
            tokio::spawn(async move { Db::open(&config).await })
        })
        .collect();
    for start in starts {
        start.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_database_of_a_later_version_is_left_alone() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(database) = TestDatabase::create(engine).await else { continue };
        run(
            &database.open().await,
            "INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')",
        )
        .await;
        let Err(error) = Db::open(database.config()).await else { panic!("{engine}: opened") };
        assert!(matches!(&error, OpenError::Newer(version) if version == "99990101000000"), "{error}");
    }
}

#[tokio::test]
async fn what_cannot_be_opened_is_told_without_the_password() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("text.db"), "this is no database, whatever its name says ".repeat(100))
        .unwrap();
    fs::write(folder.path().join("empty.pem"), "").unwrap();
    let inside = |name: &str| folder.path().join(name).display().to_string();
    for url in [
        format!("sqlite:{}", inside("missing/elenco.db")),
        format!("sqlite:{}", inside("text.db")),
        "postgres://u:geheim@127.0.0.1:1/d".to_owned(),
        format!("postgres://u:geheim@127.0.0.1:1/d?sslmode=verify-full&sslrootcert={}", inside("empty.pem")),
    ] {
        let Err(error) = Db::open(&DbConfig { url: url.clone(), readers: 1 }).await else {
            panic!("{url} opened")
        };
        assert!(matches!(error, OpenError::Connect(_) | OpenError::Tls(_)), "{url}: {error}");
        assert!(!error.to_string().contains("geheim"), "{error}");
    }
}

#[tokio::test]
async fn tls_that_is_required_is_not_done_without() {
    let Some(database) = TestDatabase::create(Engine::Postgres).await else { return };
    // The servers of the tests have no certificate.
    for (mode, opens) in [("disable", true), ("prefer", true), ("require", false), ("verify-full", false)] {
        let url = format!("{}?sslmode={mode}", database.config().url);
        let opened = Db::open(&DbConfig { url, readers: 1 }).await;
        assert_eq!(opened.as_ref().err().map(ToString::to_string).is_none(), opens, "{mode}");
    }
}
