//! Tabs of a person.
use crate::auth::permission::Permission;

use super::UserKind;

/// One tab of a person's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each name is the tab's title")]
pub enum UserTab {
    Details,
    Address,
    Additional,
    Companies,
    Groups,
    Services,
    Roles,
    Feedback,
    Shifts,
    Tokens,
    History,
}

impl UserTab {
    /// The tabs of a kind of people, in the order in which they stand.
    pub fn of(kind: UserKind) -> &'static [Self] {
        match kind {
            UserKind::Client => &[
                Self::Details,
                Self::Address,
                Self::Additional,
                Self::Companies,
                Self::Groups,
                Self::Services,
                Self::Feedback,
                Self::History,
            ],
            UserKind::Specialist => &[
                Self::Details,
                Self::Address,
                Self::Additional,
                Self::Groups,
                Self::Roles,
                Self::Feedback,
                Self::Shifts,
                Self::Tokens,
                Self::History,
            ],
        }
    }

    /// The word in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Address => "address",
            Self::Additional => "additional",
            Self::Companies => "companies",
            Self::Groups => "groups",
            Self::Services => "services",
            Self::Roles => "roles",
            Self::Feedback => "feedback",
            Self::Shifts => "shifts",
            Self::Tokens => "tokens",
            Self::History => "history",
        }
    }

    /// The tab that an address names; the details for any other word, and for a tab that the kind has not.
    pub fn named(kind: UserKind, key: Option<&str>) -> Self {
        let named = Self::of(kind).iter().find(|tab| Some(tab.key()) == key);
        named.copied().unwrap_or(Self::Details)
    }

    /// Whether it is a part of the person's own form; the others take the form's place, and there are none before the
    /// person is saved for the first time.
    pub fn is_form(self) -> bool {
        matches!(self, Self::Details | Self::Address | Self::Additional)
    }

    /// What a reader must be allowed to see it, besides the person.
    pub fn permission(self) -> Permission {
        match self {
            Self::Details | Self::Address | Self::Additional => Permission::UsersGetObject,
            Self::Companies => Permission::CompaniesList,
            Self::Groups => Permission::GroupsList,
            Self::Services => Permission::ServicesList,
            Self::Roles => Permission::RolesList,
            Self::Feedback => Permission::FeedbackList,
            Self::Shifts => Permission::ShiftsList,
            Self::Tokens => Permission::TokensList,
            Self::History => Permission::HistoryList,
        }
    }
}
