//! Brings the schema up to date. Several processes may do it at once: the first one works, the others wait.
use crate::config::Target;
use crate::conn::Access;
use crate::postgres::PostgresConnection;
use crate::{Conn, OpenError, sqlite};
use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::sqlite::{Sqlite, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// The advisory lock's number: "elenco" in ASCII.
const ADVISORY_LOCK: i64 = 0x65_6c_65_6e_63_6f;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs what has not been run yet. Blocks.
pub(crate) fn run(target: &Target) -> Result<(), OpenError> {
    match Conn::open(target, Access::Write)? {
        Conn::Sqlite(conn) => on_sqlite(conn),
        Conn::Postgres(conn) => on_postgres(conn),
    }
}

/// All migrations are one transaction that holds the file's write lock from its start.
fn on_sqlite(mut conn: SqliteConnection) -> Result<(), OpenError> {
    conn.batch_execute("PRAGMA busy_timeout=60000").map_err(failed)?;
    let mut newer = None;
    conn.exclusive_transaction::<_, Failure, _>(|conn| {
        newer = unknown_version::<Sqlite>(conn, &SQLITE)?;
        if newer.is_none() {
            conn.run_pending_migrations(SQLITE)?;
        }
        Ok(())
    })
    .map_err(failed)?;
    if let Some(version) = newer {
        return Err(OpenError::Newer(version));
    }
    sqlite::teach(&mut conn).map_err(failed)
}

/// The advisory lock belongs to the session, so the server frees it whatever happens to this process.
fn on_postgres(mut conn: PostgresConnection) -> Result<(), OpenError> {
    conn.batch_execute(&format!("SELECT pg_advisory_lock({ADVISORY_LOCK})")).map_err(failed)?;
    if let Some(version) = unknown_version::<Pg>(&mut conn, &POSTGRES).map_err(failed)? {
        return Err(OpenError::Newer(version));
    }
    conn.run_pending_migrations(POSTGRES).map_err(failed)?;
    conn.batch_execute(&format!("SELECT pg_advisory_unlock({ADVISORY_LOCK})")).map_err(failed)
}

/// A version that the database has and this program does not know.
fn unknown_version<DB: Backend>(
    conn: &mut impl MigrationHarness<DB>,
    known: &EmbeddedMigrations,
) -> Result<Option<String>, Failure> {
    let known: Vec<Box<dyn Migration<DB>>> = known.migrations()?;
    let applied = conn.applied_migrations()?;
    Ok(applied
        .iter()
        .find(|version| !known.iter().any(|m| m.name().version() == **version))
        .map(ToString::to_string))
}

fn failed(error: impl std::fmt::Display) -> OpenError {
    OpenError::Migration(error.to_string())
}
