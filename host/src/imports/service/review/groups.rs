//! Rows with problems by their reasons.
use elenco_db::{DbError, ImportId};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::model::{Failure, Page, ProblemGroup, ProblemKind};
use crate::imports::queries;
use crate::imports::service::find_import;

/// The reasons why rows are not taken, each with what is said of its first row; the most frequent first.
///
/// # Errors
/// [`AppError::NotFound`] for another tenant's import.
pub async fn list_problem_groups(cx: &ServiceContext, id: ImportId) -> Result<Vec<ProblemGroup>, AppError> {
    let import = find_import(cx, id).await?;
    let scope = cx.scope;
    let read = move |conn: &mut elenco_db::Conn| {
        let mut groups = queries::list_problem_groups(conn, &scope, import.id)?;
        let firsts: Vec<u64> = groups.iter().map(|group| group.first).collect();
        let rows = queries::find_failures(conn, &scope, import.id, &firsts)?;
        for group in &mut groups {
            let row = rows.iter().find(|row| row.line == group.first);
            let alike = row.and_then(|row| {
                let kind = &group.kind;
                row.problems.iter().find(|problem| problem.code == kind.code && problem.field == kind.field)
            });
            group.message = alike.map(|problem| problem.message.clone()).unwrap_or_default();
        }
        Ok::<_, DbError>(groups)
    };
    cx.app.db.read(read).await.map_err(AppError::Database)
}

/// Rows with a problem of this kind, in the order of the file.
///
/// # Errors
/// [`AppError::NotFound`] for another tenant's import.
pub async fn list_failures_with(
    cx: &ServiceContext,
    id: ImportId,
    kind: ProblemKind,
    after: u64,
    limit: usize,
) -> Result<Page<Failure, u64>, AppError> {
    let import = find_import(cx, id).await?;
    let scope = cx.scope;
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
    let read = move |conn: &mut elenco_db::Conn| {
        let mut lines = queries::list_lines_with(conn, &scope, import.id, &kind, after, wanted)?;
        let more = lines.len() > limit;
        lines.truncate(limit);
        let items = queries::find_failures(conn, &scope, import.id, &lines)?;
        let next = lines.last().copied().filter(|_| more);
        Ok::<_, DbError>(Page { items, next })
    };
    cx.app.db.read(read).await.map_err(AppError::Database)
}
