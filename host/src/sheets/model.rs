//! What a sheet says, and what became of it.
use std::collections::HashMap;

use elenco_runtime::contract::Value;

use crate::fold::fold;
use crate::imports::cells::display;
use crate::locale::{Culture, Texts};

/// Largest file, in bytes.
pub const LARGEST_FILE: u64 = 10 << 20;
/// Most rows of a file, below its headers. All of them are judged and written while somebody waits.
pub const MOST_ROWS: usize = 10_000;

/// A cell, or a row, of a file that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The row, as spreadsheets count: the headers are row 1.
    pub row: u64,
    /// The column's header; empty when it is about the whole row.
    pub column: String,
    /// What is wrong.
    pub message: String,
}

/// What became of a file. With problems, nothing of it was taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// New things.
    pub created: usize,
    /// Changed ones.
    pub updated: usize,
    /// Those that were so already.
    pub unchanged: usize,
    /// Everything that is wrong.
    pub problems: Vec<RowProblem>,
    /// Headers that are of no known column, so their cells were not looked at.
    pub unknown: Vec<String>,
}

/// Rows with their numbers.
pub type Rows = Vec<(u64, Vec<Value>)>;

/// A header as it is compared: folded, one kind of blank.
pub fn plain(header: &str) -> String {
    fold(&header.replace(['_', '-', '.'], " "))
}

/// What the headers mean: each target by its label in the reader's language, by the words of programs, and by its labels
/// in the other languages, of which one may use a word for something else (`Estado`). The first to have a word keeps it.
pub fn known_headers<T: Copy>(
    culture: Culture,
    words: &[(String, T)],
    label: impl Fn(T, Texts) -> String,
) -> HashMap<String, T> {
    let mut known = HashMap::new();
    let mut name = |word: &str, target: T| {
        known.entry(plain(word)).or_insert(target);
    };
    for (_, target) in words {
        name(&label(*target, Texts::of(culture)), *target);
    }
    for (word, target) in words {
        name(word, *target);
    }
    for other in Culture::ALL {
        for (_, target) in words {
            name(&label(*target, Texts::of(other)), *target);
        }
    }
    known
}

/// The columns of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns<T> {
    targets: Vec<Option<T>>,
    headers: Vec<String>,
}

impl<T: Copy + PartialEq> Columns<T> {
    /// Reads the first row.
    ///
    /// # Errors
    /// The header of the second of two columns that mean the same.
    pub fn read(cells: &[Value], known: &HashMap<String, T>) -> Result<Self, String> {
        let headers: Vec<String> = cells.iter().map(|cell| display(cell).trim().to_owned()).collect();
        let targets: Vec<Option<T>> =
            headers.iter().map(|header| known.get(&plain(header)).copied()).collect();
        let twice =
            (0..targets.len()).find(|at| targets[*at].is_some() && targets[..*at].contains(&targets[*at]));
        match twice {
            Some(at) => Err(headers[at].clone()),
            None => Ok(Self { targets, headers }),
        }
    }

    /// Whether there is a column of it.
    pub fn has(&self, target: T) -> bool {
        self.targets.contains(&Some(target))
    }

    /// Its header as it is written; empty when it has no column.
    pub fn header(&self, target: T) -> String {
        let at = self.targets.iter().position(|known| *known == Some(target));
        at.map_or_else(String::new, |at| self.headers[at].clone())
    }

    /// Headers that mean nothing known.
    pub fn unknown(&self) -> Vec<String> {
        let all = self.headers.iter().zip(&self.targets);
        let unknown = all.filter(|(header, target)| target.is_none() && !header.is_empty());
        unknown.map(|(header, _)| header.clone()).collect()
    }

    /// What the cells of a row say, without the empty ones and those of unknown columns.
    pub fn said(&self, cells: &[Value]) -> Vec<(T, String)> {
        let all = self.targets.iter().zip(cells);
        let said = all.filter_map(|(target, cell)| target.map(|target| (target, display(cell))));
        said.filter(|(_, text)| !text.trim().is_empty()).collect()
    }
}

/// A file that is made while somebody waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmallFile {
    /// The name that the reader gets it under.
    pub file_name: String,
    /// Media type.
    pub media_type: String,
    /// All of it.
    pub bytes: bytes::Bytes,
}
