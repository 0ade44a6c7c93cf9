//! Addresses of the pages of services, and of those of a client.
use elenco_db::{ServiceId, UserId};

use super::Paths;
use super::companies::ClientAddresses;
use crate::users::model::UserKind;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn services(&self) -> String {
        format!("{}/services", self.base)
    }
    pub fn new_service(&self) -> String {
        format!("{}/services/new", self.base)
    }
    pub fn service(&self, id: ServiceId) -> String {
        format!("{}/services/{id}", self.base)
    }
    pub fn delete_service(&self, id: ServiceId) -> String {
        format!("{}/delete", self.service(id))
    }
    pub fn service_clients(&self, id: ServiceId) -> ClientAddresses {
        ClientAddresses::below(self.service(id))
    }
    pub fn service_companies(&self, id: ServiceId) -> String {
        format!("{}/companies", self.service(id))
    }
    pub fn leave_service_companies(&self, id: ServiceId) -> String {
        format!("{}/companies/remove", self.service(id))
    }
    pub fn user_services(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/services", self.user(kind, id))
    }
    pub fn leave_services(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/services/remove", self.user(kind, id))
    }
}
