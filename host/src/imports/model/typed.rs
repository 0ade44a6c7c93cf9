//! What somebody typed into the form of a mapping, by the places that the form shows.
use std::collections::BTreeMap;

use elenco_db::ImportMappingId;

use super::{Match, Mode, OnProblem};
use crate::imports::dates::DateOrder;
use crate::imports::numbers::DecimalMark;

/// What was typed about a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedSheet {
    /// Whether its rows are read.
    pub read: bool,
    /// Fields by column; an empty text leaves the column out.
    pub columns: BTreeMap<usize, String>,
    /// Meanings by column and value.
    pub values: BTreeMap<(usize, usize), String>,
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedMapping {
    /// What the form was about: the headers that it showed.
    pub signature: String,
    /// How people are found.
    pub matching: Match,
    /// What rows may do.
    pub mode: Mode,
    /// What becomes of rows with problems.
    pub on_problem: OnProblem,
    /// The decimal mark.
    pub decimal: Option<DecimalMark>,
    /// What comes first in dates.
    pub dates: Option<DateOrder>,
    /// How the file is read.
    pub reading: BTreeMap<String, String>,
    /// By sheet, counted from 0.
    pub sheets: BTreeMap<usize, TypedSheet>,
    /// Another saved mapping, when one was chosen: which, or none.
    pub choose: Option<Option<ImportMappingId>>,
    /// The name under which it is to be kept.
    pub name: String,
}
