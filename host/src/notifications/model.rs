//! What a notification is.
use elenco_db::{BulkChangeId, ExportId, ImportId, Instant, NotificationId, UserId};
use serde_json::Value;

use crate::bulk_changes::model::BulkChange;
use crate::jobs::model::Progress;
use crate::locale::Culture;
use crate::users::model::UserKind;

/// What it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotificationKind {
    /// An import.
    Import(ImportId),
    /// An export.
    Export(ExportId),
    /// A change to many people.
    BulkChange(BulkChangeId),
    /// Only a message.
    Message,
}

/// Where the thing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotificationState {
    /// It goes on: orange.
    Pending,
    /// It waits for the reader: orange.
    Review,
    /// It is done: green.
    Completed,
    /// It failed or was cancelled.
    Failed,
}

impl NotificationState {
    const ALL: [Self; 4] = [Self::Pending, Self::Review, Self::Completed, Self::Failed];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Review => "review",
            Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A notification to send. It begins pending; a message begins completed.
#[derive(Debug, Clone)]
pub struct NewNotification {
    /// Its id.
    pub id: NotificationId,
    /// Whose bell.
    pub user: UserId,
    /// What it is about.
    pub kind: NotificationKind,
    /// For a message `{"title", "text"}`, each a text or an object of texts by culture, `{"en", "es", "pt"}`. Imports
    /// and exports are described by their own rows; what stands here is kept in case the row is gone.
    pub subject: Value,
}

/// A notification.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct Notification {
    pub id: NotificationId,
    pub user: UserId,
    pub kind: NotificationKind,
    pub state: NotificationState,
    pub subject: Value,
    pub created_at: Instant,
    /// When its state last changed.
    pub updated_at: Instant,
    pub read_at: Option<Instant>,
}

impl Notification {
    /// A text of a message's subject in a language, in English when that is missing.
    pub fn text(&self, name: &str, culture: Culture) -> Option<&str> {
        match self.subject.get(name)? {
            Value::String(text) => Some(text),
            Value::Object(texts) => {
                texts.get(culture.tag()).or_else(|| texts.get(Culture::En.tag()))?.as_str()
            }
            _ => None,
        }
    }
}

/// The import of a notification, as far as its line tells of it.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct ImportDigest {
    pub id: ImportId,
    pub kind: UserKind,
    pub file_name: String,
    pub state: String,
    pub rows_read: i64,
    pub rows_created: i64,
    pub rows_updated: i64,
    pub rows_unchanged: i64,
    pub rows_failed: i64,
    pub error_code: Option<String>,
    /// How far its job is, while it is not over.
    pub progress: Option<Progress>,
}

/// The export of a notification, as far as its line tells of it.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct ExportDigest {
    pub id: ExportId,
    pub kind: UserKind,
    pub mode: String,
    pub state: String,
    pub records: i64,
    pub parts: i64,
    pub file_size: Option<i64>,
    /// Whether the file is still there.
    pub has_file: bool,
    pub expires_at: Option<Instant>,
    pub error_code: Option<String>,
    /// What a plugin said about it, when it was a plugin that refused.
    pub error_message: Option<String>,
    /// How far its job is, while it is not over.
    pub progress: Option<Progress>,
}

/// The change to many people of a notification, as far as its line tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkChangeDigest {
    /// The change.
    pub change: BulkChange,
    /// How far its job is, while it is not over.
    pub progress: Option<Progress>,
}

/// What the notification is about, read anew each time.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    /// An import.
    Import(ImportDigest),
    /// An export.
    Export(ExportDigest),
    /// A change to many people.
    BulkChange(Box<BulkChangeDigest>),
    /// Nothing but its own text, or a thing that is gone.
    None,
}

/// A notification with what it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The notification.
    pub notification: Notification,
    /// What it is about.
    pub detail: Detail,
}

/// Where a page of notifications begins: after this one, going back in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// When the last one of the page before was made.
    pub created_at: Instant,
    /// Breaks ties.
    pub id: NotificationId,
}

impl Anchor {
    /// For an address.
    pub fn to_text(self) -> String {
        format!("{}.{}", self.created_at.timestamp_micros(), self.id)
    }

    /// Reads it again; nothing for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let (micros, id) = text.split_once('.')?;
        Some(Self { created_at: Instant::from_micros(micros.parse().ok()?)?, id: id.parse().ok()? })
    }
}

/// What changes whenever somebody's notifications do; cheap to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fingerprint {
    /// The latest change.
    pub changed_at: Option<Instant>,
    /// How many are unread, up to [`UNREAD_LIMIT`].
    pub unread: i64,
}

/// Unread notifications are counted up to this many.
pub const UNREAD_LIMIT: i64 = 99;
