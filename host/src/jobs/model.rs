//! What a job is, and how one ends.
mod pause;
mod signal;

use elenco_db::{DbError, Instant, JobId, TenantId, TenantScope};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::App;
use crate::error::AppError;
use crate::files::FilesError;

pub use pause::Pause;
pub use signal::Signal;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// People from a file.
    ImportUsers,
    /// People to files.
    ExportUsers,
    /// An e-mail to somebody.
    SendMail,
    /// Somebody at the door forgot the password.
    ForgottenPassword,
    /// A change to many people, or taking one back.
    ChangeUsers,
    /// Values of an additional field that is gone.
    RemoveFieldValues,
}

impl JobKind {
    const ALL: [Self; 6] = [
        Self::ImportUsers,
        Self::ExportUsers,
        Self::SendMail,
        Self::ForgottenPassword,
        Self::ChangeUsers,
        Self::RemoveFieldValues,
    ];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ImportUsers => "import_users",
            Self::ExportUsers => "export_users",
            Self::SendMail => "send_mail",
            Self::ForgottenPassword => "forgotten_password",
            Self::ChangeUsers => "change_users",
            Self::RemoveFieldValues => "remove_field_values",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "each name says what it is")]
pub enum JobState {
    Queued,
    Running,
    Completed,
    Failed,
    Cancelled,
}

impl JobState {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Queued, Self::Running, Self::Completed, Self::Failed, Self::Cancelled]
            .into_iter()
            .find(|state| state.as_str() == word)
    }

    /// Whether it will not change any more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Cancelled)
    }
}

/// A job to enqueue.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// What is to be done.
    pub kind: JobKind,
    /// What the domain needs to know for it.
    pub payload: Value,
    /// Smaller ones go first; 100 is usual.
    pub priority: i32,
}

/// How far a job has come.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Things done: rows, records.
    pub done: u64,
    /// Things to do, once that is known.
    pub total: Option<u64>,
    /// Things a second, lately.
    #[serde(default)]
    pub rate: f64,
    /// How much longer it will take, once that can be told.
    #[serde(default)]
    pub seconds_left: Option<u64>,
    /// Which part of the work this is, a word of the domain.
    #[serde(default)]
    pub note: Option<String>,
    /// How many times in a row the database or the file store was away; any saved cursor sets it back.
    #[serde(default)]
    pub delays: u32,
    /// Why it stands still, until it goes on by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Pause>,
}

/// A job as it stands in the database.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct Job {
    pub tenant: TenantId,
    pub id: JobId,
    pub kind: JobKind,
    pub state: JobState,
    pub payload: Value,
    /// Where the domain left off; null at the beginning.
    pub cursor: Value,
    pub progress: Progress,
    /// How many workers have taken it up since it last went forward.
    pub attempts: i32,
    pub cancel_requested: bool,
    /// When it may be taken up, while it waits.
    pub run_at: Instant,
    /// Why it came to nothing.
    pub error_code: Option<String>,
    pub created_at: Instant,
    pub started_at: Option<Instant>,
    pub finished_at: Option<Instant>,
}

/// The right to work on a job. Whoever took the job up later has another one, and then this one saves nothing more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// The job's tenant.
    pub tenant: TenantId,
    /// The job.
    pub job: JobId,
    /// Unlike any other lease's.
    pub owner: String,
}

impl Lease {
    /// The tenant, for queries.
    pub fn scope(&self) -> TenantScope {
        TenantScope::of(self.tenant)
    }
}

/// Why a worker stops before its job is completed.
#[derive(Debug)]
pub enum Stop {
    /// Somebody asked for it. The runner has the domain end it as cancelled.
    Cancelled,
    /// Another worker has the job now: touch nothing more.
    LeaseLost,
    /// The server is stopping; another worker goes on later.
    ServerStopping,
    /// The work panicked. Only the runner says this.
    Crashed,
    /// Something outside is away, full or busy. The job waits and goes on; it never fails for this.
    Delay {
        /// For people.
        pause: Pause,
        /// For the operator.
        detail: String,
    },
    /// It cannot be done. The runner has the domain end it as failed.
    Failed {
        /// Stable code.
        code: String,
        /// What the code's text needs, or whatever else is known.
        detail: Value,
    },
}

impl Stop {
    /// Others are in the way for now.
    pub fn busy(detail: impl Into<String>) -> Self {
        Self::Delay { pause: Pause::Busy, detail: detail.into() }
    }

    /// The file store is away or full for now.
    pub fn of_store(error: &FilesError) -> Self {
        let pause = if matches!(error, FilesError::Full) { Pause::FilesFull } else { Pause::FilesAway };
        Self::Delay { pause, detail: error.to_string() }
    }
}

impl From<DbError> for Stop {
    /// What the database's errors mean to a worker. A domain's constraints have become problems before this.
    fn from(error: DbError) -> Self {
        match error {
            // Only fenced queries of jobs and the domain's own row miss something, because the job is not ours any more.
            DbError::NotFound => Self::LeaseLost,
            DbError::Serialization => Self::busy("the database was busy"),
            DbError::Unavailable(detail) => Self::Delay { pause: Pause::DatabaseAway, detail },
            DbError::Full(detail) => Self::Delay { pause: Pause::DatabaseFull, detail },
            other => {
                Self::Failed { code: "job.internal".to_owned(), detail: Value::String(other.to_string()) }
            }
        }
    }
}

impl From<AppError> for Stop {
    /// What a service's errors mean to a worker.
    fn from(error: AppError) -> Self {
        match error {
            AppError::Database(error) => Self::from(error),
            AppError::Files(error) => Self::of_store(&error),
            other => Self::Failed { code: other.code().to_owned(), detail: Value::String(other.to_string()) },
        }
    }
}

/// How a job that does not complete is to be written down by its domain.
#[derive(Debug, Clone, PartialEq)]
pub enum Ending {
    /// Somebody asked for it.
    Cancelled,
    /// It cannot be done.
    Failed {
        /// Stable code.
        code: String,
        /// What the code's text needs, or whatever else is known.
        detail: Value,
    },
}

/// What a domain gets to do a job with.
#[derive(Clone)]
pub struct JobContext {
    /// The server.
    pub app: App,
    /// Whose job it is.
    pub tenant: TenantId,
    /// The job as it was when it was taken up.
    pub job: Job,
    /// The right to work on it.
    pub lease: Lease,
    /// Raised when the worker is to stop.
    pub signal: Signal,
}

impl JobContext {
    /// The tenant, for queries.
    pub fn scope(&self) -> TenantScope {
        TenantScope::of(self.tenant)
    }

    /// Whether the worker is to stop, for whatever reason.
    pub fn cancelled(&self) -> bool {
        self.signal.state() != signal::GOES_ON
    }

    /// Ask this between two batches.
    ///
    /// # Errors
    /// Says why the worker is to stop.
    pub fn check(&self) -> Result<(), Stop> {
        match self.signal.state() {
            signal::CANCELLED => Err(Stop::Cancelled),
            signal::LOST => Err(Stop::LeaseLost),
            signal::STOPPING => Err(Stop::ServerStopping),
            _ => Ok(()),
        }
    }
}
