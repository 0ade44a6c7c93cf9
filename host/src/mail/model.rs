//! What an e-mail is.
mod sheet;

use elenco_db::{ExportId, ImportId, Instant, MailId, UserId};
use serde::{Deserialize, Serialize};

use crate::users::model::UserKind;

pub use sheet::{Part, Sheet, one_line};

/// What an e-mail says. Only what a template needs; never a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// Somebody who has no password yet may choose one.
    Invitation,
    /// Somebody who forgot the password may choose another one.
    NewPassword,
    /// Somebody else set the person's password.
    PasswordChanged {
        /// When.
        at: Instant,
    },
    /// An import is over.
    Import {
        /// Which.
        id: ImportId,
        /// Name of its file.
        file: String,
        /// Whether it came to its end.
        completed: bool,
        /// Rows that made somebody.
        created: u64,
        /// Rows that changed somebody.
        updated: u64,
        /// Rows that changed nothing.
        unchanged: u64,
        /// Rows that were refused.
        failed: u64,
    },
    /// An export is over.
    Export {
        /// Which.
        id: ExportId,
        /// Clients or specialists.
        people: UserKind,
        /// Whether it came to its end.
        completed: bool,
        /// People in it.
        records: u64,
    },
}

impl Letter {
    /// The word in the database.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::NewPassword => "new_password",
            Self::PasswordChanged { .. } => "password_changed",
            Self::Import { .. } => "import",
            Self::Export { .. } => "export",
        }
    }

    /// Which job goes first: somebody who forgot the password waits for the mail before the screen, nobody waits for the
    /// others. 100 is what imports and exports have.
    pub fn priority(&self) -> i32 {
        match self {
            Self::NewPassword => 50,
            Self::Invitation | Self::PasswordChanged { .. } | Self::Import { .. } | Self::Export { .. } => {
                150
            }
        }
    }
}

/// Where an e-mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailState {
    /// It is to be sent.
    Waiting,
    /// A mail server has taken it.
    Sent,
    /// It is given up.
    Failed,
}

impl MailState {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Sent, Self::Failed].into_iter().find(|state| state.as_str() == word)
    }
}

/// An e-mail as it stands in the database.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct Mail {
    pub id: MailId,
    pub user: UserId,
    /// The address that the person had when the e-mail was caused.
    pub address: String,
    pub letter: Letter,
    /// What the link carries, sealed.
    pub secret: Option<Vec<u8>>,
    pub state: MailState,
    pub attempts: i32,
    pub created_at: Instant,
}

/// What a person's page tells about e-mails to the person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The last invitation, and when it was sent, given up, or asked for.
    pub invitation: Option<(MailState, Instant)>,
    /// Why the last e-mail to the present address could not be delivered.
    pub undeliverable: Option<String>,
}

impl MailState {
    /// Whether the last invitation may still bring a password.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Sent)
    }
}

/// Whether links can be sent, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// They can.
    Ready,
    /// No mail server is configured.
    NoServer,
    /// The server does not know the address by which people reach it.
    NoAddress,
}

/// When somebody wants to be told by e-mail that an import or export is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wish {
    /// Not at all: the bell is enough.
    Never,
    /// When it took longer than one waits for: [`LONG`].
    #[default]
    Long,
    /// Each time.
    Always,
}

/// Seconds after which work counts as long.
pub const LONG: i64 = 180;

impl Wish {
    /// All there are, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Never, Self::Long, Self::Always];

    /// The word in the database and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Long => "long",
            Self::Always => "always",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.as_str() == word)
    }

    /// Whether work of so many seconds is told of.
    pub fn wants(self, seconds: i64) -> bool {
        match self {
            Self::Never => false,
            Self::Long => seconds >= LONG,
            Self::Always => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_work_is_told_of_unless_somebody_wants_otherwise() {
        assert!(!Wish::default().wants(LONG - 1));
        assert!(Wish::default().wants(LONG));
        assert!(!Wish::Never.wants(i64::MAX));
        assert!(Wish::Always.wants(0));
        for wish in Wish::ALL {
            assert_eq!(Wish::parse(wish.as_str()), Some(wish));
        }
    }
}
