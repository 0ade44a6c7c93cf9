//! Password checks in the API: the same rules that the tooltip shows and saving asks.
use axum::Json;
use elenco_db::{ProjectId, UserId};
use elenco_runtime::contract::Subject;
use secrecy::SecretString;
use serde::Deserialize;

use super::Body;
use crate::context::ApiContext;
use crate::error::AppError;
use crate::extensions::password_policies::PasswordVerdict;
use crate::users;
use crate::users::service::Whose;

/// Whose password it is to be. Everything may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SubjectDocument {
    /// Somebody who is there already: then the rules of one's projects and groups count, too.
    id: Option<UserId>,
    username: String,
    email: String,
    first_names: String,
    last_names: String,
}

/// A candidate.
#[derive(Deserialize)]
pub struct Check {
    password: SecretString,
    /// The project that a new person joins: its rules count, too.
    project: Option<ProjectId>,
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
    let project = check.project.map(|id| cx.project_named(id)).transpose()?.map(|project| project.id);
    let whose = Whose { user: check.user.id, project };
    Ok(Json(users::service::judge_candidate(&cx.service, whose, subject, check.password).await?))
}
