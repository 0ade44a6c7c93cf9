//! A row that was read.
use super::StagedRow;
use crate::imports::job::ties::Link;
use crate::imports::model::{Notice, RowProblem};
use crate::users::model::Submission;

/// Different values that a notice shows at most.
const SHOWN: usize = 5;

/// How much of a row is still to be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All of it, and if it is good it goes in.
    Open,
    /// It does not go in, but what else is wrong with it is to be told too.
    Refused,
    /// It is no person; it only ties one who is there.
    Tie,
    /// Nothing more.
    Final,
}

/// A row, read.
#[derive(Debug, Clone)]
pub struct PreparedRow {
    /// As it stood in the file.
    pub row: StagedRow,
    /// What it asks for.
    pub submission: Submission,
    /// What is wrong with its cells.
    pub problems: Vec<RowProblem>,
    /// How much is still to be judged.
    pub verdict: Verdict,
    /// Things to tell that stop nothing: id of the column, code, value.
    pub remarks: Vec<(String, &'static str, String)>,
    /// What it ties its person to.
    pub links: Vec<Link>,
    /// The person's user name, folded.
    pub person: Option<String>,
    /// Where the user name stands, and how it is written.
    pub name_cell: (Option<usize>, Option<String>),
}

/// Adds remarks of rows that went in to the notices of an import.
pub fn note(notices: &mut Vec<Notice>, remarks: &[(String, &'static str, String)]) {
    for (field, code, value) in remarks {
        let at = notices.iter().position(|notice| notice.field == *field && notice.code == *code);
        let at = at.unwrap_or_else(|| {
            notices.push(Notice {
                field: field.clone(),
                code: (*code).to_owned(),
                rows: 0,
                values: Vec::new(),
            });
            notices.len() - 1
        });
        let notice = &mut notices[at];
        notice.rows += 1;
        if notice.values.len() < SHOWN && !notice.values.contains(value) {
            notice.values.push(value.clone());
        }
    }
}
