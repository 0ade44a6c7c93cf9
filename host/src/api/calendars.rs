//! Calendars in the API.
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use elenco_db::{CalendarId, Instant};
use serde::{Deserialize, Serialize};

use super::{Body, List};
use crate::calendars::model::{Calendar, CalendarAnchor, CalendarValues, Holiday, Week};
use crate::calendars::service;
use crate::context::ApiContext;
use crate::error::AppError;

/// Calendars of a page when nothing is said, and at most.
const LIMITS: (usize, usize) = (50, 200);

/// A calendar as the API shows one.
#[derive(Debug, Serialize)]
pub struct CalendarDocument {
    id: CalendarId,
    name: String,
    description: String,
    time_zone: String,
    week: Week,
    holidays: Vec<Holiday>,
    active: bool,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl From<Calendar> for CalendarDocument {
    fn from(calendar: Calendar) -> Self {
        Self {
            id: calendar.id,
            name: calendar.name,
            description: calendar.description,
            time_zone: calendar.time_zone,
            week: calendar.week,
            holidays: calendar.holidays,
            active: calendar.active,
            version: calendar.version,
            created_at: calendar.created_at,
            updated_at: calendar.updated_at,
        }
    }
}

/// What a program says about a calendar. What is left out stays as it is; of a new one it is empty, and the calendar
/// active.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CalendarChanges {
    name: Option<String>,
    description: Option<String>,
    time_zone: Option<String>,
    week: Option<Week>,
    holidays: Option<Vec<Holiday>>,
    active: Option<bool>,
    version: Option<i64>,
}

impl CalendarChanges {
    fn over(self, before: CalendarValues) -> CalendarValues {
        CalendarValues {
            name: self.name.unwrap_or(before.name),
            description: self.description.unwrap_or(before.description),
            time_zone: self.time_zone.unwrap_or(before.time_zone),
            week: self.week.unwrap_or(before.week),
            holidays: self.holidays.unwrap_or(before.holidays),
            active: self.active.unwrap_or(before.active),
        }
    }
}

/// What the address of a list may say.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    search: Option<String>,
    cursor: Option<CalendarId>,
    limit: Option<usize>,
}

/// The version that a change is made from: of `If-Match`, or of the body.
pub(super) fn expected(headers: &HeaderMap, body: Option<i64>) -> Result<Option<i64>, AppError> {
    let tag = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    match tag.map(|tag| tag.trim().trim_matches('"')) {
        None | Some("*") => Ok(body),
        Some(version) => version.parse().map(Some).map_err(|_| AppError::Conflict),
    }
}

/// A document with its version as `ETag`.
pub(super) fn tagged(status: StatusCode, version: i64, document: impl Serialize) -> Response {
    let mut response = (status, Json(document)).into_response();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

fn answer(status: StatusCode, calendar: Calendar) -> Response {
    tagged(status, calendar.version, CalendarDocument::from(calendar))
}

/// `GET /api/v1/calendars?search=&cursor=&limit=`: by name.
///
/// # Errors
/// [`AppError`].
pub async fn list(
    ApiContext(cx): ApiContext,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<CalendarDocument>>, AppError> {
    let limit = query.limit.unwrap_or(LIMITS.0).clamp(1, LIMITS.1);
    let anchor = query.cursor.map(CalendarAnchor::After);
    let page = service::list_calendars(&cx.service, query.search, anchor, limit).await?;
    let next_cursor = page.next.map(|anchor| match anchor {
        CalendarAnchor::After(id) | CalendarAnchor::Before(id) => id.to_string(),
    });
    Ok(Json(List { items: page.calendars.into_iter().map(CalendarDocument::from).collect(), next_cursor }))
}

/// `POST /api/v1/calendars`.
///
/// # Errors
/// [`AppError::Invalid`] lists every value that was refused.
pub async fn create(
    ApiContext(cx): ApiContext,
    Body(document): Body<CalendarChanges>,
) -> Result<Response, AppError> {
    let values = document.over(CalendarValues { active: true, ..CalendarValues::default() });
    Ok(answer(StatusCode::CREATED, service::create_calendar(&cx.service, values).await?))
}

/// `GET /api/v1/calendars/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(ApiContext(cx): ApiContext, Path(id): Path<CalendarId>) -> Result<Response, AppError> {
    Ok(answer(StatusCode::OK, service::find_calendar(&cx.service, id).await?))
}

/// `PATCH /api/v1/calendars/{id}`, with the version in `If-Match` or in the body, or without one.
///
/// # Errors
/// [`AppError::Conflict`] when the version is not the present one.
pub async fn update(
    ApiContext(cx): ApiContext,
    Path(id): Path<CalendarId>,
    headers: HeaderMap,
    Body(document): Body<CalendarChanges>,
) -> Result<Response, AppError> {
    let before = service::find_calendar(&cx.service, id).await?;
    // Without a version of the program's the one that was read here: what somebody else changes meanwhile is not lost.
    let version = expected(&headers, document.version)?.unwrap_or(before.version);
    let values = document.over(before.values());
    Ok(answer(StatusCode::OK, service::change_calendar(&cx.service, id, Some(version), values).await?))
}

/// `DELETE /api/v1/calendars/{id}`.
///
/// # Errors
/// [`AppError::Invalid`] while shifts or services need it; [`AppError::NotFound`].
pub async fn delete(ApiContext(cx): ApiContext, Path(id): Path<CalendarId>) -> Result<StatusCode, AppError> {
    service::delete_calendar(&cx.service, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
