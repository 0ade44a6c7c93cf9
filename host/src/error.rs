//! What goes wrong in a request, and the only place where it meets an HTTP status.
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use elenco_db::DbError;
use serde::Serialize;

use crate::auth::permission::Permission;
use crate::extensions::ExtensionError;
use crate::files::FilesError;
use crate::plugins::model::PluginProblem;
use crate::users::model::Problem;

/// Why a request cannot be answered as asked. Domains say what happened in their own words; this says what kind of
/// thing it is.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in, or the token is unknown, expired or revoked.
    #[error("not signed in")]
    Unauthenticated,
    /// The user's roles do not allow it.
    #[error("permission {} is missing", .0.as_str())]
    Forbidden(Permission),
    /// The session's person is to choose another password before anything else.
    #[error("another password is to be chosen first")]
    PasswordIsOld,
    /// The form's token is missing or of another session.
    #[error("the form's token is not this session's")]
    Csrf,
    /// There is no such thing in this tenant. Another tenant's things look just the same.
    #[error("not found")]
    NotFound,
    /// Values were refused; the form shows each at its place.
    #[error("{} values were refused", .0.len())]
    Invalid(Vec<Problem>),
    /// The request itself cannot be read.
    #[error("{code}: {detail}")]
    BadRequest {
        /// Stable code, `import.no-file` …
        code: &'static str,
        /// For the one who wrote the program; the console shows the code's text.
        detail: String,
    },
    /// Somebody else changed the thing in the meantime.
    #[error("changed in the meantime")]
    Conflict,
    /// More than is taken, in bytes.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// Too many tries; worth another after this many seconds.
    #[error("too many tries, again in {retry_after} s")]
    TooManyTries {
        /// Seconds.
        retry_after: u64,
    },
    /// Something about a plugin cannot be done.
    #[error("plugin: {}", .0.code())]
    Plugin(Box<PluginProblem>),
    /// A plugin that is needed did not answer.
    #[error("plugin: {0}")]
    Extension(ExtensionError),
    /// The database did not answer.
    #[error("database: {0}")]
    Database(DbError),
    /// The file store did not answer.
    #[error("files: {0}")]
    Files(FilesError),
    /// A fault of ours.
    #[error("internal: {0}")]
    Internal(String),
}

impl From<DbError> for AppError {
    /// For queries whose constraints the domain has already turned into problems: whatever is left is the engine's.
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound => Self::NotFound,
            other => Self::Database(other),
        }
    }
}

impl AppError {
    /// The one map from errors to HTTP statuses.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) | Self::Csrf | Self::PasswordIsOld => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Invalid(_) | Self::Plugin(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadRequest { .. } => StatusCode::BAD_REQUEST,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Extension(_) | Self::Database(_) | Self::Files(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Stable code for programs.
    pub fn code(&self) -> &str {
        match self {
            Self::Unauthenticated => "auth.required",
            Self::Forbidden(_) => "auth.forbidden",
            Self::Csrf => "auth.csrf",
            Self::PasswordIsOld => "auth.password-old",
            Self::NotFound => "not-found",
            Self::Invalid(_) => "invalid",
            Self::BadRequest { code, .. } => code,
            Self::Conflict => "conflict",
            Self::TooLarge { .. } => "too-large",
            Self::TooManyTries { .. } => "too-many-tries",
            Self::Plugin(problem) => problem.code(),
            Self::Extension(error) => error.code(),
            Self::Database(_) => "database.unavailable",
            Self::Files(FilesError::Full) => "files.full",
            Self::Files(_) => "files.unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// Writes the error to the log when it is not the caller's doing.
    pub fn report(&self) {
        if self.status().is_server_error() {
            tracing::error!(code = self.code(), error = %self, "request failed");
        }
    }
}

/// An error as RFC 9457 has it.
#[derive(Debug, Serialize)]
pub struct ProblemDocument<'a> {
    /// `about:blank`: the code says what it is.
    pub r#type: &'static str,
    /// The status in words.
    pub title: &'a str,
    /// The status.
    pub status: u16,
    /// Stable code.
    pub code: &'a str,
    /// What happened, for a person.
    pub detail: String,
    /// The permission that is missing, when that is it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permission: Option<&'static str>,
    /// The values that were refused.
    #[serde(skip_serializing_if = "<[Problem]>::is_empty")]
    pub errors: &'a [Problem],
}

/// The error as problem+json: what the API answers.
pub fn problem_response(error: &AppError) -> Response {
    error.report();
    let status = error.status();
    let detail = if status == StatusCode::INTERNAL_SERVER_ERROR { String::new() } else { error.to_string() };
    let body = ProblemDocument {
        r#type: "about:blank",
        title: status.canonical_reason().unwrap_or("Error"),
        status: status.as_u16(),
        code: error.code(),
        detail,
        permission: if let AppError::Forbidden(permission) = error {
            Some(permission.as_str())
        } else {
            None
        },
        errors: if let AppError::Invalid(problems) = error { problems } else { &[] },
    };
    let mut response = (status, Json(body)).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/problem+json"));
    if let AppError::TooManyTries { retry_after } = error
        && let Ok(seconds) = header::HeaderValue::from_str(&retry_after.to_string())
    {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}
