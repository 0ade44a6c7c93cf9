//! The first rows of a file as they would be read, by the way that the import goes.
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Waiting;
use crate::error::AppError;
use crate::imports::cells::display;
use crate::imports::headers::How;
use crate::imports::job::catalogue::{Catalogue, Kind};
use crate::imports::job::evidence::Evidence;
use crate::imports::job::rows::{PreparedRow, Preparer, Verdict, normalise};
use crate::imports::job::staging::{Plan, StagedRow};
use crate::imports::job::writing::Explainer;
use crate::imports::model::{
    ColumnPlan, ImportOptions, Outlook, PreviewCell, PreviewRow, Proposal, RowProblem, Sample, SheetPlan,
    SheetProposal, SheetSample, value_key,
};
use crate::locale::Culture;
use crate::users;
use crate::users::field_values::from_document;
use crate::users::model::Saved;

/// Rows that are shown.
const ROWS: usize = 8;

fn plan_of(
    sheet: &SheetProposal,
    sample: &SheetSample,
    catalogue: &Catalogue,
    options: &ImportOptions,
    culture: Culture,
) -> SheetPlan {
    let columns = sheet.columns.iter().enumerate().map(|(at, column)| {
        let mut plan = ColumnPlan {
            header: column.header.clone(),
            field: column.field.clone(),
            label: None,
            how: How::Chosen,
            dates: None,
            numbers: None,
            values: meanings(column.values.iter()),
        };
        let mut evidence = Evidence::of(catalogue, &plan);
        for (_, cells) in &sample.rows {
            if let Some(cell) = cells.get(at) {
                evidence.observe(&from_document(cell));
            }
        }
        (plan.dates, plan.numbers) = evidence.tell(options, culture);
        plan
    });
    SheetPlan { name: sheet.name.clone(), used: sheet.read, ties: None, columns: columns.collect() }
}

/// What values are taken to mean when the import starts now.
pub fn meanings<'a>(
    values: impl Iterator<Item = &'a crate::imports::model::ValueProposal>,
) -> BTreeMap<String, String> {
    values.filter_map(|value| Some((value.key.clone(), value.meaning.clone()?))).collect()
}

/// The first rows of the sheets that are read.
///
/// # Errors
/// When a plugin or the database fails.
pub async fn preview(
    waiting: &Waiting,
    proposal: &Proposal,
    sample: &Sample,
) -> Result<Vec<PreviewRow>, AppError> {
    if !proposal.problems.is_empty() {
        return Ok(Vec::new());
    }
    let (cx, import) = (&waiting.cx, &waiting.import);
    let catalogue = Arc::new(Catalogue::read(cx, import.kind).await?);
    let pairs = || proposal.sheets.iter().zip(&sample.sheets);
    let sheets: Vec<SheetPlan> = pairs()
        .map(|(sheet, sample)| plan_of(sheet, sample, &catalogue, &proposal.options, import.locale))
        .collect();
    let mut rows = Vec::new();
    for (at, (_, sample)) in pairs().enumerate().filter(|(_, (sheet, _))| sheet.read) {
        for (row, cells) in &sample.rows {
            let line = rows.len() as u64 + 1;
            let cells = cells.iter().map(from_document).collect();
            rows.push(StagedRow { line, sheet: at, row: *row, cells });
        }
    }
    rows.truncate(ROWS);
    let plan = Plan {
        rows: rows.len() as u64,
        sheets,
        shared_names: Vec::new(),
        matching: proposal.options.matching,
    };
    let plan = Arc::new(plan);
    let mut preparer = Preparer::new(
        cx.clone(),
        Arc::clone(&catalogue),
        Arc::clone(&plan),
        import.kind,
        import.project_id,
        &proposal.options,
        BTreeMap::new(),
    );
    let prepared = preparer.prepare(rows).await?;
    let explainer = Explainer::new(Arc::clone(&catalogue), Arc::clone(&plan));
    let open: Vec<&PreparedRow> = prepared.iter().filter(|row| row.verdict == Verdict::Open).collect();
    let submissions = open.iter().map(|row| row.submission.clone()).collect();
    let outcomes = users::service::rehearse_users(cx, submissions).await?;
    let mut judged: BTreeMap<u64, (Outlook, Vec<RowProblem>)> = BTreeMap::new();
    for (row, outcome) in open.iter().zip(outcomes) {
        let told = match outcome {
            Ok(Saved::Created(_)) => (Outlook::Created, Vec::new()),
            Ok(Saved::Updated(..)) => (Outlook::Updated, Vec::new()),
            Ok(Saved::Unchanged(_)) => (Outlook::Unchanged, Vec::new()),
            Err(problems) => (Outlook::Failed, explainer.place(problems, row)),
        };
        judged.insert(row.row.line, told);
    }
    let shown = prepared.iter().filter_map(|row| {
        let failed = || (Outlook::Failed, row.problems.clone());
        let (outlook, problems) = judged.remove(&row.row.line).unwrap_or_else(failed);
        let (sheet, plan) = (proposal.sheets.get(row.row.sheet)?, plan.sheets.get(row.row.sheet)?);
        Some(shown(proposal, sheet, plan, &catalogue, row, outlook, &problems))
    });
    Ok(shown.collect())
}

fn shown(
    proposal: &Proposal,
    sheet: &SheetProposal,
    plan: &SheetPlan,
    catalogue: &Catalogue,
    row: &PreparedRow,
    outlook: Outlook,
    problems: &[RowProblem],
) -> PreviewRow {
    let mut cells = Vec::new();
    for (at, column) in plan.columns.iter().enumerate() {
        let Some(field) = &column.field else { continue };
        let Some(target) = proposal.field(field) else { continue };
        let kind = catalogue.kind(field);
        let field_type = match kind {
            Some(Kind::Field(owned)) => Some(&owned.field.kind),
            _ => None,
        };
        let cell = row.row.cells.get(at);
        let read = cell.map(|cell| display(&normalise(cell, column, field_type))).unwrap_or_default();
        let key = cell.map(|cell| value_key(&display(cell))).unwrap_or_default();
        let meaning = sheet.columns.get(at).and_then(|column| {
            column.values.iter().find(|value| value.key == key).and_then(|value| value.meaning.clone())
        });
        let meaning = meaning.unwrap_or_else(|| read.clone());
        let label = target.choices.iter().find(|(id, _)| *id == meaning).map(|(_, label)| label.clone());
        let problem = problems.iter().find(|problem| problem.column == Some(at));
        cells.push(PreviewCell {
            field: field.clone(),
            text: if target.secret { String::new() } else { label.unwrap_or(read) },
            problem: problem.map(|problem| problem.message.clone()),
        });
    }
    let rest = problems.iter().filter(|problem| {
        problem.column.is_none_or(|at| plan.columns.get(at).is_none_or(|column| column.field.is_none()))
    });
    let named = |problem: &RowProblem| match proposal.field(&problem.field) {
        Some(target) => format!("{}: {}", target.label, problem.message),
        None => problem.message.clone(),
    };
    PreviewRow {
        sheet: plan.name.clone(),
        row: row.row.row,
        outlook,
        cells,
        problems: rest.map(named).collect(),
    }
}
