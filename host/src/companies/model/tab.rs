//! Tabs of a company.
use crate::auth::permission::Permission;

/// One tab of a company's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each name is the tab's title")]
pub enum CompanyTab {
    Details,
    Address,
    Additional,
    Clients,
    Services,
    Feedback,
    History,
}

impl CompanyTab {
    /// Every tab, in the order in which they stand.
    pub const ALL: [Self; 7] = [
        Self::Details,
        Self::Address,
        Self::Additional,
        Self::Clients,
        Self::Services,
        Self::Feedback,
        Self::History,
    ];

    /// The word in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Address => "address",
            Self::Additional => "additional",
            Self::Clients => "clients",
            Self::Services => "services",
            Self::Feedback => "feedback",
            Self::History => "history",
        }
    }

    /// The tab that an address names; the details for any other word.
    pub fn named(key: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|tab| Some(tab.key()) == key).unwrap_or(Self::Details)
    }

    /// The tab that a control of the form is on.
    pub fn of_field(field: &str) -> Self {
        if field.starts_with("address.") {
            Self::Address
        } else if field.starts_with("fields.") {
            Self::Additional
        } else {
            Self::Details
        }
    }

    /// Whether it is a part of the company's own form; the others take the form's place, and there are none before the
    /// company is saved for the first time.
    pub fn is_form(self) -> bool {
        matches!(self, Self::Details | Self::Address | Self::Additional)
    }

    /// What a reader must be allowed to see it, besides the company.
    pub fn permission(self) -> Permission {
        match self {
            Self::Details | Self::Address | Self::Additional => Permission::CompaniesGetObject,
            Self::Clients => Permission::UsersList,
            Self::Services => Permission::ServicesList,
            Self::Feedback => Permission::FeedbackList,
            Self::History => Permission::HistoryList,
        }
    }
}
