//! Locations from a sheet: read by the format plugins, judged row by row, taken all or not at all.
use std::collections::HashMap;

use bytes::Bytes;
use elenco_runtime::contract::Value;

use super::changes::{is_same, laid_over, made_of, write};
use super::validate;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::locale::{Culture, Texts};
use crate::locations::model::{Location, LocationValues};
use crate::locations::queries;
use crate::sheets::model::{Columns, ImportReport, RowProblem, known_headers};
use crate::sheets::service::{position_of, read_sheet, whole};
use crate::users::columns::status_of;
use crate::users::model::{AddressPart, AddressValue, Problem};

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

fn label(target: Target, t: Texts) -> String {
    match target {
        Target::Code => t.t("locations-code"),
        Target::Name => t.t("locations-name"),
        Target::Phone => t.t("locations-phone"),
        Target::Active => t.t("locations-active"),
        Target::Latitude => t.t("map-latitude"),
        Target::Longitude => t.t("map-longitude"),
        Target::Part(part) => return part.label(t),
    }
    .into_owned()
}

fn targets(culture: Culture) -> HashMap<String, Target> {
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
    let mut all: Vec<(String, Target)> = own.iter().map(|(id, target)| ((*id).to_owned(), *target)).collect();
    for part in AddressPart::ALL.into_iter().filter(|part| *part != AddressPart::Phone) {
        all.push((part.as_str().to_owned(), Target::Part(part)));
        all.push((format!("address.{}", part.as_str()), Target::Part(part)));
    }
    known_headers(culture, &all, label)
}

/// The column that a problem of a field is about.
fn column_of(columns: &Columns<Target>, field: &str) -> String {
    match field {
        "code" => columns.header(Target::Code),
        "name" => columns.header(Target::Name),
        "phone" => columns.header(Target::Phone),
        "active" => columns.header(Target::Active),
        "latitude" => columns.header(Target::Latitude),
        "longitude" => columns.header(Target::Longitude),
        other => other
            .strip_prefix("address.")
            .and_then(AddressPart::parse)
            .map_or_else(String::new, |part| columns.header(Target::Part(part))),
    }
}

/// Values of a row over those that are there: an empty cell leaves what it finds.
fn values_of(
    cx: &ServiceContext,
    columns: &Columns<Target>,
    cells: &[Value],
    known: LocationValues,
) -> (LocationValues, Vec<Problem>) {
    let mut values = known;
    let mut problems = Vec::new();
    let (mut latitude, mut longitude) = (String::new(), String::new());
    for (target, text) in columns.said(cells) {
        match target {
            Target::Code => values.code = text,
            Target::Name => values.name = text,
            Target::Phone => values.phone = text,
            Target::Latitude => latitude = text,
            Target::Longitude => longitude = text,
            Target::Part(part) => {
                values.address.insert(part, AddressValue { value: text, source: None });
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
    if let Some(position) = position_of(&latitude, &longitude) {
        values.position = Some(position);
    }
    (values, problems)
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
    let (columns, rows) = read_sheet(cx, name, bytes, &targets(cx.culture)).await?;
    if !(columns.has(Target::Code) && columns.has(Target::Name)) {
        return Err(whole("location.columns", t.t("locations-problem-columns").into_owned()));
    }
    let key = |cells: &[Value]| {
        let said = columns.said(cells).into_iter().find(|(target, _)| *target == Target::Code);
        said.map_or_else(String::new, |(_, code)| fold(&code))
    };
    let keys: Vec<String> = rows.iter().map(|(_, cells)| key(cells)).collect();
    let (scope, wanted) = (cx.scope, keys.clone());
    let present = cx.app.db.read(move |conn| queries::find_codes(conn, &scope, &wanted)).await;
    let present: HashMap<String, Location> =
        present.map_err(AppError::Database)?.into_iter().map(|place| (fold(&place.code), place)).collect();

    let mut report = ImportReport { unknown: columns.unknown(), ..ImportReport::default() };
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
                column: column_of(&columns, &problem.field),
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
