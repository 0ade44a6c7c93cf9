//! Locations in the API.
use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use elenco_db::{Instant, LocationId};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Body, List};
use crate::context::ApiContext;
use crate::error::AppError;
use crate::locations::form::search_of;
use crate::locations::model::{Location, LocationAnchor, LocationFilter, LocationValues};
use crate::locations::service;
use crate::users::model::{AddressPart, AddressValue};

/// Locations of a page when nothing is said, and at most.
const LIMITS: (usize, usize) = (50, 500);

/// A location as the API shows one.
#[derive(Debug, Serialize)]
pub struct LocationDocument {
    id: LocationId,
    code: String,
    name: String,
    address: BTreeMap<AddressPart, String>,
    phone: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    active: bool,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl From<Location> for LocationDocument {
    fn from(place: Location) -> Self {
        Self {
            id: place.id,
            code: place.code,
            name: place.name,
            address: place.address.into_iter().map(|(part, entry)| (part, entry.value)).collect(),
            phone: place.phone,
            latitude: place.latitude,
            longitude: place.longitude,
            active: place.active,
            version: place.version,
            created_at: place.created_at,
            updated_at: place.updated_at,
        }
    }
}

/// What a program asks to change. What is left out stays as it is; `null` takes away.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChangesDocument {
    code: Option<String>,
    name: Option<String>,
    address: BTreeMap<AddressPart, Option<String>>,
    phone: Option<String>,
    #[serde(deserialize_with = "present")]
    latitude: Option<Option<f64>>,
    #[serde(deserialize_with = "present")]
    longitude: Option<Option<f64>>,
    active: Option<bool>,
    version: Option<i64>,
}

/// Tells a value that is `null` from one that was left out.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<f64>>, D::Error> {
    Option::<f64>::deserialize(deserializer).map(Some)
}

impl ChangesDocument {
    fn over(self, mut values: LocationValues) -> LocationValues {
        values.code = self.code.unwrap_or(values.code);
        values.name = self.name.unwrap_or(values.name);
        values.phone = self.phone.unwrap_or(values.phone);
        values.active = self.active.unwrap_or(values.active);
        for (part, text) in self.address {
            values.address.insert(part, AddressValue { value: text.unwrap_or_default(), source: None });
        }
        if self.latitude.is_some() || self.longitude.is_some() {
            values.position = match (self.latitude.flatten(), self.longitude.flatten()) {
                (None, None) => None,
                (latitude, longitude) => Some((latitude.unwrap_or(f64::NAN), longitude.unwrap_or(f64::NAN))),
            };
        }
        values
    }
}

/// What the address of a list may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    search: Option<String>,
    active: Option<bool>,
    cursor: Option<LocationId>,
    limit: Option<usize>,
}

/// The location with its version as `ETag`, for `If-Match` of a change.
fn answer(status: StatusCode, place: Location) -> Response {
    let tag = format!("\"{}\"", place.version);
    let mut response = (status, Json(LocationDocument::from(place))).into_response();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// `GET /api/v1/locations?search=&active=&cursor=&limit=`.
///
/// # Errors
/// [`AppError`].
pub async fn list(
    ApiContext(cx): ApiContext,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<LocationDocument>>, AppError> {
    let filter = LocationFilter { search: search_of(query.search.as_deref()), active: query.active };
    let limit = query.limit.unwrap_or(LIMITS.0).clamp(1, LIMITS.1);
    let anchor = query.cursor.map(LocationAnchor::After);
    let page = service::list_locations(&cx.service, filter, anchor, limit).await?;
    let next_cursor = page.next.map(LocationAnchor::word);
    Ok(Json(List { items: page.items.into_iter().map(LocationDocument::from).collect(), next_cursor }))
}

/// `POST /api/v1/locations`.
///
/// # Errors
/// [`AppError::Invalid`] lists every value that was refused.
pub async fn create(
    ApiContext(cx): ApiContext,
    Body(document): Body<ChangesDocument>,
) -> Result<Response, AppError> {
    let values = document.over(LocationValues { active: true, ..LocationValues::default() });
    Ok(answer(StatusCode::CREATED, service::create_location(&cx.service, values).await?))
}

/// `GET /api/v1/locations/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(ApiContext(cx): ApiContext, Path(id): Path<LocationId>) -> Result<Response, AppError> {
    Ok(answer(StatusCode::OK, service::find_location(&cx.service, id).await?))
}

/// `PATCH /api/v1/locations/{id}`, with the version in `If-Match` or in the body, or without one.
///
/// # Errors
/// [`AppError::Conflict`] when the version is not the present one.
pub async fn update(
    ApiContext(cx): ApiContext,
    Path(id): Path<LocationId>,
    headers: HeaderMap,
    Body(document): Body<ChangesDocument>,
) -> Result<Response, AppError> {
    let tag = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let present = service::find_location(&cx.service, id).await?;
    let expected = match tag.map(|tag| tag.trim().trim_matches('"')) {
        // What was left out is as it was read just now, so nobody else may have changed it since.
        None | Some("*") => document.version.unwrap_or(present.version),
        Some(version) => version.parse().map_err(|_| AppError::Conflict)?,
    };
    let values = document.over(LocationValues::of(&present));
    let place = service::change_location(&cx.service, id, Some(expected), values).await?;
    Ok(answer(StatusCode::OK, place))
}

/// `DELETE /api/v1/locations/{id}`.
///
/// # Errors
/// [`AppError::Invalid`] while people belong to it; [`AppError::NotFound`].
pub async fn delete(ApiContext(cx): ApiContext, Path(id): Path<LocationId>) -> Result<StatusCode, AppError> {
    service::delete_location(&cx.service, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
