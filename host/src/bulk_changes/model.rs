//! What a change to many people is.
mod outcome;

use elenco_db::{BulkChangeId, GroupId, Instant, JobId, NotificationId, ProjectId, UserId};
use serde::{Deserialize, Serialize};

use crate::auth::permission::Permission;
use crate::locale::Culture;
use crate::users::model::{UserFilter, UserKind};

pub use outcome::{Conflict, Outcome, Reason, Undo};

/// Most people who are changed while somebody waits; more become a job.
pub const AT_ONCE: usize = 200;
/// From so many people on somebody has to type how many are to be deleted.
pub const TYPED_FROM: u64 = 21;
/// For how long a change can be taken back, in days. Whoever was deleted is kept just as long.
pub const UNDO_DAYS: i64 = crate::users::model::KEPT_DAYS;

/// What is done to each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// They may sign in.
    Activate,
    /// They may not, and are signed out.
    Deactivate,
    /// They join a project.
    Associate,
    /// They leave a project.
    Disassociate,
    /// They join a group.
    AddToGroup,
    /// They are deleted, and can be restored for some time.
    Delete,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 6] = [
        Self::Activate,
        Self::Deactivate,
        Self::Associate,
        Self::Disassociate,
        Self::AddToGroup,
        Self::Delete,
    ];

    /// The word in addresses and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Activate => "activate",
            Self::Deactivate => "deactivate",
            Self::Associate => "associate",
            Self::Disassociate => "disassociate",
            Self::AddToGroup => "add-to-group",
            Self::Delete => "delete",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == word)
    }

    /// Who may do it.
    pub fn permission(self) -> Permission {
        match self {
            Self::Activate | Self::Deactivate => Permission::UsersUpdate,
            Self::Associate => Permission::ProjectsAddUsers,
            Self::Disassociate => Permission::ProjectsDeleteUsers,
            Self::AddToGroup => Permission::GroupsUpdate,
            Self::Delete => Permission::UsersDelete,
        }
    }

    /// Who may take it back: whoever may do the opposite.
    pub fn undo_permission(self) -> Permission {
        match self {
            Self::Associate => Permission::ProjectsDeleteUsers,
            Self::Disassociate => Permission::ProjectsAddUsers,
            other => other.permission(),
        }
    }
}

/// Who is changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum Selection {
    /// These.
    People {
        /// Their ids.
        ids: Vec<UserId>,
    },
    /// Everybody of the kind in the project of the change who matches.
    Matching {
        /// The filter of the list.
        filter: UserFilter,
    },
    /// Everybody of the kind in the tenant who matches and does not belong to the project of the change.
    Others {
        /// What is searched for.
        search: Option<String>,
    },
}

/// What people are associated with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Target {
    /// A project.
    Project {
        /// Which.
        id: ProjectId,
        /// Its name then.
        name: String,
    },
    /// A group.
    Group {
        /// Which.
        id: GroupId,
        /// Its name then.
        name: String,
    },
}

impl Target {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Project { name, .. } | Self::Group { name, .. } => name,
        }
    }
}

/// What else a change is made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    /// What people are associated with.
    pub target: Option<Target>,
    /// The language of whoever asked.
    pub culture: Culture,
    /// The line of that person's bell.
    pub notification: Option<NotificationId>,
}

/// Where a change stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub enum ChangeState {
    Pending,
    Running,
    Completed,
    Failed,
    Cancelled,
    Undoing,
    Undone,
}

impl ChangeState {
    const ALL: [Self; 7] = [
        Self::Pending,
        Self::Running,
        Self::Completed,
        Self::Failed,
        Self::Cancelled,
        Self::Undoing,
        Self::Undone,
    ];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether somebody works on it.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Pending | Self::Running | Self::Undoing)
    }
}

/// What stood there before somebody was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// The full name, for the list of conflicts.
    pub name: String,
    /// The version that the change left; another one means that somebody else has changed the person since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// Since when the person belonged to the project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
}

/// A change to many people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkChange {
    /// Its id.
    pub id: BulkChangeId,
    /// The project in whose list it was asked for.
    pub project: ProjectId,
    /// Clients or specialists.
    pub kind: UserKind,
    /// What is done.
    pub action: Action,
    /// With what.
    pub parameters: Parameters,
    /// To whom.
    pub selection: Selection,
    /// Where it stands.
    pub state: ChangeState,
    /// How many were looked at.
    pub done: i64,
    /// How many of them were changed; the others were as they should be.
    pub changed: i64,
    /// How many there are to do, when that is known.
    pub total: Option<i64>,
    /// Who asked.
    pub created_by: Option<UserId>,
    /// The job that does it.
    pub job: Option<JobId>,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it was over.
    pub finished_at: Option<Instant>,
    /// What became of it.
    pub outcome: Outcome,
}

impl BulkChange {
    /// Whether it can be taken back at this time.
    pub fn can_be_undone(&self, now: Instant) -> bool {
        let over =
            matches!(self.state, ChangeState::Completed | ChangeState::Cancelled | ChangeState::Failed);
        over && self.changed > 0 && now < self.created_at.plus_seconds(UNDO_DAYS * 24 * 3_600)
    }

    /// Name of the target, if there is one.
    pub fn target_name(&self) -> &str {
        self.parameters.target.as_ref().map_or("", Target::name)
    }
}

/// How many people a selection holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// So many.
    Exactly(u64),
    /// More than so many; nobody counted on.
    MoreThan(u64),
}

impl Amount {
    /// Whether somebody who deletes so many has to type how many, or whose.
    pub fn is_typed(self) -> bool {
        matches!(self, Self::MoreThan(_)) || self.number() >= TYPED_FROM
    }

    /// The number of it.
    pub fn number(self) -> u64 {
        match self {
            Self::Exactly(number) | Self::MoreThan(number) => number,
        }
    }
}
