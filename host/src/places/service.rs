//! Use cases about places of the world.
use super::model::{Found, FoundPlaces};
use crate::context::ServiceContext;
use crate::extensions::geocoder::Answered;
use crate::gazetteer::{Bounds, Gazetteer, Place};
use crate::position::Position;

/// Suggestions of one search.
const SUGGESTED: usize = 8;
/// Longest search, in characters.
const LONGEST: usize = 100;
/// Labels of one view of the map.
const LABELS: usize = 80;
/// Nearer than this, a position is said to be in a place, in kilometres.
const WITHIN_KM: f64 = 1.0;

/// The zoom that shows a place of this weight with what is around it.
fn zoom_of(weight: u8) -> u8 {
    match weight {
        210.. => 9,
        160.. => 10,
        _ => 11,
    }
}

fn found(place: Place) -> Found {
    let of = [place.region, place.country];
    Found {
        detail: of
            .into_iter()
            .filter(|part| !part.is_empty() && *part != place.name)
            .collect::<Vec<_>>()
            .join(", "),
        name: place.name,
        position: place.position,
        zoom: zoom_of(place.weight),
    }
}

/// Places by name: those of the operator's geocoder, where there is one and it answers; the built-in ones otherwise. A
/// position that is typed into the search is found as itself.
pub async fn search(cx: &ServiceContext, text: &str) -> FoundPlaces {
    let text: String = text.trim().chars().take(LONGEST).collect();
    if let Ok(Some(position)) = Position::read(&text, "") {
        let (name, _) = named(cx, position).unwrap_or_default();
        let place = Found { name: position.to_string(), detail: name, position, zoom: 12 };
        return FoundPlaces { places: vec![place], is_cut_off: false };
    }
    if text.is_empty() {
        return FoundPlaces::default();
    }
    let mut is_cut_off = false;
    if let Some(geocoder) = &cx.app.geocoder {
        let asked = geocoder.search(cx.scope.tenant(), text.clone(), cx.culture, SUGGESTED).await;
        match asked {
            Ok(answered) if !answered.is_empty() => {
                let places = answered.into_iter().map(|Answered { name, detail, position }| Found {
                    name,
                    detail,
                    position,
                    zoom: 14,
                });
                return FoundPlaces { places: places.collect(), is_cut_off };
            }
            Ok(_) => {}
            Err(reason) => {
                tracing::warn!(reason, "the geocoder did not answer");
                is_cut_off = true;
            }
        }
    }
    let places = Gazetteer::built_in().search(&text, cx.culture, SUGGESTED);
    FoundPlaces { places: places.into_iter().map(found).collect(), is_cut_off }
}

/// The sentence that names a position, and how far the place is that it names.
fn named(cx: &ServiceContext, position: Position) -> Option<(String, f64)> {
    let (place, distance) = Gazetteer::built_in().nearest(position, cx.culture)?;
    let t = cx.texts();
    let whole = format!("{}, {}", place.name, place.country);
    let kilometres = distance.round() as i64;
    let sentence = if distance < WITHIN_KM {
        t.ta("map-in", &[("place", whole.into())])
    } else {
        t.ta("map-near", &[("distance", t.number(kilometres).into()), ("place", whole.into())])
    };
    Some((sentence, distance))
}

/// The sentence that names a position: `3 km from Bogotá, Colombia`.
pub fn name_of(cx: &ServiceContext, position: Position) -> Option<String> {
    named(cx, position).map(|(sentence, _)| sentence)
}

/// The same for what the two fields of a form hold; nothing when that is no position.
pub fn name_typed(cx: &ServiceContext, latitude: &str, longitude: &str) -> Option<String> {
    name_of(cx, Position::read(latitude, longitude).ok()??)
}

/// The largest places of a part of the map.
pub fn labels(cx: &ServiceContext, bounds: Bounds) -> Vec<Place> {
    Gazetteer::built_in().within(bounds, cx.culture, LABELS)
}
