//! What the database says, in words that are the same for both engines. Nothing else looks at an engine's texts.
use crate::constraints;
use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

/// Why a query or a transaction failed. Unless said otherwise nothing has been changed.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// Another row has this value already.
    #[error("another row has this value already ({constraint})")]
    Unique {
        /// The constraint, by the name it has in [`crate::UNIQUE`]; [`crate::UNKNOWN`] if it is not there.
        constraint: &'static str,
    },
    /// A row points to one that does not exist, or is still pointed to.
    #[error("a row points to one that does not exist, or is still pointed to ({constraint})")]
    ForeignKey {
        /// The constraint on PostgreSQL, one of [`crate::FOREIGN_KEYS`]; SQLite does not tell and it is
        /// [`crate::UNKNOWN`].
        constraint: &'static str,
    },
    /// The row does not exist.
    #[error("the row does not exist")]
    NotFound,
    /// Other transactions were in the way, each time of several.
    #[error("other transactions were in the way; try again later")]
    Serialization,
    /// The database does not answer. If the connection was lost during a commit, the change may have been made.
    #[error("the database does not answer: {0}")]
    Unavailable(String),
    /// There is no room left where the database is.
    #[error("there is no room left for the database: {0}")]
    Full(String),
    /// Anything else: a fault of the program rather than of its surroundings.
    #[error("the database refused: {0}")]
    Other(Error),
}

/// Why a database could not be opened. The texts never hold the address, since that may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is not one.
    #[error("the address of the database is wrong: {0}")]
    Url(String),
    /// A connection cannot be made.
    #[error("the database cannot be reached: {0}")]
    Connect(String),
    /// TLS cannot be set up.
    #[error("the encrypted connection to the database cannot be set up: {0}")]
    Tls(String),
    /// A migration failed; the database is as it was before that migration.
    #[error("the database cannot be brought up to date: {0}")]
    Migration(String),
    /// The database was migrated by a later version of the program.
    #[error(
        "the database was made by a later version (migration {0}): start that version, or restore a backup"
    )]
    Newer(String),
}

impl From<OpenError> for DbError {
    /// Once the database has been opened, all that may come is that it cannot be reached any more.
    fn from(error: OpenError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<Error> for DbError {
    fn from(error: Error) -> Self {
        if is_conflict(&error) {
            return Self::Serialization;
        }
        match error {
            Error::NotFound => Self::NotFound,
            Error::DatabaseError(kind, said) => of_database(kind, said),
            Error::RollbackErrorOnCommit { commit_error, .. } => Self::from(*commit_error),
            Error::BrokenTransactionManager => Self::Unavailable("the connection was lost".to_owned()),
            other => Self::Other(other),
        }
    }
}

/// Whether a transaction failed because of another one, so that doing it again may help.
pub(crate) fn is_conflict(error: &Error) -> bool {
    match error {
        // SQLSTATE 40001.
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        // SQLSTATE 40P01, for which diesel has no kind; SQLITE_BUSY; SQLITE_LOCKED.
        Error::DatabaseError(DatabaseErrorKind::Unknown, said) => {
            let message = said.message();
            message == "deadlock detected"
                || message == "database is locked"
                || message.starts_with("database table is locked")
        }
        Error::RollbackErrorOnCommit { commit_error, .. } => is_conflict(commit_error),
        _ => false,
    }
}

fn of_database(kind: DatabaseErrorKind, said: Box<dyn DatabaseErrorInformation + Send + Sync>) -> DbError {
    let message = said.message();
    match kind {
        DatabaseErrorKind::UniqueViolation => {
            DbError::Unique { constraint: constraints::unique(said.constraint_name(), message) }
        }
        DatabaseErrorKind::ForeignKeyViolation => {
            DbError::ForeignKey { constraint: constraints::foreign_key(said.constraint_name()) }
        }
        DatabaseErrorKind::UnableToSendCommand | DatabaseErrorKind::ClosedConnection => {
            DbError::Unavailable(message.to_owned())
        }
        DatabaseErrorKind::Unknown if is_full(message) => DbError::Full(message.to_owned()),
        DatabaseErrorKind::Unknown if is_away(message) => DbError::Unavailable(message.to_owned()),
        _ => DbError::Other(Error::DatabaseError(kind, said)),
    }
}

/// SQLITE_FULL; SQLSTATE 53100, and what PostgreSQL says when it cannot write its log.
fn is_full(message: &str) -> bool {
    message == "database or disk is full" || message.contains("No space left on device")
}

/// SQLITE_IOERR, SQLITE_CANTOPEN; SQLSTATE 57P01 to 57P03 and 53300.
fn is_away(message: &str) -> bool {
    const AWAY: [&str; 8] = [
        "disk I/O error",
        "unable to open database file",
        "terminating connection",
        "the database system is",
        "sorry, too many clients already",
        "remaining connection slots are reserved",
        "too many connections for",
        "cannot connect now",
    ];
    AWAY.iter().any(|text| message.starts_with(text))
}
