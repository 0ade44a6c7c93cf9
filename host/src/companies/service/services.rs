//! Which services companies receive, and suppliers render.
use std::collections::{BTreeMap, BTreeSet};

use elenco_db::{CompanyId, ServiceId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::validate;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::companies::queries;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::services;

/// Which of these pairs of companies and services are associated.
///
/// # Errors
/// The database's.
pub async fn services_among(
    cx: &ServiceContext,
    companies: Vec<CompanyId>,
    services: Vec<ServiceId>,
) -> Result<Vec<(CompanyId, ServiceId)>, AppError> {
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::services_of(conn, &scope, &companies, &services));
    found.await.map_err(AppError::Database)
}

/// What the audit keeps of pairs that came together, or apart: an entry about each company and each service.
fn entries(
    cx: &ServiceContext,
    pairs: &[(CompanyId, ServiceId)],
    companies: &BTreeMap<CompanyId, String>,
    services: &BTreeMap<ServiceId, String>,
    came: bool,
) -> Vec<AuditEntry> {
    let mut subjects: BTreeMap<(&'static str, Uuid), Vec<&str>> = BTreeMap::new();
    for (company, service) in pairs {
        let (own, other) = (companies.get(company), services.get(service));
        subjects.entry(("company", company.as_uuid())).or_default().extend(other.map(String::as_str));
        subjects.entry(("service", service.as_uuid())).or_default().extend(own.map(String::as_str));
    }
    let now = cx.app.clock.now();
    let entry = |(subject, names): ((&'static str, Uuid), Vec<&str>)| {
        let change = match came {
            true => Change { old: Value::Null, new: json!(names) },
            false => Change { old: json!(names), new: Value::Null },
        };
        let what = if subject.0 == "company" { "services" } else { "companies" };
        let action = if came { "associate" } else { "dissociate" };
        cx.audit_entry(now, subject, action, BTreeMap::from([(what.to_owned(), change)]))
    };
    subjects.into_iter().map(entry).collect()
}

async fn change(
    cx: &ServiceContext,
    companies: Vec<CompanyId>,
    services: Vec<ServiceId>,
    come: bool,
) -> Result<usize, AppError> {
    let (cx, db) = (cx.clone(), cx.app.db.clone());
    let companies: Vec<CompanyId> = companies.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let services: Vec<ServiceId> = services.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    db.write(move |conn| {
        let of_companies = queries::names(conn, &cx.scope, &companies)?;
        let of_services = services::service::names(conn, &cx.scope, &services)?;
        if of_companies.len() != companies.len() {
            return Err(validate::unknown(&cx, "companies"));
        }
        if of_services.len() != services.len() {
            return Err(validate::unknown(&cx, "services"));
        }
        let present: BTreeSet<(CompanyId, ServiceId)> =
            queries::services_of(conn, &cx.scope, &companies, &services)?.into_iter().collect();
        let all = companies.iter().flat_map(|company| services.iter().map(|service| (*company, *service)));
        let pairs: Vec<(CompanyId, ServiceId)> = all.filter(|pair| present.contains(pair) != come).collect();
        if pairs.is_empty() {
            return Ok(0);
        }
        if come {
            queries::associate(conn, &cx.scope, &pairs)?;
        } else {
            queries::dissociate(conn, &cx.scope, &pairs)?;
        }
        audit::insert(conn, &cx.scope, &entries(&cx, &pairs, &of_companies, &of_services, come))?;
        Ok(pairs.len())
    })
    .await
}

/// Associates each of these companies with each of these services. Answers how many pairs are new.
///
/// # Errors
/// [`AppError::Invalid`] when something is not there; then nothing is changed.
pub async fn associate_services(
    cx: &ServiceContext,
    companies: Vec<CompanyId>,
    services: Vec<ServiceId>,
) -> Result<usize, AppError> {
    may_change(cx)?;
    change(cx, companies, services, true).await
}

/// Takes each of these companies apart from each of these services. Answers how many pairs are gone.
///
/// # Errors
/// As in [`associate_services`].
pub async fn dissociate_services(
    cx: &ServiceContext,
    companies: Vec<CompanyId>,
    services: Vec<ServiceId>,
) -> Result<usize, AppError> {
    may_change(cx)?;
    change(cx, companies, services, false).await
}

/// Whoever may change one side may tie it to the other, which one has to be allowed to see.
fn may_change(cx: &ServiceContext) -> Result<(), AppError> {
    let may = |permission| cx.permissions.allow(permission);
    if may(Permission::ServicesUpdate) && may(Permission::CompaniesList) {
        return Ok(());
    }
    cx.require(Permission::CompaniesUpdate)?;
    cx.require(Permission::ServicesList)
}
