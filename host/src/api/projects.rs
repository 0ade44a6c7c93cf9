//! Projects in the API.
use axum::Json;
use elenco_db::ProjectId;
use serde::Serialize;

use super::List;
use crate::context::ApiContext;

/// A project.
#[derive(Debug, Serialize)]
pub struct ProjectDocument {
    id: ProjectId,
    name: String,
    description: String,
}

/// `GET /api/v1/projects`: those that the token's user may see.
pub async fn list(ApiContext(cx): ApiContext) -> Json<List<ProjectDocument>> {
    let items = cx
        .projects
        .into_iter()
        .map(|project| ProjectDocument {
            id: project.id,
            name: project.name,
            description: project.description,
        })
        .collect();
    Json(List { items, next_cursor: None })
}
