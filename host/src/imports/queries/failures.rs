//! Rows that were not taken.
use diesel::prelude::*;
use elenco_db::schema::import_failures;
use elenco_db::{Conn, DbError, ImportId, Json, TenantId, TenantScope, each};
use serde_json::Value;

use super::{amount, count, json};
use crate::imports::model::Failure;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = import_failures)]
struct FailureRow {
    tenant_id: TenantId,
    import_id: ImportId,
    line: i64,
    sheet: i32,
    sheet_name: String,
    row: i64,
    cells: Json<Value>,
    problems: Json<Value>,
}

/// Keeps rows that were not taken.
///
/// # Errors
/// The engine's; a line that is there already is a fault of ours and fails the batch.
pub fn insert_failures(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
    failures: &[Failure],
) -> Result<(), DbError> {
    let rows: Vec<FailureRow> = failures
        .iter()
        .map(|failure| FailureRow {
            tenant_id: scope.tenant(),
            import_id: import,
            line: count(failure.line),
            sheet: i32::try_from(failure.sheet).unwrap_or(i32::MAX),
            sheet_name: failure.sheet_name.clone(),
            row: count(failure.row),
            cells: json(&failure.cells),
            problems: json(&failure.problems),
        })
        .collect();
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(import_failures::table).values(chunk).execute(c))?;
    }
    super::problems::insert(conn, scope, import, failures)
}

/// Rows that were not taken, in the order of the file, after this line.
///
/// # Errors
/// The engine's.
pub fn list_failures(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
    after: u64,
    limit: i64,
) -> Result<Vec<Failure>, DbError> {
    load(
        conn,
        import_failures::table
            .filter(import_failures::tenant_id.eq(scope.tenant()))
            .filter(import_failures::import_id.eq(import))
            .filter(import_failures::line.gt(count(after)))
            .limit(limit)
            .into_boxed(),
    )
}

/// What a query about rows that were not taken finds, in the order of the file.
pub(super) fn load(
    conn: &mut Conn,
    query: import_failures::BoxedQuery<'_, elenco_db::MultiBackend>,
) -> Result<Vec<Failure>, DbError> {
    let rows: Vec<FailureRow> =
        query.order(import_failures::line).select(FailureRow::as_select()).load(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| Failure {
            line: amount(row.line),
            sheet: usize::try_from(row.sheet).unwrap_or(0),
            sheet_name: row.sheet_name,
            row: amount(row.row),
            cells: serde_json::from_value(row.cells.0).unwrap_or_default(),
            problems: serde_json::from_value(row.problems.0).unwrap_or_default(),
        })
        .collect())
}
