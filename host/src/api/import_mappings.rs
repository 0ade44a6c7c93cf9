//! Mappings of imports in the API.
//!
//! An upload with the option `"map": true` waits in state `mapping`: `GET …/mapping` says what is proposed,
//! `PUT …/mapping` takes options (those of the upload) and keeps them, `POST …/start` lets it begin.
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use elenco_db::{ImportId, ImportMappingId, Instant};
use serde::{Deserialize, Serialize};

use crate::context::ApiContext;
use crate::error::AppError;
use crate::imports::messages::mapping_problem_text;
use crate::imports::model::{ImportOptions, KeptChoices, PreviewRow, Proposal};
use crate::imports::service::{self, Proposed, Start};
use crate::users::model::{Problem, UserKind};

/// What is proposed.
#[derive(Debug, Serialize)]
pub struct ProposalDocument {
    id: ImportId,
    #[serde(flatten)]
    proposal: Proposal,
    preview: Vec<PreviewRow>,
}

fn document(proposed: Proposed) -> ProposalDocument {
    ProposalDocument { id: proposed.import.id, proposal: proposed.proposal, preview: proposed.preview }
}

/// `GET /api/v1/imports/{id}/mapping`.
///
/// # Errors
/// [`AppError::Conflict`] when the import does not wait for its mapping.
pub async fn show(
    ApiContext(cx): ApiContext,
    Path(id): Path<ImportId>,
) -> Result<Json<ProposalDocument>, AppError> {
    Ok(Json(document(service::propose(&cx.service, id).await?)))
}

/// `PUT /api/v1/imports/{id}/mapping`: keeps options, and answers what is proposed with them.
///
/// # Errors
/// As [`service::keep_mapping`].
pub async fn keep(
    ApiContext(cx): ApiContext,
    Path(id): Path<ImportId>,
    Json(options): Json<ImportOptions>,
) -> Result<Json<ProposalDocument>, AppError> {
    service::keep_mapping(&cx.service, id, options).await?;
    Ok(Json(document(service::propose(&cx.service, id).await?)))
}

/// What an import that started answers.
#[derive(Debug, Serialize)]
struct Started {
    id: ImportId,
    state: &'static str,
}

/// `POST /api/v1/imports/{id}/start`.
///
/// # Errors
/// [`AppError::Invalid`] with what has to be put right; [`AppError::Conflict`] when it does not wait any more.
pub async fn start(ApiContext(cx): ApiContext, Path(id): Path<ImportId>) -> Result<Response, AppError> {
    match service::start_mapped(&cx.service, id).await? {
        Start::Started(import) => {
            let started = Started { id: import.id, state: import.state.as_str() };
            Ok((StatusCode::ACCEPTED, Json(started)).into_response())
        }
        Start::Refused(proposed) => {
            let problems = proposed.proposal.problems.iter().map(|problem| Problem {
                field: "sheets".to_owned(),
                code: problem.code().to_owned(),
                message: mapping_problem_text(cx.texts, problem),
            });
            Err(AppError::Invalid(problems.collect()))
        }
    }
}

/// Whom mappings are for; everybody when nothing is said.
#[derive(Debug, Deserialize)]
pub struct KindQuery {
    kind: Option<UserKind>,
}

/// A mapping that the tenant keeps.
#[derive(Debug, Serialize)]
pub struct MappingDocument {
    id: ImportMappingId,
    kind: UserKind,
    name: String,
    choices: KeptChoices,
    updated_at: Instant,
}

/// `GET /api/v1/import-mappings?kind=`.
///
/// # Errors
/// The database's.
pub async fn list(
    ApiContext(cx): ApiContext,
    Query(query): Query<KindQuery>,
) -> Result<Json<super::List<MappingDocument>>, AppError> {
    let mut items = Vec::new();
    for kind in [UserKind::Client, UserKind::Specialist] {
        if query.kind.is_some_and(|wanted| wanted != kind) {
            continue;
        }
        let mappings = service::list_mappings(&cx.service, kind).await?;
        items.extend(mappings.into_iter().map(|mapping| MappingDocument {
            id: mapping.id,
            kind,
            name: mapping.name,
            choices: mapping.choices,
            updated_at: mapping.updated_at,
        }));
    }
    Ok(Json(super::List { items, next_cursor: None }))
}

/// `DELETE /api/v1/import-mappings/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete(
    ApiContext(cx): ApiContext,
    Path(id): Path<ImportMappingId>,
) -> Result<StatusCode, AppError> {
    service::delete_mapping(&cx.service, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
