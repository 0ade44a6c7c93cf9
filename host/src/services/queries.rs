//! Every query about services.
mod pages;

/// The clients of services.
pub(super) mod clients {
    use elenco_db::ServiceId;

    elenco_db::people_of!(service_clients, service_id: ServiceId);
}

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;
use elenco_db::schema::{calendars, company_services, services};
use elenco_db::{CalendarId, Conn, DbError, Instant, ServiceId, TenantId, TenantScope, each};

use super::model::{OfferedCalendar, Service, Usage};
use crate::fold::fold;

pub(super) use pages::{count, page};

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = services, treat_none_as_default_value = false)]
struct ServiceRow {
    tenant_id: TenantId,
    id: ServiceId,
    name: String,
    name_key: String,
    description: String,
    calendar_id: Option<CalendarId>,
    active: bool,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
    clients: i64,
}

impl ServiceRow {
    fn into_service(self) -> Service {
        Service {
            id: self.id,
            name: self.name,
            description: self.description,
            calendar: self.calendar_id,
            active: self.active,
            clients: self.clients,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

pub(super) fn find(conn: &mut Conn, scope: &TenantScope, id: ServiceId) -> Result<Option<Service>, DbError> {
    let row = services::table
        .filter(services::tenant_id.eq(scope.tenant()))
        .filter(services::id.eq(id))
        .select(ServiceRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(ServiceRow::into_service))
}

/// The one that has this name, however it is written.
pub(super) fn named(conn: &mut Conn, scope: &TenantScope, name: &str) -> Result<Option<ServiceId>, DbError> {
    Ok(services::table
        .filter(services::tenant_id.eq(scope.tenant()))
        .filter(services::name_key.eq(fold(name)))
        .select(services::id)
        .first(conn)
        .optional()?)
}

/// Names of services. Those that the tenant does not have are left out.
pub(super) fn names(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[ServiceId],
) -> Result<BTreeMap<ServiceId, String>, DbError> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(500) {
        let some: Vec<(ServiceId, String)> = services::table
            .filter(services::tenant_id.eq(scope.tenant()))
            .filter(services::id.eq_any(chunk))
            .select((services::id, services::name))
            .load(conn)?;
        found.extend(some);
    }
    Ok(found)
}

/// Adds a service.
///
/// # Errors
/// [`DbError::Unique`] with `services_name`.
pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, service: &Service) -> Result<(), DbError> {
    let row = ServiceRow {
        tenant_id: scope.tenant(),
        id: service.id,
        name: service.name.clone(),
        name_key: fold(&service.name),
        description: service.description.clone(),
        calendar_id: service.calendar,
        active: service.active,
        version: service.version,
        created_at: service.created_at,
        updated_at: service.updated_at,
        clients: service.clients,
    };
    each!(conn, c => diesel::insert_into(services::table).values(&row).execute(c))?;
    Ok(())
}

/// Puts other values in the place of those with `expected_version`.
///
/// # Errors
/// [`DbError::NotFound`] when somebody else was faster; [`DbError::Unique`] as in [`insert`].
pub(super) fn update(
    conn: &mut Conn,
    scope: &TenantScope,
    service: &Service,
    expected_version: i64,
) -> Result<(), DbError> {
    let changed = diesel::update(
        services::table
            .filter(services::tenant_id.eq(scope.tenant()))
            .filter(services::id.eq(service.id))
            .filter(services::version.eq(expected_version)),
    )
    .set((
        services::name.eq(&service.name),
        services::name_key.eq(fold(&service.name)),
        services::description.eq(&service.description),
        services::calendar_id.eq(service.calendar),
        services::active.eq(service.active),
        services::version.eq(expected_version + 1),
        services::updated_at.eq(service.updated_at),
    ))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

/// Deletes a service; its clients and companies are let go.
pub(super) fn delete(conn: &mut Conn, scope: &TenantScope, id: ServiceId) -> Result<(), DbError> {
    diesel::delete(
        services::table.filter(services::tenant_id.eq(scope.tenant())).filter(services::id.eq(id)),
    )
    .execute(conn)?;
    Ok(())
}

/// How many companies and suppliers are associated with a service.
pub(super) fn usage(conn: &mut Conn, scope: &TenantScope, service: &Service) -> Result<Usage, DbError> {
    let counts: Vec<(String, i64)> = company_services::table
        .filter(company_services::tenant_id.eq(scope.tenant()))
        .filter(company_services::service_id.eq(service.id))
        .group_by(company_services::kind)
        .select((company_services::kind, count_star()))
        .load(conn)?;
    let of = |kind| counts.iter().filter(|(other, _)| other == kind).map(|(_, count)| count).sum();
    Ok(Usage { clients: service.clients, companies: of("company"), suppliers: of("supplier") })
}

/// Calendars by name: the first active ones, and this one whatever it is.
pub(super) fn offered_calendars(
    conn: &mut Conn,
    scope: &TenantScope,
    chosen: Option<CalendarId>,
    most: i64,
) -> Result<Vec<OfferedCalendar>, DbError> {
    let rows: Vec<(CalendarId, String, bool)> = calendars::table
        .filter(calendars::tenant_id.eq(scope.tenant()))
        .filter(calendars::active.eq(true).or(calendars::id.nullable().eq(chosen)))
        .order((calendars::name_key, calendars::id))
        .limit(most)
        .select((calendars::id, calendars::name, calendars::active))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name, active)| OfferedCalendar { id, name, active }).collect())
}

/// Name of a calendar.
pub(super) fn calendar_name(
    conn: &mut Conn,
    scope: &TenantScope,
    id: CalendarId,
) -> Result<Option<String>, DbError> {
    Ok(calendars::table
        .filter(calendars::tenant_id.eq(scope.tenant()))
        .filter(calendars::id.eq(id))
        .select(calendars::name)
        .first(conn)
        .optional()?)
}
