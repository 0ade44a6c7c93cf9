//! Edits as the database keeps them, sealed like everything else of a file: what is typed may be a password.
use std::collections::BTreeMap;

use elenco_db::{Conn, DbError, ImportId, TenantScope};

use super::sealed::ImportKey;
use super::staging::Place;
use crate::ids::IdSource;
use crate::imports::model::{Edit, Edits};
use crate::imports::queries::{self, SealedEdit};

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
