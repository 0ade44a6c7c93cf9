//! Cells of additional fields, which their plugins read.
use std::collections::BTreeMap;

use elenco_runtime::contract::Value;

use super::super::staging::StagedRow;
use super::{FieldCells, Kind, Preparer, concept, normalise};
use crate::error::AppError;

impl Preparer {
    /// Has the plugins read the cells of additional fields, one call a column.
    pub(super) async fn read_fields(&self, rows: &[StagedRow]) -> Result<FieldCells, AppError> {
        let mut by_column: BTreeMap<(usize, usize), Vec<(usize, Value)>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            for (column_at, column, kind, cell) in self.filled(row) {
                if let Kind::Field(owned) = kind {
                    let cell = normalise(cell, column, Some(&owned.field.kind));
                    by_column.entry((row.sheet, column_at)).or_default().push((at, cell));
                }
            }
        }
        let mut read = FieldCells::new();
        for ((sheet, column_at), cells) in by_column {
            let column = self.plan.sheets.get(sheet).and_then(|sheet| sheet.columns.get(column_at));
            let Some(Kind::Field(owned)) =
                column.and_then(|column| self.catalogue.kind(column.field.as_deref().unwrap_or_default()))
            else {
                continue;
            };
            let (at, cells): (Vec<usize>, Vec<Value>) = cells.into_iter().unzip();
            let asked = cells.len();
            let parsed = self
                .cx
                .app
                .extensions
                .parse_cells(&self.cx.caller, concept(self.kind), owned, cells, self.cx.culture)
                .await
                .map_err(AppError::Extension)?;
            if parsed.len() != asked {
                return Err(AppError::Internal(format!(
                    "plugin {} read {} of {asked} cells",
                    owned.plugin,
                    parsed.len()
                )));
            }
            read.extend(at.into_iter().map(|row| (row, column_at)).zip(parsed));
        }
        Ok(read)
    }
}
