//! Places: HTTP in and out.
use axum::extract::{Path, Query};
use elenco_db::LocationId;
use maud::Markup;
use serde::Deserialize;

use super::service;
use super::views::{self, ListView};
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::ui::{self, Pane};

/// Places on a page of the list.
const PAGE: usize = 50;

/// What the address of the list may say.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    after: Option<LocationId>,
    name: Option<String>,
}

async fn page(
    cx: &RequestContext,
    query: &ListQuery,
    open: Option<LocationId>,
    detail: Markup,
) -> Result<Markup, AppError> {
    let after = query.name.clone().zip(query.after);
    let mut places = service::list_locations(&cx.service, after, PAGE as i64 + 1).await?;
    let more = places.len() > PAGE;
    places.truncate(PAGE);
    let next = places.last().filter(|_| more).map(|last| {
        let name = percent_encoding::utf8_percent_encode(&last.name, percent_encoding::NON_ALPHANUMERIC);
        format!("{}?after={}&name={name}", cx.paths.locations(), last.id)
    });
    let list = views::list_pane(&ListView { t: cx.texts, paths: &cx.paths, places: &places, open, next });
    let show = if open.is_some() { Pane::Detail } else { Pane::List };
    console::page(cx, &cx.texts.t("locations-title"), Section::Locations, ui::split(show, list, detail)).await
}

/// `GET /locations`.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Markup, AppError> {
    page(&cx, &query, None, views::none_chosen(cx.texts)).await
}

/// `GET /locations/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, LocationId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let place = service::find_location(&cx.service, id).await?;
    page(&cx, &query, Some(id), views::detail_pane(cx.texts, &cx.paths, &place)).await
}
