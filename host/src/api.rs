//! The JSON API: the same use cases as the console, by token. Errors are problem+json (RFC 9457).
pub mod calendars;
pub mod cursor;
pub mod exports;
pub mod feedback;
pub mod health;
pub mod history;
pub mod imports;
pub mod locations;
pub mod passwords;
pub mod projects;
pub mod shifts;
pub mod users;

use axum::Json;
use axum::extract::FromRequest;
use axum::extract::rejection::JsonRejection;
use serde::Serialize;

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
