//! Edits as the database keeps them, sealed like everything else of a file: what is typed may be a password.
use std::collections::BTreeMap;

use elenco_db::{Conn, DbError, ImportId, TenantScope};
use elenco_runtime::contract::Value;

use super::sealed::ImportKey;
use super::staging::{Place, Plan, StagedRow};
use crate::ids::IdSource;
use crate::imports::queries::{self, SealedEdit};

/// What a reviewer made of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where it stands in the file.
    pub place: Place,
    /// What was typed over cells, by column counted from 0. Empty texts empty a cell.
    pub cells: BTreeMap<usize, String>,
    /// It is to be left out.
    pub left_out: bool,
}

/// The edits of an import by line.
pub type Edits = BTreeMap<u64, Edit>;

impl Edit {
    /// An edit that changes nothing yet.
    pub fn of(row: &StagedRow) -> Self {
        let place = Place { sheet: row.sheet, row: row.row };
        Self { place, cells: BTreeMap::new(), left_out: false }
    }

    /// Puts what was typed into the row.
    pub fn apply(&self, row: &mut StagedRow) {
        for (&column, text) in &self.cells {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Value::None);
            }
            let is_empty = text.trim().is_empty();
            row.cells[column] = if is_empty { Value::None } else { Value::Text(text.clone()) };
        }
    }

    /// Whether the row has another user name now, or does not go in at all.
    pub fn leaves_its_name(&self, plan: &Plan) -> bool {
        let columns = plan.sheets.get(self.place.sheet).map(|sheet| sheet.columns.as_slice());
        let is_name = |at: &usize| {
            let column = columns.and_then(|columns| columns.get(*at));
            column.is_some_and(|column| column.field.as_deref() == Some(plan.matching.field()))
        };
        self.left_out || self.cells.keys().any(is_name)
    }
}

/// The groups of rows that still share a user name after the edits.
pub fn still_shared(plan: &Plan, edits: &Edits) -> Vec<Vec<Place>> {
    let gone: Vec<Place> =
        edits.values().filter(|edit| edit.leaves_its_name(plan)).map(|edit| edit.place).collect();
    plan.shared_names
        .iter()
        .map(|group| group.iter().copied().filter(|place| !gone.contains(place)).collect::<Vec<_>>())
        .filter(|group| group.len() > 1)
        .collect()
}

/// Every edit of an import. One that cannot be opened is as good as none: its row is judged as it stood in the file.
///
/// # Errors
/// The engine's.
pub fn read(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
    key: &ImportKey,
) -> Result<Edits, DbError> {
    let sealed = queries::list_edits(conn, scope, import)?;
    Ok(sealed
        .into_iter()
        .map(|edit| {
            let cells = edit.cells.as_deref().and_then(|cells| key.open(cells));
            let cells: BTreeMap<usize, String> =
                cells.and_then(|cells| serde_json::from_slice(&cells).ok()).unwrap_or_default();
            let place = Place { sheet: edit.sheet, row: edit.row };
            (edit.line, Edit { place, cells, left_out: edit.left_out })
        })
        .collect())
}

/// Edits as they are to be kept.
pub fn seal(ids: &IdSource, key: &ImportKey, edits: &Edits) -> Vec<SealedEdit> {
    let sealed = |edit: &Edit| {
        let text = serde_json::to_vec(&edit.cells).unwrap_or_default();
        (!edit.cells.is_empty()).then(|| key.seal(ids, &text))
    };
    edits
        .iter()
        .map(|(line, edit)| SealedEdit {
            line: *line,
            sheet: edit.place.sheet,
            row: edit.place.row,
            cells: sealed(edit),
            left_out: edit.left_out,
        })
        .collect()
}
