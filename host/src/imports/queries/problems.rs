//! The problems of rows that were not taken, counted and found by reason.
use std::collections::BTreeSet;

use diesel::dsl::{count_star, min};
use diesel::prelude::*;
use elenco_db::schema::import_problems;
use elenco_db::{Conn, DbError, ImportId, TenantId, TenantScope, each};

use super::{amount, count};
use crate::imports::model::{Failure, ProblemGroup, ProblemKind};

/// Groups that are told apart; a file has few reasons.
const GROUPS: i64 = 100;

#[derive(Insertable)]
#[diesel(table_name = import_problems)]
struct ProblemRow {
    tenant_id: TenantId,
    import_id: ImportId,
    code: String,
    field: String,
    line: i64,
}

/// Keeps the problems of rows.
///
/// # Errors
/// The engine's.
pub(super) fn insert(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
    failures: &[Failure],
) -> Result<(), DbError> {
    let mut rows = Vec::new();
    for failure in failures {
        let kinds: BTreeSet<(&str, &str)> =
            failure.problems.iter().map(|problem| (problem.code.as_str(), problem.field.as_str())).collect();
        rows.extend(kinds.into_iter().map(|(code, field)| ProblemRow {
            tenant_id: scope.tenant(),
            import_id: import,
            code: code.to_owned(),
            field: field.to_owned(),
            line: count(failure.line),
        }));
    }
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(import_problems::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Forgets the problems of rows: of all, or only of these lines.
///
/// # Errors
/// The engine's.
pub(super) fn delete(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
    lines: Option<&[i64]>,
) -> Result<(), DbError> {
    let all = import_problems::table
        .filter(import_problems::tenant_id.eq(scope.tenant()))
        .filter(import_problems::import_id.eq(import));
    match lines {
        None => diesel::delete(all).execute(conn)?,
        Some(lines) => diesel::delete(all.filter(import_problems::line.eq_any(lines))).execute(conn)?,
    };
    Ok(())
}

/// The reasons why rows of an import were not taken, with how many rows have each; the most frequent first.
///
/// # Errors
/// The engine's.
pub fn list_problem_groups(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
) -> Result<Vec<ProblemGroup>, DbError> {
    let rows: Vec<(String, String, i64, Option<i64>)> = import_problems::table
        .filter(import_problems::tenant_id.eq(scope.tenant()))
        .filter(import_problems::import_id.eq(import))
        .group_by((import_problems::code, import_problems::field))
        .select((import_problems::code, import_problems::field, count_star(), min(import_problems::line)))
        .order((count_star().desc(), import_problems::code, import_problems::field))
        .limit(GROUPS)
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(code, field, rows, first)| ProblemGroup {
            kind: ProblemKind { code, field },
            rows: amount(rows),
            first: amount(first.unwrap_or(0)),
            message: String::new(),
        })
        .collect())
}

/// Lines of rows with a problem of this kind, in the order of the file, after this line.
///
/// # Errors
/// The engine's.
pub fn list_lines_with(
    conn: &mut Conn,
    scope: &TenantScope,
    import: ImportId,
    kind: &ProblemKind,
    after: u64,
    limit: i64,
) -> Result<Vec<u64>, DbError> {
    let lines: Vec<i64> = import_problems::table
        .filter(import_problems::tenant_id.eq(scope.tenant()))
        .filter(import_problems::import_id.eq(import))
        .filter(import_problems::code.eq(&kind.code))
        .filter(import_problems::field.eq(&kind.field))
        .filter(import_problems::line.gt(count(after)))
        .order(import_problems::line)
        .limit(limit)
        .select(import_problems::line)
        .load(conn)?;
    Ok(lines.into_iter().map(amount).collect())
}
