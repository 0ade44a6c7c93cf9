//! Rows that share a user name: which of them is meant, nobody can tell.
use super::super::staging::{Place, StagedRow};
use super::{LISTED, Preparer};
use crate::imports::cells::display;
use crate::imports::model::{ColumnPlan, Match, RowProblem};
use crate::locale::Texts;

impl Preparer {
    pub(super) fn name_cell(&self, row: &StagedRow) -> (Option<usize>, Option<String>) {
        let named = |column: &ColumnPlan| column.field.as_deref() == Some(self.plan.matching.field());
        let found = self.filled(row).find(|(_, column, ..)| named(column));
        found.map_or((None, None), |(at, _, _, cell)| (Some(at), Some(display(cell))))
    }

    pub(super) fn shared_name(&self, row: &StagedRow, texts: Texts) -> Option<RowProblem> {
        let own = Place { sheet: row.sheet, row: row.row };
        let group = self.groups.get(*self.shared_names.get(&own)?)?;
        let others: Vec<String> = group
            .iter()
            .filter(|place| **place != own)
            .take(LISTED)
            .map(|place| match self.plan.sheets.get(place.sheet) {
                Some(sheet) if place.sheet != own.sheet => format!("{} {}", sheet.name, place.row),
                _ => place.row.to_string(),
            })
            .collect();
        let more = (group.len() - 1).saturating_sub(others.len());
        let matching = self.plan.matching;
        let variables = [
            ("rows", others.join(", ").into()),
            ("count", others.len().into()),
            ("more", more.into()),
            ("field", self.catalogue.label(matching.field()).unwrap_or_default().into()),
        ];
        let key = match (matching, more) {
            (Match::Username, 0) => "imports-problem-shared-name",
            (Match::Username, _) => "imports-problem-shared-name-more",
            (_, 0) => "imports-problem-shared-key",
            (..) => "imports-problem-shared-key-more",
        };
        let (column, value) = self.name_cell(row);
        let (field, code) = (matching.field().to_owned(), "import.shared-name".to_owned());
        Some(RowProblem { column, field, code, message: texts.ta(key, &variables), value })
    }
}
