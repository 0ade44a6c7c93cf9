//! What a file shows of itself before it is read: enough to say what its columns mean.
use std::collections::BTreeMap;

use elenco_runtime::contract::Value;
use serde::{Deserialize, Serialize};
use serde_json::Value as Document;

use super::{ImportError, value_key};
use crate::imports::cells::display;

/// Rows of a sheet that are looked at.
pub const LOOKED_AT: u64 = 1_000;
/// Rows of a sheet that are kept to be shown.
pub const SHOWN_ROWS: usize = 8;
/// Different values of a column that are kept.
pub const DISTINCT: usize = 50;
/// Longest value that is one of several, in characters.
const LONGEST_VALUE: usize = 100;
/// Longest text of a cell that is shown, in characters.
pub const LONGEST_SHOWN: usize = 200;

/// The different values of a column, as far as they were looked at.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ColumnSample {
    /// Different values in the order of their first row, with how many rows have them.
    pub values: Vec<(String, u64)>,
    /// There are more of them.
    pub more: bool,
    /// Rows in which it holds something.
    pub filled: u64,
    #[serde(skip)]
    places: BTreeMap<String, usize>,
}

impl ColumnSample {
    /// Looks at a cell.
    pub fn observe(&mut self, cell: &Value) {
        let text = display(cell);
        if text.trim().is_empty() {
            return;
        }
        self.filled += 1;
        let shown: String = text.trim().chars().take(LONGEST_VALUE).collect();
        let key = value_key(&text);
        match self.places.get(&key) {
            Some(at) => self.values[*at].1 += 1,
            None if self.values.len() == DISTINCT || text.chars().count() > LONGEST_VALUE => self.more = true,
            None => {
                self.places.insert(key, self.values.len());
                self.values.push((shown, 1));
            }
        }
    }
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SheetSample {
    /// Its name among those of all files.
    pub name: String,
    /// Whether it holds something else than people, as the file itself says.
    pub apart: bool,
    /// Ids that the file carries for its columns.
    pub ids: Vec<Option<String>>,
    /// Its headers.
    pub headers: Vec<String>,
    /// The first rows: number in the sheet and cells, as documents.
    pub rows: Vec<(u64, Vec<Document>)>,
    /// Its columns.
    pub columns: Vec<ColumnSample>,
    /// Rows that were looked at.
    pub seen: u64,
    /// It has more rows.
    pub more: bool,
}

/// What a file shows of itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sample {
    /// The plugin that reads it.
    pub plugin: Option<String>,
    /// How it was told to read the file.
    pub reading: BTreeMap<String, String>,
    /// What it found out by itself: name and value.
    pub told: Vec<(String, String)>,
    /// The sheets, as far as they were looked at.
    pub sheets: Vec<SheetSample>,
    /// There are more sheets than were looked at.
    pub more: bool,
    /// Why it cannot be read this way.
    pub problem: Option<(String, Document)>,
}

impl Sample {
    /// Why it cannot be read this way.
    pub fn error(&self) -> Option<ImportError> {
        self.problem.clone().map(|(code, detail)| ImportError { code, detail })
    }
}
