//! What a project is, and what may be asked to change about one.
use elenco_db::{GroupId, Instant, ProjectId};

use crate::users::model::UserKind;

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
    /// Grows with every change; a change that names an older one is refused.
    pub version: i64,
}

/// What a form says about a project, all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectValues {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
}

/// How many people of each kind a project has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProjectPeople {
    /// Active and inactive clients.
    pub clients: (i64, i64),
    /// Active and inactive specialists.
    pub specialists: (i64, i64),
}

impl ProjectPeople {
    /// Active and inactive people of a kind.
    pub fn of(self, kind: UserKind) -> (i64, i64) {
        match kind {
            UserKind::Client => self.clients,
            UserKind::Specialist => self.specialists,
        }
    }

    /// How many of a kind.
    pub fn count(self, kind: UserKind) -> i64 {
        let (active, inactive) = self.of(kind);
        active + inactive
    }

    /// All of them.
    pub fn total(self) -> i64 {
        self.count(UserKind::Client) + self.count(UserKind::Specialist)
    }
}

/// Where a page of projects begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectAnchor {
    /// With the one after this.
    After(ProjectId),
    /// It ends with the one before this.
    Before(ProjectId),
}

/// A page of projects by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProjectPage {
    /// The projects, each with its people.
    pub projects: Vec<(Project, ProjectPeople)>,
    /// Where the next page begins.
    pub next: Option<ProjectAnchor>,
    /// Where the page before ends.
    pub previous: Option<ProjectAnchor>,
    /// How many projects there are, found or not.
    pub total: i64,
}

/// Where a project is in use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Usage {
    /// Its people.
    pub people: ProjectPeople,
    /// Groups that work in it.
    pub groups: Vec<(GroupId, String)>,
    /// Plugins that have settings for it.
    pub plugins: Vec<String>,
    /// Imports and exports that are under way.
    pub running: i64,
    /// Imports that are kept.
    pub imports: i64,
    /// Exports that are kept.
    pub exports: i64,
    /// It is the only one.
    pub is_only: bool,
}

impl Usage {
    /// Whether something needs it, so that it cannot be deleted. Kept imports and exports go with it.
    pub fn is_needed(&self) -> bool {
        self.is_only
            || self.people.total() > 0
            || !self.groups.is_empty()
            || !self.plugins.is_empty()
            || self.running > 0
    }
}
