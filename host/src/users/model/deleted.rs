//! What is kept of a person who was deleted, until somebody restores the person or the time for it is over.
use elenco_db::{
    BulkChangeId, CalendarId, CompanyId, Day, FeedbackId, GroupId, Instant, ProjectId, RoleId, SavedViewId,
    ServiceId, ShiftId, UserId,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{User, UserKind};

/// For how long somebody who was deleted can be restored, in days.
pub const KEPT_DAYS: i64 = 30;

/// Something that a person belonged to, with its name at that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie<T> {
    /// Which one.
    pub id: T,
    /// Its name.
    pub name: String,
    /// Since when, where that is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Instant>,
}

/// A shift of a specialist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct KeptShift {
    pub id: ShiftId,
    pub since: Day,
    pub until: Day,
    pub calendar: CalendarId,
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// A comment on the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct KeptComment {
    pub id: FeedbackId,
    pub author: Option<UserId>,
    pub author_name: String,
    pub body: String,
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// A view of a list that the person kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct KeptView {
    pub id: SavedViewId,
    pub page: String,
    pub name: String,
    pub name_key: String,
    pub state: Value,
    pub shared: bool,
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// A person with all that hung on one. Sessions, tokens and notifications never come back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct DeletedDocument {
    pub user: User,
    #[serde(default)]
    pub projects: Vec<Tie<ProjectId>>,
    #[serde(default)]
    pub groups: Vec<Tie<GroupId>>,
    #[serde(default)]
    pub companies: Vec<Tie<CompanyId>>,
    #[serde(default)]
    pub services: Vec<Tie<ServiceId>>,
    #[serde(default)]
    pub roles: Vec<Tie<RoleId>>,
    #[serde(default)]
    pub shifts: Vec<KeptShift>,
    #[serde(default)]
    pub comments: Vec<KeptComment>,
    #[serde(default)]
    pub views: Vec<KeptView>,
    /// Columns of lists: page and columns.
    #[serde(default)]
    pub columns: Vec<(String, Value)>,
}

/// A person in the list of those who were deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct DeletedUser {
    pub id: UserId,
    pub kind: UserKind,
    pub username: String,
    pub name: String,
    pub deleted_at: Instant,
    /// Name of whoever did it, when that person is still there.
    pub deleted_by: Option<String>,
}

/// Where a page of deleted people begins: after this one, going back in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeletedAnchor {
    /// When the last one of the page before was deleted.
    pub at: Instant,
    /// Breaks ties.
    pub id: UserId,
}

/// Why somebody cannot be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestoreConflict {
    /// Restored already, or swept.
    Gone,
    /// Somebody else has the user name now.
    Username {
        /// The name.
        username: String,
        /// Who has it.
        by: UserId,
        /// The other's full name.
        name: String,
    },
    /// Somebody else has the e-mail address now, and no two may have the same.
    Email {
        /// The address.
        email: String,
        /// Who has it.
        by: UserId,
    },
    /// Somebody else has the identifier of the other system now.
    ExternalId {
        /// The identifier.
        external_id: String,
        /// Who has it.
        by: UserId,
    },
}

/// What became of somebody who was to be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Restored {
    /// There again; without these groups, companies and so on, which are gone themselves.
    Back {
        /// Who.
        id: UserId,
        /// The full name.
        name: String,
        /// Names of what is gone.
        without: Vec<String>,
    },
    /// Still deleted.
    Refused {
        /// Who.
        id: UserId,
        /// The full name; empty for somebody who is not there.
        name: String,
        /// Why.
        conflict: RestoreConflict,
    },
}

/// Which deletion somebody belongs to: that of many, or one alone.
pub type Deletion = Option<BulkChangeId>;
