//! Pages of services by name.
use diesel::prelude::*;
use elenco_db::schema::{company_services, service_clients, services};
use elenco_db::{Conn, DbError, ServiceId, TenantScope};

use super::ServiceRow;
use crate::companies::model::Anchor;
use crate::fold::fold;
use crate::services::model::{Service, ServiceCounts, ServiceFilter, ServicePage};

/// A page of services by name, which is unique.
pub fn page(
    conn: &mut Conn,
    scope: &TenantScope,
    filter: &ServiceFilter,
    anchor: Option<Anchor<ServiceId>>,
    limit: usize,
) -> Result<ServicePage, DbError> {
    let edge: Option<String> = match anchor {
        Some(Anchor::After(id) | Anchor::Before(id)) => services::table
            .filter(services::tenant_id.eq(scope.tenant()))
            .filter(services::id.eq(id))
            .select(services::name_key)
            .first(conn)
            .optional()?,
        None => None,
    };
    let backwards = edge.is_some() && matches!(anchor, Some(Anchor::Before(_)));
    let mut query = services::table
        .filter(services::tenant_id.eq(scope.tenant()))
        .select(ServiceRow::as_select())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .into_boxed();
    if let Some(active) = filter.active {
        query = query.filter(services::active.eq(active));
    }
    if let Some(text) = &filter.search {
        let pattern = fold(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(services::name_key.like(format!("%{pattern}%")).escape('\\'));
    }
    if let Some(client) = filter.of_client {
        let own = service_clients::table
            .filter(service_clients::tenant_id.eq(scope.tenant()))
            .filter(service_clients::user_id.eq(client))
            .select(service_clients::service_id);
        query = query.filter(services::id.eq_any(own));
    }
    if let Some(company) = filter.of_company {
        let own = company_services::table
            .filter(company_services::tenant_id.eq(scope.tenant()))
            .filter(company_services::company_id.eq(company))
            .select(company_services::service_id);
        query = query.filter(services::id.eq_any(own));
    }
    query = match &edge {
        Some(key) if backwards => query.filter(services::name_key.lt(key)).order(services::name_key.desc()),
        Some(key) => query.filter(services::name_key.gt(key)).order(services::name_key),
        None => query.order(services::name_key),
    };
    let mut items: Vec<Service> = query.load(conn)?.into_iter().map(ServiceRow::into_service).collect();
    let more = items.len() > limit;
    items.truncate(limit);
    if backwards {
        items.reverse();
    }
    let (has_next, has_previous) = if backwards { (true, more) } else { (more, edge.is_some()) };
    let next = items.last().filter(|_| has_next).map(|last| Anchor::After(last.id));
    let previous = items.first().filter(|_| has_previous).map(|first| Anchor::Before(first.id));
    Ok(ServicePage { items, next, previous, looked_through: None })
}

/// How many there are.
pub fn count(conn: &mut Conn, scope: &TenantScope) -> Result<ServiceCounts, DbError> {
    let mut of = |active: bool| -> Result<i64, DbError> {
        Ok(services::table
            .filter(services::tenant_id.eq(scope.tenant()))
            .filter(services::active.eq(active))
            .count()
            .get_result(conn)?)
    };
    Ok(ServiceCounts { active: of(true)?, inactive: of(false)? })
}
