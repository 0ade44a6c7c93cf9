//! Histories in the API: values as they are kept, names beside the ids.
use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query};
use elenco_db::{AuditId, Instant, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::List;
use crate::audit::model::{Change, HistoryAnchor, HistoryEntry, ToldWay, Who};
use crate::audit::service;
use crate::context::ApiContext;
use crate::error::AppError;
use crate::users;

/// Changes of a page when nothing is said, and at most.
const LIMITS: (usize, usize) = (50, 200);

/// Who made a change.
#[derive(Debug, Serialize)]
pub struct ActorDocument {
    /// `user`, `token` or `system`.
    kind: &'static str,
    id: Option<Uuid>,
    /// The person's name, or what the token was made for.
    name: Option<String>,
    /// Of a token: whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<UserId>,
}

/// By which way a change came.
#[derive(Debug, Serialize)]
pub struct WayDocument {
    /// `form`, `import`, `api`, `plugin`, `system`.
    kind: String,
    /// The import's id or the plugin's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

/// A change as the API shows one.
#[derive(Debug, Serialize)]
pub struct ChangeDocument {
    id: AuditId,
    at: Instant,
    actor: ActorDocument,
    way: WayDocument,
    action: String,
    changes: BTreeMap<String, Change>,
}

impl From<HistoryEntry> for ChangeDocument {
    fn from(entry: HistoryEntry) -> Self {
        let actor = match entry.who {
            Who::Person(person) => {
                ActorDocument { kind: "user", id: Some(person.id.as_uuid()), name: person.name, person: None }
            }
            Who::Token { id, description, person } => ActorDocument {
                kind: "token",
                id: Some(id.as_uuid()),
                name: description,
                person: person.map(|person| person.id),
            },
            Who::System => ActorDocument { kind: "system", id: None, name: None, person: None },
        };
        let (kind, reference) = match entry.way {
            ToldWay::Form => ("form".to_owned(), None),
            ToldWay::Import { id, .. } => ("import".to_owned(), id.map(|id| id.to_string())),
            ToldWay::Api => ("api".to_owned(), None),
            ToldWay::Plugin(name) => ("plugin".to_owned(), Some(name)),
            ToldWay::System => ("system".to_owned(), None),
            ToldWay::Other(kind) => (kind, None),
        };
        Self {
            id: entry.id,
            at: entry.at,
            actor,
            way: WayDocument { kind, reference },
            action: entry.action,
            changes: entry.changes,
        }
    }
}

/// What the address of a history may say.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    way: Option<String>,
    cursor: Option<String>,
    limit: Option<usize>,
}

/// `GET /api/v1/users/{id}/history?way=&cursor=&limit=`: the newest first.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::BadRequest`] for a cursor that no list of ours gave out.
pub async fn list(
    ApiContext(cx): ApiContext,
    Path(id): Path<UserId>,
    Query(query): Query<ListQuery>,
) -> Result<Json<List<ChangeDocument>>, AppError> {
    let user = users::service::find_user(&cx.service, id).await?;
    let read = |word: &str| {
        HistoryAnchor::parse(word).ok_or_else(|| AppError::BadRequest {
            code: "request.cursor",
            detail: "use the `next_cursor` of the page before, or leave it out".to_owned(),
        })
    };
    let older = query.cursor.as_deref().map(read).transpose()?;
    let limit = query.limit.unwrap_or(LIMITS.0).clamp(1, LIMITS.1);
    let object = ("user", user.id.as_uuid());
    let page = service::list_history(&cx.service, object, query.way.as_deref(), older, limit).await?;
    let next_cursor = page.older.map(HistoryAnchor::word);
    Ok(Json(List { items: page.entries.into_iter().map(ChangeDocument::from).collect(), next_cursor }))
}
