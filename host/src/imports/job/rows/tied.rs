//! What rows tie people to: cells beside a person, and rows that only tie one who is there.
use std::borrow::Cow;

use elenco_runtime::contract::Value;

use super::super::staging::StagedRow;
use super::super::ties::{Link, TieReader};
use super::{Kind, PreparedRow, Preparer, Verdict, normalise};
use crate::error::AppError;
use crate::imports::cells::display;
use crate::imports::model::RowProblem;
use crate::users::columns::ties::{Thing, TieCell, TieColumn};
use crate::users::model::{Intent, UserChanges};

/// The ties of a row, read.
#[derive(Default)]
pub(super) struct Tied {
    pub(super) links: Vec<Link>,
    pub(super) problems: Vec<RowProblem>,
    pub(super) remarks: Vec<(String, &'static str, String)>,
}

impl Preparer {
    /// What is missing is made from now on, because the rows are there to stay.
    pub fn for_good(mut self) -> Self {
        self.names.make();
        self
    }

    fn tie_cells<'a>(&'a self, row: &'a StagedRow) -> Vec<(usize, &'static TieColumn, Cow<'a, Value>)> {
        let cells = self.filled(row).filter_map(|(at, column, kind, cell)| match kind {
            Kind::Tie(tie) => Some((at, *tie, Cow::Owned(normalise(cell, column, None)))),
            _ => None,
        });
        cells.collect()
    }

    /// Looks up what the rows name.
    pub(super) async fn learn_ties(&mut self, rows: &[StagedRow]) -> Result<(), AppError> {
        let mut named = Vec::new();
        for row in rows {
            for (_, tie, cell) in self.tie_cells(row) {
                match tie.cell {
                    TieCell::Name(thing) => named.push((thing, display(&cell))),
                    // Without a calendar's name the only one is meant.
                    TieCell::Since => named.push((Thing::Calendar, String::new())),
                    TieCell::Until | TieCell::Change | TieCell::Joins => {}
                }
            }
        }
        if named.is_empty() {
            return Ok(());
        }
        let cx = self.cx.clone();
        self.names.learn(&cx, &named).await
    }

    pub(super) fn read_ties(&self, row: &StagedRow) -> Tied {
        let cells = self.tie_cells(row);
        if cells.is_empty() {
            return Tied::default();
        }
        let mut reader = TieReader::new(&self.cx, &self.names, self.missing, self.joins);
        for (at, tie, cell) in &cells {
            reader.manner(*at, tie, cell);
        }
        for (at, tie, cell) in &cells {
            reader.cell(*at, tie, cell);
        }
        reader.complete();
        Tied { links: reader.links, problems: reader.problems, remarks: reader.remarks }
    }

    /// A row of a sheet that only ties people.
    pub(super) fn prepare_ties(&self, row: StagedRow) -> PreparedRow {
        let t = self.cx.texts();
        let mut tied = self.read_ties(&row);
        let person = self.username(&row).filter(|name| !name.is_empty());
        let name_cell = self.name_cell(&row);
        if person.is_none() || (tied.links.is_empty() && tied.problems.is_empty() && tied.remarks.is_empty())
        {
            let message = t.t("ties-problem-name").into_owned();
            let (field, code) = ("username".to_owned(), "tie.empty".to_owned());
            tied.problems.push(RowProblem { column: name_cell.0, field, code, message, value: None });
        }
        let submission = self.submission(UserChanges::default(), Intent::CreateOrUpdate);
        let verdict = if tied.problems.is_empty() { Verdict::Tie } else { Verdict::Final };
        let Tied { links, problems, remarks } = tied;
        PreparedRow { row, submission, problems, verdict, remarks, links, person, name_cell }
    }
}
