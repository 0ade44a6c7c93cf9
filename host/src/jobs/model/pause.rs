//! Why a job stands still.
use serde::{Deserialize, Serialize};

/// What is away, full or busy. The job goes on by itself once it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    /// No room is left where files are kept.
    FilesFull,
    /// The file store does not answer.
    FilesAway,
    /// No room is left where the database is.
    DatabaseFull,
    /// The database does not answer.
    DatabaseAway,
    /// Others are in the way: a plugin that has much to do, a change by somebody else.
    Busy,
    /// A server elsewhere does not take or give what it should: a mail server, an address.
    Elsewhere,
}

impl Pause {
    /// The word in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FilesFull => "files_full",
            Self::FilesAway => "files_away",
            Self::DatabaseFull => "database_full",
            Self::DatabaseAway => "database_away",
            Self::Busy => "busy",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// Key of the sentence that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::FilesFull => "job-paused-files-full",
            Self::FilesAway => "job-paused-files-away",
            Self::DatabaseFull => "job-paused-database-full",
            Self::DatabaseAway => "job-paused-database-away",
            Self::Busy => "job-paused-busy",
            Self::Elsewhere => "job-paused-elsewhere",
        }
    }

    /// Longest wait before another try, in seconds. What is looked at on this machine may be looked at often; somebody
    /// else's server is not to be beaten while it is down.
    pub fn longest_wait(self) -> i64 {
        match self {
            Self::Elsewhere => 300,
            Self::FilesFull | Self::FilesAway | Self::DatabaseFull | Self::DatabaseAway | Self::Busy => 60,
        }
    }
}
