//! Somebody who may be associated with a project.
use elenco_db::ProjectId;

use super::UserSummary;

/// A person with the projects that one belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Who.
    pub person: UserSummary,
    /// The projects.
    pub projects: Vec<ProjectId>,
}
