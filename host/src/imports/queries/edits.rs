//! What reviewers change, and imports that wait for them.
use diesel::prelude::*;
use elenco_db::schema::{import_edits, import_failures, imports};
use elenco_db::{Conn, DbError, ImportId, Instant, JobId, Json, TenantId, TenantScope, each};
use serde_json::Value;

use super::{amount, count, json};
use crate::imports::model::{Failure, ImportState, RowCounts};

/// An edit as it is kept: its cells are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEdit {
    /// The line.
    pub line: u64,
    /// Sheet, counted from 0.
    pub sheet: usize,
    /// Row in its sheet.
    pub row: u64,
    /// What was typed, sealed.
    pub cells: Option<Vec<u8>>,
    /// The row is to be left out.
    pub left_out: bool,
}

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_edits, treat_none_as_default_value = false)]
struct EditRow {
    tenant_id: TenantId,
    import_id: ImportId,
    line: i64,
    sheet: i32,
    row: i64,
    cells: Option<Vec<u8>>,
    left_out: bool,
}

/// Every edit of an import.
///
/// # Errors
/// The engine's.
pub fn list_edits(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
) -> Result<Vec<SealedEdit>, DbError> {
    let rows: Vec<EditRow> = import_edits::table
        .filter(import_edits::tenant_id.eq(scope.tenant()))
        .filter(import_edits::import_id.eq(import))
        .order(import_edits::line)
        .select(EditRow::as_select())
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| SealedEdit {
            line: amount(row.line),
            sheet: usize::try_from(row.sheet).unwrap_or(0),
            row: amount(row.row),
            cells: row.cells,
            left_out: row.left_out,
        })
        .collect())
}

/// Keeps edits, in the place of earlier ones of the same rows.
///
/// # Errors
/// The engine's.
pub fn put_edits(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
    edits: &[SealedEdit],
) -> Result<(), DbError> {
    for edit in edits {
        let row = EditRow {
            tenant_id: scope.tenant(),
            import_id: import,
            line: count(edit.line),
            sheet: i32::try_from(edit.sheet).unwrap_or(i32::MAX),
            row: count(edit.row),
            cells: edit.cells.clone(),
            left_out: edit.left_out,
        };
        let changed = diesel::update(
            import_edits::table
                .filter(import_edits::tenant_id.eq(scope.tenant()))
                .filter(import_edits::import_id.eq(import))
                .filter(import_edits::line.eq(row.line)),
        )
        .set((import_edits::cells.eq(&row.cells), import_edits::left_out.eq(row.left_out)))
        .execute(conn)?;
        if changed == 0 {
            each!(conn, c => diesel::insert_into(import_edits::table).values(&row).execute(c))?;
        }
    }
    Ok(())
}

/// Forgets which rows were not taken: all of them, or only these lines.
///
/// # Errors
/// The engine's.
pub fn delete_failures(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
    lines: Option<&[u64]>,
) -> Result<(), DbError> {
    let all = import_failures::table
        .filter(import_failures::tenant_id.eq(scope.tenant()))
        .filter(import_failures::import_id.eq(import));
    match lines {
        None => {
            diesel::delete(all).execute(conn)?;
            super::problems::delete(conn, scope, import, None)
        }
        Some(lines) => {
            let lines: Vec<i64> = lines.iter().map(|line| count(*line)).collect();
            diesel::delete(all.filter(import_failures::line.eq_any(&lines))).execute(conn)?;
            super::problems::delete(conn, scope, import, Some(&lines))
        }
    }
}

/// Rows that were not taken among these lines.
///
/// # Errors
/// The engine's.
pub fn find_failures(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
    lines: &[u64],
) -> Result<Vec<Failure>, DbError> {
    let lines: Vec<i64> = lines.iter().map(|line| count(*line)).collect();
    super::failures::load(
        conn,
        import_failures::table
            .filter(import_failures::tenant_id.eq(scope.tenant()))
            .filter(import_failures::import_id.eq(import))
            .filter(import_failures::line.eq_any(lines))
            .into_boxed(),
    )
}

/// The line of a row that was not taken, by its place in the file.
///
/// # Errors
/// The engine's.
pub fn find_line(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
    (sheet, row): (usize, u64),
) -> Result<Option<u64>, DbError> {
    let line: Option<i64> = import_failures::table
        .filter(import_failures::tenant_id.eq(scope.tenant()))
        .filter(import_failures::import_id.eq(import))
        .filter(import_failures::sheet.eq(i32::try_from(sheet).unwrap_or(i32::MAX)))
        .filter(import_failures::row.eq(count(row)))
        .select(import_failures::line)
        .first(conn)
        .optional()?;
    Ok(line.map(amount))
}

/// Notes that an import waits for somebody, and what its job needs to go on.
///
/// # Errors
/// The engine's.
pub fn wait_for_review(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ImportId,
    waiting: &Value,
) -> Result<(), DbError> {
    diesel::update(imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id)))
        .set((
            imports::state.eq(ImportState::Review.as_str()),
            imports::phase.eq("review"),
            imports::waiting.eq(Some(json(waiting))),
        ))
        .execute(conn)?;
    Ok(())
}

/// What the job of a waiting import needs to go on; nothing when it does not wait.
///
/// # Errors
/// The engine's.
pub fn waiting(conn: &mut Conn, scope: &TenantScope, id: ImportId) -> Result<Option<Value>, DbError> {
    let found: Option<Option<Json<Value>>> = imports::table
        .filter(imports::tenant_id.eq(scope.tenant()))
        .filter(imports::id.eq(id))
        .filter(imports::state.eq(ImportState::Review.as_str()))
        .select(imports::waiting)
        .first(conn)
        .optional()?;
    Ok(found.flatten().map(|document| document.0))
}

/// Gives a waiting import to another job, which begins with no counts. False when it does not wait any more.
///
/// # Errors
/// The engine's.
pub fn hand_on(conn: &mut Conn, scope: &TenantScope, id: ImportId, job: JobId) -> Result<bool, DbError> {
    let changed = diesel::update(
        imports::table
            .filter(imports::tenant_id.eq(scope.tenant()))
            .filter(imports::id.eq(id))
            .filter(imports::state.eq(ImportState::Review.as_str())),
    )
    .set((
        imports::state.eq(ImportState::Pending.as_str()),
        imports::phase.eq(super::READING),
        imports::job_id.eq(job),
        imports::waiting.eq(None::<Json<Value>>),
        imports::rows_created.eq(0),
        imports::rows_updated.eq(0),
        imports::rows_unchanged.eq(0),
        imports::rows_failed.eq(0),
        imports::notices.eq(json(&Vec::<Value>::new())),
    ))
    .execute(conn)?;
    Ok(changed > 0)
}

/// Ends the waiting of an import that is not wanted any more, and forgets what was typed for it.
///
/// # Errors
/// The engine's.
pub fn stop_waiting(conn: &mut Conn, scope: &TenantScope, id: ImportId) -> Result<(), DbError> {
    diesel::update(imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id)))
        .set(imports::waiting.eq(None::<Json<Value>>))
        .execute(conn)?;
    forget_edits(conn, scope, id)
}

/// Forgets what was typed over rows.
///
/// # Errors
/// The engine's.
pub fn forget_edits(conn: &mut Conn, scope: &TenantScope, id: ImportId) -> Result<(), DbError> {
    diesel::delete(
        import_edits::table
            .filter(import_edits::tenant_id.eq(scope.tenant()))
            .filter(import_edits::import_id.eq(id)),
    )
    .execute(conn)?;
    Ok(())
}

/// Imports that have waited since before an instant, of every tenant.
///
/// # Errors
/// The engine's.
pub fn list_waiting(conn: &mut Conn, before: Instant) -> Result<Vec<(TenantId, ImportId)>, DbError> {
    Ok(imports::table
        .filter(imports::state.eq(ImportState::Review.as_str()))
        .filter(imports::created_at.lt(before))
        .select((imports::tenant_id, imports::id))
        .load(conn)?)
}

/// Corrects the counts of a waiting import after rows were judged anew.
///
/// # Errors
/// The engine's.
pub fn correct_counts(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ImportId,
    gained: &RowCounts,
    lost: &RowCounts,
) -> Result<(), DbError> {
    let by = |gained: u64, lost: u64| count(gained) - count(lost);
    diesel::update(imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id)))
        .set((
            imports::rows_created.eq(imports::rows_created + by(gained.created, lost.created)),
            imports::rows_updated.eq(imports::rows_updated + by(gained.updated, lost.updated)),
            imports::rows_unchanged.eq(imports::rows_unchanged + by(gained.unchanged, lost.unchanged)),
            imports::rows_failed.eq(imports::rows_failed + by(gained.failed, lost.failed)),
        ))
        .execute(conn)?;
    Ok(())
}
