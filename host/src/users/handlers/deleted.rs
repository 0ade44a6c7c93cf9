//! People who were deleted, and restoring them.
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use elenco_db::{Instant, UserId};
use maud::{Markup, html};
use serde::Deserialize;

use super::{beside, kind_of, lead_to};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::ui::Toast;
use crate::users::model::{DeletedAnchor, Restored, UserKind};
use crate::users::service;
use crate::users::views::{self, DeletedView};

/// People on a page.
const PAGE: usize = 50;

/// What the address may say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct DeletedQuery {
    at: Option<i64>,
    after: Option<UserId>,
    restored: Option<u64>,
    said: Option<String>,
}

impl DeletedQuery {
    fn anchor(&self) -> Option<DeletedAnchor> {
        Some(DeletedAnchor { at: Instant::from_micros(self.at?)?, id: self.after? })
    }
}

async fn page(
    cx: &RequestContext,
    kind: UserKind,
    query: &DeletedQuery,
    (outcome, problem): (&[Restored], Option<String>),
    toasts: Vec<Toast>,
) -> Result<Markup, AppError> {
    let (people, more) = service::list_deleted(&cx.service, kind, query.anchor(), PAGE).await?;
    let panel = views::deleted_panel(&DeletedView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        people: &people,
        has_more: more,
        is_first: query.anchor().is_none(),
        outcome,
        problem,
        csrf: cx.csrf(),
    });
    beside(cx, kind, Some(panel), toasts, html! {}).await
}

/// `GET /users/{category}/deleted`: who was deleted lately.
///
/// # Errors
/// [`AppError`].
pub async fn list_deleted(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Query(query): Query<DeletedQuery>,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let mut toasts = Vec::new();
    if let Some(count) = query.restored {
        toasts.push(Toast::completed(cx.texts.ta("deleted-restored", &[("count", count.into())])));
    }
    if query.said.as_deref() == Some("nobody") {
        toasts.push(Toast::pending(cx.texts.t("bulk-nobody")));
    }
    page(&cx, kind, &query, (&[], None), toasts).await
}

/// `POST /users/{category}/deleted/restore`: restores people; whom it cannot is shown with why, and one alone can get
/// another user name there.
///
/// # Errors
/// [`AppError`].
pub async fn restore(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    let list = cx.paths.deleted_users(kind);
    let chosen = pairs.iter().filter(|(name, _)| name == "selected");
    let ids: Vec<UserId> =
        chosen.map(|(_, id)| id.parse().map_err(|_| AppError::NotFound)).collect::<Result<_, AppError>>()?;
    if ids.len() > PAGE {
        return Err(AppError::BadRequest { code: "form.unreadable", detail: "too many people".to_owned() });
    }
    if ids.is_empty() {
        return Ok(lead_to(&headers, &format!("{list}?said=nobody")));
    }
    let username = pairs.iter().find(|(name, _)| name == "username").map(|(_, value)| value.clone());
    let (outcome, problem) = match service::restore_users(&cx.service, ids, username).await {
        Ok(outcome) => (outcome, None),
        Err(AppError::Invalid(problems)) => {
            (Vec::new(), problems.into_iter().next().map(|problem| problem.message))
        }
        Err(error) => return Err(error),
    };
    let refused = outcome.iter().any(|one| match one {
        Restored::Back { without, .. } => !without.is_empty(),
        Restored::Refused { .. } => true,
    });
    let back = outcome.iter().filter(|one| matches!(one, Restored::Back { .. })).count();
    if !refused && problem.is_none() {
        return Ok(lead_to(&headers, &format!("{list}?restored={back}")));
    }
    let mut toasts = Vec::new();
    if back > 0 {
        toasts.push(Toast::completed(cx.texts.ta("deleted-restored", &[("count", back.into())])));
    }
    let page = page(&cx, kind, &DeletedQuery::default(), (&outcome, problem), toasts).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
