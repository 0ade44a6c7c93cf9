//! Companies and suppliers in the API, and those of a client.
use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use elenco_db::{CompanyId, Instant, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value as Document;

use super::users::{PartDocument, field_value};
use super::{Body, List, expected_version, present, versioned};
use crate::companies::model::{Anchor, Company, CompanyChanges, CompanyFilter, CompanyKind, CompanySummary};
use crate::companies::service;
use crate::context::ApiContext;
use crate::error::AppError;
use crate::users;
use crate::users::model::{AddressPart, AddressValue};

/// Companies of a page when nothing is said, and at most.
const LIMITS: (usize, usize) = (50, 500);

/// A company as the API shows one.
#[derive(Debug, Serialize)]
pub struct CompanyDocument {
    id: CompanyId,
    kind: CompanyKind,
    name: String,
    tax_id: String,
    external_id: Option<String>,
    email: String,
    phone: String,
    website: String,
    description: String,
    active: bool,
    address: BTreeMap<AddressPart, AddressValue>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    fields: BTreeMap<String, Document>,
    clients: i64,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl From<Company> for CompanyDocument {
    fn from(company: Company) -> Self {
        Self {
            id: company.id,
            kind: company.kind,
            name: company.name,
            tax_id: company.tax_id,
            external_id: company.external_id,
            email: company.email,
            phone: company.phone,
            website: company.website,
            description: company.description,
            active: company.active,
            address: company.address,
            latitude: company.position.map(|(latitude, _)| latitude),
            longitude: company.position.map(|(_, longitude)| longitude),
            fields: company.fields,
            clients: company.clients,
            version: company.version,
            created_at: company.created_at,
            updated_at: company.updated_at,
        }
    }
}

/// A company as a list shows one.
#[derive(Debug, Serialize)]
pub struct SummaryDocument {
    id: CompanyId,
    kind: CompanyKind,
    name: String,
    tax_id: String,
    external_id: Option<String>,
    active: bool,
    clients: i64,
}

impl From<CompanySummary> for SummaryDocument {
    fn from(company: CompanySummary) -> Self {
        Self {
            id: company.id,
            kind: company.kind,
            name: company.name,
            tax_id: company.tax_id,
            external_id: company.external_id,
            active: company.active,
            clients: company.clients,
        }
    }
}

/// What a program asks to change. What is left out stays as it is; `null` takes away.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChangesDocument {
    kind: Option<CompanyKind>,
    name: Option<String>,
    tax_id: Option<String>,
    #[serde(deserialize_with = "present")]
    external_id: Option<Option<String>>,
    email: Option<String>,
    phone: Option<String>,
    website: Option<String>,
    description: Option<String>,
    active: Option<bool>,
    address: BTreeMap<AddressPart, PartDocument>,
    #[serde(deserialize_with = "present")]
    latitude: Option<Option<f64>>,
    #[serde(deserialize_with = "present")]
    longitude: Option<Option<f64>>,
    fields: BTreeMap<String, Document>,
    version: Option<i64>,
}

impl ChangesDocument {
    fn into_changes(self) -> Result<CompanyChanges, AppError> {
        let position = match (self.latitude, self.longitude) {
            (None, None) => None,
            (Some(None), Some(None)) => Some(None),
            (Some(Some(latitude)), Some(Some(longitude))) => Some(Some((latitude, longitude))),
            _ => {
                return Err(AppError::BadRequest {
                    code: "request.position",
                    detail: "give both `latitude` and `longitude`, or neither".to_owned(),
                });
            }
        };
        Ok(CompanyChanges {
            name: self.name,
            tax_id: self.tax_id,
            external_id: self.external_id.map(Option::unwrap_or_default),
            email: self.email,
            phone: self.phone,
            website: self.website,
            description: self.description,
            active: self.active,
            address: self.address.into_iter().map(|(part, text)| (part, text.into_value())).collect(),
            position,
            fields: self.fields.iter().map(|(field, value)| (field.clone(), field_value(value))).collect(),
        })
    }
}

/// What the address of a list may say.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    kind: Option<CompanyKind>,
    search: Option<String>,
    active: Option<bool>,
    cursor: Option<CompanyId>,
    limit: Option<usize>,
}

fn answer(status: StatusCode, company: Company) -> Response {
    versioned(status, company.version, CompanyDocument::from(company))
}

async fn page(
    cx: &ApiContext,
    query: ListQuery,
    of_client: Option<UserId>,
) -> Result<Json<List<SummaryDocument>>, AppError> {
    let limit = query.limit.unwrap_or(LIMITS.0).clamp(1, LIMITS.1);
    let filter = CompanyFilter {
        kind: query.kind,
        search: query.search,
        active: query.active,
        of_client,
        of_service: None,
    };
    let anchor = query.cursor.map(Anchor::After);
    let page = service::list_companies(&cx.0.service, filter, anchor, limit).await?;
    let next_cursor = match page.next {
        Some(Anchor::After(id) | Anchor::Before(id)) => Some(id.to_string()),
        None => None,
    };
    Ok(Json(List { items: page.items.into_iter().map(SummaryDocument::from).collect(), next_cursor }))
}

/// `GET /api/v1/companies?kind=&search=&active=&cursor=&limit=`; without a kind companies and suppliers.
///
/// # Errors
/// [`AppError`].
pub async fn list(
    cx: ApiContext,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<SummaryDocument>>, AppError> {
    page(&cx, query, None).await
}

/// `POST /api/v1/companies`, of the kind that the body says: `company` or `supplier`.
///
/// # Errors
/// [`AppError::Invalid`] lists every value that was refused.
pub async fn create(
    ApiContext(cx): ApiContext,
    Body(document): Body<ChangesDocument>,
) -> Result<Response, AppError> {
    let kind = document.kind.unwrap_or(CompanyKind::Company);
    let company = service::create_company(&cx.service, kind, document.into_changes()?).await?;
    Ok(answer(StatusCode::CREATED, company))
}

/// `GET /api/v1/companies/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(ApiContext(cx): ApiContext, Path(id): Path<CompanyId>) -> Result<Response, AppError> {
    Ok(answer(StatusCode::OK, service::find_company(&cx.service, id).await?))
}

/// `PATCH /api/v1/companies/{id}`, with the version in `If-Match` or in the body, or without one.
///
/// # Errors
/// [`AppError::Conflict`] when the version is not the present one.
pub async fn update(
    ApiContext(cx): ApiContext,
    Path(id): Path<CompanyId>,
    headers: HeaderMap,
    Body(document): Body<ChangesDocument>,
) -> Result<Response, AppError> {
    let expected = expected_version(&headers, document.version)?;
    if let Some(kind) = document.kind {
        // The kind never changes; one that is given again has to be right.
        let company = service::find_company(&cx.service, id).await?;
        if company.kind != kind {
            return Err(AppError::BadRequest {
                code: "request.kind",
                detail: "a company cannot become a supplier, nor the other way round".to_owned(),
            });
        }
    }
    let company = service::change_company(&cx.service, id, expected, document.into_changes()?).await?;
    Ok(answer(StatusCode::OK, company))
}

/// `DELETE /api/v1/companies/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete(ApiContext(cx): ApiContext, Path(id): Path<CompanyId>) -> Result<StatusCode, AppError> {
    service::delete_company(&cx.service, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/users/{id}/companies`: those that a client is associated with.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn list_of_user(
    cx: ApiContext,
    Path(id): Path<UserId>,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<SummaryDocument>>, AppError> {
    users::service::find_user(&cx.0.service, id).await?;
    page(&cx, query, Some(id)).await
}

/// `PUT /api/v1/users/{id}/companies/{company}`: associates the client with the company; once more changes nothing.
///
/// # Errors
/// [`AppError::NotFound`] for the person, [`AppError::Invalid`] for a company that is not there and for a specialist.
pub async fn associate(
    ApiContext(cx): ApiContext,
    Path((id, company)): Path<(UserId, CompanyId)>,
) -> Result<StatusCode, AppError> {
    users::service::find_user(&cx.service, id).await?;
    users::service::associate_person(&cx.service, id, vec![company]).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/users/{id}/companies/{company}`: takes the client away from the company.
///
/// # Errors
/// As in [`associate`].
pub async fn dissociate(
    ApiContext(cx): ApiContext,
    Path((id, company)): Path<(UserId, CompanyId)>,
) -> Result<StatusCode, AppError> {
    users::service::find_user(&cx.service, id).await?;
    users::service::dissociate_person(&cx.service, id, vec![company]).await?;
    Ok(StatusCode::NO_CONTENT)
}
