//! Reading shifts.
use chrono::NaiveDate;
use elenco_db::{ShiftId, UserId};

use super::planned;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::shifts::model::{Owner, PlannedShift, ShiftList};
use crate::shifts::queries;

/// Shifts to come that are listed at most.
const COMING: i64 = 100;

/// Whose shifts they are.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's people too.
pub async fn find_owner(cx: &ServiceContext, user: UserId) -> Result<Owner, AppError> {
    cx.require(Permission::ShiftsList)?;
    let scope = cx.scope;
    let kind = cx.app.db.read(move |conn| queries::person_kind(conn, &scope, user));
    let kind = kind.await.map_err(AppError::Database)?.ok_or(AppError::NotFound)?;
    Ok(Owner { id: user, kind })
}

/// One shift.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn find_shift(cx: &ServiceContext, id: ShiftId) -> Result<PlannedShift, AppError> {
    cx.require(Permission::ShiftsList)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.read(move |conn| {
        let shift = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        planned(conn, &cx, vec![shift])?.pop().ok_or(AppError::NotFound)
    })
    .await
}

/// The first shift of somebody that has a day in common with these days, without this one.
///
/// # Errors
/// The database's.
pub async fn find_clash(
    cx: &ServiceContext,
    user: UserId,
    days: (NaiveDate, NaiveDate),
    without: Option<ShiftId>,
) -> Result<Option<PlannedShift>, AppError> {
    cx.require(Permission::ShiftsList)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    let found = db.read(move |conn| {
        let others = queries::between(conn, &cx.scope, user, days, without)?;
        Ok(planned(conn, &cx, others)?.into_iter().next())
    });
    found.await.map_err(AppError::Database)
}

/// How many shifts somebody has.
///
/// # Errors
/// The database's.
pub async fn count_shifts(cx: &ServiceContext, user: UserId) -> Result<i64, AppError> {
    cx.require(Permission::ShiftsList)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::count(conn, &scope, user)).await.map_err(AppError::Database)
}

/// Shifts with a day from the first to the last one of these.
///
/// # Errors
/// The database's.
pub async fn list_between(
    cx: &ServiceContext,
    user: UserId,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<PlannedShift>, AppError> {
    cx.require(Permission::ShiftsList)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    let found = db.read(move |conn| {
        let shifts = queries::between(conn, &cx.scope, user, days, None)?;
        planned(conn, &cx, shifts)
    });
    found.await.map_err(AppError::Database)
}

/// Shifts in order of their days, behind the one that begins on `after`.
///
/// # Errors
/// The database's.
pub async fn list_from(
    cx: &ServiceContext,
    user: UserId,
    from: NaiveDate,
    after: Option<NaiveDate>,
    limit: usize,
) -> Result<(Vec<PlannedShift>, Option<NaiveDate>), AppError> {
    cx.require(Permission::ShiftsList)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    let found = db.read(move |conn| {
        let most = i64::try_from(limit).unwrap_or(i64::MAX - 1);
        let mut shifts = queries::coming(conn, &cx.scope, user, from, after, most + 1)?;
        let has_more = shifts.len() > limit;
        shifts.truncate(limit);
        let next = shifts.last().map(|shift| shift.since).filter(|_| has_more);
        Ok((planned(conn, &cx, shifts)?, next))
    });
    found.await.map_err(AppError::Database)
}

/// What is to come and what is over, seen from `today`; of what is over a page, before the shift that begins on
/// `before`.
///
/// # Errors
/// The database's.
pub async fn list_shifts(
    cx: &ServiceContext,
    user: UserId,
    today: NaiveDate,
    before: Option<NaiveDate>,
    limit: usize,
) -> Result<ShiftList, AppError> {
    cx.require(Permission::ShiftsList)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    let found = db.read(move |conn| {
        let coming = queries::coming(conn, &cx.scope, user, today, None, COMING)?;
        let most = i64::try_from(limit).unwrap_or(i64::MAX - 1);
        let mut past = queries::past(conn, &cx.scope, user, today, before, most + 1)?;
        let has_more = past.len() > limit;
        past.truncate(limit);
        let older = past.last().map(|shift| shift.since).filter(|_| has_more);
        Ok(ShiftList { coming: planned(conn, &cx, coming)?, past: planned(conn, &cx, past)?, older })
    });
    found.await.map_err(AppError::Database)
}
