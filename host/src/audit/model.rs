//! What the audit keeps.
mod history;

use std::collections::BTreeMap;

use elenco_db::{AuditId, Instant, TokenId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use history::{
    HistoryAnchor, HistoryEntry, HistoryPage, KnownPerson, NAMED, ToldWay, WAYS, Who, moved, references,
};

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Somebody signed in.
    User(UserId),
    /// Somebody's integration token.
    Token(TokenId, UserId),
    /// The server itself: demo data, clean-up.
    System,
}

impl Actor {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::Token(..) => "token",
            Self::System => "system",
        }
    }

    /// The id in the database.
    pub fn id(self) -> Option<Uuid> {
        match self {
            Self::User(id) => Some(id.as_uuid()),
            Self::Token(id, _) => Some(id.as_uuid()),
            Self::System => None,
        }
    }

    /// The person behind it.
    pub fn user(self) -> Option<UserId> {
        match self {
            Self::User(id) | Self::Token(_, id) => Some(id),
            Self::System => None,
        }
    }
}

/// By which way a change came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// A page of the console.
    Form,
    /// A row of this import.
    Import(elenco_db::ImportId),
    /// The JSON API.
    Api,
    /// A host function that this plugin called.
    Plugin(String),
    /// The server itself.
    System,
}

impl Way {
    /// The word in the database.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Import(_) => "import",
            Self::Api => "api",
            Self::Plugin(_) => "plugin",
            Self::System => "system",
        }
    }

    /// Which import or plugin.
    pub fn reference(&self) -> Option<String> {
        match self {
            Self::Import(id) => Some(id.to_string()),
            Self::Plugin(name) => Some(name.clone()),
            Self::Form | Self::Api | Self::System => None,
        }
    }
}

/// Old and new value of one field. A password shows only that it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Before.
    pub old: serde_json::Value,
    /// After.
    pub new: serde_json::Value,
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct AuditEntry {
    pub id: AuditId,
    pub at: Instant,
    pub actor: Actor,
    pub way: Way,
    pub object_kind: &'static str,
    pub object_id: Uuid,
    pub action: &'static str,
    pub changes: BTreeMap<String, Change>,
}
