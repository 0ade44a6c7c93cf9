//! What a sheet's headers make of it, and why they may not do.
use elenco_runtime::contract::Value;
use serde_json::{Value as Document, json};

use super::Scan;
use crate::imports::headers::{self, HeaderProblem, Recognised, USERNAME, letters};
use crate::imports::job::catalogue::{Catalogue, Kind};
use crate::imports::job::reading::refused;
use crate::imports::model::{ColumnPlan, SheetPlan};
use crate::jobs::model::Stop;
use crate::users::columns::EXAMPLE;
use crate::users::columns::ties::Relation;

/// What a sheet of ties is called that tells of several relations.
const TIES: &str = "ties";
/// Headers that a message names at most.
const NAMED: usize = 12;

impl Scan<'_> {
    /// In a list of nothing but names and ties further headers may say how the ties are meant; beside people the same
    /// words mean something else.
    pub(super) fn with_manner(&self, names: &[String], recognised: Vec<Recognised>) -> Vec<Recognised> {
        let fields = recognised.iter().filter_map(|one| one.field.as_deref());
        if self.relation.is_some() || !is_about_ties(self.catalogue, fields) {
            return recognised;
        }
        let mut targets = self.catalogue.targets.clone();
        targets.extend(self.catalogue.targets_of_manner());
        let mapping = &self.rules.options.mapping;
        headers::recognise(names, &self.ids, &targets, mapping, self.rules.memory).unwrap_or(recognised)
    }

    pub(super) fn explain(&self, problem: &HeaderProblem, names: &[String]) -> Stop {
        let sheet = self.sheets.last().map(|sheet| sheet.name.clone()).unwrap_or_default();
        let places =
            |columns: &[usize]| columns.iter().map(|column| letters(*column)).collect::<Vec<_>>().join(", ");
        match problem {
            HeaderProblem::Repeated { header, columns } => refused(
                "import.repeated-header",
                json!({ "sheet": sheet, "header": header, "columns": places(columns), "count": columns.len() }),
            ),
            HeaderProblem::Competing { field, columns } => {
                let named: Vec<&str> =
                    columns.iter().filter_map(|column| names.get(*column)).map(String::as_str).collect();
                let label = self.catalogue.label(field).unwrap_or(field);
                let detail = json!({
                    "sheet": sheet, "field": label, "headers": named.join(", "), "columns": places(columns),
                });
                refused("import.competing-headers", detail)
            }
        }
    }
}

pub(super) fn column(catalogue: &Catalogue, header: String, one: Recognised) -> ColumnPlan {
    let label = one.field.as_deref().and_then(|field| catalogue.label(field)).map(str::to_owned);
    ColumnPlan {
        header,
        field: one.field,
        label,
        how: one.how,
        dates: None,
        numbers: None,
        values: Default::default(),
    }
}

/// What the rows of a sheet tie people to; nothing when they are people. A list of nothing but names and ties is none
/// of people: it makes nobody.
pub(super) fn ties_of(
    catalogue: &Catalogue,
    relation: Option<Relation>,
    columns: &[ColumnPlan],
) -> Option<String> {
    if let Some(relation) = relation {
        return Some(relation.id().to_owned());
    }
    let fields = columns.iter().filter_map(|column| column.field.as_deref());
    is_about_ties(catalogue, fields).then(|| TIES.to_owned())
}

fn is_about_ties<'a>(catalogue: &Catalogue, mut fields: impl Iterator<Item = &'a str>) -> bool {
    fields.all(|field| field == USERNAME || matches!(catalogue.kind(field), Some(Kind::Tie(_))))
}

/// Whether a row only shows how rows are filled in.
pub(super) fn is_example(cells: &[Value], username: usize) -> bool {
    matches!(cells.get(username), Some(Value::Text(name)) if name.starts_with(EXAMPLE))
}

pub(super) fn no_people(sheets: &[SheetPlan]) -> Stop {
    let headers: Vec<&str> = sheets
        .iter()
        .flat_map(|sheet| &sheet.columns)
        .map(|column| column.header.as_str())
        .filter(|header| !header.is_empty())
        .take(NAMED)
        .collect();
    if headers.is_empty() {
        return refused("file.empty", Document::Null);
    }
    refused("import.no-username", json!({ "headers": headers.join(", ") }))
}
