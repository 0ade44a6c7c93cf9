//! Use cases about calendars.
mod validate;

use std::collections::BTreeMap;

use elenco_db::{CalendarId, Conn, DbError, TenantScope};
use serde_json::{Value, json};

use super::model::{Calendar, CalendarAnchor, CalendarPage, CalendarValues, Usage, WEEKDAYS, word};
use super::queries;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;

pub use validate::hours_words;

/// Most calendars that a choice offers.
pub const OFFERED: i64 = 500;

fn entry(
    cx: &ServiceContext,
    id: CalendarId,
    action: &'static str,
    changes: BTreeMap<String, Change>,
) -> AuditEntry {
    cx.audit_entry(cx.app.clock.now(), ("calendar", id.as_uuid()), action, changes)
}

/// What differs, by the name of the form's control. Of holidays the history tells those that came and went.
fn differences(before: &CalendarValues, after: &CalendarValues) -> BTreeMap<String, Change> {
    let mut all = vec![
        ("name".to_owned(), json!(before.name), json!(after.name)),
        ("description".to_owned(), json!(before.description), json!(after.description)),
        ("time_zone".to_owned(), json!(before.time_zone), json!(after.time_zone)),
        ("holidays".to_owned(), json!(before.holidays), json!(after.holidays)),
        ("active".to_owned(), json!(before.active), json!(after.active)),
    ];
    for day in WEEKDAYS {
        let written = |values: &CalendarValues| json!(values.week.written(day));
        all.push((format!("week.{}", word(day)), written(before), written(after)));
    }
    all.into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(field, old, new)| (field, Change { old, new }))
        .collect()
}

/// A name that another one has is a problem of the field, whatever else fails is the engine's.
fn refused(cx: &ServiceContext, error: DbError) -> AppError {
    match error {
        DbError::Unique { constraint: "calendars_name" } => AppError::Invalid(vec![validate::taken(cx)]),
        DbError::NotFound => AppError::Conflict,
        other => AppError::from(other),
    }
}

/// Adds a calendar.
///
/// # Errors
/// [`AppError::Invalid`] lists every problem; then nothing is kept.
pub async fn create_calendar(cx: &ServiceContext, values: CalendarValues) -> Result<Calendar, AppError> {
    cx.require(Permission::CalendarsAdd)?;
    let values = validate::checked(cx, values)?;
    let now = cx.app.clock.now();
    let calendar = Calendar {
        id: CalendarId::from_uuid(cx.app.ids.uuid()),
        name: values.name,
        description: values.description,
        time_zone: values.time_zone,
        week: values.week,
        holidays: values.holidays,
        active: values.active,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let (cx, made) = (cx.clone(), calendar.clone());
    let db = cx.app.db.clone();
    db.write(move |conn| {
        queries::insert(conn, &cx.scope, &made).map_err(|error| refused(&cx, error))?;
        audit::insert(conn, &cx.scope, &[entry(&cx, made.id, "create", BTreeMap::new())])?;
        Ok::<(), AppError>(())
    })
    .await?;
    Ok(calendar)
}

/// Changes a calendar.
///
/// # Errors
/// [`AppError::Conflict`] when `expected_version` is not the present one; [`AppError::Invalid`] as in
/// [`create_calendar`].
pub async fn change_calendar(
    cx: &ServiceContext,
    id: CalendarId,
    expected_version: Option<i64>,
    values: CalendarValues,
) -> Result<Calendar, AppError> {
    cx.require(Permission::CalendarsUpdate)?;
    let values = validate::checked(cx, values)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let before = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        if expected_version.is_some_and(|expected| expected != before.version) {
            return Err(AppError::Conflict);
        }
        let changes = differences(&before.values(), &values);
        if changes.is_empty() {
            return Ok(before);
        }
        queries::update(conn, &cx.scope, id, before.version, &values, cx.app.clock.now())
            .map_err(|error| refused(&cx, error))?;
        audit::insert(conn, &cx.scope, &[entry(&cx, id, "update", changes)])?;
        queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)
    })
    .await
}

/// Where a calendar is in use.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn usage(cx: &ServiceContext, id: CalendarId) -> Result<Usage, AppError> {
    cx.require(Permission::CalendarsGetObject)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::usage(conn, &scope, id)).await.map_err(AppError::Database)
}

/// Deletes a calendar. Answers what it was.
///
/// # Errors
/// [`AppError::Invalid`] while shifts or services need it; [`AppError::NotFound`].
pub async fn delete_calendar(cx: &ServiceContext, id: CalendarId) -> Result<Calendar, AppError> {
    cx.require(Permission::CalendarsDelete)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let calendar = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        let usage = queries::usage(conn, &cx.scope, id)?;
        if usage.is_needed() {
            return Err(AppError::Invalid(validate::in_use(&cx, &usage)));
        }
        let gone = Change { old: json!(calendar.name), new: Value::Null };
        match queries::delete(conn, &cx.scope, id) {
            Ok(_) => {}
            // Somebody began to use it at this moment.
            Err(DbError::ForeignKey { .. }) => return Err(AppError::Conflict),
            Err(error) => return Err(error.into()),
        }
        let changes = BTreeMap::from([("name".to_owned(), gone)]);
        audit::insert(conn, &cx.scope, &[entry(&cx, id, "delete", changes)])?;
        Ok(calendar)
    })
    .await
}

/// One calendar.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's calendars too.
pub async fn find_calendar(cx: &ServiceContext, id: CalendarId) -> Result<Calendar, AppError> {
    cx.require(Permission::CalendarsGetObject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::find(conn, &scope, id));
    found.await.map_err(AppError::Database)?.ok_or(AppError::NotFound)
}

/// How many calendars there are.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn count_calendars(cx: &ServiceContext) -> Result<i64, AppError> {
    cx.require(Permission::CalendarsList)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::count(conn, &scope)).await.map_err(AppError::Database)
}

/// One page of calendars, by name.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_calendars(
    cx: &ServiceContext,
    search: Option<String>,
    anchor: Option<CalendarAnchor>,
    limit: usize,
) -> Result<CalendarPage, AppError> {
    cx.require(Permission::CalendarsList)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::page(conn, &scope, search.as_deref(), anchor, limit));
    found.await.map_err(AppError::Database)
}

/// Calendars to choose from, by name: the active ones, and this one whatever it is.
///
/// # Errors
/// The database's.
pub async fn offered(cx: &ServiceContext, chosen: Option<CalendarId>) -> Result<Vec<Calendar>, AppError> {
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| {
        let mut offered = queries::offered(conn, &scope, OFFERED)?;
        if let Some(id) = chosen.filter(|id| offered.iter().all(|calendar| calendar.id != *id))
            && let Some(calendar) = queries::find(conn, &scope, id)?
        {
            offered.push(calendar);
        }
        Ok(offered)
    });
    found.await.map_err(AppError::Database)
}

/// These calendars, for other domains that refer to them.
///
/// # Errors
/// The engine's.
pub fn find_some(conn: &mut Conn, scope: &TenantScope, ids: &[CalendarId]) -> Result<Vec<Calendar>, DbError> {
    queries::find_some(conn, scope, ids)
}
