//! Services in the API, and those of a client.
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use elenco_db::{CalendarId, Instant, ServiceId, UserId};
use serde::{Deserialize, Serialize};

use super::{Body, List, expected_version, present, versioned};
use crate::companies::model::Anchor;
use crate::context::ApiContext;
use crate::error::AppError;
use crate::services::model::{Service, ServiceChanges, ServiceFilter};
use crate::services::service;
use crate::users;

/// Services of a page when nothing is said, and at most.
const LIMITS: (usize, usize) = (50, 500);

/// A service as the API shows one.
#[derive(Debug, Serialize)]
pub struct ServiceDocument {
    id: ServiceId,
    name: String,
    description: String,
    calendar: Option<CalendarId>,
    active: bool,
    clients: i64,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl From<Service> for ServiceDocument {
    fn from(service: Service) -> Self {
        Self {
            id: service.id,
            name: service.name,
            description: service.description,
            calendar: service.calendar,
            active: service.active,
            clients: service.clients,
            version: service.version,
            created_at: service.created_at,
            updated_at: service.updated_at,
        }
    }
}

/// What a program asks to change. What is left out stays as it is; `null` takes away.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChangesDocument {
    name: Option<String>,
    description: Option<String>,
    #[serde(deserialize_with = "present")]
    calendar: Option<Option<CalendarId>>,
    active: Option<bool>,
    version: Option<i64>,
}

impl ChangesDocument {
    fn into_changes(self) -> ServiceChanges {
        ServiceChanges {
            name: self.name,
            description: self.description,
            calendar: self.calendar,
            active: self.active,
        }
    }
}

/// What the address of a list may say.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    search: Option<String>,
    active: Option<bool>,
    cursor: Option<ServiceId>,
    limit: Option<usize>,
}

fn answer(status: StatusCode, service: Service) -> Response {
    versioned(status, service.version, ServiceDocument::from(service))
}

async fn page(
    cx: &ApiContext,
    query: ListQuery,
    of_client: Option<UserId>,
) -> Result<Json<List<ServiceDocument>>, AppError> {
    let limit = query.limit.unwrap_or(LIMITS.0).clamp(1, LIMITS.1);
    let filter = ServiceFilter { search: query.search, active: query.active, of_client, of_company: None };
    let page = service::list_services(&cx.0.service, filter, query.cursor.map(Anchor::After), limit).await?;
    let next_cursor = match page.next {
        Some(Anchor::After(id) | Anchor::Before(id)) => Some(id.to_string()),
        None => None,
    };
    Ok(Json(List { items: page.items.into_iter().map(ServiceDocument::from).collect(), next_cursor }))
}

/// `GET /api/v1/services?search=&active=&cursor=&limit=`.
///
/// # Errors
/// [`AppError`].
pub async fn list(
    cx: ApiContext,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<ServiceDocument>>, AppError> {
    page(&cx, query, None).await
}

/// `POST /api/v1/services`.
///
/// # Errors
/// [`AppError::Invalid`] lists every value that was refused.
pub async fn create(
    ApiContext(cx): ApiContext,
    Body(document): Body<ChangesDocument>,
) -> Result<Response, AppError> {
    let made = service::create_service(&cx.service, document.into_changes()).await?;
    Ok(answer(StatusCode::CREATED, made))
}

/// `GET /api/v1/services/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(ApiContext(cx): ApiContext, Path(id): Path<ServiceId>) -> Result<Response, AppError> {
    Ok(answer(StatusCode::OK, service::find_service(&cx.service, id).await?))
}

/// `PATCH /api/v1/services/{id}`, with the version in `If-Match` or in the body, or without one.
///
/// # Errors
/// [`AppError::Conflict`] when the version is not the present one.
pub async fn update(
    ApiContext(cx): ApiContext,
    Path(id): Path<ServiceId>,
    headers: HeaderMap,
    Body(document): Body<ChangesDocument>,
) -> Result<Response, AppError> {
    let expected = expected_version(&headers, document.version)?;
    let changed = service::change_service(&cx.service, id, expected, document.into_changes()).await?;
    Ok(answer(StatusCode::OK, changed))
}

/// `DELETE /api/v1/services/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete(ApiContext(cx): ApiContext, Path(id): Path<ServiceId>) -> Result<StatusCode, AppError> {
    service::delete_service(&cx.service, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/users/{id}/services`: those that a client is associated with.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn list_of_user(
    cx: ApiContext,
    Path(id): Path<UserId>,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<ServiceDocument>>, AppError> {
    users::service::find_user(&cx.0.service, id).await?;
    page(&cx, query, Some(id)).await
}

/// `PUT /api/v1/users/{id}/services/{service}`: associates the client with the service; once more changes nothing.
///
/// # Errors
/// [`AppError::NotFound`] for the person, [`AppError::Invalid`] for a service that is not there and for a specialist.
pub async fn associate(
    ApiContext(cx): ApiContext,
    Path((id, service)): Path<(UserId, ServiceId)>,
) -> Result<StatusCode, AppError> {
    users::service::find_user(&cx.service, id).await?;
    users::service::associate_person(&cx.service, id, vec![service]).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/users/{id}/services/{service}`: takes the service away from the client.
///
/// # Errors
/// As in [`associate`].
pub async fn dissociate(
    ApiContext(cx): ApiContext,
    Path((id, service)): Path<(UserId, ServiceId)>,
) -> Result<StatusCode, AppError> {
    users::service::find_user(&cx.service, id).await?;
    users::service::dissociate_person(&cx.service, id, vec![service]).await?;
    Ok(StatusCode::NO_CONTENT)
}
