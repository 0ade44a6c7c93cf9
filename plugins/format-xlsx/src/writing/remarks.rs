//! What is said about cells and rows of a problem file.

use elenco_sdk::export_format::Note;
use std::collections::BTreeMap;

/// Comments of a workbook. Each is a shape that spreadsheet programs draw; what is said about further rows stands in
/// the column with reasons only.
const MAX_COMMENTS: usize = 10_000;

/// A comment on a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// Sheet, counted from 0.
    pub sheet: usize,
    /// Row in the sheet, counted from 0 with the header.
    pub row: u32,
    /// Column, counted from 0.
    pub column: u16,
    /// What is said.
    pub message: String,
}

/// The comments of a workbook.
#[derive(Default)]
pub struct Remarks(Vec<Remark>);

impl Remarks {
    /// Adds comments as long as there is room for them.
    pub fn add(&mut self, remarks: Vec<Remark>) {
        let room = MAX_COMMENTS.saturating_sub(self.0.len());
        self.0.extend(remarks.into_iter().take(room));
    }

    /// All of them.
    pub fn all(&self) -> &[Remark] {
        &self.0
    }

    /// Whether there is one on a sheet.
    pub fn on(&self, sheet: usize) -> bool {
        self.0.iter().any(|remark| remark.sheet == sheet)
    }
}

/// The notes on rows of a batch, by the row counted from 1 within it. Notes count the rows of the whole sheet.
pub fn by_row(notes: Vec<Note>, written: u32, count: u32) -> BTreeMap<u32, Vec<Note>> {
    let mut rows: BTreeMap<u32, Vec<Note>> = BTreeMap::new();
    for note in notes {
        // A note on a row of an earlier batch cannot be written any more; it is shown on the nearest one that can.
        let row = note.row.saturating_sub(written).clamp(1, count.max(1));
        rows.entry(row).or_default().push(note);
    }
    rows
}
