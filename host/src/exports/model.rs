//! What an export is.
use elenco_db::{ExportId, Instant, JobId, NotificationId, ProjectId, UserId};

use serde::{Deserialize, Serialize};

use crate::locale::Culture;
use crate::users::model::{Sort, UserFilter, UserKind};

/// Most people in one workbook. Spreadsheet programs stay quick with this many, and so does an import of one.
pub const PART_RECORDS: usize = 7_000;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportMode {
    /// Only headers and explanations, to be filled in.
    Empty,
    /// People and what they are tied to.
    WithData,
    /// People only.
    WithoutRelationships,
}

impl ExportMode {
    /// Every mode, in the order in which the dialog shows them.
    pub const ALL: [Self; 3] = [Self::Empty, Self::WithData, Self::WithoutRelationships];

    /// The word in the database, in forms and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::WithData => "with_data",
            Self::WithoutRelationships => "without_relationships",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == word)
    }
}

/// Where an export stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub enum ExportState {
    Pending,
    Running,
    Completed,
    Failed,
    Cancelled,
}

impl ExportState {
    const ALL: [Self; 5] = [Self::Pending, Self::Running, Self::Completed, Self::Failed, Self::Cancelled];

    /// The word in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether it will not change any more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Cancelled)
    }
}

/// The people that a list shows, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// Who is shown.
    pub filter: UserFilter,
    /// In which order.
    pub sort: Sort,
}

/// What an export is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Narrowed {
    /// The people that a list shows; nothing for everybody.
    pub shown: Option<Shown>,
    /// Ids of columns; nothing for all. The user name, by which an import knows people again, always comes along.
    pub columns: Option<Vec<String>>,
}

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// Clients or specialists.
    pub kind: UserKind,
    /// What the file is to hold.
    pub mode: ExportMode,
    /// Id of a format, `xlsx`.
    pub format: String,
    /// Whom and what of them.
    pub narrowed: Narrowed,
}

impl ExportRequest {
    /// Everybody of a kind, with every column.
    pub fn of_all(kind: UserKind, mode: ExportMode, format: &str) -> Self {
        Self { kind, mode, format: format.to_owned(), narrowed: Narrowed::default() }
    }
}

/// An export.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct Export {
    pub id: ExportId,
    pub project: ProjectId,
    /// The only one who may have the file.
    pub created_by: UserId,
    pub job: Option<JobId>,
    pub notification: Option<NotificationId>,
    pub kind: UserKind,
    pub mode: ExportMode,
    pub format: String,
    pub narrowed: Narrowed,
    /// Language of headers and explanations.
    pub culture: Culture,
    pub state: ExportState,
    /// People written.
    pub records: i64,
    /// People to write, once that is settled.
    pub records_total: i64,
    /// Workbooks.
    pub parts: i64,
    /// Where the file is; nothing before it is finished and after it was swept away.
    pub file_key: Option<String>,
    /// The name that the reader gets it under.
    pub file_name: String,
    pub media_type: String,
    pub file_size: Option<u64>,
    pub error_code: Option<String>,
    /// What the format plugin said about it, in the language of the export, when it was the plugin that refused.
    pub error_message: Option<String>,
    pub created_at: Instant,
    pub finished_at: Option<Instant>,
    pub expires_at: Option<Instant>,
}

impl Export {
    /// Whether the file can be had at this time.
    pub fn has_file(&self, now: Instant) -> bool {
        self.state == ExportState::Completed
            && self.file_key.is_some()
            && self.expires_at.is_none_or(|expires| now < expires)
    }
}

/// A workbook of an export: who goes into it, and whether it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Counted from 1.
    pub number: i32,
    /// The first person, by id.
    pub first_user: UserId,
    /// The last person, by id.
    pub last_user: UserId,
    /// People in it: as planned, and once it is written as counted.
    pub records: i64,
    /// Where it is, once it is written.
    pub file_key: Option<String>,
}

/// A format to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatChoice {
    /// Its id.
    pub id: String,
    /// How people read it.
    pub label: String,
}

/// A file that may be downloaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Where it is in the store.
    pub key: String,
    /// The name that the reader gets it under.
    pub file_name: String,
    /// Media type.
    pub media_type: String,
    /// In bytes.
    pub size: u64,
    /// Names this very file, for a download that goes on.
    pub tag: String,
}

/// Media type of an archive.
pub const ZIP: &str = "application/zip";

/// Code of an export whose format no plugin writes any more.
pub const UNKNOWN_FORMAT: &str = "export.unknown-format";

/// Key of the text that says what went wrong and what to do.
pub fn failure_key(code: &str) -> &'static str {
    match code {
        UNKNOWN_FORMAT => "exports-failure-format",
        "auth.forbidden" => "exports-failure-forbidden",
        "job.crashed" => "exports-failure-crashed",
        code if code.starts_with("plugin.") => "exports-failure-plugin",
        _ => "exports-failure-other",
    }
}
