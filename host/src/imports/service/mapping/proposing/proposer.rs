//! What is proposed for one sheet.
use std::collections::BTreeMap;

use super::values;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::headers::{self, How};
use crate::imports::job::catalogue::{Catalogue, Kind};
use crate::imports::model::{ColumnProposal, Import, Memory, SheetProposal, SheetSample, memory_key};

/// Sample values that a column shows.
const SAMPLES: usize = 3;
/// How many of its columns have to be known before a sheet is taken for one of people.
const KNOWN_COLUMNS: usize = 2;

/// Proposes for one sheet after the other.
pub(super) struct Proposer<'a> {
    pub(super) cx: &'a ServiceContext,
    pub(super) import: &'a Import,
    pub(super) catalogue: &'a Catalogue,
    pub(super) memory: &'a Memory,
    pub(super) gone: &'a BTreeMap<(String, usize), String>,
    /// Whether the file has no other sheet that may hold people, so that this one has to.
    pub(super) is_only: bool,
}

impl Proposer<'_> {
    pub(super) async fn sheet(
        &self,
        sheet: &SheetSample,
        guess: &[headers::Recognised],
    ) -> Result<SheetProposal, AppError> {
        let options = &self.import.options;
        let choice = options.sheets.iter().find(|choice| {
            choice.name == sheet.name && choice.fits(sheet.headers.iter().map(String::as_str))
        });
        let mut columns = Vec::with_capacity(sheet.headers.len());
        for (at, header) in sheet.headers.iter().enumerate() {
            let sample = &sheet.columns[at];
            let guessed = &guess[at];
            let chosen = choice.and_then(|choice| choice.columns.get(at));
            let field = match chosen {
                Some(chosen) => chosen.field.clone().filter(|field| self.catalogue.kind(field).is_some()),
                None => guessed.field.clone(),
            };
            let how = match &field {
                _ if field == guessed.field => guessed.how,
                Some(_) => How::Chosen,
                None => How::LeftOut,
            };
            let remembered = memory_key(header).and_then(|key| self.memory.get(&key));
            let remembered =
                remembered.filter(|confirmed| confirmed.field == field).map(|known| &known.values);
            let nothing = BTreeMap::new();
            let said = chosen.map(|chosen| &chosen.values).filter(|values| !values.is_empty());
            let said = said.or(remembered).unwrap_or(&nothing);
            let values = match &field {
                Some(field) => {
                    values::propose(self.cx, self.import.kind, self.catalogue, field, sample, said).await?
                }
                None => Vec::new(),
            };
            let is_secret =
                field.as_deref().and_then(|field| self.catalogue.kind(field)).is_some_and(Kind::is_secret);
            let samples = sample.values.iter().take(SAMPLES).map(|(text, _)| text.clone());
            columns.push(ColumnProposal {
                header: header.clone(),
                field,
                how,
                guess: guessed.field.clone(),
                samples: if is_secret { Vec::new() } else { samples.collect() },
                filled: sample.filled,
                values,
                more_values: sample.more,
                doubled: false,
                gone: self.gone.get(&(sheet.name.clone(), at)).cloned(),
            });
        }
        mark_doubled(&mut columns);
        let key = options.matching.field();
        let known = guess.iter().filter(|one| one.field.is_some()).count();
        let of_people = known >= KNOWN_COLUMNS && guess.iter().any(|one| one.field.as_deref() == Some(key));
        Ok(SheetProposal {
            name: sheet.name.clone(),
            apart: sheet.apart,
            read: !sheet.apart
                && !columns.is_empty()
                && choice.map_or(of_people || self.is_only, |choice| choice.read),
            columns,
            seen: sheet.seen,
            more: sheet.more,
        })
    }
}

fn mark_doubled(columns: &mut [ColumnProposal]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for field in columns.iter().filter_map(|column| column.field.clone()) {
        *counts.entry(field).or_default() += 1;
    }
    for column in columns {
        column.doubled =
            column.field.as_ref().is_some_and(|field| counts.get(field).is_some_and(|count| *count > 1));
    }
}
