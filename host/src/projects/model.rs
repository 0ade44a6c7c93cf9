//! What a project is.
use elenco_db::{Instant, ProjectId};

/// One project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its name, unique in the tenant.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Since when.
    pub created_at: Instant,
}
