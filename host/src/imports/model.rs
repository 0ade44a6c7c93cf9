//! What an import is.
mod choices;
mod options;
mod problems;
mod proposal;
mod sample;
mod tied;
mod typed;

use std::collections::BTreeMap;

use elenco_db::{ImportId, Instant, JobId, ProjectId, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::dates::DateOrder;
use super::headers::How;
use super::numbers::DecimalMark;
use crate::locale::Culture;
use crate::users::model::{Saved, UserKind};
pub use tied::{GroupProjects, Missing};

pub use choices::{
    AS_IT_STANDS, ColumnChoice, Confirmed, KeptChoices, Memory, SavedMapping, SheetChoice, memory_key,
    signature, value_key,
};

pub use options::{ImportOptions, Match, Mode, OnProblem};
pub use problems::{ProblemGroup, ProblemKind};
pub use proposal::{
    ColumnProposal, FieldGroup, MappingNote, MappingProblem, Outlook, PreviewCell, PreviewRow, Proposal,
    ReadingChoice, SheetProposal, TargetField, ValueProposal,
};
pub use sample::{ColumnSample, DISTINCT, LONGEST_SHOWN, LOOKED_AT, SHOWN_ROWS, Sample, SheetSample};

pub use typed::{TypedMapping, TypedSheet};

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "each name says what it is")]
pub enum ImportState {
    Pending,
    Mapping,
    Running,
    Review,
    Completed,
    Failed,
    Cancelled,
}

impl ImportState {
    const ALL: [Self; 7] = [
        Self::Pending,
        Self::Mapping,
        Self::Running,
        Self::Review,
        Self::Completed,
        Self::Failed,
        Self::Cancelled,
    ];

    /// The word in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Mapping => "mapping",
            Self::Running => "running",
            Self::Review => "review",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether it will not change any more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Cancelled)
    }
}

/// Counts of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct RowCounts {
    pub read: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub failed: u64,
}

impl RowCounts {
    /// One more row that went in.
    pub fn add(&mut self, saved: &Saved) {
        match saved {
            Saved::Created(_) => self.created += 1,
            Saved::Updated(..) => self.updated += 1,
            Saved::Unchanged(_) => self.unchanged += 1,
        }
    }

    /// Rows whose outcome is known.
    pub fn settled(self) -> u64 {
        self.created + self.updated + self.unchanged + self.failed
    }
}

/// A column of a sheet: its header, and what was made of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnPlan {
    /// What stands in the header.
    pub header: String,
    /// Id of the column of people that it fills; nothing when its cells go nowhere.
    pub field: Option<String>,
    /// What that column is called, in the language of the import.
    #[serde(default)]
    pub label: Option<String>,
    /// By which way it was recognised, or why not.
    pub how: How,
    /// How its dates are written, when it holds dates.
    #[serde(default)]
    pub dates: Option<DateOrder>,
    /// How its numbers are written, when it holds numbers.
    #[serde(default)]
    pub numbers: Option<DecimalMark>,
    /// What its values mean, by [`value_key`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
}

/// A sheet of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetPlan {
    /// Its name.
    pub name: String,
    /// Whether its rows are read.
    pub used: bool,
    /// What its rows tie people to, when they are no people: the id of a relation, or `ties`.
    #[serde(default)]
    pub ties: Option<String>,
    /// Its columns, from the left.
    pub columns: Vec<ColumnPlan>,
}

/// Something about a column that stopped no row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Id of the column.
    pub field: String,
    /// `location-unknown`, `location-ambiguous`.
    pub code: String,
    /// How many rows it concerns.
    pub rows: u64,
    /// The first different values.
    pub values: Vec<String>,
}

/// What is wrong with a cell, or with a whole row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// Column in the sheet, counted from 0; nothing when the file has no such column or it concerns the whole row.
    pub column: Option<usize>,
    /// Id of the column.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// What is wrong and what would be right, in the language of the import.
    pub message: String,
    /// What stands in the cell; nothing for a password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// Number among the rows of the file that are not empty, counted from 1.
    pub line: u64,
    /// Sheet, counted from 0.
    pub sheet: usize,
    /// The sheet's name.
    pub sheet_name: String,
    /// Row in its sheet, counted from 1 as people do.
    pub row: u64,
    /// What stands in it, as documents; passwords are not kept.
    pub cells: Vec<Value>,
    /// Every problem at once.
    pub problems: Vec<RowProblem>,
}

/// Code of the only problem of a row that a reviewer left out.
pub const LEFT_OUT: &str = "import.left-out";

impl Failure {
    /// Whether a reviewer left it out.
    pub fn is_left_out(&self) -> bool {
        self.problems.iter().any(|problem| problem.code == LEFT_OUT)
    }
}

/// Why an import as a whole came to nothing, or stopped.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportError {
    /// Stable code.
    pub code: String,
    /// What the code's text needs.
    pub detail: Value,
}

/// An import.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the columns of the table")]
pub struct Import {
    pub id: ImportId,
    pub project_id: ProjectId,
    pub created_by: UserId,
    pub job_id: JobId,
    pub kind: UserKind,
    pub file_name: String,
    pub file_size: u64,
    pub upload_key: String,
    /// The plugin that reads it, once one is found.
    pub format: Option<String>,
    pub locale: Culture,
    pub options: ImportOptions,
    pub state: ImportState,
    pub sheets: Vec<SheetPlan>,
    pub notices: Vec<Notice>,
    pub rows: RowCounts,
    pub error: Option<ImportError>,
    pub created_at: Instant,
    pub started_at: Option<Instant>,
    pub finished_at: Option<Instant>,
}

/// What an import that is over may still have in the file store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leftover {
    /// The upload and the staged rows.
    Staging,
    /// Workbooks of failed rows, which can be made again.
    Workbooks,
}

/// One page of imports or failures.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T, A> {
    /// The entries in order.
    pub items: Vec<T>,
    /// After which the next page begins; nothing at the end.
    pub next: Option<A>,
}
