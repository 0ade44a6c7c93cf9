//! What companies are tied to: services and comments.
use std::collections::BTreeMap;

use diesel::prelude::*;
use elenco_db::schema::{companies, company_services, feedback};
use elenco_db::{CompanyId, Conn, DbError, ServiceId, TenantId, TenantScope, each};

#[derive(Debug, Insertable)]
#[diesel(table_name = company_services)]
struct ServiceRow {
    tenant_id: TenantId,
    company_id: CompanyId,
    service_id: ServiceId,
}

/// Names of companies. Those that the tenant does not have are left out.
pub fn names(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[CompanyId],
) -> Result<BTreeMap<CompanyId, String>, DbError> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(500) {
        let some: Vec<(CompanyId, String)> = companies::table
            .filter(companies::tenant_id.eq(scope.tenant()))
            .filter(companies::id.eq_any(chunk))
            .select((companies::id, companies::name))
            .load(conn)?;
        found.extend(some);
    }
    Ok(found)
}

/// Which of these pairs of companies and services are associated.
pub fn services_of(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[CompanyId],
    services: &[ServiceId],
) -> Result<Vec<(CompanyId, ServiceId)>, DbError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        for some in services.chunks(500) {
            let pairs: Vec<(CompanyId, ServiceId)> = company_services::table
                .filter(company_services::tenant_id.eq(scope.tenant()))
                .filter(company_services::company_id.eq_any(chunk))
                .filter(company_services::service_id.eq_any(some))
                .select((company_services::company_id, company_services::service_id))
                .load(conn)?;
            found.extend(pairs);
        }
    }
    Ok(found)
}

/// Associates companies with services. None of the pairs may be there yet.
pub fn associate(
    conn: &mut Conn,
    scope: &TenantScope,
    pairs: &[(CompanyId, ServiceId)],
) -> Result<(), DbError> {
    let rows: Vec<ServiceRow> = pairs
        .iter()
        .map(|(company, service)| ServiceRow {
            tenant_id: scope.tenant(),
            company_id: *company,
            service_id: *service,
        })
        .collect();
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(company_services::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Takes pairs apart.
pub fn dissociate(
    conn: &mut Conn,
    scope: &TenantScope,
    pairs: &[(CompanyId, ServiceId)],
) -> Result<(), DbError> {
    for (company, service) in pairs {
        diesel::delete(
            company_services::table
                .filter(company_services::tenant_id.eq(scope.tenant()))
                .filter(company_services::company_id.eq(company))
                .filter(company_services::service_id.eq(service)),
        )
        .execute(conn)?;
    }
    Ok(())
}

/// How many services a company is associated with.
pub fn count_services(conn: &mut Conn, scope: &TenantScope, id: CompanyId) -> Result<i64, DbError> {
    Ok(company_services::table
        .filter(company_services::tenant_id.eq(scope.tenant()))
        .filter(company_services::company_id.eq(id))
        .count()
        .get_result(conn)?)
}

/// How many comments there are on a company.
pub fn count_comments(conn: &mut Conn, scope: &TenantScope, id: CompanyId) -> Result<i64, DbError> {
    Ok(feedback::table
        .filter(feedback::tenant_id.eq(scope.tenant()))
        .filter(feedback::company_id.eq(id))
        .count()
        .get_result(conn)?)
}
