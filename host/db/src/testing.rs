//! A private database for each test, on every engine.
//!
//! SQLite databases live in a folder for temporary files. PostgreSQL databases are copies of a migrated template, in
//! the server whose administrator's address `ELENCO_TEST_POSTGRES` holds. Without it PostgreSQL is left out, unless
//! `ELENCO_TEST_REQUIRE_POSTGRES=1` says that this would be a mistake.
#![allow(clippy::disallowed_methods, reason = "tests take their surroundings as they are")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test without its database fails")]
mod server;

use crate::{Db, DbConfig, DbError, Engine};
use diesel::connection::SimpleConnection as _;
use server::TestServer;
use std::path::PathBuf;
use uuid::Uuid;

const SERVER: &str = "ELENCO_TEST_POSTGRES";
const SERVER_REQUIRED: &str = "ELENCO_TEST_REQUIRE_POSTGRES";

/// Connections for reading; enough for tests of transactions that meet.
const READERS: usize = 4;

/// Runs the test once for each engine, with an empty, migrated database that is removed afterwards, also when the
/// test panics.
pub async fn on_each_engine(test: impl AsyncFn(Db)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(database) = TestDatabase::create(engine).await {
            test(database.open().await).await;
        }
    }
}

/// An empty database that is removed when this is dropped.
pub struct TestDatabase {
    config: DbConfig,
    place: Place,
}

enum Place {
    Folder(PathBuf),
    Server(TestServer, String),
}

impl TestDatabase {
    /// A new database; `None` for PostgreSQL when there is no server and none is required.
    ///
    /// # Panics
    /// If the database cannot be made, or a server is required and there is none.
    pub async fn create(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => Some(Self::in_folder()),
            Engine::Postgres => match std::env::var(SERVER) {
                Ok(admin) => Some(Self::on_server(TestServer::at(&admin)).await),
                Err(_) => {
                    let required = std::env::var(SERVER_REQUIRED).is_ok_and(|value| value == "1");
                    assert!(
                        !required,
                        "{SERVER_REQUIRED} is set, but {SERVER} is not: start the tests by `cargo xtask test`, \
                         or set {SERVER} to the address of a PostgreSQL administrator"
                    );
                    None
                }
            },
        }
    }

    /// What to open the database by; for a test that starts the whole program.
    pub fn config(&self) -> &DbConfig {
        &self.config
    }

    /// Opens the database.
    ///
    /// # Panics
    /// If it cannot be opened.
    pub async fn open(&self) -> Db {
        Db::open(&self.config).await.expect("the test's database opens")
    }

    /// Cuts every connection of a PostgreSQL database and lets no new one in, as when the server is gone. SQLite is not
    /// gone without its folder, and nothing happens.
    ///
    /// # Panics
    /// If the server does not do it.
    pub async fn shut(&self) {
        if let Place::Server(server, name) = &self.place {
            server.admit(name, false).await;
        }
    }

    /// Lets connections in again.
    ///
    /// # Panics
    /// If the server does not do it.
    pub async fn open_again(&self) {
        if let Place::Server(server, name) = &self.place {
            server.admit(name, true).await;
        }
    }

    fn in_folder() -> Self {
        let folder = std::env::temp_dir().join(format!("elenco-test-{}", Uuid::now_v7().simple()));
        std::fs::create_dir_all(&folder).expect("a folder for the test's database");
        let url = format!("sqlite:{}", folder.join("test.db").display());
        Self { config: DbConfig { url, readers: READERS }, place: Place::Folder(folder) }
    }

    async fn on_server(server: TestServer) -> Self {
        let name = server.create().await;
        let url = server.url_of(&name);
        Self { config: DbConfig { url, readers: READERS }, place: Place::Server(server, name) }
    }
}

/// Leaves an SQLite database no room to grow, as on a full disk, or gives it room again. PostgreSQL has no such limit.
///
/// # Errors
/// The engine's.
pub async fn leave_room(db: &Db, room: bool) -> Result<(), DbError> {
    if db.engine() != Engine::Sqlite {
        return Ok(());
    }
    // The limit is one of the connection, and there is one connection that writes. A limit below the size is the size.
    let limit = if room { "PRAGMA max_page_count=1073741823" } else { "PRAGMA max_page_count=1" };
    db.write(move |conn| Ok(conn.batch_execute(limit)?)).await
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let engine = match self.place {
                Place::Folder(_) => Engine::Sqlite,
                Place::Server(..) => Engine::Postgres,
            };
            #[allow(clippy::print_stderr, reason = "the reader of a failed test wants to know the engine")]
            {
                eprintln!("the test failed on {engine}");
            }
        }
        match &self.place {
            // What cannot be removed now is left to whoever cleans up temporary files.
            Place::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Place::Server(server, name) => server.drop_database(name),
        }
    }
}
