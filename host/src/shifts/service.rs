//! Use cases about shifts.
mod lists;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use elenco_db::{Conn, DbError, ShiftId, UserId};
use serde_json::{Value, json};

pub use lists::{count_shifts, find_clash, find_owner, find_shift, list_between, list_from, list_shifts};

use super::model::{LONGEST, PlannedShift, Shift, ShiftValues};
use super::queries;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::calendars;
use crate::calendars::model::{Calendar, YEARS};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::{Problem, UserKind};

/// The code of a refusal because of another shift.
pub const OVERLAP: &str = "shift.overlap";

fn problem(field: &str, code: &str, message: impl Into<String>) -> Problem {
    Problem { field: field.to_owned(), code: code.to_owned(), message: message.into() }
}

/// A shift as the audit keeps it: with the name of its calendar, for when that is gone.
fn document(shift: &Shift, calendar: &Calendar) -> Value {
    json!({ "since": shift.since, "until": shift.until, "calendar": calendar.id, "name": calendar.name })
}

/// The entry about the shift, and one about the person.
fn entries(
    cx: &ServiceContext,
    shift: &Shift,
    action: &'static str,
    changes: BTreeMap<String, Change>,
    whole: Change,
) -> [AuditEntry; 2] {
    let now = cx.app.clock.now();
    [
        cx.audit_entry(now, ("shift", shift.id.as_uuid()), action, changes),
        cx.audit_entry(now, ("user", shift.user.as_uuid()), "update", [("shifts".to_owned(), whole)].into()),
    ]
}

fn differences(before: &Shift, after: &Shift) -> BTreeMap<String, Change> {
    let all = [
        ("since", json!(before.since), json!(after.since)),
        ("until", json!(before.until), json!(after.until)),
        ("calendar", json!(before.calendar), json!(after.calendar)),
    ];
    all.into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(field, old, new)| (field.to_owned(), Change { old, new }))
        .collect()
}

fn planned(conn: &mut Conn, cx: &ServiceContext, shifts: Vec<Shift>) -> Result<Vec<PlannedShift>, DbError> {
    let mut ids: Vec<_> = shifts.iter().map(|shift| shift.calendar).collect();
    ids.sort_unstable();
    ids.dedup();
    let calendars = calendars::service::find_some(conn, &cx.scope, &ids)?;
    let plan = |shift: Shift| {
        let calendar = calendars.iter().find(|calendar| calendar.id == shift.calendar)?.clone();
        Some(PlannedShift { shift, calendar })
    };
    Ok(shifts.into_iter().filter_map(plan).collect())
}

/// Days and calendar of a shift, judged by themselves.
fn checked(cx: &ServiceContext, values: ShiftValues) -> Result<(NaiveDate, NaiveDate), Vec<Problem>> {
    let t = cx.texts();
    let mut problems = Vec::new();
    for (field, day) in [("since", values.since), ("until", values.until)] {
        match day {
            None => problems.push(problem(field, "shift.required", t.t("shifts-problem-day"))),
            Some(day) if !YEARS.contains(&day.year()) => {
                let words =
                    [("first", YEARS.start().to_string().into()), ("last", YEARS.end().to_string().into())];
                problems.push(problem(field, "shift.year", t.ta("calendars-problem-years", &words)));
            }
            Some(_) => {}
        }
    }
    if values.calendar.is_none() {
        problems.push(problem("calendar", "shift.required", t.t("shifts-problem-calendar")));
    }
    let (Some(since), Some(until), true) = (values.since, values.until, problems.is_empty()) else {
        return Err(problems);
    };
    if until < since {
        return Err(vec![problem("until", "shift.reversed", t.t("shifts-problem-reversed"))]);
    }
    if (until - since).num_days() >= LONGEST {
        return Err(vec![problem(
            "until",
            "shift.long",
            t.ta("shifts-problem-long", &[("years", 10.into())]),
        )]);
    }
    Ok((since, until))
}

/// The calendar of a shift: an active one, or the one that it has already.
fn calendar_of(
    conn: &mut Conn,
    cx: &ServiceContext,
    values: ShiftValues,
    before: Option<&Shift>,
) -> Result<Calendar, AppError> {
    let wanted: Vec<_> = values.calendar.into_iter().collect();
    let found = calendars::service::find_some(conn, &cx.scope, &wanted)?.into_iter().next();
    let is_kept = |calendar: &Calendar| before.is_some_and(|before| before.calendar == calendar.id);
    match found {
        Some(calendar) if calendar.active || is_kept(&calendar) => Ok(calendar),
        Some(_) => Err(AppError::Invalid(vec![problem(
            "calendar",
            "shift.calendar-inactive",
            cx.texts().t("shifts-problem-inactive"),
        )])),
        None => Err(AppError::Invalid(vec![problem(
            "calendar",
            "shift.calendar-unknown",
            cx.texts().t("shifts-problem-unknown"),
        )])),
    }
}

/// Refuses a shift that has a day in common with another one of the person, and names that one. The person is held
/// until the transaction ends.
fn check_room(conn: &mut Conn, cx: &ServiceContext, shift: &Shift) -> Result<(), AppError> {
    match queries::lock_person(conn, &cx.scope, shift.user)? {
        None => return Err(AppError::NotFound),
        Some(UserKind::Client) => {
            let message = cx.texts().t("shifts-problem-client");
            return Err(AppError::Invalid(vec![problem("", "shift.not-a-specialist", message)]));
        }
        Some(UserKind::Specialist) => {}
    }
    let days = (shift.since, shift.until);
    let others = queries::between(conn, &cx.scope, shift.user, days, Some(shift.id))?;
    let Some(clash) = planned(conn, cx, others)?.into_iter().next() else { return Ok(()) };
    let t = cx.texts();
    let words = [
        ("since", t.date(clash.shift.since).into()),
        ("until", t.date(clash.shift.until).into()),
        ("calendar", clash.calendar.name.as_str().into()),
    ];
    Err(AppError::Invalid(vec![problem("since", OVERLAP, t.ta("shifts-problem-overlap", &words))]))
}

/// Adds a shift.
///
/// # Errors
/// [`AppError::Invalid`] lists what was refused, [`OVERLAP`] among it; [`AppError::NotFound`] without the person.
pub async fn create_shift(
    cx: &ServiceContext,
    user: UserId,
    values: ShiftValues,
) -> Result<PlannedShift, AppError> {
    cx.require(Permission::ShiftsAdd)?;
    find_owner(cx, user).await?;
    let id = ShiftId::from_uuid(cx.app.ids.uuid());
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| add_shift(&cx, conn, (id, user), values)).await
}

/// Adds a shift inside the caller's transaction.
///
/// # Errors
/// As [`create_shift`].
pub fn add_shift(
    cx: &ServiceContext,
    conn: &mut Conn,
    (id, user): (ShiftId, UserId),
    values: ShiftValues,
) -> Result<PlannedShift, AppError> {
    cx.require(Permission::ShiftsAdd)?;
    let (since, until) = checked(cx, values).map_err(AppError::Invalid)?;
    let calendar = calendar_of(conn, cx, values, None)?;
    let now = cx.app.clock.now();
    let shift =
        Shift { id, user, since, until, calendar: calendar.id, version: 1, created_at: now, updated_at: now };
    check_room(conn, cx, &shift)?;
    queries::insert(conn, &cx.scope, &shift)?;
    let whole = Change { old: Value::Null, new: document(&shift, &calendar) };
    audit::insert(conn, &cx.scope, &entries(cx, &shift, "create", BTreeMap::new(), whole))?;
    Ok(PlannedShift { shift, calendar })
}

/// The shift of a person that has exactly these days and this calendar.
///
/// # Errors
/// The engine's.
pub fn find_same(
    cx: &ServiceContext,
    conn: &mut Conn,
    user: UserId,
    values: ShiftValues,
) -> Result<Option<Shift>, DbError> {
    let (Some(since), Some(until)) = (values.since, values.until) else { return Ok(None) };
    let near = queries::between(conn, &cx.scope, user, (since, until), None)?;
    Ok(near
        .into_iter()
        .find(|shift| (shift.since, shift.until, Some(shift.calendar)) == (since, until, values.calendar)))
}

/// Changes a shift.
///
/// # Errors
/// [`AppError::Conflict`] when `expected_version` is not the present one; [`AppError::Invalid`] as in [`create_shift`].
pub async fn change_shift(
    cx: &ServiceContext,
    id: ShiftId,
    expected_version: Option<i64>,
    values: ShiftValues,
) -> Result<PlannedShift, AppError> {
    cx.require(Permission::ShiftsUpdate)?;
    find_shift(cx, id).await?;
    let (since, until) = checked(cx, values).map_err(AppError::Invalid)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let before = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        if expected_version.is_some_and(|expected| expected != before.version) {
            return Err(AppError::Conflict);
        }
        let calendar = calendar_of(conn, &cx, values, Some(&before))?;
        let mut after = Shift { since, until, calendar: calendar.id, ..before.clone() };
        let changes = differences(&before, &after);
        if changes.is_empty() {
            return Ok(PlannedShift { shift: before, calendar });
        }
        after.version += 1;
        after.updated_at = cx.app.clock.now();
        check_room(conn, &cx, &after)?;
        queries::update(conn, &cx.scope, &after).map_err(|error| match error {
            DbError::NotFound => AppError::Conflict,
            other => AppError::from(other),
        })?;
        let old = calendars::service::find_some(conn, &cx.scope, &[before.calendar])?;
        let old = old.first().map_or(Value::Null, |calendar| document(&before, calendar));
        let whole = Change { old, new: document(&after, &calendar) };
        audit::insert(conn, &cx.scope, &entries(&cx, &after, "update", changes, whole))?;
        Ok(PlannedShift { shift: after, calendar })
    })
    .await
}

/// Deletes a shift. Answers what it was.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete_shift(cx: &ServiceContext, id: ShiftId) -> Result<PlannedShift, AppError> {
    cx.require(Permission::ShiftsDelete)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| remove_shift(&cx, conn, id)).await
}

/// Takes a shift away inside the caller's transaction.
///
/// # Errors
/// As [`delete_shift`].
pub fn remove_shift(cx: &ServiceContext, conn: &mut Conn, id: ShiftId) -> Result<PlannedShift, AppError> {
    cx.require(Permission::ShiftsDelete)?;
    let shift = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
    let gone = planned(conn, cx, vec![shift])?.pop().ok_or(AppError::NotFound)?;
    queries::delete(conn, &cx.scope, id)?;
    let whole = Change { old: document(&gone.shift, &gone.calendar), new: Value::Null };
    audit::insert(conn, &cx.scope, &entries(cx, &gone.shift, "delete", BTreeMap::new(), whole))?;
    Ok(gone)
}
