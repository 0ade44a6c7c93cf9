//! Types of the contract, as the rest of the host sees them. They are those of version 0.1; when another version
//! comes, its adapter translates to these and nothing outside this crate changes.

use crate::bindings::v0_1::{kinds, wit};

pub use kinds::client_lookup::Candidate;
pub use kinds::export_format::{CellType, ColumnSpec, Format as ExportFormat, Note, SheetSpec, Workbook};
pub use kinds::field_schema::{
    Audience, Checked, Choice, Condition, Field, FieldType, FileLimits, NumberLimits, Rights, StateRule,
    TextLimits,
};
pub use kinds::import_format::{Format as ImportFormat, Sheet};
pub use kinds::location_autofill::{Part, Place, Suggestion};
pub use kinds::password_policy::{Rule, Subject, Verdict};
pub use wit::types::{Column, Concept, Entry, Error as GuestError, InvalidValue, Problem, Rows, Value};
