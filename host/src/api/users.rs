//! People in the API.
mod query;

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use elenco_db::{Instant, LocationId, ProjectId, UserId};
use elenco_runtime::contract::Value;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::Value as Document;

use super::{Body, List, cursor, expected_version, present, versioned};
use crate::context::{ApiContext, ServiceContext};
use crate::error::AppError;
use crate::locale::Culture;
use crate::users::field_values;
use crate::users::model::{
    AddressPart, AddressValue, LocationChoice, NewPassword, User, UserChanges, UserKind, UserSummary,
};
use crate::users::service;
use query::ListQuery;

/// People of a page when nothing is said, and at most.
const LIMITS: (usize, usize) = (50, 500);

/// A person as the API shows one.
#[derive(Debug, Serialize)]
pub struct UserDocument {
    id: UserId,
    kind: UserKind,
    username: String,
    email: String,
    first_names: String,
    last_names: String,
    phone: String,
    mobile: String,
    position: String,
    external_id: Option<String>,
    active: bool,
    culture: Culture,
    location: Option<LocationId>,
    address: BTreeMap<AddressPart, AddressValue>,
    fields: BTreeMap<String, Document>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    has_password: bool,
    must_change_password: bool,
    valid_since: Option<Instant>,
    valid_until: Option<Instant>,
    last_sign_in_at: Option<Instant>,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl From<User> for UserDocument {
    fn from(user: User) -> Self {
        Self {
            id: user.id,
            kind: user.kind,
            username: user.username,
            email: user.email,
            first_names: user.first_names,
            last_names: user.last_names,
            phone: user.phone,
            mobile: user.mobile,
            position: user.position,
            external_id: user.external_id,
            active: user.active,
            culture: user.culture,
            location: user.location_id,
            address: user.address,
            fields: user.fields,
            latitude: user.latitude,
            longitude: user.longitude,
            has_password: user.has_password,
            must_change_password: user.must_change_password,
            valid_since: user.valid_since,
            valid_until: user.valid_until,
            last_sign_in_at: user.last_sign_in_at,
            version: user.version,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }
}

/// A person as a list shows one.
#[derive(Debug, Serialize)]
pub struct SummaryDocument {
    id: UserId,
    username: String,
    email: String,
    first_names: String,
    last_names: String,
    active: bool,
    location: Option<String>,
}

impl From<UserSummary> for SummaryDocument {
    fn from(user: UserSummary) -> Self {
        Self {
            id: user.id,
            username: user.username,
            email: user.email,
            first_names: user.first_names,
            last_names: user.last_names,
            active: user.active,
            location: user.location,
        }
    }
}

/// A part of an address: its text, or nothing to take it away.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum PartDocument {
    Text(Option<String>),
    Sourced(AddressValue),
}

impl PartDocument {
    pub(super) fn into_value(self) -> AddressValue {
        match self {
            Self::Text(text) => AddressValue { value: text.unwrap_or_default(), source: None },
            Self::Sourced(value) => value,
        }
    }
}

/// What a program asks to change. What is left out stays as it is; `null` takes away.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChangesDocument {
    kind: Option<UserKind>,
    username: Option<String>,
    email: Option<String>,
    first_names: Option<String>,
    last_names: Option<String>,
    phone: Option<String>,
    mobile: Option<String>,
    position: Option<String>,
    #[serde(deserialize_with = "present")]
    external_id: Option<Option<String>>,
    active: Option<bool>,
    culture: Option<Culture>,
    #[serde(deserialize_with = "present")]
    location: Option<Option<LocationId>>,
    address: BTreeMap<AddressPart, PartDocument>,
    fields: BTreeMap<String, Document>,
    #[serde(deserialize_with = "present")]
    latitude: Option<Option<f64>>,
    #[serde(deserialize_with = "present")]
    longitude: Option<Option<f64>>,
    password: Option<SecretString>,
    must_change_password: Option<bool>,
    #[serde(deserialize_with = "present")]
    valid_since: Option<Option<Instant>>,
    #[serde(deserialize_with = "present")]
    valid_until: Option<Option<Instant>>,
    version: Option<i64>,
}

/// A number with a fraction is a decimal as it was written; everything else is as it is kept.
pub(super) fn field_value(document: &Document) -> Value {
    match document {
        Document::Number(number) if number.as_i64().is_none() => Value::Decimal(number.to_string()),
        other => field_values::from_document(other),
    }
}

impl ChangesDocument {
    /// The position, when either half was said: the other half must be, too.
    fn position_on_map(&self) -> Option<Option<(f64, f64)>> {
        let said = self.latitude.or(self.longitude.map(|_| None));
        said?;
        let half = |value: Option<Option<f64>>| value.flatten();
        Some(match (half(self.latitude), half(self.longitude)) {
            (None, None) => None,
            (latitude, longitude) => Some((latitude.unwrap_or(f64::NAN), longitude.unwrap_or(f64::NAN))),
        })
    }

    fn into_changes(self) -> UserChanges {
        let position_on_map = self.position_on_map();
        let address = self.address.into_iter().map(|(part, document)| (part, document.into_value()));
        UserChanges {
            username: self.username,
            email: self.email,
            first_names: self.first_names,
            last_names: self.last_names,
            phone: self.phone,
            mobile: self.mobile,
            position: self.position,
            external_id: self.external_id.map(Option::unwrap_or_default),
            active: self.active,
            culture: self.culture,
            location: self.location.map(|id| id.map_or(LocationChoice::None, LocationChoice::Id)),
            address: address.collect(),
            fields: self
                .fields
                .iter()
                .map(|(field, document)| (field.clone(), field_value(document)))
                .collect(),
            password: self.password.map(NewPassword::Plain),
            must_change_password: self.must_change_password,
            valid_since: self.valid_since,
            valid_until: self.valid_until,
            photo_id: None,
            position_on_map,
        }
    }
}

/// What the address of a new person may say.
#[derive(Debug, Deserialize)]
pub struct KindQuery {
    kind: Option<UserKind>,
}

/// The person with its version as `ETag`, for `If-Match` of a change; without additional fields that whoever asks does
/// not see.
async fn answer(cx: &ServiceContext, status: StatusCode, user: User) -> Result<Response, AppError> {
    let user = service::without_unseen_fields(cx, user).await?;
    Ok(versioned(status, user.version, UserDocument::from(user)))
}

/// `GET /api/v1/projects/{project}/users?kind=&sort=&cursor=&limit=`, with the filters of `UserFilter::take`. A page
/// may be short of people although there is a next one: it says so by its cursor.
///
/// # Errors
/// [`AppError::BadRequest`] for a filter that does not exist; [`AppError`].
pub async fn list(
    ApiContext(cx): ApiContext,
    Path(project): Path<ProjectId>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Json<List<SummaryDocument>>, AppError> {
    let query = ListQuery::read(&pairs)?;
    let project = cx.project_named(project)?.id;
    let kind = query.kind.unwrap_or(UserKind::Client);
    let anchor = query.cursor.as_deref().map(cursor::read).transpose()?;
    let limit = query.limit.unwrap_or(LIMITS.0).clamp(1, LIMITS.1);
    let listing =
        service::list_sorted(&cx.service, (project, kind), (query.filter, query.sort), anchor, limit).await?;
    let page = listing.page;
    let next_cursor = page.next.as_ref().map(cursor::write);
    Ok(Json(List { items: page.items.into_iter().map(SummaryDocument::from).collect(), next_cursor }))
}

/// `POST /api/v1/projects/{project}/users`.
///
/// # Errors
/// [`AppError::Invalid`] lists every value that was refused.
pub async fn create(
    ApiContext(cx): ApiContext,
    Path(project): Path<ProjectId>,
    Query(query): Query<KindQuery>,
    Body(document): Body<ChangesDocument>,
) -> Result<Response, AppError> {
    let project = cx.project_named(project)?.id;
    let kind = document.kind.or(query.kind).unwrap_or(UserKind::Client);
    let user = service::create_user(&cx.service, kind, project, document.into_changes()).await?;
    answer(&cx.service, StatusCode::CREATED, user).await
}

/// `GET /api/v1/users/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(ApiContext(cx): ApiContext, Path(id): Path<UserId>) -> Result<Response, AppError> {
    let user = service::find_user(&cx.service, id).await?;
    answer(&cx.service, StatusCode::OK, user).await
}

/// `PATCH /api/v1/users/{id}`, with the version in `If-Match` or in the body, or without one.
///
/// # Errors
/// [`AppError::Conflict`] when the version is not the present one.
pub async fn update(
    ApiContext(cx): ApiContext,
    Path(id): Path<UserId>,
    headers: HeaderMap,
    Body(document): Body<ChangesDocument>,
) -> Result<Response, AppError> {
    let project = service::home_project(&cx.service, id).await?;
    let expected = expected_version(&headers, document.version)?;
    let user = service::change_user(&cx.service, id, project, expected, document.into_changes()).await?;
    answer(&cx.service, StatusCode::OK, user).await
}

/// `DELETE /api/v1/users/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete(ApiContext(cx): ApiContext, Path(id): Path<UserId>) -> Result<StatusCode, AppError> {
    service::delete_user(&cx.service, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
