//! Companies from a sheet: read by the format plugins, judged row by row, taken all or not at all.
mod present;

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use elenco_db::{CompanyId, Conn};

use super::columns::{Target, headers};
use super::save::{blank, differences, refused};
use super::validate;
use crate::audit::model::AuditEntry;
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::companies::model::{Company, CompanyChanges, CompanyKind};
use crate::companies::queries;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::sheets::model::{Columns, ImportReport, RowProblem};
use crate::sheets::service::{position_of, read_sheet, whole};
use crate::users::columns::{EXAMPLE, status_of};
use crate::users::model::{AddressValue, FieldValues, Problem};
use crate::users::service::{judge_record, tidy};
use present::{Keys, Match, Present};

/// Entries of the audit that are written at a time.
const ENTRIES: usize = 500;

/// What a row asks for. An empty cell leaves what it finds.
fn changes_of(cx: &ServiceContext, said: &[(Target, String)]) -> (CompanyChanges, Vec<Problem>) {
    let mut changes = CompanyChanges::default();
    let mut problems = Vec::new();
    let (mut latitude, mut longitude) = ("", "");
    for (target, text) in said {
        let own = || Some(text.clone());
        match target {
            Target::Name => changes.name = own(),
            Target::TaxId => changes.tax_id = own(),
            Target::ExternalId => changes.external_id = own(),
            Target::Email => changes.email = own(),
            Target::Phone => changes.phone = own(),
            Target::Website => changes.website = own(),
            Target::Description => changes.description = own(),
            Target::Part(part) => {
                changes.address.insert(*part, AddressValue { value: text.clone(), source: None });
            }
            Target::Latitude => latitude = text,
            Target::Longitude => longitude = text,
            Target::Active => {
                changes.active = status_of(text);
                if changes.active.is_none() {
                    let message = cx.texts().t("imports-problem-status").into_owned();
                    problems.push(validate::problem("active", "company.active", message));
                }
            }
        }
    }
    changes.position = position_of(latitude, longitude).map(Some);
    (changes, problems)
}

/// Additional fields of new companies. A file has no columns for them, so they are the same for all that are active, and
/// for all that are not: plugins are asked once.
#[derive(Default)]
struct NewFields(HashMap<bool, (FieldValues, Vec<Problem>)>);

impl NewFields {
    async fn of(&mut self, cx: &ServiceContext, new: &mut Company) -> Result<Vec<Problem>, AppError> {
        let judged = match self.0.get(&new.active) {
            Some(judged) => judged.clone(),
            None => {
                let nothing = (FieldValues::new(), BTreeMap::new());
                let concept = new.kind.concept();
                let judged = judge_record(cx, concept, &nothing.0, new.active, &nothing.1).await?;
                self.0.insert(new.active, judged.clone());
                judged
            }
        };
        new.fields = judged.0;
        Ok(judged.1)
    }
}

/// Where names and external ids of the file were met first.
#[derive(Default)]
struct Met {
    companies: HashMap<CompanyId, u64>,
    names: HashMap<String, u64>,
    external_ids: HashMap<String, u64>,
}

impl Met {
    /// The row that is about the same one already.
    fn before(&mut self, row: u64, company: &Company) -> Option<u64> {
        let name = Some(fold(&company.name)).filter(|name| !name.is_empty());
        let all = [
            first(&mut self.companies, Some(company.id), row),
            first(&mut self.names, name, row),
            first(&mut self.external_ids, company.external_id.clone(), row),
        ];
        all.into_iter().flatten().min()
    }
}

/// The row before this one at which it was met.
fn first<K: Eq + std::hash::Hash>(met: &mut HashMap<K, u64>, key: Option<K>, row: u64) -> Option<u64> {
    let at = *met.entry(key?).or_insert(row);
    (at < row).then_some(at)
}

/// The column that a problem of a field is about: its header, or the field for what has no column.
fn column_of(columns: &Columns<Target>, field: &str) -> String {
    let own = Target::all().into_iter().find(|target| target.field() == field);
    own.map_or_else(|| field.trim_start_matches("fields.").to_owned(), |target| columns.header(target))
}

/// Takes the companies of a file: changes to those that have the tax id of a row, else its external id, else its name,
/// and new ones. With a problem in any row nothing is taken, and every problem is told.
///
/// # Errors
/// [`AppError::Invalid`] for the file as a whole; [`AppError::Forbidden`]; [`AppError::Conflict`] when somebody else
/// changed one of them meanwhile.
pub async fn import_file(
    cx: &ServiceContext,
    kind: CompanyKind,
    name: String,
    bytes: Bytes,
) -> Result<ImportReport, AppError> {
    cx.require(Permission::CompaniesAdd)?;
    cx.require(Permission::CompaniesUpdate)?;
    let t = cx.texts();
    let (columns, rows) = read_sheet(cx, name, bytes, &headers(cx.culture)).await?;
    if ![Target::Name, Target::TaxId, Target::ExternalId].iter().any(|key| columns.has(*key)) {
        return Err(whole("company.columns", t.t("companies-problem-columns").into_owned()));
    }
    let is_example = |said: &[(Target, String)]| {
        said.iter().any(|(target, text)| *target == Target::Name && text.starts_with(EXAMPLE))
    };
    let mut read = Vec::with_capacity(rows.len());
    for (row, cells) in rows {
        let said = columns.said(&cells);
        if !said.is_empty() && !is_example(&said) {
            let key = |wanted: Target| {
                let found = said.iter().find(|(target, _)| *target == wanted);
                found.map_or_else(String::new, |(_, text)| tidy(text))
            };
            let keys = Keys {
                tax_id: key(Target::TaxId),
                external_id: key(Target::ExternalId),
                name: fold(&key(Target::Name)),
            };
            read.push((row, said, keys));
        }
    }
    let present = Present::find(cx, kind, read.iter().map(|(.., keys)| keys)).await?;

    let mut report = ImportReport { unknown: columns.unknown(), ..ImportReport::default() };
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    let (mut met, mut new_fields) = (Met::default(), NewFields::default());
    for (row, said, keys) in &read {
        let (changes, mut problems) = changes_of(cx, said);
        let before = match present.matching(keys) {
            Match::Nobody => None,
            Match::One(company) => Some(company),
            Match::Several => {
                let message = t.t("companies-problem-several").into_owned();
                problems.push(validate::problem("tax_id", "company.several", message));
                None
            }
        };
        let mut after = before.map_or_else(|| blank(cx, kind), Company::clone);
        validate::lay_over(&mut after, &changes);
        problems.extend(validate::check(cx, &after));
        if before.is_none() {
            problems.extend(new_fields.of(cx, &mut after).await?);
        }
        if present.has_name_of(&after) {
            problems.push(validate::name_taken(cx));
        }
        if present.has_external_id_of(&after) {
            problems.push(validate::external_id_taken(cx));
        }
        if let Some(first) = met.before(*row, &after) {
            let message = t.ta("companies-problem-double", &[("row", first.to_string().into())]);
            problems.push(validate::problem("name", "company.double", message));
        }
        report.problems.extend(problems.into_iter().map(|problem| RowProblem {
            row: *row,
            column: column_of(&columns, &problem.field),
            message: problem.message,
        }));
        match before {
            None => new.push(after),
            Some(before) if differences(before, &after).is_empty() => report.unchanged += 1,
            Some(before) => {
                after.updated_at = cx.app.clock.now();
                changed.push((before.clone(), after));
            }
        }
    }
    if !report.problems.is_empty() {
        report.unchanged = 0;
        return Ok(report);
    }
    (report.created, report.updated) = (new.len(), changed.len());
    let (cx, db) = (cx.clone(), cx.app.db.clone());
    db.write(move |conn| write(&cx, conn, &new, &changed)).await?;
    Ok(report)
}

/// Writes new and changed companies with their audit, all or nothing.
fn write(
    cx: &ServiceContext,
    conn: &mut Conn,
    new: &[Company],
    changed: &[(Company, Company)],
) -> Result<(), AppError> {
    let now = cx.app.clock.now();
    let entry = |company: &Company, action, changes| {
        cx.audit_entry(now, ("company", company.id.as_uuid()), action, changes)
    };
    queries::insert_all(conn, &cx.scope, new).map_err(|error| refused(cx, error))?;
    let mut entries: Vec<AuditEntry> =
        new.iter().map(|company| entry(company, "create", BTreeMap::new())).collect();
    for (before, after) in changed {
        let written = queries::update(conn, &cx.scope, after, before.version);
        written.map_err(|error| refused(cx, error))?;
        entries.push(entry(after, "update", differences(before, after)));
    }
    for chunk in entries.chunks(ENTRIES) {
        audit::insert(conn, &cx.scope, chunk)?;
    }
    Ok(())
}
