//! Whom a row is about.
use std::collections::HashMap;

use super::super::staging::StagedRow;
use super::{Preparer, values};
use crate::error::AppError;
use crate::fold::fold;
use crate::imports::cells::display;
use crate::imports::headers::USERNAME;
use crate::imports::model::{ColumnPlan, Match, Mode, RowProblem};
use crate::imports::queries::{self, Known};
use crate::locale::Texts;
use crate::users::model::Intent;

/// Everybody whom rows name, by the key that they name them with.
pub(super) type People = HashMap<String, Known>;

impl Preparer {
    /// Whether it has to be known who is there already, before rows are read.
    pub(super) fn looks_people_up(&self) -> bool {
        self.mode == Mode::Update || self.plan.matching != Match::Username
    }

    pub(super) async fn find_people(&self, rows: &[StagedRow]) -> Result<People, AppError> {
        let keys: Vec<String> = rows.iter().filter_map(|row| self.key(row)).collect();
        let (scope, matching) = (self.cx.scope, self.plan.matching);
        let found =
            self.cx.app.db.read(move |conn| queries::find_people(conn, &scope, matching, &keys)).await;
        found.map_err(AppError::Database)
    }

    /// What tells whom a row is about, as it is compared.
    pub(super) fn key(&self, row: &StagedRow) -> Option<String> {
        let matching = self.plan.matching;
        let named = |column: &ColumnPlan| column.field.as_deref() == Some(matching.field());
        let cell =
            self.filled(row).find(|(_, column, ..)| named(column)).map(|(_, _, _, cell)| display(cell));
        cell.map(|cell| matching.key(&cell))
    }

    /// The user name of a row, as it is compared.
    pub(super) fn username(&self, row: &StagedRow) -> Option<String> {
        let named = |column: &ColumnPlan| column.field.as_deref() == Some(USERNAME);
        self.filled(row).find(|(_, column, ..)| named(column)).map(|(_, _, _, cell)| fold(&display(cell)))
    }

    /// What is to be done about the person of a row; what stands against it is noted.
    pub(super) fn intent(
        &self,
        row: &StagedRow,
        known: Option<&Known>,
        reading: &mut values::Reading,
        texts: Texts,
    ) -> Intent {
        let matching = self.plan.matching;
        let mut refuse = |code: &str, message: String| {
            let (column, value) = self.name_cell(row);
            let (field, code) = (matching.field().to_owned(), code.to_owned());
            reading.problems.push(RowProblem { column, field, code, message, value });
        };
        let label = self.catalogue.label(matching.field()).unwrap_or_default();
        if matching != Match::Username && self.key(row).is_none() {
            refuse("import.no-key", texts.ta("imports-problem-no-key", &[("field", label.into())]));
            return Intent::CreateOrUpdate;
        }
        match (self.mode, known) {
            (_, Some(Known::Several(count))) => {
                let variables = [("count", (*count).into()), ("field", label.into())];
                refuse("import.several", texts.ta("imports-problem-several", &variables));
                Intent::CreateOrUpdate
            }
            (Mode::Both, _) if matching == Match::Username => Intent::CreateOrUpdate,
            (Mode::Both | Mode::Update, Some(Known::One(person))) => {
                Intent::Update { id: person.id, expected_version: None }
            }
            (Mode::Create, Some(Known::One(_))) if matching != Match::Username => {
                refuse("import.known", texts.ta("imports-problem-known", &[("field", label.into())]));
                Intent::Create
            }
            (Mode::Both, None) | (Mode::Create, _) => Intent::Create,
            (Mode::Update, None) => {
                if matching != Match::Username {
                    refuse(
                        "import.nobody",
                        texts.ta("imports-problem-nobody-else", &[("field", label.into())]),
                    );
                } else if self.key(row).is_some_and(|key| !key.is_empty()) {
                    refuse("import.nobody", texts.t("imports-problem-nobody").into_owned());
                }
                Intent::CreateOrUpdate
            }
        }
    }
}
