//! How a SQLite file is opened.
mod statistics;

use crate::OpenError;
use crate::conn::Access;
use crate::error::is_conflict;
use diesel::connection::{Connection, SimpleConnection};
use diesel::sqlite::SqliteConnection;
use std::path::Path;
use std::time::Duration;

pub(crate) use statistics::teach;

/// WAL lets readers read while the writer writes. With `synchronous=NORMAL` a power cut may take the last commits
/// with it but never damages the file; a crash of the process loses nothing. The log is carried over every 8,000 pages
/// (32 MiB): an import would otherwise wait for the disk after every few batches.
const SETTINGS: &str = "PRAGMA busy_timeout=2000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; \
    PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=1073741824; \
    PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=8000;";

/// SQLite answers "busy" at once when two processes turn a new file to WAL together, whatever `busy_timeout` says.
const SET_UP_ATTEMPTS: u32 = 1000;
const SET_UP_PAUSE: Duration = Duration::from_millis(10);

pub(crate) fn open(path: &Path, access: Access) -> Result<SqliteConnection, OpenError> {
    let failed = |reason: &dyn std::fmt::Display| OpenError::Connect(format!("{}: {reason}", path.display()));
    let name = path.to_str().ok_or_else(|| OpenError::Url("the path of the file is not UTF-8".to_owned()))?;
    let mut conn = SqliteConnection::establish(name).map_err(|error| failed(&error))?;
    let mut attempt = 1;
    while let Err(error) = conn.batch_execute(SETTINGS) {
        if !is_conflict(&error) || attempt == SET_UP_ATTEMPTS {
            return Err(failed(&error));
        }
        attempt += 1;
        #[allow(clippy::disallowed_methods, reason = "SQLite tells nobody when another process is done")]
        std::thread::sleep(SET_UP_PAUSE);
    }
    if access == Access::Read {
        conn.batch_execute("PRAGMA query_only=ON").map_err(|error| failed(&error))?;
    }
    Ok(conn)
}
