//! Saving a company: lays the changes over what is there, judges the result, and writes it with its audit.
use std::collections::BTreeMap;

use elenco_db::{CompanyId, DbError};
use serde_json::json;

use super::validate;
use crate::audit::model::Change;
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::companies::model::{Company, CompanyChanges, CompanyKind};
use crate::companies::queries;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::Problem;
use crate::users::service::judge_record;

/// A company without any values.
pub(super) fn blank(cx: &ServiceContext, kind: CompanyKind) -> Company {
    let now = cx.app.clock.now();
    Company {
        id: CompanyId::from_uuid(cx.app.ids.uuid()),
        kind,
        name: String::new(),
        tax_id: String::new(),
        external_id: None,
        email: String::new(),
        phone: String::new(),
        website: String::new(),
        description: String::new(),
        active: true,
        address: BTreeMap::new(),
        position: None,
        fields: BTreeMap::new(),
        clients: 0,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

/// Adds a company.
///
/// # Errors
/// [`AppError::Invalid`] lists every problem; then nothing is kept.
pub async fn create_company(
    cx: &ServiceContext,
    kind: CompanyKind,
    changes: CompanyChanges,
) -> Result<Company, AppError> {
    cx.require(Permission::CompaniesAdd)?;
    let now = cx.app.clock.now();
    let made = judged(cx, blank(cx, kind), &changes, true).await?;
    let (acting, row) = (cx.clone(), made.clone());
    let written = cx.app.db.write(move |conn| {
        queries::insert(conn, &acting.scope, &row)?;
        let entry = acting.audit_entry(now, ("company", row.id.as_uuid()), "create", BTreeMap::new());
        audit::insert(conn, &acting.scope, &[entry])
    });
    written.await.map_err(|error| refused(cx, error))?;
    Ok(made)
}

/// Changes a company.
///
/// # Errors
/// [`AppError::Conflict`] when `expected_version` is not the present one; [`AppError::Invalid`] as in
/// [`create_company`].
pub async fn change_company(
    cx: &ServiceContext,
    id: CompanyId,
    expected_version: Option<i64>,
    changes: CompanyChanges,
) -> Result<Company, AppError> {
    cx.require(Permission::CompaniesUpdate)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await;
    let before = found.map_err(AppError::Database)?.ok_or(AppError::NotFound)?;
    if expected_version.is_some_and(|expected| expected != before.version) {
        return Err(AppError::Conflict);
    }
    let mut after = judged(cx, before.clone(), &changes, false).await?;
    let differences = differences(&before, &after);
    if differences.is_empty() {
        return Ok(before);
    }
    after.updated_at = cx.app.clock.now();
    let (acting, row) = (cx.clone(), after.clone());
    let written = cx.app.db.write(move |conn| {
        queries::update(conn, &acting.scope, &row, before.version)?;
        let subject = ("company", row.id.as_uuid());
        let entry = acting.audit_entry(row.updated_at, subject, "update", differences.clone());
        audit::insert(conn, &acting.scope, &[entry])
    });
    written.await.map_err(|error| refused(cx, error))?;
    after.version += 1;
    Ok(after)
}

/// A name or an id that somebody else has is a problem of the field, whatever else fails is the engine's.
pub(super) fn refused(cx: &ServiceContext, error: DbError) -> AppError {
    match error {
        DbError::Unique { constraint: "companies_name" } => AppError::Invalid(vec![validate::name_taken(cx)]),
        DbError::Unique { constraint: "companies_external_id" } => {
            AppError::Invalid(vec![validate::external_id_taken(cx)])
        }
        DbError::NotFound => AppError::Conflict,
        other => AppError::from(other),
    }
}

/// The company as it is to be, or every problem at once. Plugins are asked about additional fields of new companies, and
/// when fields change.
async fn judged(
    cx: &ServiceContext,
    mut company: Company,
    changes: &CompanyChanges,
    is_new: bool,
) -> Result<Company, AppError> {
    validate::lay_over(&mut company, changes);
    let mut problems: Vec<Problem> = validate::check(cx, &company);
    problems.extend(taken(cx, &company).await?);
    if is_new || !changes.fields.is_empty() {
        let concept = company.kind.concept();
        let (fields, more) =
            judge_record(cx, concept, &company.fields, company.active, &changes.fields).await?;
        company.fields = fields;
        problems.extend(more);
    }
    if problems.is_empty() { Ok(company) } else { Err(AppError::Invalid(problems)) }
}

/// Name and external id that others have, told with everything else that is wrong; the keys of the table decide.
async fn taken(cx: &ServiceContext, company: &Company) -> Result<Vec<Problem>, AppError> {
    let (scope, own, kind) = (cx.scope, company.id, company.kind);
    let (name, external) = (company.name.clone(), company.external_id.clone());
    let found = cx.app.db.read(move |conn| {
        let by_name = queries::named(conn, &scope, kind, &name)?;
        let by_external = match &external {
            Some(external) => queries::with_external_id(conn, &scope, external)?,
            None => None,
        };
        let others = |found: Option<CompanyId>| found.is_some_and(|id| id != own);
        Ok((others(by_name), others(by_external)))
    });
    let (name, external) = found.await.map_err(AppError::Database)?;
    let name = name.then(|| validate::name_taken(cx));
    Ok(name.into_iter().chain(external.then(|| validate::external_id_taken(cx))).collect())
}

/// What differs, by the name of the form's control.
pub(super) fn differences(before: &Company, after: &Company) -> BTreeMap<String, Change> {
    let mut all = vec![
        ("name".to_owned(), json!(before.name), json!(after.name)),
        ("tax_id".to_owned(), json!(before.tax_id), json!(after.tax_id)),
        ("external_id".to_owned(), json!(before.external_id), json!(after.external_id)),
        ("email".to_owned(), json!(before.email), json!(after.email)),
        ("phone".to_owned(), json!(before.phone), json!(after.phone)),
        ("website".to_owned(), json!(before.website), json!(after.website)),
        ("description".to_owned(), json!(before.description), json!(after.description)),
        ("active".to_owned(), json!(before.active), json!(after.active)),
        ("latitude".to_owned(), json!(before.position.map(|at| at.0)), json!(after.position.map(|at| at.0))),
        ("longitude".to_owned(), json!(before.position.map(|at| at.1)), json!(after.position.map(|at| at.1))),
    ];
    for part in crate::users::model::AddressPart::ALL {
        let of = |company: &Company| json!(company.address.get(&part).map(|entry| entry.value.as_str()));
        all.push((format!("address.{}", part.as_str()), of(before), of(after)));
    }
    let ids = before.fields.keys().chain(after.fields.keys()).collect::<std::collections::BTreeSet<_>>();
    for id in ids {
        all.push((format!("fields.{id}"), json!(before.fields.get(id)), json!(after.fields.get(id))));
    }
    all.into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(field, old, new)| (field, Change { old, new }))
        .collect()
}
