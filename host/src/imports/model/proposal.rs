//! What is proposed to whoever says what the columns of a file mean.
use serde::Serialize;

use super::{ImportError, ImportOptions};
use crate::imports::headers::How;

/// Where a field stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldGroup {
    /// What every person has.
    Person,
    /// Parts of the address.
    Address,
    /// Additional fields.
    Additional,
}

/// A field that a column may fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TargetField {
    /// Its id.
    pub id: String,
    /// As the reader knows it.
    pub label: String,
    /// Where it stands among the others.
    pub group: FieldGroup,
    /// Whether a new person needs it.
    pub required: bool,
    /// Whether nobody may see what stands in it.
    pub secret: bool,
    /// What its values may mean: id and label; empty when they are what they are.
    pub choices: Vec<(String, String)>,
}

/// One of the different values of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueProposal {
    /// As it stands in the file.
    pub text: String,
    /// As it is looked up.
    pub key: String,
    /// Rows that have it, among those that were looked at.
    pub rows: u64,
    /// What it means: the id of a choice, empty for nothing; none when nobody knows.
    pub meaning: Option<String>,
    /// Whether that is said or read, and not only likely.
    pub sure: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnProposal {
    /// Its header.
    pub header: String,
    /// The field that it fills; nothing when it is left out.
    pub field: Option<String>,
    /// By which way that is proposed.
    pub how: How,
    /// What was guessed, whatever was chosen.
    pub guess: Option<String>,
    /// Different values to recognise it by; none of a password.
    pub samples: Vec<String>,
    /// Rows in which it holds something, among those that were looked at.
    pub filled: u64,
    /// What its values mean, for a field with choices.
    pub values: Vec<ValueProposal>,
    /// It has more different values than these.
    pub more_values: bool,
    /// Another column fills the same field.
    pub doubled: bool,
    /// The field that a saved mapping chose, which is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gone: Option<String>,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetProposal {
    /// Its name.
    pub name: String,
    /// Whether the file says that it holds something else than people.
    pub apart: bool,
    /// Whether its rows are read.
    pub read: bool,
    /// Its columns.
    pub columns: Vec<ColumnProposal>,
    /// Rows that were looked at.
    pub seen: u64,
    /// It has more rows than that.
    pub more: bool,
}

/// What has to be put right before the import can start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum MappingProblem {
    /// The file cannot be read this way.
    Unreadable {
        /// Why, in the reader's language.
        reason: String,
    },
    /// No sheet is read.
    NoSheet,
    /// No column of a sheet tells whom its rows are about.
    NoKey {
        /// The sheet.
        sheet: String,
        /// The field's label.
        field: String,
    },
    /// Several columns of a sheet fill one field.
    Doubled {
        /// The sheet.
        sheet: String,
        /// The field's label.
        field: String,
        /// Their headers.
        headers: Vec<String>,
    },
}

impl MappingProblem {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "mapping.unreadable",
            Self::NoSheet => "mapping.no-sheet",
            Self::NoKey { .. } => "mapping.no-key",
            Self::Doubled { .. } => "mapping.doubled",
        }
    }
}

/// What is worth knowing and stops nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum MappingNote {
    /// No column fills fields that new people need.
    Missing {
        /// The sheet.
        sheet: String,
        /// Their labels.
        fields: Vec<String>,
    },
    /// The saved mapping names fields that are gone.
    Gone {
        /// The headers of their columns.
        headers: Vec<String>,
    },
    /// The saved mapping names columns that this file does not have.
    Absent {
        /// Their headers.
        headers: Vec<String>,
    },
    /// The saved mapping has no column in common with this file.
    Other,
    /// There are more sheets than are shown.
    MoreSheets,
}

/// A setting of the format's plugin for this file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingChoice {
    /// Its name.
    pub name: String,
    /// As the reader knows it.
    pub title: String,
    /// Value and label.
    pub choices: Vec<(String, String)>,
    /// What was chosen; nothing when the plugin finds it out.
    pub chosen: Option<String>,
    /// What the plugin found.
    pub found: Option<String>,
}

/// Everything.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// What was chosen so far, with what is proposed where nothing was.
    pub options: ImportOptions,
    /// The fields that there are.
    pub fields: Vec<TargetField>,
    /// The sheets.
    pub sheets: Vec<SheetProposal>,
    /// What has to be put right.
    pub problems: Vec<MappingProblem>,
    /// What is worth knowing.
    pub notes: Vec<MappingNote>,
    /// How the file is read.
    pub reading: Vec<ReadingChoice>,
    /// The first lines of a file that is text.
    pub lines: Vec<String>,
    /// What files with the same headers have in common.
    pub signature: String,
    /// Why the file cannot be read this way.
    #[serde(skip)]
    pub error: Option<ImportError>,
}

impl Proposal {
    /// A field.
    pub fn field(&self, id: &str) -> Option<&TargetField> {
        self.fields.iter().find(|field| field.id == id)
    }
}

/// What would become of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outlook {
    /// A new person.
    Created,
    /// A changed person.
    Updated,
    /// Nothing: it says what is known.
    Unchanged,
    /// It would not go in.
    Failed,
}

/// A cell as it would be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewCell {
    /// The field.
    pub field: String,
    /// The value.
    pub text: String,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// A row as it would be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewRow {
    /// The sheet.
    pub sheet: String,
    /// The row in it.
    pub row: u64,
    /// What would become of it.
    pub outlook: Outlook,
    /// Its cells, in the order of the sheet's columns that fill something.
    pub cells: Vec<PreviewCell>,
    /// What is wrong with the row as a whole.
    pub problems: Vec<String>,
}
