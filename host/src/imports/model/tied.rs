//! What whoever imports may choose about what people are tied to.
use serde::{Deserialize, Serialize};

/// What becomes of names of companies, groups and services that are not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Missing {
    /// The row is refused.
    #[default]
    Refuse,
    /// They are made. Roles, projects and calendars never are: they say what people may do and when.
    Create,
    /// The row goes in without them.
    Leave,
}

/// What becomes of the projects of a group that somebody comes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupProjects {
    /// The person joins only the group.
    #[default]
    Only,
    /// The person joins the projects, too.
    Join,
}
