//! Opening, and bringing the schema up to date.
use crate::directory::{insert_tenant, scope};
use diesel::connection::SimpleConnection;
use elenco_db::testing::TestDatabase;
use elenco_db::{Db, DbConfig, DbError, Engine, OpenError};

/// What undoes each migration, the last one first.
const DOWN_SQLITE: &[&str] = &[
    include_str!("../../../../migrations/sqlite/2026-11-23-000006_company_pages/down.sql"),
    include_str!("../../../../migrations/sqlite/2026-11-23-000003_company_setup/down.sql"),
    include_str!("../../../../migrations/sqlite/2026-11-23-000002_policy_basis/down.sql"),
    include_str!("../../../../migrations/sqlite/2026-11-23-000001_group_pages/down.sql"),
    include_str!("../../../../migrations/sqlite/2026-11-23-000000_plugins/down.sql"),
    include_str!("../../../../migrations/sqlite/2026-01-01-000000_directory/down.sql"),
];
const DOWN_POSTGRES: &[&str] = &[
    include_str!("../../../../migrations/postgres/2026-11-23-000006_company_pages/down.sql"),
    include_str!("../../../../migrations/postgres/2026-11-23-000003_company_setup/down.sql"),
    include_str!("../../../../migrations/postgres/2026-11-23-000002_policy_basis/down.sql"),
    include_str!("../../../../migrations/postgres/2026-11-23-000001_group_pages/down.sql"),
    include_str!("../../../../migrations/postgres/2026-11-23-000000_plugins/down.sql"),
    include_str!("../../../../migrations/postgres/2026-01-01-000000_directory/down.sql"),
];

async fn run(db: &Db, sql: &'static str) {
    db.write(move |conn| Ok::<_, DbError>(conn.batch_execute(sql)?)).await.unwrap();
}

/// Undoes all migrations.
async fn empty(database: &TestDatabase) {
    let db = database.open().await;
    for down in if db.engine() == Engine::Sqlite { DOWN_SQLITE } else { DOWN_POSTGRES } {
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
    std::fs::write(folder.path().join("text.db"), "this is no database, whatever its name says ".repeat(100))
        .unwrap();
    std::fs::write(folder.path().join("empty.pem"), "").unwrap();
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
