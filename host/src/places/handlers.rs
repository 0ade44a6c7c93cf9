//! What the script of the map asks: HTTP in and out.
use axum::Json;
use axum::extract::Query;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{service, views};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::gazetteer::Bounds;
use crate::position::Position;

/// What is searched for.
#[derive(Debug, Deserialize)]
pub struct SearchQuery {
    #[serde(default)]
    search: String,
}

/// What the two fields of a form hold.
#[derive(Debug, Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct TypedQuery {
    latitude: String,
    longitude: String,
}

/// A view of the map, in degrees; the whole world when nothing is said.
#[derive(Debug, Deserialize)]
#[serde(default)]
pub struct ViewQuery {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Default for ViewQuery {
    fn default() -> Self {
        Self { west: -180.0, south: -90.0, east: 180.0, north: 90.0 }
    }
}

/// `GET /places?search=`: suggestions, as options of a list.
pub async fn search(cx: RequestContext, Query(query): Query<SearchQuery>) -> Markup {
    let found = service::search(&cx.service, &query.search).await;
    views::suggestions(cx.texts, &found)
}

/// `GET /places/at?latitude=&longitude=`: how a position is read, and what it is called.
pub async fn name(cx: RequestContext, Query(query): Query<TypedQuery>) -> Markup {
    let read = Position::read(&query.latitude, &query.longitude);
    let sentence = read.ok().flatten().and_then(|position| service::name_of(&cx.service, position));
    views::named(cx.texts, read, sentence)
}

/// `GET /places/labels?west=&south=&east=&north=`: `[[name, latitude, longitude, weight]]`, larger ones first.
///
/// # Errors
/// [`AppError::BadRequest`] for what is no part of the world.
pub async fn labels(cx: RequestContext, Query(view): Query<ViewQuery>) -> Result<Response, AppError> {
    let edges = [view.west, view.south, view.east, view.north];
    if !edges.iter().all(|edge| edge.is_finite()) {
        return Err(AppError::BadRequest { code: "map.view", detail: "edges are numbers".to_owned() });
    }
    let bounds = Bounds { west: view.west, south: view.south, east: view.east, north: view.north };
    let places = service::labels(&cx.service, bounds);
    let rows: Vec<Value> = places
        .into_iter()
        .map(|place| json!([place.name, place.position.latitude, place.position.longitude, place.weight]))
        .collect();
    let keep = HeaderValue::from_static("private, max-age=3600");
    Ok(([(header::CACHE_CONTROL, keep), (header::VARY, HeaderValue::from_static("Cookie"))], Json(rows))
        .into_response())
}
