//! What rows tie people to: names are looked up while a row is read, and the ties come to be in the transaction that
//! saves the person, through the same functions as the pages.
mod apply;
mod cells;
mod names;
mod settle;

use elenco_db::{CompanyId, GroupId, ProjectId, RoleId, ServiceId};

use crate::shifts::model::ShiftValues;
use crate::users::columns::ties::Thing;

pub use cells::TieReader;
pub use names::Names;
pub use settle::{ClaimedShifts, Rehearsed, Settled, rehearse, settle};

/// What a cell ties somebody to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub enum Tie {
    Project(ProjectId, String),
    Company(CompanyId),
    /// A group, and whether its projects are joined.
    Group(GroupId, bool),
    Service(ServiceId),
    Role(RoleId),
    Shift(ShiftValues),
    /// Something that would be made first, were this not only tried.
    ToBeMade(Thing),
}

/// One tie of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Column of the cell, counted from 0.
    pub column: usize,
    /// Id of the column.
    pub field: &'static str,
    /// What stands in the cell.
    pub text: String,
    /// What the person is tied to.
    pub tie: Tie,
    /// The tie goes.
    pub gone: bool,
}
