//! Every query about calendars.
use diesel::prelude::*;
use elenco_db::schema::{calendars, services, shifts, users};
use elenco_db::{
    CalendarId, Conn, Day, DbError, Instant, Json, ServiceId, ShiftId, TenantId, TenantScope, UserId, each,
};

use super::model::{Calendar, CalendarAnchor, CalendarPage, CalendarValues, Holiday, ShiftUse, Usage, Week};
use crate::fold::fold;
use crate::users::model::UserKind;

/// Shifts that are named when it is told where a calendar is in use.
const EXAMPLES: i64 = 5;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = calendars, treat_none_as_default_value = false)]
struct CalendarRow {
    tenant_id: TenantId,
    id: CalendarId,
    name: String,
    name_key: String,
    description: String,
    time_zone: String,
    week: Json<Week>,
    holidays: Json<Vec<Holiday>>,
    active: bool,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl CalendarRow {
    fn into_calendar(self) -> Calendar {
        Calendar {
            id: self.id,
            name: self.name,
            description: self.description,
            time_zone: self.time_zone,
            week: self.week.0,
            holidays: self.holidays.0,
            active: self.active,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

pub(super) fn find_some(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[CalendarId],
) -> Result<Vec<Calendar>, DbError> {
    let rows = calendars::table
        .filter(calendars::tenant_id.eq(scope.tenant()))
        .filter(calendars::id.eq_any(ids))
        .order(calendars::name_key)
        .select(CalendarRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(CalendarRow::into_calendar).collect())
}

pub(super) fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    id: CalendarId,
) -> Result<Option<Calendar>, DbError> {
    Ok(find_some(conn, scope, &[id])?.into_iter().next())
}

pub(super) fn count(conn: &mut Conn, scope: &TenantScope) -> Result<i64, DbError> {
    Ok(calendars::table.filter(calendars::tenant_id.eq(scope.tenant())).count().get_result(conn)?)
}

/// Active calendars by name.
pub(super) fn offered(conn: &mut Conn, scope: &TenantScope, most: i64) -> Result<Vec<Calendar>, DbError> {
    let rows = calendars::table
        .filter(calendars::tenant_id.eq(scope.tenant()))
        .filter(calendars::active.eq(true))
        .order(calendars::name_key)
        .limit(most)
        .select(CalendarRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(CalendarRow::into_calendar).collect())
}

/// A page of calendars by name; with a text only those that have it in their names.
pub(super) fn page(
    conn: &mut Conn,
    scope: &TenantScope,
    search: Option<&str>,
    anchor: Option<CalendarAnchor>,
    limit: usize,
) -> Result<CalendarPage, DbError> {
    let edge = match anchor {
        Some(CalendarAnchor::After(id) | CalendarAnchor::Before(id)) => find(conn, scope, id)?,
        None => None,
    };
    let backwards = edge.is_some() && matches!(anchor, Some(CalendarAnchor::Before(_)));
    let mut query = calendars::table
        .filter(calendars::tenant_id.eq(scope.tenant()))
        .select(CalendarRow::as_select())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .into_boxed();
    if let Some(text) = search {
        let pattern = fold(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(calendars::name_key.like(format!("%{pattern}%")).escape('\\'));
    }
    // Names are unique, so the name alone says where a page begins.
    query = match &edge {
        Some(edge) if backwards => {
            query.filter(calendars::name_key.lt(fold(&edge.name))).order(calendars::name_key.desc())
        }
        Some(edge) => query.filter(calendars::name_key.gt(fold(&edge.name))).order(calendars::name_key),
        None => query.order(calendars::name_key),
    };
    let mut found: Vec<Calendar> = query.load(conn)?.into_iter().map(CalendarRow::into_calendar).collect();
    let more = found.len() > limit;
    found.truncate(limit);
    if backwards {
        found.reverse();
    }
    let (has_next, has_previous) = if backwards { (true, more) } else { (more, edge.is_some()) };
    let next = found.last().filter(|_| has_next).map(|last| CalendarAnchor::After(last.id));
    let previous = found.first().filter(|_| has_previous).map(|first| CalendarAnchor::Before(first.id));
    Ok(CalendarPage { calendars: found, next, previous })
}

/// Adds a calendar.
///
/// # Errors
/// [`DbError::Unique`] with `calendars_name`.
pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, calendar: &Calendar) -> Result<(), DbError> {
    let row = CalendarRow {
        tenant_id: scope.tenant(),
        id: calendar.id,
        name: calendar.name.clone(),
        name_key: fold(&calendar.name),
        description: calendar.description.clone(),
        time_zone: calendar.time_zone.clone(),
        week: Json(calendar.week.clone()),
        holidays: Json(calendar.holidays.clone()),
        active: calendar.active,
        version: calendar.version,
        created_at: calendar.created_at,
        updated_at: calendar.updated_at,
    };
    each!(conn, c => diesel::insert_into(calendars::table).values(&row).execute(c))?;
    Ok(())
}

/// Puts other values in the place of those with `expected_version`.
///
/// # Errors
/// [`DbError::NotFound`] when somebody else was faster; [`DbError::Unique`] as in [`insert`].
pub(super) fn update(
    conn: &mut Conn,
    scope: &TenantScope,
    id: CalendarId,
    expected_version: i64,
    values: &CalendarValues,
    now: Instant,
) -> Result<(), DbError> {
    let changed = diesel::update(
        calendars::table
            .filter(calendars::tenant_id.eq(scope.tenant()))
            .filter(calendars::id.eq(id))
            .filter(calendars::version.eq(expected_version)),
    )
    .set((
        calendars::name.eq(&values.name),
        calendars::name_key.eq(fold(&values.name)),
        calendars::description.eq(&values.description),
        calendars::time_zone.eq(&values.time_zone),
        calendars::week.eq(Json(values.week.clone())),
        calendars::holidays.eq(Json(values.holidays.clone())),
        calendars::active.eq(values.active),
        calendars::version.eq(expected_version + 1),
        calendars::updated_at.eq(now),
    ))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

/// Deletes a calendar.
///
/// # Errors
/// [`DbError::ForeignKey`] while shifts or services need it.
pub(super) fn delete(conn: &mut Conn, scope: &TenantScope, id: CalendarId) -> Result<bool, DbError> {
    let gone = diesel::delete(
        calendars::table.filter(calendars::tenant_id.eq(scope.tenant())).filter(calendars::id.eq(id)),
    )
    .execute(conn)?;
    Ok(gone > 0)
}

type UseColumns = (UserId, String, String, String, Day, Day);

/// Where a calendar is in use.
pub(super) fn usage(conn: &mut Conn, scope: &TenantScope, id: CalendarId) -> Result<Usage, DbError> {
    let own = shifts::table.filter(shifts::tenant_id.eq(scope.tenant())).filter(shifts::calendar_id.eq(id));
    let some: Vec<ShiftId> = own.select(shifts::id).limit(Usage::COUNTED + 1).load(conn)?;
    let count = i64::try_from(some.len()).unwrap_or(i64::MAX);
    let examples: Vec<UseColumns> = shifts::table
        .inner_join(
            users::table.on(users::tenant_id.eq(shifts::tenant_id).and(users::id.eq(shifts::user_id))),
        )
        .filter(shifts::tenant_id.eq(scope.tenant()))
        .filter(shifts::calendar_id.eq(id))
        .order((shifts::until.desc(), shifts::id.desc()))
        .limit(EXAMPLES)
        .select((users::id, users::kind, users::first_names, users::last_names, shifts::since, shifts::until))
        .load(conn)?;
    let services: Vec<(ServiceId, String)> = services::table
        .filter(services::tenant_id.eq(scope.tenant()))
        .filter(services::calendar_id.eq(id))
        .order(services::name_key)
        .select((services::id, services::name))
        .load(conn)?;
    let example = |(user, kind, first, last, since, until): UseColumns| ShiftUse {
        user,
        kind: UserKind::parse(&kind).unwrap_or(UserKind::Specialist),
        name: format!("{first} {last}").trim().to_owned(),
        since: since.0,
        until: until.0,
    };
    Ok(Usage { shifts: count, examples: examples.into_iter().map(example).collect(), services })
}
