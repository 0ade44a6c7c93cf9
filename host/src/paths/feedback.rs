//! Addresses of the pages of comments, and of the tabs on which they stand.
use elenco_db::FeedbackId;

use super::Paths;
use crate::companies::model::CompanyKind;
use crate::feedback::model::{NamedSubject, Subject};
use crate::users::model::UserKind;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn feedback(&self) -> String {
        format!("{}/feedback", self.base)
    }
    pub fn comment(&self, id: FeedbackId) -> String {
        format!("{}/{id}", self.feedback())
    }
    pub fn delete_comment(&self, id: FeedbackId) -> String {
        format!("{}/delete", self.comment(id))
    }
    /// The tab with somebody's comments; it has a query already.
    pub fn comments_on(&self, of: &NamedSubject) -> String {
        match of.subject {
            Subject::User(id) => {
                format!("{}?tab=feedback", self.user(of.kind.unwrap_or(UserKind::Client), id))
            }
            Subject::Company(id) => {
                format!("{}?tab=feedback", self.company(of.company_kind.unwrap_or(CompanyKind::Company), id))
            }
        }
    }
}
