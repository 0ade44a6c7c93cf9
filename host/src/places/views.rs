//! What the map is answered.
use maud::{Markup, html};

use super::model::FoundPlaces;
use crate::locale::Texts;
use crate::position::{Position, Unreadable, short};
use crate::ui;

/// Options of the list below the search field.
pub fn suggestions(t: Texts, found: &FoundPlaces) -> Markup {
    html! {
        @for place in &found.places {
            li role="option" aria-selected="false" data-latitude=(short(place.position.latitude))
                data-longitude=(short(place.position.longitude)) data-zoom=(place.zoom) data-label=(place.name) {
                (ui::icon_small("map-pin")) span { b { (place.name) } @if !place.detail.is_empty() { small { (place.detail) } } }
            }
        }
        @if found.places.is_empty() { li.combo-none role="presentation" { (t.t("map-none-found")) } }
        @if found.is_cut_off { li.combo-none role="presentation" { (t.t("map-geocoder-away")) } }
    }
}

/// How a position is read and what it is called; or what is wrong with it.
pub fn named(t: Texts, read: Result<Option<Position>, Unreadable>, sentence: Option<String>) -> Markup {
    match read {
        Ok(Some(position)) => html! {
            span data-at data-latitude=(position.latitude_text()) data-longitude=(position.longitude_text()) {
                @if let Some(sentence) = sentence { (sentence) }
            }
        },
        Ok(None) => html! { span data-nowhere { (t.t("map-nowhere")) } },
        Err(Unreadable { latitude, longitude }) => html! {
            span.hint-bad data-unreadable {
                @if latitude { (t.t("map-problem-latitude")) " " }
                @if longitude { (t.t("map-problem-longitude")) }
            }
        },
    }
}
