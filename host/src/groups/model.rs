//! What a group is, and what may be asked to change about one.
use elenco_db::{GroupId, Instant, ProjectId, UserId};

use crate::users::model::UserKind;

/// How deep the tree may be: a group at the top is on level 1.
pub const LEVELS: usize = 8;

/// A set of clients or of specialists.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct Group {
    pub id: GroupId,
    /// Whom it holds; never changes, and is that of the whole branch.
    pub kind: UserKind,
    /// The group above it.
    pub parent: Option<GroupId>,
    /// Unique among the groups of its kind.
    pub name: String,
    pub description: String,
    pub active: bool,
    /// How many people are in it itself, without the groups below.
    pub members: i64,
    /// Grows with every change; a change that names an older one is refused.
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// What a form says about a group, all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the same as in `Group`")]
pub struct GroupValues {
    pub parent: Option<GroupId>,
    pub name: String,
    pub description: String,
    pub active: bool,
}

/// A group with the way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedGroup {
    /// The group.
    pub group: Group,
    /// Names of the groups above, the topmost first.
    pub above: Vec<String>,
}

impl PlacedGroup {
    /// `Service desk › Level 1`.
    pub fn path(&self) -> String {
        let mut names: Vec<&str> = self.above.iter().map(String::as_str).collect();
        names.push(&self.group.name);
        names.join(" › ")
    }
}

/// Where a page of groups begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupAnchor {
    /// With the one after this.
    After(GroupId),
    /// It ends with the one before this.
    Before(GroupId),
}

/// A page of groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupPage {
    /// The groups in order: of a tree each below the one it belongs to, otherwise by name.
    pub groups: Vec<PlacedGroup>,
    /// They are in the order of the tree.
    pub is_tree: bool,
    /// Where the next page begins.
    pub next: Option<GroupAnchor>,
    /// Where the page before ends.
    pub previous: Option<GroupAnchor>,
}

/// How many groups there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupCounts {
    /// Groups of clients.
    pub clients: i64,
    /// Groups of specialists.
    pub specialists: i64,
}

impl GroupCounts {
    /// Those of one kind.
    pub fn of(self, kind: UserKind) -> i64 {
        match kind {
            UserKind::Client => self.clients,
            UserKind::Specialist => self.specialists,
        }
    }
}

/// Where a group is in use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Usage {
    /// Groups below it, by name.
    pub children: Vec<(GroupId, String)>,
    /// People in it.
    pub members: i64,
    /// Projects in which it works, by name.
    pub projects: Vec<(ProjectId, String)>,
    /// Plugins that have settings for it alone.
    pub plugins: Vec<String>,
}

impl Usage {
    /// Whether it has to be taken out of use before it can be deleted: groups below would hang in the air, and
    /// settings would be lost without anybody asking. People and projects are only let go.
    pub fn is_needed(&self) -> bool {
        !self.children.is_empty() || !self.plugins.is_empty()
    }
}

/// Which people a change of members is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// These.
    People(Vec<UserId>),
    /// Everybody who matches the text; everybody when there is none. To add, those of this project; to remove, those
    /// of the group.
    Matching {
        /// Where people are looked for when they are to be added.
        project: ProjectId,
        /// What is searched for.
        search: Option<String>,
    },
}

/// What became of a change of members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moved {
    /// How many people came or went.
    pub people: u64,
}

/// A project that a person is about to be near to: groups work in it to which the person is to belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// The project.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// The groups that work in it, by name.
    pub groups: Vec<String>,
}

/// What became of associating a person with groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Association {
    /// The person is in so many groups more.
    Done(usize),
    /// Nothing was changed: first somebody has to say, for each of these projects, whether the person joins it.
    Undecided(Vec<Undecided>),
}
