//! What became of a change to many people, and of taking it back.
use elenco_db::UserId;
use serde::{Deserialize, Serialize};

/// Conflicts of taking a change back that are listed; of more it is said how many.
const CONFLICTS: usize = 200;

/// Why somebody could not be put back as one was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Reason {
    /// Somebody else changed the person meanwhile.
    Touched,
    /// The person is deleted, or was deleted too long ago.
    Gone,
    /// The project or group is gone.
    TargetGone,
    /// The user name is somebody else's now.
    Username {
        /// The name.
        username: String,
        /// Whose it is.
        by: UserId,
    },
    /// The e-mail address is somebody else's now, and no two may have the same.
    Email {
        /// The address.
        email: String,
        /// Whose it is.
        by: UserId,
    },
    /// The identifier of another system is somebody else's now.
    ExternalId {
        /// The identifier.
        external_id: String,
        /// Whose it is.
        by: UserId,
    },
    /// The person is there again, but without these, which are gone themselves.
    Without {
        /// Their names.
        names: Vec<String>,
    },
}

/// Somebody who could not be put back as one was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Who.
    pub id: UserId,
    /// The full name.
    pub name: String,
    /// Why.
    pub reason: Reason,
}

/// What became of taking a change back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// Who is as before.
    pub restored: i64,
    /// Who is not; the first [`CONFLICTS`] of them.
    pub conflicts: Vec<Conflict>,
    /// How many conflicts there are.
    pub total: i64,
}

impl Undo {
    /// Adds what came of one batch.
    pub fn add(&mut self, restored: i64, conflicts: Vec<Conflict>) {
        self.restored += restored;
        self.total += conflicts.len() as i64;
        let room = CONFLICTS.saturating_sub(self.conflicts.len());
        self.conflicts.extend(conflicts.into_iter().take(room));
    }
}

/// What became of a change, beside its counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// Whoever asked was among the people, and was left out.
    pub oneself: bool,
    /// Stable code of why it failed.
    pub error: Option<String>,
    /// What became of taking it back.
    pub undo: Option<Undo>,
}
