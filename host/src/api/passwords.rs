//! Password checks in the API: the same rules that the tooltip shows and saving asks.
use axum::Json;
use elenco_runtime::contract::Subject;
use secrecy::SecretString;
use serde::Deserialize;

use super::Body;
use crate::context::ApiContext;
use crate::error::AppError;
use crate::extensions::password_policies::PasswordVerdict;

/// Whose password it is to be. Everything may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SubjectDocument {
    username: String,
    email: String,
    first_names: String,
    last_names: String,
}

/// A candidate.
#[derive(Deserialize)]
pub struct Check {
    password: SecretString,
    #[serde(default)]
    user: SubjectDocument,
}

/// `POST /api/v1/password-checks`.
///
/// # Errors
/// [`AppError::Extension`] when a policy does not answer.
pub async fn check(
    ApiContext(cx): ApiContext,
    Body(check): Body<Check>,
) -> Result<Json<PasswordVerdict>, AppError> {
    let subject = Subject {
        username: check.user.username,
        email: check.user.email,
        names: vec![check.user.first_names, check.user.last_names],
        context: vec![cx.tenant.name.clone()],
    };
    let service = &cx.service;
    let verdict = service
        .app
        .extensions
        .check_password(&service.caller, check.password, subject, service.culture)
        .await
        .map_err(AppError::Extension)?;
    Ok(Json(verdict))
}
