//! Shifts in the API.
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::NaiveDate;
use elenco_db::{CalendarId, Instant, ShiftId, UserId};
use serde::{Deserialize, Serialize};

use super::calendars::{expected, tagged};
use super::{Body, List};
use crate::calendars::model::YEARS;
use crate::context::ApiContext;
use crate::error::AppError;
use crate::shifts::model::{PlannedShift, ShiftValues};
use crate::shifts::service;

/// Shifts of a page when nothing is said, and at most.
const LIMITS: (usize, usize) = (50, 200);

/// A shift as the API shows one.
#[derive(Debug, Serialize)]
pub struct ShiftDocument {
    id: ShiftId,
    user: UserId,
    since: NaiveDate,
    until: NaiveDate,
    calendar: CalendarId,
    calendar_name: String,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl From<PlannedShift> for ShiftDocument {
    fn from(planned: PlannedShift) -> Self {
        let shift = planned.shift;
        Self {
            id: shift.id,
            user: shift.user,
            since: shift.since,
            until: shift.until,
            calendar: shift.calendar,
            calendar_name: planned.calendar.name,
            version: shift.version,
            created_at: shift.created_at,
            updated_at: shift.updated_at,
        }
    }
}

/// What a program says about a shift. What is left out stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ShiftChanges {
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    calendar: Option<CalendarId>,
    version: Option<i64>,
}

/// What the address of a list may say.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    /// Only shifts that are not over on this day.
    from: Option<NaiveDate>,
    cursor: Option<NaiveDate>,
    limit: Option<usize>,
}

fn answer(status: StatusCode, planned: PlannedShift) -> Response {
    tagged(status, planned.shift.version, ShiftDocument::from(planned))
}

/// `GET /api/v1/users/{id}/shifts?from=&cursor=&limit=`: in order of their days.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn list(
    ApiContext(cx): ApiContext,
    Path(id): Path<UserId>,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<ShiftDocument>>, AppError> {
    service::find_owner(&cx.service, id).await?;
    let limit = query.limit.unwrap_or(LIMITS.0).clamp(1, LIMITS.1);
    let from = query.from.or_else(|| NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1)).unwrap_or_default();
    let (shifts, next) = service::list_from(&cx.service, id, from, query.cursor, limit).await?;
    let next_cursor = next.map(|day| day.to_string());
    Ok(Json(List { items: shifts.into_iter().map(ShiftDocument::from).collect(), next_cursor }))
}

/// `POST /api/v1/users/{id}/shifts`.
///
/// # Errors
/// [`AppError::Invalid`] lists every value that was refused.
pub async fn create(
    ApiContext(cx): ApiContext,
    Path(id): Path<UserId>,
    Body(document): Body<ShiftChanges>,
) -> Result<Response, AppError> {
    let values = ShiftValues { since: document.since, until: document.until, calendar: document.calendar };
    Ok(answer(StatusCode::CREATED, service::create_shift(&cx.service, id, values).await?))
}

/// `GET /api/v1/shifts/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(ApiContext(cx): ApiContext, Path(id): Path<ShiftId>) -> Result<Response, AppError> {
    Ok(answer(StatusCode::OK, service::find_shift(&cx.service, id).await?))
}

/// `PATCH /api/v1/shifts/{id}`, with the version in `If-Match` or in the body, or without one.
///
/// # Errors
/// [`AppError::Conflict`] when the version is not the present one; [`AppError::Invalid`].
pub async fn update(
    ApiContext(cx): ApiContext,
    Path(id): Path<ShiftId>,
    headers: HeaderMap,
    Body(document): Body<ShiftChanges>,
) -> Result<Response, AppError> {
    let before = service::find_shift(&cx.service, id).await?.shift;
    let version = expected(&headers, document.version)?.unwrap_or(before.version);
    let values = ShiftValues {
        since: document.since.or(Some(before.since)),
        until: document.until.or(Some(before.until)),
        calendar: document.calendar.or(Some(before.calendar)),
    };
    Ok(answer(StatusCode::OK, service::change_shift(&cx.service, id, Some(version), values).await?))
}

/// `DELETE /api/v1/shifts/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete(ApiContext(cx): ApiContext, Path(id): Path<ShiftId>) -> Result<StatusCode, AppError> {
    service::delete_shift(&cx.service, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
