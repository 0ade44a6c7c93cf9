//! Pages of companies by name.
use diesel::prelude::*;
use elenco_db::schema::{companies, company_clients, company_services};
use elenco_db::{CompanyId, Conn, DbError, TenantScope};

use crate::companies::model::{
    Anchor, CompanyCounts, CompanyFilter, CompanyKind, CompanyPage, CompanySummary,
};
use crate::fold::fold;

type SummaryRow = (CompanyId, String, String, String, Option<String>, bool, i64);

fn summary((id, kind, name, tax_id, external_id, active, clients): SummaryRow) -> CompanySummary {
    let kind = CompanyKind::parse(&kind).unwrap_or(CompanyKind::Company);
    CompanySummary { id, kind, name, tax_id, external_id, active, clients }
}

/// A page of companies by name, and by id where a company and a supplier have the same.
pub fn page(
    conn: &mut Conn,
    scope: &TenantScope,
    filter: &CompanyFilter,
    anchor: Option<Anchor<CompanyId>>,
    limit: usize,
) -> Result<CompanyPage, DbError> {
    let edge: Option<(String, CompanyId)> = match anchor {
        Some(Anchor::After(id) | Anchor::Before(id)) => companies::table
            .filter(companies::tenant_id.eq(scope.tenant()))
            .filter(companies::id.eq(id))
            .select((companies::name_key, companies::id))
            .first(conn)
            .optional()?,
        None => None,
    };
    let backwards = edge.is_some() && matches!(anchor, Some(Anchor::Before(_)));
    let mut query = companies::table
        .filter(companies::tenant_id.eq(scope.tenant()))
        .select((
            companies::id,
            companies::kind,
            companies::name,
            companies::tax_id,
            companies::external_id,
            companies::active,
            companies::clients,
        ))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(companies::kind.eq(kind.as_str()));
    }
    if let Some(active) = filter.active {
        query = query.filter(companies::active.eq(active));
    }
    if let Some(text) = &filter.search {
        let pattern = fold(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(companies::search_text.like(format!("%{pattern}%")).escape('\\'));
    }
    if let Some(client) = filter.of_client {
        let own = company_clients::table
            .filter(company_clients::tenant_id.eq(scope.tenant()))
            .filter(company_clients::user_id.eq(client))
            .select(company_clients::company_id);
        query = query.filter(companies::id.eq_any(own));
    }
    if let Some(service) = filter.of_service {
        let own = company_services::table
            .filter(company_services::tenant_id.eq(scope.tenant()))
            .filter(company_services::service_id.eq(service))
            .select(company_services::company_id);
        query = query.filter(companies::id.eq_any(own));
    }
    query = match &edge {
        Some((key, id)) if backwards => query
            .filter(companies::name_key.le(key).and(companies::name_key.lt(key).or(companies::id.lt(*id))))
            .order((companies::name_key.desc(), companies::id.desc())),
        Some((key, id)) => query
            .filter(companies::name_key.ge(key).and(companies::name_key.gt(key).or(companies::id.gt(*id))))
            .order((companies::name_key, companies::id)),
        None => query.order((companies::name_key, companies::id)),
    };
    let mut items: Vec<CompanySummary> = query.load::<SummaryRow>(conn)?.into_iter().map(summary).collect();
    let more = items.len() > limit;
    items.truncate(limit);
    if backwards {
        items.reverse();
    }
    let (has_next, has_previous) = if backwards { (true, more) } else { (more, edge.is_some()) };
    let next = items.last().filter(|_| has_next).map(|last| Anchor::After(last.id));
    let previous = items.first().filter(|_| has_previous).map(|first| Anchor::Before(first.id));
    Ok(CompanyPage { items, next, previous })
}

/// How many of a kind there are.
pub fn count(conn: &mut Conn, scope: &TenantScope, kind: CompanyKind) -> Result<CompanyCounts, DbError> {
    let mut of = |active: bool| -> Result<i64, DbError> {
        Ok(companies::table
            .filter(companies::tenant_id.eq(scope.tenant()))
            .filter(companies::kind.eq(kind.as_str()))
            .filter(companies::active.eq(active))
            .count()
            .get_result(conn)?)
    };
    Ok(CompanyCounts { active: of(true)?, inactive: of(false)? })
}
