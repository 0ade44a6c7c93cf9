//! The JSON API: the same use cases as the console, by token. Errors are problem+json (RFC 9457).
pub mod calendars;
pub mod companies;
pub mod cursor;
pub mod exports;
pub mod feedback;
pub mod health;
pub mod history;
pub mod import_mappings;
pub mod imports;
pub mod jobs;
pub mod locations;
pub mod passwords;
pub mod projects;
pub mod roles;
pub mod services;
pub mod shifts;
pub mod tokens;
pub mod users;

use axum::Json;
use axum::extract::FromRequest;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize as _, Serialize};

use crate::app::App;
use crate::error::AppError;

/// A list as the API answers one.
#[derive(Debug, Serialize)]
pub struct List<T> {
    /// The entries of this page.
    pub items: Vec<T>,
    /// Where the next page begins; nothing at the end.
    pub next_cursor: Option<String>,
}

/// Tells a value that is `null` from one that was left out.
fn present<'de, T: serde::Deserialize<'de>, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// The version that a change expects: that of `If-Match`, or that of the body, or none.
fn expected_version(headers: &HeaderMap, of_body: Option<i64>) -> Result<Option<i64>, AppError> {
    let tag = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    match tag.map(|tag| tag.trim().trim_matches('"')) {
        None | Some("*") => Ok(of_body),
        Some(version) => version.parse().map(Some).map_err(|_| AppError::Conflict),
    }
}

/// A document with its version as `ETag`, for `If-Match` of a change.
fn versioned(status: StatusCode, version: i64, document: impl Serialize) -> Response {
    let mut response = (status, Json(document)).into_response();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// A JSON body whose faults are told as problem+json.
pub struct Body<T>(pub T);

impl<T: serde::de::DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = AppError;

    async fn from_request(request: axum::extract::Request, app: &App) -> Result<Self, AppError> {
        match Json::<T>::from_request(request, app).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(JsonRejection::BytesRejection(error)) => {
                Err(AppError::BadRequest { code: "request.unreadable", detail: error.body_text() })
            }
            Err(error) => Err(AppError::BadRequest { code: "request.json", detail: error.body_text() }),
        }
    }
}
