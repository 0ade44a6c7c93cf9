//! What lets few companies through, and those few.
use diesel::prelude::*;
use elenco_db::dialect::{company_candidates, holds};
use elenco_db::schema::{companies, company_clients, company_services};
use elenco_db::{CompanyId, Conn, DbError, TenantScope};

use super::{Ask, FEW, Found, Place, part};

/// Texts that are shorter have no index: they are looked for while the list is walked.
const SHORTEST_INDEXED: usize = 3;

fn if_few(ids: Vec<CompanyId>) -> Option<Vec<CompanyId>> {
    (ids.len() <= FEW).then_some(ids)
}

/// Those whom the client, the service or the search lets through, when they are few.
pub(super) fn of(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask<'_>,
) -> Result<Option<Vec<CompanyId>>, DbError> {
    let probe = i64::try_from(FEW).unwrap_or(i64::MAX).saturating_add(1);
    if let Some(client) = ask.filter.of_client {
        let own: Vec<CompanyId> = company_clients::table
            .filter(company_clients::tenant_id.eq(scope.tenant()))
            .filter(company_clients::user_id.eq(client))
            .select(company_clients::company_id)
            .limit(probe)
            .load(conn)?;
        if let Some(ids) = if_few(own) {
            return Ok(Some(ids));
        }
    }
    if let Some(service) = ask.filter.of_service {
        let own: Vec<CompanyId> = company_services::table
            .filter(company_services::tenant_id.eq(scope.tenant()))
            .filter(company_services::service_id.eq(service))
            .select(company_services::company_id)
            .limit(probe)
            .load(conn)?;
        if let Some(ids) = if_few(own) {
            return Ok(Some(ids));
        }
    }
    match ask.text().filter(|text| text.chars().count() >= SHORTEST_INDEXED) {
        Some(text) => {
            let found = companies::table.filter(company_candidates(scope, text, probe));
            Ok(if_few(found.select(companies::id).load(conn)?))
        }
        None => Ok(None),
    }
}

/// The places of those of these companies to whom everything applies, in no order.
pub(super) fn places(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask<'_>,
    ids: &[CompanyId],
) -> Result<Vec<Place>, DbError> {
    let mut places = Vec::new();
    for chunk in ids.chunks(500) {
        let mut query = companies::table
            .filter(companies::tenant_id.eq(scope.tenant()))
            .filter(companies::id.eq_any(chunk))
            .select((companies::name_key, companies::id))
            .into_boxed();
        if let Some(kind) = ask.filter.kind {
            query = query.filter(companies::kind.eq(kind.as_str()));
        }
        if let Some(active) = ask.filter.active {
            query = query.filter(companies::active.eq(active));
        }
        if let Some(text) = ask.text() {
            query = query.filter(holds(companies::search_text, text));
        }
        if let Some(client) = ask.filter.of_client {
            let own = company_clients::table
                .filter(company_clients::tenant_id.eq(scope.tenant()))
                .filter(company_clients::user_id.eq(client))
                .filter(company_clients::company_id.eq_any(chunk))
                .select(company_clients::company_id);
            query = query.filter(companies::id.eq_any(own));
        }
        if let Some(service) = ask.filter.of_service {
            let own = company_services::table
                .filter(company_services::tenant_id.eq(scope.tenant()))
                .filter(company_services::service_id.eq(service))
                .filter(company_services::company_id.eq_any(chunk))
                .select(company_services::company_id);
            query = query.filter(companies::id.eq_any(own));
        }
        let rows: Vec<(String, CompanyId)> = query.load(conn)?;
        places.extend(rows.into_iter().map(|(key, id)| (part(ask.text(), &key), key, id)));
    }
    Ok(places)
}

/// Those of the few who stand on the page.
pub(super) fn among(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask<'_>,
    ids: &[CompanyId],
) -> Result<Found, DbError> {
    let mut places = places(conn, scope, ask, ids)?;
    places.sort();
    if ask.backwards {
        places.reverse();
    }
    if let Some(edge) = &ask.edge {
        places.retain(|place| if ask.backwards { place < edge } else { place > edge });
    }
    places.truncate(ask.wanted);
    Ok(Found { places, stopped: None })
}
