//! Addresses of the pages of companies and suppliers, and of those of a client.
use elenco_db::{CompanyId, UserId};

use super::Paths;
use crate::companies::model::CompanyKind;
use crate::users::model::UserKind;

/// The word of a kind in addresses.
pub fn company_category(kind: CompanyKind) -> &'static str {
    match kind {
        CompanyKind::Company => "companies",
        CompanyKind::Supplier => "suppliers",
    }
}

/// Addresses of something that has clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientAddresses {
    /// Its page.
    pub page: String,
    /// The tab with its clients.
    pub tab: String,
    /// Where more are chosen.
    pub choose: String,
    /// Where those who come are posted.
    pub associate: String,
    /// Where those who go are posted.
    pub dissociate: String,
}

impl ClientAddresses {
    pub(super) fn below(page: String) -> Self {
        Self {
            tab: format!("{page}?tab=clients"),
            choose: format!("{page}/clients/new"),
            associate: format!("{page}/clients"),
            dissociate: format!("{page}/clients/remove"),
            page,
        }
    }
}

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn companies(&self) -> String {
        self.companies_of(CompanyKind::Company)
    }
    pub fn suppliers(&self) -> String {
        self.companies_of(CompanyKind::Supplier)
    }
    pub fn companies_of(&self, kind: CompanyKind) -> String {
        format!("{}/{}", self.base, company_category(kind))
    }
    pub fn new_company(&self, kind: CompanyKind) -> String {
        format!("{}/new", self.companies_of(kind))
    }
    pub fn import_companies(&self, kind: CompanyKind) -> String {
        format!("{}/import", self.companies_of(kind))
    }
    pub fn empty_companies(&self, kind: CompanyKind) -> String {
        format!("{}/format", self.import_companies(kind))
    }
    pub fn export_companies(&self, kind: CompanyKind) -> String {
        format!("{}/export", self.companies_of(kind))
    }
    pub fn company(&self, kind: CompanyKind, id: CompanyId) -> String {
        format!("{}/{id}", self.companies_of(kind))
    }
    pub fn delete_company(&self, kind: CompanyKind, id: CompanyId) -> String {
        format!("{}/delete", self.company(kind, id))
    }
    pub fn company_clients(&self, kind: CompanyKind, id: CompanyId) -> ClientAddresses {
        ClientAddresses::below(self.company(kind, id))
    }
    pub fn company_services(&self, kind: CompanyKind, id: CompanyId) -> String {
        format!("{}/services", self.company(kind, id))
    }
    pub fn leave_company_services(&self, kind: CompanyKind, id: CompanyId) -> String {
        format!("{}/services/remove", self.company(kind, id))
    }
    pub fn user_companies(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/companies", self.user(kind, id))
    }
    pub fn leave_companies(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/companies/remove", self.user(kind, id))
    }
}
