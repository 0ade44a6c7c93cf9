//! What a service is, and what may be asked to change about one.
use elenco_db::{CalendarId, CompanyId, Instant, ServiceId, UserId};

use crate::companies::model::NamedPage;

/// What clients are served with.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct Service {
    pub id: ServiceId,
    /// Unique in the tenant.
    pub name: String,
    pub description: String,
    /// When it is rendered.
    pub calendar: Option<CalendarId>,
    pub active: bool,
    /// How many clients have it.
    pub clients: i64,
    /// Grows with every change; a change that names an older one is refused.
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// What is to change about a service. `None` leaves a thing as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the same as in `Service`")]
pub struct ServiceChanges {
    pub name: Option<String>,
    pub description: Option<String>,
    pub calendar: Option<Option<CalendarId>>,
    pub active: Option<bool>,
}

/// A calendar that a service may have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct OfferedCalendar {
    pub id: CalendarId,
    pub name: String,
    pub active: bool,
}

/// Which services a list shows; each thing that is said narrows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceFilter {
    /// With this text in the name.
    pub search: Option<String>,
    /// Only active or only inactive ones.
    pub active: Option<bool>,
    /// Associated with this client.
    pub of_client: Option<UserId>,
    /// Associated with this company or supplier.
    pub of_company: Option<CompanyId>,
}

/// A page of services.
pub type ServicePage = NamedPage<Service, ServiceId>;

/// How many services there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ServiceCounts {
    /// In use.
    pub active: i64,
    /// Out of use.
    pub inactive: i64,
}

impl ServiceCounts {
    /// All of them.
    pub fn total(self) -> i64 {
        self.active + self.inactive
    }
}

/// Where a service is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Clients who have it.
    pub clients: i64,
    /// Companies that receive it.
    pub companies: i64,
    /// Suppliers that render it.
    pub suppliers: i64,
}

impl Usage {
    /// Nothing hangs on it.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}
