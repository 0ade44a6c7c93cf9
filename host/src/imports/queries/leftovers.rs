//! What imports that are over still have in the file store.
use diesel::prelude::*;
use elenco_db::schema::imports;
use elenco_db::{Conn, DbError, ImportId, Instant, TenantId, TenantScope};

use crate::imports::model::Leftover;

/// What stands in `phase` once the staged files are gone, and once the workbooks of failed rows are too.
const CLEARED: &str = "over";
const BARE: &str = "bare";

fn phases(what: Leftover) -> &'static [&'static str] {
    match what {
        Leftover::Staging => &["read", "write", "review", "map"],
        Leftover::Workbooks => &[CLEARED],
    }
}

/// Imports of every tenant that ended before this and may still have such files.
///
/// # Errors
/// The engine's.
pub fn list_leftovers(
    conn: &mut Conn,
    what: Leftover,
    before: Instant,
    limit: i64,
) -> Result<Vec<(TenantId, ImportId)>, DbError> {
    Ok(imports::table
        .filter(imports::finished_at.lt(Some(before)))
        .filter(imports::phase.eq_any(phases(what)))
        .select((imports::tenant_id, imports::id))
        .limit(limit)
        .load(conn)?)
}

/// Notes that such files are gone.
///
/// # Errors
/// The engine's.
pub fn note_cleared(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ImportId,
    what: Leftover,
) -> Result<(), DbError> {
    let phase = match what {
        Leftover::Staging => CLEARED,
        Leftover::Workbooks => BARE,
    };
    let import = imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id));
    diesel::update(import.filter(imports::phase.eq_any(phases(what))))
        .set(imports::phase.eq(phase))
        .execute(conn)?;
    Ok(())
}

/// Notes that a workbook of failed rows was made again.
///
/// # Errors
/// The engine's.
pub fn note_workbook(conn: &mut Conn, scope: &TenantScope, id: ImportId) -> Result<(), DbError> {
    let import = imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id));
    diesel::update(import.filter(imports::phase.eq(BARE))).set(imports::phase.eq(CLEARED)).execute(conn)?;
    Ok(())
}
