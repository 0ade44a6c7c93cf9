//! Roles in the API.
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use elenco_db::{GroupId, Instant, RoleId, UserId};
use serde::{Deserialize, Serialize};

use super::{Body, List};
use crate::auth::permission::Permission;
use crate::context::ApiContext;
use crate::error::AppError;
use crate::roles::model::{Grants, HeldRole, Role, RoleAnchor, RoleValues};
use crate::roles::service;
use crate::users;

/// Roles of a page unless the address says otherwise, and at most.
const LIMITS: (usize, usize) = (50, 200);

/// A role.
#[derive(Debug, Serialize)]
pub struct RoleDocument {
    id: RoleId,
    name: String,
    description: String,
    /// Everything, with what later versions bring.
    everything: bool,
    permissions: Vec<Permission>,
    version: i64,
    created_at: Instant,
}

impl From<Role> for RoleDocument {
    fn from(role: Role) -> Self {
        Self {
            id: role.id,
            everything: role.grants.everything,
            permissions: role.grants.permissions().iter().collect(),
            name: role.name,
            description: role.description,
            version: role.version,
            created_at: role.created_at,
        }
    }
}

/// A role of a person.
#[derive(Debug, Serialize)]
pub struct HeldDocument {
    #[serde(flatten)]
    role: RoleDocument,
    /// It was given to the person.
    own: bool,
    /// Groups that give it to the person.
    groups: Vec<GroupId>,
}

impl From<HeldRole> for HeldDocument {
    fn from(held: HeldRole) -> Self {
        Self {
            own: held.own,
            groups: held.groups.iter().map(|group| group.id).collect(),
            role: RoleDocument::from(held.role),
        }
    }
}

/// What is asked to change. What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangesDocument {
    name: Option<String>,
    description: Option<String>,
    everything: Option<bool>,
    permissions: Option<Vec<Permission>>,
    version: Option<i64>,
}

impl ChangesDocument {
    fn laid_over(self, before: RoleValues) -> RoleValues {
        let grants = match (self.everything, self.permissions) {
            (Some(true), _) => Grants::everything(),
            (_, Some(permissions)) => Grants::of(permissions),
            (Some(false), None) => Grants::of(before.grants.permissions().iter()),
            (None, None) => before.grants,
        };
        RoleValues {
            name: self.name.unwrap_or(before.name),
            description: self.description.unwrap_or(before.description),
            grants,
        }
    }
}

/// What the address of a list may say.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    search: Option<String>,
    cursor: Option<RoleId>,
    limit: Option<usize>,
}

/// The role with its version as `ETag`, for `If-Match` of a change.
fn answer(status: StatusCode, role: Role) -> Response {
    let tag = format!("\"{}\"", role.version);
    let mut response = (status, Json(RoleDocument::from(role))).into_response();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// `GET /api/v1/roles?search=&cursor=&limit=`.
///
/// # Errors
/// [`AppError`].
pub async fn list(
    ApiContext(cx): ApiContext,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<RoleDocument>>, AppError> {
    let limit = query.limit.unwrap_or(LIMITS.0).clamp(1, LIMITS.1);
    let search = crate::groups::form::search_of(query.search.as_deref());
    let page = service::list_roles(&cx.service, search, query.cursor.map(RoleAnchor::After), limit).await?;
    let next_cursor = page.next.map(|anchor| match anchor {
        RoleAnchor::After(id) | RoleAnchor::Before(id) => id.to_string(),
    });
    Ok(Json(List { items: page.roles.into_iter().map(RoleDocument::from).collect(), next_cursor }))
}

/// `POST /api/v1/roles`.
///
/// # Errors
/// [`AppError::Invalid`] lists every value that was refused.
pub async fn create(
    ApiContext(cx): ApiContext,
    Body(document): Body<ChangesDocument>,
) -> Result<Response, AppError> {
    let role = service::create_role(&cx.service, document.laid_over(RoleValues::default())).await?;
    Ok(answer(StatusCode::CREATED, role))
}

/// `GET /api/v1/roles/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(ApiContext(cx): ApiContext, Path(id): Path<RoleId>) -> Result<Response, AppError> {
    Ok(answer(StatusCode::OK, service::find_role(&cx.service, id).await?))
}

/// `PATCH /api/v1/roles/{id}`, with the version in `If-Match` or in the body, or without one.
///
/// # Errors
/// [`AppError::Conflict`] when the version is not the present one.
pub async fn update(
    ApiContext(cx): ApiContext,
    Path(id): Path<RoleId>,
    headers: HeaderMap,
    Body(document): Body<ChangesDocument>,
) -> Result<Response, AppError> {
    let before = service::find_role(&cx.service, id).await?;
    let tag = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let expected = match tag.map(|tag| tag.trim().trim_matches('"')) {
        // What is laid over what was read must not meet anything else.
        None | Some("*") => document.version.or(Some(before.version)),
        Some(version) => Some(version.parse().map_err(|_| AppError::Conflict)?),
    };
    let values = RoleValues { name: before.name, description: before.description, grants: before.grants };
    let role = service::change_role(&cx.service, id, expected, document.laid_over(values)).await?;
    Ok(answer(StatusCode::OK, role))
}

/// `DELETE /api/v1/roles/{id}`.
///
/// # Errors
/// [`AppError::Invalid`] when nobody would be left who may do everything.
pub async fn delete(ApiContext(cx): ApiContext, Path(id): Path<RoleId>) -> Result<StatusCode, AppError> {
    service::delete_role(&cx.service, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/users/{id}/roles`: also those that come from groups.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn of_user(
    ApiContext(cx): ApiContext,
    Path(id): Path<UserId>,
) -> Result<Json<List<HeldDocument>>, AppError> {
    users::service::find_user(&cx.service, id).await?;
    let held = service::held_by(&cx.service, id).await?;
    Ok(Json(List { items: held.into_iter().map(HeldDocument::from).collect(), next_cursor: None }))
}

/// Roles to give.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssociateDocument {
    roles: Vec<RoleId>,
}

/// `POST /api/v1/users/{id}/roles` with `{"roles": ["…"]}`.
///
/// # Errors
/// [`AppError::Invalid`] for permissions that the token does not have.
pub async fn associate(
    ApiContext(cx): ApiContext,
    Path(id): Path<UserId>,
    Body(document): Body<AssociateDocument>,
) -> Result<StatusCode, AppError> {
    users::service::find_user(&cx.service, id).await?;
    service::associate(&cx.service, id, document.roles).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/users/{id}/roles/{role}`.
///
/// # Errors
/// [`AppError::NotFound`] for a role that was not given to the person.
pub async fn dissociate(
    ApiContext(cx): ApiContext,
    Path((id, role)): Path<(UserId, RoleId)>,
) -> Result<StatusCode, AppError> {
    users::service::find_user(&cx.service, id).await?;
    match service::dissociate(&cx.service, id, vec![role]).await? {
        0 => Err(AppError::NotFound),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}
