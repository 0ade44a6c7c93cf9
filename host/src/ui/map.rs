//! A position on a map: search, zoom, a pin to set and to move, and the two numbers, which do without any script.
use maud::{Markup, Render, html};

use super::field::{Field, Width};
use super::icon::{icon, icon_small};
use crate::assets;
use crate::locale::Texts;

/// What the map is drawn from and asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MapSource {
    /// Where it asks for places; see `places::handlers`.
    pub places: String,
    /// Address of tiles with `{z}`, `{x}`, `{y}`, of the operator's server; the built-in world is drawn without.
    pub tiles: Option<String>,
    /// Whose tiles and whose geocoder they are.
    pub attribution: Option<String>,
}

/// The block: a map above the fields `latitude` and `longitude`.
#[derive(Debug, Clone)]
pub struct MapField {
    /// The reader's texts.
    pub t: Texts,
    /// What it is drawn from.
    pub source: MapSource,
    /// What the two fields hold.
    pub latitude: String,
    /// The same.
    pub longitude: String,
    /// What is wrong with the latitude.
    pub latitude_problem: Option<String>,
    /// What is wrong with the longitude.
    pub longitude_problem: Option<String>,
    /// What the position is called, when there is one: `places::service::name_typed`.
    pub near: Option<String>,
    /// A position that may be meant, and what it is that of: what the map begins with while none is chosen.
    pub offer: Option<(String, String, String)>,
    /// Why it cannot be changed.
    pub lock: Option<String>,
}

impl MapField {
    fn tools(&self) -> Markup {
        let t = self.t;
        html! {
            div.map-tools data-map-tools hidden {
                div.combo.map-search data-combo {
                    (icon("search"))
                    input.in type="search" role="combobox" aria-expanded="false" aria-autocomplete="list"
                        aria-controls="map-found" aria-label=(t.t("map-search")) placeholder=(t.t("map-search-hint"))
                        autocomplete="off" spellcheck="false" maxlength="100" data-combo-input;
                    ul.pop.combo-list #map-found role="listbox" aria-label=(t.t("map-found")) data-combo-list
                        data-searching=(t.t("map-searching")) data-failed=(t.t("ui-request-failed")) hidden {}
                }
                button.btn type="button" data-map-center { (icon("current-location")) (t.t("map-pin-here")) }
                button.btn.btn-quiet type="button" data-map-clear { (icon("x")) (t.t("map-clear")) }
            }
        }
    }

    fn fields(&self) -> Markup {
        let t = self.t;
        html! {
            (Field::text(t, "latitude", t.t("map-latitude")).value(&self.latitude).width(Width::Half).mono()
                .placeholder("4.60971").max_length(80).problem(self.latitude_problem.clone()).locked(self.lock.clone()))
            (Field::text(t, "longitude", t.t("map-longitude")).value(&self.longitude).width(Width::Half).mono()
                .placeholder("-74.08175").max_length(80).problem(self.longitude_problem.clone()).locked(self.lock.clone()))
        }
    }

    /// A position that is known of something near, to be taken with one press. It may be replaced out of band.
    pub fn offer(t: Texts, offer: Option<&(String, String, String)>, out_of_band: bool) -> Markup {
        html! {
            div.map-offer #map-offer hx-swap-oob=[out_of_band.then_some("true")] {
                @if let Some((name, latitude, longitude)) = offer {
                    (icon_small("map-pin"))
                    span { (t.ta("map-offer", &[("name", name.as_str().into())])) }
                    button.link type="button" data-map-use data-latitude=(latitude) data-longitude=(longitude) { (t.t("map-offer-use")) }
                }
            }
        }
    }

    fn sources(&self) -> Markup {
        let t = self.t;
        html! {
            p.map-sources {
                @if let Some(attribution) = &self.source.attribution { span { (attribution) } }
                @if self.source.tiles.is_none() { span { (t.t("map-source-map")) } }
                span { (t.t("map-source-places")) " "
                    a.link.t12 href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer license" { "CC BY 4.0" } }
            }
        }
    }
}

impl Render for MapField {
    fn render(&self) -> Markup {
        let t = self.t;
        html! {
            div.f.f-12.map data-map data-leaflet=(assets::url("leaflet.js")) data-world=(assets::url("world.json"))
                data-places=(self.source.places) data-tiles=[self.source.tiles.as_deref()]
                data-locked[self.lock.is_some()] data-zoom-in=(t.t("map-zoom-in")) data-zoom-out=(t.t("map-zoom-out"))
                data-pin=(t.t("map-pin")) {
                (self.tools())
                div.map-frame data-map-frame hidden {
                    div.map-view data-map-view role="group" aria-label=(t.t("map-label")) {}
                    p.map-hint aria-hidden="true" data-map-hint { (t.t("map-hint")) }
                }
                template data-map-template { (icon("map-pin")) }
                p.hint.map-near aria-live="polite" data-map-near data-nowhere=(t.t("map-nowhere")) {
                    (self.near.clone().unwrap_or_else(|| t.t("map-nowhere").into_owned()))
                }
                (self.sources())
                (Self::offer(t, self.offer.as_ref(), false))
                div.fields { (self.fields()) }
            }
        }
    }
}
