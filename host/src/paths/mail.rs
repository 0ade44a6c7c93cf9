//! Addresses about e-mails and the links in them.
use elenco_db::UserId;

use super::Paths;
use crate::users::model::UserKind;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn forgot_password(&self) -> String {
        format!("{}/forgot-password", self.base)
    }
    /// Where links in e-mails lead; what they carry stands behind `#`.
    pub fn password_link(&self) -> String {
        format!("{}/password-link", self.base)
    }
    pub fn choose_by_link(&self) -> String {
        format!("{}/password-link/choose", self.base)
    }
    pub fn password_link_rules(&self) -> String {
        format!("{}/password-link/rules", self.base)
    }
    pub fn invite(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/invite", self.user(kind, id))
    }
    pub fn mail_wish(&self) -> String {
        format!("{}/notifications/mail", self.base)
    }
}
