//! Notifications over HTTP: the panel, its page, its stream.
mod stream;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::NotificationId;
use futures_util::Stream;
use serde::Deserialize;

use super::model::{Anchor, Detail, NotificationState};
use super::{service, views};
use crate::app::App;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::mail;
use crate::ui;

/// Notifications in the panel, and on a page of the list.
pub(super) const PANEL: usize = 20;

/// Where the list begins.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    after: Option<String>,
}

fn by_htmx(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}

/// The panel of the bell; without scripts a page of its own that goes back in time.
pub async fn list(
    cx: RequestContext,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let after = query.after.as_deref().and_then(Anchor::from_text);
    let (items, next) = service::list_items(&cx.service, after, PANEL).await?;
    let wish = mail::handlers::wish(&cx).await?;
    if by_htmx(&headers) {
        return Ok(views::panel(cx.texts, &cx.paths, &items, cx.csrf(), wish).into_response());
    }
    let older = next.map(|next| format!("{}?after={}", cx.paths.notifications(), next.to_text()));
    let main = views::page(cx.texts, &cx.paths, &items, older.as_deref(), cx.csrf(), wish);
    let title = cx.texts.t("shell-notifications");
    let page =
        console::page(&cx, &title, Section::Notifications, ui::split(ui::Pane::Detail, maud::html! {}, main))
            .await?;
    Ok(page.into_response())
}

/// Leads to what a notification is for: the file of an export, the details of an import. It counts as read then.
pub async fn open(
    cx: RequestContext,
    Path((_, id)): Path<(String, NotificationId)>,
) -> Result<Redirect, AppError> {
    let item = service::find_item(&cx.service, id).await?;
    service::mark_read(&cx.service, Some(id)).await?;
    let target = match &item.detail {
        Detail::Import(import) => cx.paths.import(import.id),
        Detail::Export(export)
            if item.notification.state == NotificationState::Completed && export.has_file =>
        {
            cx.paths.export_file(export.id)
        }
        Detail::Export(_) => cx.paths.exports(),
        Detail::BulkChange(of) => cx.paths.bulk_change(of.change.id),
        Detail::None => cx.paths.notifications(),
    };
    Ok(Redirect::to(&target))
}

/// Marks all as read.
pub async fn read_all(cx: RequestContext, headers: HeaderMap) -> Result<Response, AppError> {
    service::mark_read(&cx.service, None).await?;
    if by_htmx(&headers) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(Redirect::to(&cx.paths.notifications()).into_response())
}

/// What changes, as it changes: events `notification` (a line), `unread` (a number) and `toast`.
pub async fn stream(
    State(app): State<App>,
    cx: RequestContext,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, std::convert::Infallible>>>, AppError> {
    // A browser that lost its connection says where it was; it is told everything, because what it missed is unknown.
    let again = headers.contains_key("last-event-id");
    let events = stream::open(app, cx, again).await?;
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}
