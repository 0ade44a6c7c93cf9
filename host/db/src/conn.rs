#![allow(missing_docs, reason = "the derive of `Conn` writes items without documentation")]
use crate::config::Target;
use crate::postgres::PostgresConnection;
use crate::{DbError, Engine, OpenError, sqlite};
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::sqlite::SqliteConnection;

/// An open connection to either engine. Every diesel query runs over it.
#[derive(diesel::MultiConnection)]
#[allow(clippy::large_enum_variant, reason = "there are a few connections, and they stay in their pool")]
pub enum Conn {
    /// A connection to a PostgreSQL server.
    Postgres(PostgresConnection),
    /// A connection to a SQLite file.
    Sqlite(SqliteConnection),
}

/// Runs the same statement natively on either engine, for what diesel cannot build for both at once: inserts of
/// many rows, with or without `ON CONFLICT`.
///
/// ```ignore
/// for chunk in rows.chunks(1000) {
///     each!(conn, c => diesel::insert_into(users::table).values(chunk).execute(c))?;
/// }
/// ```
/// Both engines allow at least 32,766 values in a statement: 1,000 rows of users.
#[macro_export]
macro_rules! each {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::Conn::Postgres($c) => $body,
            $crate::Conn::Sqlite($c) => $body,
        }
    };
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

impl Conn {
    /// The engine behind this connection.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Postgres(_) => Engine::Postgres,
            Self::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// Opens a connection. Blocks; a PostgreSQL connection needs the runtime of `spawn_blocking` around it.
    pub(crate) fn open(target: &Target, access: Access) -> Result<Self, OpenError> {
        match target {
            Target::Sqlite(path) => sqlite::open(path, access).map(Self::Sqlite),
            Target::Postgres(target) => PostgresConnection::open(target).map(Self::Postgres),
        }
    }

    /// Whether the connection must not be used again: a panic left a transaction open, or the server is gone.
    pub(crate) fn is_broken(&mut self) -> bool {
        match self {
            Self::Postgres(conn) => conn.is_broken(),
            Self::Sqlite(conn) => AnsiTransactionManager::is_broken_transaction_manager(conn),
        }
    }

    /// Begins a transaction that will write. SQLite takes its write lock now, so that the transaction cannot fail
    /// half-way because another one wrote first.
    pub(crate) fn begin(&mut self) -> Result<(), DbError> {
        match self {
            Self::Postgres(conn) => conn.begin()?,
            Self::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?,
        }
        Ok(())
    }

    /// Whether a statement since [`Conn::begin`] failed because of another transaction, so that beginning anew may
    /// help. On SQLite only `begin` itself can meet another transaction.
    pub(crate) fn met_conflict(&self) -> bool {
        match self {
            Self::Postgres(conn) => conn.met_conflict(),
            Self::Sqlite(_) => false,
        }
    }
}
