//! What a role is, and what may be asked to change about one.
mod grants;
mod matrix;
mod ready_made;

use elenco_db::{GroupId, Instant, RoleId};

pub use grants::Grants;
pub use matrix::{COMMON, MatrixRow, matrix};
pub use ready_made::ReadyMade;

/// A named set of permissions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct Role {
    pub id: RoleId,
    /// Unique in the tenant.
    pub name: String,
    pub description: String,
    pub grants: Grants,
    /// As which ready-made role it was made; its name and permissions may be others by now.
    pub template: Option<ReadyMade>,
    /// Grows with every change; a change that names an older one is refused.
    pub version: i64,
    pub created_at: Instant,
}

/// What a form says about a role, all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the same as in `Role`")]
pub struct RoleValues {
    pub name: String,
    pub description: String,
    pub grants: Grants,
}

/// Where a page of roles begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleAnchor {
    /// With the one after this.
    After(RoleId),
    /// It ends with the one before this.
    Before(RoleId),
}

/// A page of roles by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RolePage {
    /// The roles.
    pub roles: Vec<Role>,
    /// Where the next page begins.
    pub next: Option<RoleAnchor>,
    /// Where the page before ends.
    pub previous: Option<RoleAnchor>,
}

/// A group that gives a role to its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivingGroup {
    /// The group.
    pub id: GroupId,
    /// `Service desk › Level 1`.
    pub path: String,
    /// A group that is switched off gives nothing.
    pub active: bool,
}

/// A role of a person, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// It was given to the person, and can be taken away there.
    pub own: bool,
    /// Groups that give it, to which the person belongs.
    pub groups: Vec<GivingGroup>,
}

/// Where a role is in use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Usage {
    /// Some of the people to whom it was given, by name.
    pub people: Vec<String>,
    /// There are more than are named.
    pub more_people: bool,
    /// Groups that give it to their members.
    pub groups: Vec<GivingGroup>,
}

/// How sure it is that somebody can still do everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody can.
    Nobody,
    /// Somebody can today, whose validity ends one day.
    ForNow,
    /// Somebody can, without an end.
    ForGood,
}

impl Standing {
    /// What the state and the validity of a person mean for whatever one may do.
    pub fn of(active: bool, (since, until): (Option<Instant>, Option<Instant>), now: Instant) -> Self {
        match until {
            _ if !active || since.is_some_and(|since| since > now) => Self::Nobody,
            None => Self::ForGood,
            Some(until) if now < until => Self::ForNow,
            Some(_) => Self::Nobody,
        }
    }
}
