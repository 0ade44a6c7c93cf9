//! What the forms about comments send.
use elenco_db::{CompanyId, FeedbackId, UserId};
use serde::Deserialize;

use super::model::Subject;

/// A new comment, or another text for one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the controls of the form, named as they are there")]
pub struct CommentForm {
    pub user: Option<UserId>,
    pub company: Option<CompanyId>,
    pub body: String,
    pub version: Option<i64>,
}

impl CommentForm {
    /// Whom a new comment is about.
    pub fn subject(&self) -> Option<Subject> {
        self.user.map(Subject::User).or(self.company.map(Subject::Company))
    }
}

/// What the address of a page with comments may say about them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The comment after which the page begins.
    pub older: Option<FeedbackId>,
    /// The comment that is being edited.
    pub edit: Option<FeedbackId>,
}
