//! From rows of cells to what is to change about people.
mod fields;
mod matching;
mod normal;
mod prepared;
mod shared;
mod tied;
mod values;

use std::collections::HashMap;
use std::sync::Arc;

use elenco_db::ProjectId;
use elenco_runtime::contract::Value;

use super::catalogue::{Catalogue, Kind, concept};
use super::edits::{Edits, still_shared};
use super::places::Places;
use super::staging::{Place, Plan, StagedRow};
use super::ties::Names;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::cells::display;
use crate::imports::model::{
    ColumnPlan, GroupProjects, ImportOptions, LEFT_OUT, Missing, Mode, RowProblem, SheetPlan,
};
use crate::imports::queries::Known;
use crate::users::columns::ColumnKind;
use crate::users::model::{Intent, LocationChoice, Submission, UserChanges, UserKind};
use matching::People;
pub use normal::normalise;
pub use prepared::{PreparedRow, Verdict, note};
use values::CoreCell;

/// Rows of the same name that a message lists at most.
const LISTED: usize = 10;

/// Reads rows of one import.
pub struct Preparer {
    cx: ServiceContext,
    catalogue: Arc<Catalogue>,
    plan: Arc<Plan>,
    edits: Edits,
    groups: Vec<Vec<Place>>,
    shared_names: HashMap<Place, usize>,
    kind: UserKind,
    project: ProjectId,
    mode: Mode,
    places: Places,
    names: Names,
    missing: Missing,
    joins: bool,
}

/// What the plugins made of the cells of additional fields, by row and column.
type FieldCells = HashMap<(usize, usize), Result<Value, String>>;

impl Preparer {
    /// For the rows of this plan.
    pub fn new(
        cx: ServiceContext,
        catalogue: Arc<Catalogue>,
        plan: Arc<Plan>,
        kind: UserKind,
        project: ProjectId,
        options: &ImportOptions,
        edits: Edits,
    ) -> Self {
        let groups = still_shared(&plan, &edits);
        let numbered = groups.iter().enumerate();
        let shared_names =
            numbered.flat_map(|(group, places)| places.iter().map(move |place| (*place, group))).collect();
        Self {
            cx,
            catalogue,
            plan,
            edits,
            groups,
            shared_names,
            kind,
            project,
            mode: options.mode,
            places: Places::default(),
            names: Names::new(kind, options.missing),
            missing: options.missing,
            joins: options.group_projects == GroupProjects::Join,
        }
    }

    fn sheet(&self, row: &StagedRow) -> Option<&SheetPlan> {
        self.plan.sheets.get(row.sheet)
    }

    /// Columns of a row that mean something and hold something.
    fn filled<'a>(
        &'a self,
        row: &'a StagedRow,
    ) -> impl Iterator<Item = (usize, &'a ColumnPlan, &'a Kind, &'a Value)> {
        let columns = self.sheet(row).map(|sheet| sheet.columns.as_slice()).unwrap_or_default();
        columns.iter().zip(&row.cells).enumerate().filter_map(|(at, (column, cell))| {
            let kind = self.catalogue.kind(column.field.as_deref()?)?;
            (!matches!(cell, Value::None)).then_some((at, column, kind, cell))
        })
    }

    /// Reads rows.
    ///
    /// # Errors
    /// [`AppError::Extension`] when a plugin fails over one of the rows, and the database's.
    pub async fn prepare(&mut self, mut rows: Vec<StagedRow>) -> Result<Vec<PreparedRow>, AppError> {
        for row in &mut rows {
            if let Some(edit) = self.edits.get(&row.line) {
                edit.apply(row);
            }
        }
        let fields = self.read_fields(&rows).await?;
        let mut names = Vec::new();
        for row in &rows {
            names.extend(
                self.filled(row)
                    .filter(|(_, _, kind, _)| is_location(kind))
                    .map(|(_, _, _, cell)| display(cell)),
            );
        }
        self.learn_ties(&rows).await?;
        let with_locations = !names.is_empty();
        self.places.learn(&self.cx, names.into_iter()).await?;
        let people = if with_locations || self.looks_people_up() {
            self.find_people(&rows).await?
        } else {
            HashMap::new()
        };
        let mut prepared = Vec::with_capacity(rows.len());
        for (at, row) in rows.into_iter().enumerate() {
            let is_left_out = self.edits.get(&row.line).is_some_and(|edit| edit.left_out);
            let ties = self.sheet(&row).is_some_and(|sheet| sheet.ties.is_some());
            prepared.push(if is_left_out {
                let message = self.cx.texts().t("imports-problem-left-out").into_owned();
                self.told(row, LEFT_OUT, message)
            } else if ties {
                self.prepare_ties(row)
            } else {
                self.prepare_row(at, row, &fields, &people).await
            });
        }
        Ok(prepared)
    }

    /// A row over which a plugin failed: it is told so, and nothing else is asked about it.
    pub fn give_up(&self, row: StagedRow, error: &AppError) -> PreparedRow {
        let message = self.cx.texts().ta("imports-problem-plugin", &[("code", error.code().into())]);
        self.told(row, error.code(), message)
    }

    /// A row about which there is one thing to say.
    fn told(&self, row: StagedRow, code: &str, message: String) -> PreparedRow {
        let problem =
            RowProblem { column: None, field: String::new(), code: code.to_owned(), message, value: None };
        let submission = self.submission(UserChanges::default(), Intent::CreateOrUpdate);
        let (name_cell, person) = (self.name_cell(&row), None);
        let (verdict, problems) = (Verdict::Final, vec![problem]);
        PreparedRow {
            row,
            submission,
            problems,
            verdict,
            remarks: Vec::new(),
            links: Vec::new(),
            person,
            name_cell,
        }
    }

    fn submission(&self, changes: UserChanges, intent: Intent) -> Submission {
        Submission { intent, kind: self.kind, project: self.project, changes }
    }

    async fn prepare_row(
        &mut self,
        at: usize,
        row: StagedRow,
        fields: &FieldCells,
        people: &People,
    ) -> PreparedRow {
        let texts = self.cx.texts();
        let mut reading = values::Reading::new(texts);
        let tied = self.read_ties(&row);
        let mut place = None;
        for (column_at, column, kind, cell) in self.filled(&row) {
            let field = column.field.as_deref().unwrap_or_default();
            match kind {
                Kind::Field(owned) => match fields.get(&(at, column_at)) {
                    Some(Ok(Value::None)) | None => {}
                    Some(Ok(value)) => {
                        reading.changes.fields.insert(owned.field.id.clone(), value.clone());
                    }
                    Some(Err(message)) => {
                        reading.refuse(column_at, field, "field.invalid", message.clone(), cell);
                    }
                },
                // These were read together.
                Kind::Tie(_) => {}
                Kind::Core(ColumnKind::Location) => {
                    let name = display(cell);
                    match self.places.named(&name) {
                        Some(found) => place = Some(found),
                        None => reading.remarks.push((field.to_owned(), "location-unknown", name)),
                    }
                }
                Kind::Core(kind) => {
                    let cell = normalise(cell, column, None);
                    if matches!(cell, Value::None) {
                        continue;
                    }
                    reading.core(CoreCell { at: column_at, id: field, kind: *kind, cell: &cell });
                }
            }
        }
        reading.complete();
        reading.problems.extend(tied.problems);
        reading.remarks.extend(tied.remarks);
        let known = people.get(&self.key(&row).unwrap_or_default());
        let person = match known {
            Some(Known::One(person)) => Some(person),
            _ => None,
        };
        if let Some(place) = place {
            // Whoever is there already keeps what somebody put into the address.
            if person.is_none_or(|known| known.location != Some(place.id)) {
                let suggested = self.places.suggested(&self.cx, &place).await;
                for (part, entry) in suggested.iter() {
                    if person.is_none_or(|known| !known.address.contains_key(part)) {
                        reading.changes.address.entry(*part).or_insert_with(|| entry.clone());
                    }
                }
            }
            reading.changes.location = Some(LocationChoice::Id(place.id));
        }
        let intent = self.intent(&row, known, &mut reading, texts);
        let mut verdict = if reading.problems.is_empty() { Verdict::Open } else { Verdict::Refused };
        if let Some(problem) = self.shared_name(&row, texts) {
            // Which of the rows is meant nobody can tell, so what else is wrong with this one does not matter yet.
            reading.problems = vec![problem];
            verdict = Verdict::Final;
        }
        let submission = self.submission(reading.changes, intent);
        let name_cell = self.name_cell(&row);
        let (problems, remarks, person) =
            (reading.problems, reading.remarks, Some(self.username(&row).unwrap_or_default()));
        PreparedRow { row, submission, problems, verdict, remarks, links: tied.links, person, name_cell }
    }
}

fn is_location(kind: &Kind) -> bool {
    matches!(kind, Kind::Core(ColumnKind::Location))
}

#[cfg(test)]
mod tests;
