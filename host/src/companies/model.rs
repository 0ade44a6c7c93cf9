//! What a company or a supplier is, and what may be asked to change about one.
mod tab;

use std::collections::BTreeMap;

use elenco_db::{CompanyId, Instant, ServiceId, UserId};
use elenco_runtime::contract::{Concept, Value};
use serde::{Deserialize, Serialize};

use crate::users::model::{Address, AddressPart, AddressValue, FieldValues};

pub use tab::CompanyTab;

/// The two kinds of companies. Both live in one table and pass through one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CompanyKind {
    /// Somebody that clients belong to.
    Company,
    /// Somebody that services are bought from.
    Supplier,
}

impl CompanyKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Company, Self::Supplier];

    /// The word for it in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Supplier => "supplier",
        }
    }

    /// Reads the word again; nothing for any other word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What plugins that define additional fields call it.
    pub fn concept(self) -> Concept {
        match self {
            Self::Company => Concept::Company,
            Self::Supplier => Concept::Supplier,
        }
    }
}

/// A company or a supplier.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields of the form, named as they are there")]
pub struct Company {
    pub id: CompanyId,
    /// Never changes.
    pub kind: CompanyKind,
    /// Unique among those of its kind.
    pub name: String,
    pub tax_id: String,
    /// The identifier in another system; unique in the tenant when present.
    pub external_id: Option<String>,
    pub email: String,
    pub phone: String,
    /// With its scheme, `https` or `http`; empty when there is none.
    pub website: String,
    pub description: String,
    pub active: bool,
    pub address: Address,
    /// Latitude and longitude in decimal degrees.
    pub position: Option<(f64, f64)>,
    pub fields: FieldValues,
    /// How many clients it has.
    pub clients: i64,
    /// Grows with every change; a change that names an older one is refused.
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// What is to change about a company. `None` leaves a thing as it is.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the same as in `Company`")]
pub struct CompanyChanges {
    pub name: Option<String>,
    pub tax_id: Option<String>,
    /// An empty text takes it away.
    pub external_id: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub website: Option<String>,
    pub description: Option<String>,
    pub active: Option<bool>,
    /// Parts to change; an empty value takes a part away.
    pub address: BTreeMap<AddressPart, AddressValue>,
    pub position: Option<Option<(f64, f64)>>,
    /// Fields to change: what a person typed, not yet normalised.
    pub fields: BTreeMap<String, Value>,
}

/// What a row of a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the same as in `Company`")]
pub struct CompanySummary {
    pub id: CompanyId,
    pub kind: CompanyKind,
    pub name: String,
    pub tax_id: String,
    pub external_id: Option<String>,
    pub active: bool,
    pub clients: i64,
}

/// Which companies a list shows; each thing that is said narrows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompanyFilter {
    /// Of this kind.
    pub kind: Option<CompanyKind>,
    /// With this text in name, tax id, external id or e-mail.
    pub search: Option<String>,
    /// Only active or only inactive ones.
    pub active: Option<bool>,
    /// Associated with this client.
    pub of_client: Option<UserId>,
    /// Associated with this service.
    pub of_service: Option<ServiceId>,
}

/// Where a page of things begins that are listed by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor<Id> {
    /// With the one after this.
    After(Id),
    /// It ends with the one before this.
    Before(Id),
}

impl<Id: std::fmt::Display> Anchor<Id> {
    /// As addresses have it: `after=…`.
    pub fn as_query(&self) -> String {
        match self {
            Self::After(id) => format!("after={id}"),
            Self::Before(id) => format!("before={id}"),
        }
    }
}

/// A page of things that are listed by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPage<T, Id> {
    /// The things in order.
    pub items: Vec<T>,
    /// Where the next page begins.
    pub next: Option<Anchor<Id>>,
    /// Where the page before ends.
    pub previous: Option<Anchor<Id>>,
    /// So many were looked through without the page being full; where to go on looking is its next (or previous, on the
    /// way back).
    pub looked_through: Option<usize>,
}

impl<T, Id> NamedPage<T, Id> {
    /// Where to go on looking on the way from this anchor, when the search stopped before the end.
    pub fn further(&self, anchor: Option<&Anchor<Id>>) -> Option<&Anchor<Id>> {
        self.looked_through?;
        if matches!(anchor, Some(Anchor::Before(_))) { self.previous.as_ref() } else { self.next.as_ref() }
    }
}

/// A page of companies.
pub type CompanyPage = NamedPage<CompanySummary, CompanyId>;

/// How many companies of a kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CompanyCounts {
    /// In use.
    pub active: i64,
    /// Out of use.
    pub inactive: i64,
}

impl CompanyCounts {
    /// All of them.
    pub fn total(self) -> i64 {
        self.active + self.inactive
    }
}

/// Where a company is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Clients that are associated with it.
    pub clients: i64,
    /// Services that are associated with it.
    pub services: i64,
    /// Comments on it.
    pub comments: i64,
}

impl Usage {
    /// Nothing hangs on it.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}
