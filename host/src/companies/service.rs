//! Use cases about companies and suppliers.
mod clients;
mod columns;
mod export;
mod import;
mod save;
mod services;
mod validate;

use elenco_db::{CompanyId, Conn, DbError, TenantScope};
use serde_json::{Value, json};

pub use export::{empty_sheet, export_companies};
pub use import::import_file;
pub use save::{change_company, create_company};
pub use services::{associate_services, dissociate_services, services_among};
pub use validate::{searched, tidy_lines};

use super::model::{
    Anchor, Company, CompanyCounts, CompanyFilter, CompanyKind, CompanyPage, CompanySummary, Usage,
};
use super::queries;
use crate::audit::model::Change;
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users;

/// One company or supplier.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's too.
pub async fn find_company(cx: &ServiceContext, id: CompanyId) -> Result<Company, AppError> {
    cx.require(Permission::CompaniesGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await;
    found.map_err(AppError::Database)?.ok_or(AppError::NotFound)
}

/// One page of companies by name.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_companies(
    cx: &ServiceContext,
    filter: CompanyFilter,
    anchor: Option<Anchor<CompanyId>>,
    limit: usize,
) -> Result<CompanyPage, AppError> {
    cx.require(Permission::CompaniesList)?;
    let scope = cx.scope;
    let filter = CompanyFilter { search: searched(filter.search), ..filter };
    let found = cx.app.db.read(move |conn| queries::page(conn, &scope, &filter, anchor, limit));
    found.await.map_err(AppError::Database)
}

/// How many of a kind there are.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn count_companies(cx: &ServiceContext, kind: CompanyKind) -> Result<CompanyCounts, AppError> {
    cx.require(Permission::CompaniesList)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::count(conn, &scope, kind)).await.map_err(AppError::Database)
}

/// Where the one is that has the name or the external id that was refused.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn owner_of(
    cx: &ServiceContext,
    kind: CompanyKind,
    name: Option<String>,
    external_id: Option<String>,
) -> Result<Option<CompanySummary>, AppError> {
    cx.require(Permission::CompaniesList)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| {
        let mut owner = None;
        if let Some(name) = name {
            owner = queries::named(conn, &scope, kind, &users::service::tidy(&name))?;
        }
        if let (None, Some(external)) = (owner, external_id) {
            owner = queries::with_external_id(conn, &scope, &users::service::tidy(&external))?;
        }
        match owner {
            Some(id) => queries::find(conn, &scope, id),
            None => Ok(None),
        }
    });
    Ok(found.await.map_err(AppError::Database)?.map(|company| CompanySummary {
        id: company.id,
        kind: company.kind,
        name: company.name,
        tax_id: company.tax_id,
        external_id: company.external_id,
        active: company.active,
        clients: company.clients,
    }))
}

/// Where a company is in use.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn usage(cx: &ServiceContext, id: CompanyId) -> Result<Usage, AppError> {
    cx.require(Permission::CompaniesGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| {
        let Some(company) = queries::find(conn, &scope, id)? else { return Ok(None) };
        used(conn, &scope, &company).map(Some)
    });
    found.await.map_err(AppError::Database)?.ok_or(AppError::NotFound)
}

fn used(conn: &mut Conn, scope: &TenantScope, company: &Company) -> Result<Usage, DbError> {
    Ok(Usage {
        clients: company.clients,
        services: queries::count_services(conn, scope, company.id)?,
        comments: queries::count_comments(conn, scope, company.id)?,
    })
}

/// Deletes a company. Clients and services are let go, comments on it are gone; the history of each client says so.
/// Answers with what is gone.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete_company(cx: &ServiceContext, id: CompanyId) -> Result<Company, AppError> {
    cx.require(Permission::CompaniesDelete)?;
    let (cx, db) = (cx.clone(), cx.app.db.clone());
    db.write(move |conn| {
        let company = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        let usage = used(conn, &cx.scope, &company)?;
        users::service::let_everybody_go(&cx, conn, id, &company.name)?;
        queries::delete(conn, &cx.scope, id)?;
        let gone = |old: Value| Change { old, new: Value::Null };
        let changes = [
            ("name".to_owned(), gone(json!(company.name))),
            ("clients".to_owned(), gone(json!(usage.clients))),
            ("services".to_owned(), gone(json!(usage.services))),
        ];
        let subject = ("company", id.as_uuid());
        let now = cx.app.clock.now();
        let entry = cx.audit_entry(now, subject, "delete", changes.into_iter().collect());
        audit::insert(conn, &cx.scope, &[entry])?;
        Ok(company)
    })
    .await
}
