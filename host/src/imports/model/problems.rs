//! Problems that many rows have alike.

/// What is alike: the reason and the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemKind {
    /// Stable code.
    pub code: String,
    /// Id of the column; empty for the whole row.
    pub field: String,
}

/// Rows with the same problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemGroup {
    /// What is alike.
    pub kind: ProblemKind,
    /// How many rows.
    pub rows: u64,
    /// The first of them.
    pub first: u64,
    /// What is said of that one.
    pub message: String,
}
