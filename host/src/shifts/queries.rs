//! Every query about shifts.
use chrono::NaiveDate;
use diesel::prelude::*;
use elenco_db::schema::{shifts, users};
use elenco_db::{CalendarId, Conn, Day, DbError, Instant, ShiftId, TenantId, TenantScope, UserId, each};

use super::model::Shift;
use crate::users::model::UserKind;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = shifts, treat_none_as_default_value = false)]
struct ShiftRow {
    tenant_id: TenantId,
    id: ShiftId,
    user_id: UserId,
    since: Day,
    until: Day,
    calendar_id: CalendarId,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl ShiftRow {
    fn into_shift(self) -> Shift {
        Shift {
            id: self.id,
            user: self.user_id,
            since: self.since.0,
            until: self.until.0,
            calendar: self.calendar_id,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

fn of(rows: Vec<ShiftRow>) -> Vec<Shift> {
    rows.into_iter().map(ShiftRow::into_shift).collect()
}

pub(super) fn find(conn: &mut Conn, scope: &TenantScope, id: ShiftId) -> Result<Option<Shift>, DbError> {
    let row: Option<ShiftRow> = shifts::table
        .filter(shifts::tenant_id.eq(scope.tenant()))
        .filter(shifts::id.eq(id))
        .select(ShiftRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(ShiftRow::into_shift))
}

pub(super) fn count(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<i64, DbError> {
    Ok(shifts::table
        .filter(shifts::tenant_id.eq(scope.tenant()))
        .filter(shifts::user_id.eq(user))
        .count()
        .get_result(conn)?)
}

/// Shifts that are not over on this day, the first one first, behind the one that begins on `after`. Shifts of one
/// person never overlap, so the day on which one begins says which it is.
pub(super) fn coming(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    day: NaiveDate,
    after: Option<NaiveDate>,
    limit: i64,
) -> Result<Vec<Shift>, DbError> {
    let mut query = shifts::table
        .filter(shifts::tenant_id.eq(scope.tenant()))
        .filter(shifts::user_id.eq(user))
        .filter(shifts::until.ge(Day(day)))
        .order((shifts::since, shifts::id))
        .limit(limit)
        .select(ShiftRow::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(shifts::since.gt(Day(after)));
    }
    Ok(of(query.load(conn)?))
}

/// Shifts that are over on this day, the last one first, before the one that begins on `before`.
pub(super) fn past(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    day: NaiveDate,
    before: Option<NaiveDate>,
    limit: i64,
) -> Result<Vec<Shift>, DbError> {
    let mut query = shifts::table
        .filter(shifts::tenant_id.eq(scope.tenant()))
        .filter(shifts::user_id.eq(user))
        .filter(shifts::until.lt(Day(day)))
        .order((shifts::since.desc(), shifts::id))
        .limit(limit)
        .select(ShiftRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(shifts::since.lt(Day(before)));
    }
    Ok(of(query.load(conn)?))
}

/// Shifts with a day from `since` to `until`, without this one.
pub(super) fn between(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    (since, until): (NaiveDate, NaiveDate),
    without: Option<ShiftId>,
) -> Result<Vec<Shift>, DbError> {
    let mut query = shifts::table
        .filter(shifts::tenant_id.eq(scope.tenant()))
        .filter(shifts::user_id.eq(user))
        .filter(shifts::since.le(Day(until)))
        .filter(shifts::until.ge(Day(since)))
        .order((shifts::since, shifts::id))
        .limit(100)
        .select(ShiftRow::as_select())
        .into_boxed();
    if let Some(id) = without {
        query = query.filter(shifts::id.ne(id));
    }
    Ok(of(query.load(conn)?))
}

/// What kind of person it is; holds the person against other changes of shifts until the transaction ends, so that two
/// at once never make an overlap.
pub(super) fn lock_person(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
) -> Result<Option<UserKind>, DbError> {
    let kind: Option<String> =
        diesel::update(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq(user)))
            .set(users::updated_at.eq(users::updated_at))
            .returning(users::kind)
            .get_result(conn)
            .optional()?;
    Ok(kind.and_then(|kind| UserKind::parse(&kind)))
}

/// What kind of person it is.
pub(super) fn person_kind(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
) -> Result<Option<UserKind>, DbError> {
    let kind: Option<String> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq(user))
        .select(users::kind)
        .first(conn)
        .optional()?;
    Ok(kind.and_then(|kind| UserKind::parse(&kind)))
}

/// Adds a shift.
///
/// # Errors
/// [`DbError::ForeignKey`] when person or calendar are gone.
pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, shift: &Shift) -> Result<(), DbError> {
    let row = ShiftRow {
        tenant_id: scope.tenant(),
        id: shift.id,
        user_id: shift.user,
        since: Day(shift.since),
        until: Day(shift.until),
        calendar_id: shift.calendar,
        version: shift.version,
        created_at: shift.created_at,
        updated_at: shift.updated_at,
    };
    each!(conn, c => diesel::insert_into(shifts::table).values(&row).execute(c))?;
    Ok(())
}

/// Puts a shift in the place of the one before it.
///
/// # Errors
/// [`DbError::NotFound`] when somebody else was faster.
pub(super) fn update(conn: &mut Conn, scope: &TenantScope, shift: &Shift) -> Result<(), DbError> {
    let changed = diesel::update(
        shifts::table
            .filter(shifts::tenant_id.eq(scope.tenant()))
            .filter(shifts::id.eq(shift.id))
            .filter(shifts::version.eq(shift.version - 1)),
    )
    .set((
        shifts::since.eq(Day(shift.since)),
        shifts::until.eq(Day(shift.until)),
        shifts::calendar_id.eq(shift.calendar),
        shifts::version.eq(shift.version),
        shifts::updated_at.eq(shift.updated_at),
    ))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

pub(super) fn delete(conn: &mut Conn, scope: &TenantScope, id: ShiftId) -> Result<bool, DbError> {
    let gone =
        diesel::delete(shifts::table.filter(shifts::tenant_id.eq(scope.tenant())).filter(shifts::id.eq(id)))
            .execute(conn)?;
    Ok(gone > 0)
}
