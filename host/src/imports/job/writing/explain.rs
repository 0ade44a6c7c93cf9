//! Why a row does not go in, as people are told.
use std::sync::Arc;

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::cells::display;
use crate::imports::job::catalogue::{Catalogue, Kind};
use crate::imports::job::rows::PreparedRow;
use crate::imports::job::staging::{Plan, document};
use crate::imports::model::{ColumnPlan, Failure, RowProblem};
use crate::users;
use crate::users::model::{Problem, Submission};

/// What every batch of an import needs to explain its rows.
#[derive(Clone)]
pub struct Explainer {
    catalogue: Arc<Catalogue>,
    plan: Arc<Plan>,
}

impl Explainer {
    /// For the rows of this plan.
    pub fn new(catalogue: Arc<Catalogue>, plan: Arc<Plan>) -> Self {
        Self { catalogue, plan }
    }

    fn columns(&self, sheet: usize) -> &[ColumnPlan] {
        self.plan.sheets.get(sheet).map(|sheet| sheet.columns.as_slice()).unwrap_or_default()
    }

    fn is_secret(&self, field: &str) -> bool {
        self.catalogue.kind(field).is_some_and(Kind::is_secret)
    }

    /// The row as a failure tells it; without what nobody may see.
    pub fn failure(&self, row: &PreparedRow) -> Failure {
        let columns = self.columns(row.row.sheet);
        let secret = |at: usize| {
            let field = columns.get(at).and_then(|column| column.field.as_deref());
            field.is_some_and(|field| self.is_secret(field))
        };
        let cells = row.row.cells.iter().enumerate();
        Failure {
            line: row.row.line,
            sheet: row.row.sheet,
            sheet_name: self
                .plan
                .sheets
                .get(row.row.sheet)
                .map(|sheet| sheet.name.clone())
                .unwrap_or_default(),
            row: row.row.row,
            cells: cells
                .map(|(at, cell)| if secret(at) { serde_json::Value::Null } else { document(cell) })
                .collect(),
            problems: row.problems.clone(),
        }
    }

    /// Problems of the service, at the cells that they are about.
    pub fn place(&self, problems: Vec<Problem>, row: &PreparedRow) -> Vec<RowProblem> {
        let columns = self.columns(row.row.sheet);
        problems
            .into_iter()
            .map(|problem| {
                let column =
                    columns.iter().position(|column| column.field.as_deref() == Some(problem.field.as_str()));
                let cell =
                    column.and_then(|at| row.row.cells.get(at)).filter(|_| !self.is_secret(&problem.field));
                let value = cell.map(display);
                RowProblem {
                    column,
                    field: problem.field,
                    code: problem.code,
                    message: problem.message,
                    value,
                }
            })
            .collect()
    }

    /// A row that the service refused.
    pub fn refused(&self, row: &PreparedRow, problems: Vec<Problem>) -> Failure {
        Failure { problems: self.place(problems, row), ..self.failure(row) }
    }

    /// What else is wrong with rows that do not go in: they are saved like the others, and the transaction is undone.
    ///
    /// # Errors
    /// As [`users::service::save_users`].
    pub async fn judge_refused(
        &self,
        cx: &ServiceContext,
        rows: &[&PreparedRow],
    ) -> Result<Vec<Failure>, AppError> {
        let submissions: Vec<Submission> = rows.iter().map(|row| row.submission.clone()).collect();
        let outcomes = users::service::rehearse_users(cx, submissions).await?;
        let told = rows.iter().zip(outcomes).map(|(row, outcome)| {
            let mut failure = self.failure(row);
            let also = outcome.err().unwrap_or_default();
            // A cell that could not be read is missing for the service; that would only be the same thing twice.
            let new: Vec<Problem> = also
                .into_iter()
                .filter(|also| failure.problems.iter().all(|known| known.field != also.field))
                .collect();
            failure.problems.extend(self.place(new, row));
            failure
        });
        Ok(told.collect())
    }
}
