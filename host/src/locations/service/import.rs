//! Locations from a sheet: read by the format plugins, judged row by row, taken all or not at all.
mod reading;

use std::collections::HashMap;

use bytes::Bytes;
use elenco_runtime::contract::Value;

use super::changes::{is_same, laid_over, made_of, write};
use super::validate;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::imports::cells::display;
use crate::locale::{Culture, Texts};
use crate::locations::model::{ImportReport, Location, LocationValues, RowProblem};
use crate::locations::queries;
use crate::position::{Position, Unreadable};
use crate::users::columns::status_of;
use crate::users::model::{AddressPart, AddressValue, Problem};
use reading::{MOST_ROWS, Rows, read_rows, whole};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Target {
    Code,
    Name,
    Phone,
    Active,
    Latitude,
    Longitude,
    Part(AddressPart),
}

/// A header as it is compared: folded, one kind of blank.
fn plain(header: &str) -> String {
    fold(&header.replace(['_', '-', '.'], " "))
}

fn labels(target: Target, t: Texts) -> Vec<String> {
    let label = match target {
        Target::Code => t.t("locations-code"),
        Target::Name => t.t("locations-name"),
        Target::Phone => t.t("locations-phone"),
        Target::Active => t.t("locations-active"),
        Target::Latitude => t.t("map-latitude"),
        Target::Longitude => t.t("map-longitude"),
        Target::Part(part) => return vec![plain(&part.label(t))],
    };
    vec![plain(&label)]
}

fn targets() -> HashMap<String, Target> {
    let own = [
        ("code", Target::Code),
        ("name", Target::Name),
        ("phone", Target::Phone),
        ("active", Target::Active),
        ("status", Target::Active),
        ("latitude", Target::Latitude),
        ("longitude", Target::Longitude),
        ("lat", Target::Latitude),
        ("lng", Target::Longitude),
        ("lon", Target::Longitude),
    ];
    let parts = AddressPart::ALL.into_iter().filter(|part| *part != AddressPart::Phone);
    let mut all: Vec<(String, Target)> = own.iter().map(|(id, target)| ((*id).to_owned(), *target)).collect();
    for part in parts {
        all.push((plain(part.as_str()), Target::Part(part)));
        all.push((plain(&format!("address.{}", part.as_str())), Target::Part(part)));
    }
    let mut known: HashMap<String, Target> = HashMap::new();
    for (word, target) in all {
        for culture in Culture::ALL {
            for label in labels(target, Texts::of(culture)) {
                known.entry(label).or_insert(target);
            }
        }
        known.insert(word, target);
    }
    known
}

struct Columns {
    targets: Vec<Option<Target>>,
    headers: Vec<String>,
}

impl Columns {
    fn header(&self, target: Target) -> String {
        let at = self.targets.iter().position(|known| *known == Some(target));
        at.map_or_else(String::new, |at| self.headers[at].clone())
    }

    /// The column that a problem of a field is about.
    fn of_field(&self, field: &str) -> String {
        match field {
            "code" => self.header(Target::Code),
            "name" => self.header(Target::Name),
            "phone" => self.header(Target::Phone),
            "latitude" => self.header(Target::Latitude),
            "longitude" => self.header(Target::Longitude),
            other => other
                .strip_prefix("address.")
                .and_then(AddressPart::parse)
                .map_or_else(String::new, |part| self.header(Target::Part(part))),
        }
    }
}

/// Values of a row over those that are there: an empty cell leaves what it finds.
fn values_of(
    cx: &ServiceContext,
    columns: &Columns,
    cells: &[Value],
    known: LocationValues,
) -> (LocationValues, Vec<Problem>) {
    let mut values = known;
    let mut problems = Vec::new();
    let (mut latitude, mut longitude) = (String::new(), String::new());
    for (target, cell) in columns.targets.iter().zip(cells) {
        let text = display(cell);
        let (Some(target), false) = (target, text.trim().is_empty()) else { continue };
        match target {
            Target::Code => values.code = text,
            Target::Name => values.name = text,
            Target::Phone => values.phone = text,
            Target::Latitude => latitude = text,
            Target::Longitude => longitude = text,
            Target::Part(part) => {
                values.address.insert(*part, AddressValue { value: text, source: None });
            }
            Target::Active => match status_of(&text) {
                Some(active) => values.active = active,
                None => {
                    let message = cx.texts().t("imports-problem-status").into_owned();
                    problems.push(validate::problem("active", "location.active", message));
                }
            },
        }
    }
    match Position::read(&latitude, &longitude) {
        Ok(None) => {}
        Ok(Some(position)) => values.position = Some((position.latitude, position.longitude)),
        Err(Unreadable { latitude, longitude }) => {
            let half = |is_unreadable: bool| if is_unreadable { f64::NAN } else { 0.0 };
            values.position = Some((half(latitude), half(longitude)));
        }
    }
    (values, problems)
}

fn columns_of(cx: &ServiceContext, cells: &[Value]) -> Result<Columns, AppError> {
    let t = cx.texts();
    let known = targets();
    let headers: Vec<String> = cells.iter().map(|cell| display(cell).trim().to_owned()).collect();
    let targets: Vec<Option<Target>> =
        headers.iter().map(|header| known.get(&plain(header)).copied()).collect();
    for (at, target) in targets.iter().enumerate() {
        if target.is_some() && targets[..at].contains(target) {
            let message = t.ta("locations-problem-twice", &[("column", headers[at].as_str().into())]);
            return Err(whole("location.column-twice", message));
        }
    }
    if ![Target::Code, Target::Name].iter().all(|needed| targets.contains(&Some(*needed))) {
        return Err(whole("location.columns", t.t("locations-problem-columns").into_owned()));
    }
    Ok(Columns { targets, headers })
}

/// Takes the locations of a file: new ones by their codes, and changes to those that are there. With a problem in any
/// row nothing is taken, and every problem is told.
///
/// # Errors
/// [`AppError::Invalid`] for the file as a whole; [`AppError::Forbidden`].
pub async fn import_file(cx: &ServiceContext, name: String, bytes: Bytes) -> Result<ImportReport, AppError> {
    cx.require(Permission::LocationsAdd)?;
    cx.require(Permission::LocationsUpdate)?;
    let t = cx.texts();
    let mut rows = read_rows(cx, name, bytes).await?.into_iter();
    let Some((_, headers)) = rows.next() else {
        return Err(whole("location.empty", t.t("locations-problem-empty").into_owned()));
    };
    let columns = columns_of(cx, &headers)?;
    let rows: Rows = rows.collect();
    if rows.len() > MOST_ROWS {
        let message = t.ta("locations-problem-rows", &[("limit", MOST_ROWS.into())]);
        return Err(whole("location.rows", message));
    }
    let code_at = columns.targets.iter().position(|target| *target == Some(Target::Code)).unwrap_or_default();
    let key = |cells: &[Value]| fold(&cells.get(code_at).map(display).unwrap_or_default());
    let keys: Vec<String> = rows.iter().map(|(_, cells)| key(cells)).collect();
    let (scope, wanted) = (cx.scope, keys.clone());
    let present = cx.app.db.read(move |conn| queries::find_codes(conn, &scope, &wanted)).await;
    let present: HashMap<String, Location> =
        present.map_err(AppError::Database)?.into_iter().map(|place| (fold(&place.code), place)).collect();

    let mut report = ImportReport {
        unknown: columns
            .headers
            .iter()
            .zip(&columns.targets)
            .filter(|(header, target)| target.is_none() && !header.is_empty())
            .map(|(header, _)| header.clone())
            .collect(),
        ..ImportReport::default()
    };
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    let mut first_met: HashMap<&str, u64> = HashMap::new();
    for ((row, cells), key) in rows.iter().zip(&keys) {
        let before = present.get(key);
        let known = before
            .map_or_else(|| LocationValues { active: true, ..LocationValues::default() }, LocationValues::of);
        let (values, mut problems) = values_of(cx, &columns, cells, known);
        let values = validate::tidy(values);
        problems.extend(validate::problems(cx, &values));
        if let Some(first) = first_met.get(key.as_str()).filter(|_| !key.is_empty()) {
            let message = t.ta("locations-problem-double", &[("row", first.to_string().into())]);
            problems.push(validate::problem("code", "location.double", message));
        }
        first_met.entry(key).or_insert(*row);
        if !problems.is_empty() {
            report.problems.extend(problems.into_iter().map(|problem| RowProblem {
                row: *row,
                column: columns.of_field(&problem.field),
                message: problem.message,
            }));
            continue;
        }
        match before {
            None => new.push(made_of(cx, &values)),
            Some(before) => {
                let after = laid_over(cx, before, &values);
                if is_same(before, &after) {
                    report.unchanged += 1;
                } else {
                    changed.push((before.clone(), after));
                }
            }
        }
    }
    if !report.problems.is_empty() {
        return Ok(report);
    }
    (report.created, report.updated) = (new.len(), changed.len());
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| write(&cx, conn, &new, &changed)).await?;
    Ok(report)
}
