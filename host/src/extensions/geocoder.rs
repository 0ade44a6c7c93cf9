//! The operator's geocoder, when there is one: asked by the server, by the same rules as requests of plugins.
use std::io::Read as _;
use std::sync::Arc;

use elenco_db::TenantId;
use elenco_runtime::{HttpProvider, HttpRequest, PluginScope};
use serde_json::Value;

use super::http::{NoSecrets, PluginHttp, SystemNames};
use crate::clock::Clock;
use crate::config::Config;
use crate::locale::Culture;
use crate::position::Position;

/// Largest answer, in bytes.
const LARGEST: u64 = 1 << 20;
/// Longest name that is shown, in characters.
const LONGEST: usize = 120;

/// A place that it knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// Its name.
    pub name: String,
    /// What tells it from others of its name.
    pub detail: String,
    /// Where it is.
    pub position: Position,
}

/// Asks for places by name.
#[derive(Clone)]
pub struct Geocoder {
    http: Arc<dyn HttpProvider>,
    template: Arc<str>,
    host: Arc<str>,
}

impl Geocoder {
    /// The one that the configuration names.
    ///
    /// # Errors
    /// Says what in the configuration cannot be used.
    pub fn start(config: &Config, clock: Arc<dyn Clock>) -> Result<Option<Self>, String> {
        let Some(template) = &config.map.geocoder else { return Ok(None) };
        if !template.contains("{search}") {
            return Err("map.geocoder names no {search}".to_owned());
        }
        let url = url::Url::parse(&filled(template, "x", Culture::En, 1))
            .map_err(|error| format!("map.geocoder is no address: {error}"))?;
        let name = url.host_str().ok_or("map.geocoder names no host")?;
        let host = url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        let http = PluginHttp::new(&config.plugin_http, Arc::new(SystemNames), Arc::new(NoSecrets), clock)?;
        Ok(Some(Self { http: Arc::new(http), template: template.as_str().into(), host: host.into() }))
    }

    /// Places of this name.
    ///
    /// # Errors
    /// One sentence for the log: what stopped it.
    pub async fn search(
        &self,
        tenant: TenantId,
        text: String,
        culture: Culture,
        limit: usize,
    ) -> Result<Vec<Answered>, String> {
        let this = self.clone();
        let ask = move || this.ask(tenant, &text, culture, limit);
        tokio::task::spawn_blocking(ask).await.map_err(|_| "the server is stopping".to_owned())?
    }

    fn ask(
        &self,
        tenant: TenantId,
        text: &str,
        culture: Culture,
        limit: usize,
    ) -> Result<Vec<Answered>, String> {
        let scope = PluginScope { plugin: "map".into(), tenant: tenant.to_string().into() };
        let request = HttpRequest {
            method: "GET".to_owned(),
            url: filled(&self.template, text, culture, limit),
            headers: vec![("accept".to_owned(), "application/geo+json, application/json".to_owned())],
            body: None,
        };
        let hosts = [self.host.to_string()];
        let response = self.http.send(&scope, &hosts, request).map_err(|error| format!("{error:?}"))?;
        if response.status != 200 {
            return Err(format!("it answered {}", response.status));
        }
        let mut body = Vec::new();
        response.body.take(LARGEST).read_to_end(&mut body).map_err(|error| error.to_string())?;
        read(&body, limit).ok_or_else(|| "it did not answer with GeoJSON".to_owned())
    }
}

fn filled(template: &str, text: &str, culture: Culture, limit: usize) -> String {
    let text = percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    template
        .replace("{language}", culture.tag())
        .replace("{limit}", &limit.to_string())
        .replace("{search}", &text)
}

/// Reads a feature collection (RFC 7946) as Nominatim, Photon and Pelias give it.
fn read(body: &[u8], limit: usize) -> Option<Vec<Answered>> {
    let document: Value = serde_json::from_slice(body).ok()?;
    let features = document["features"].as_array()?;
    let place = |feature: &Value| {
        let at = |axis: usize| feature["geometry"]["coordinates"][axis].as_f64();
        let position = Position::new(at(1)?, at(0)?)?;
        let property =
            |name: &str| feature["properties"][name].as_str().filter(|text| !text.trim().is_empty());
        let whole = property("label").or_else(|| property("display_name"));
        let (name, mut detail) = match (property("name"), whole) {
            (Some(name), _) => (name.to_owned(), String::new()),
            (None, Some(whole)) => {
                let (name, rest) = whole.split_once(", ").unwrap_or((whole, ""));
                (name.to_owned(), rest.to_owned())
            }
            (None, None) => return None,
        };
        if detail.is_empty() {
            let parts = ["street", "city", "state", "region", "country"];
            let parts: Vec<&str> = parts.iter().filter_map(|part| property(part)).collect();
            let rest =
                whole.and_then(|whole| whole.strip_prefix(&name)).map(|rest| rest.trim_start_matches(", "));
            detail = if parts.is_empty() { rest.unwrap_or_default().to_owned() } else { parts.join(", ") };
        }
        let cut = |text: String| text.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        Some(Answered { name: cut(name), detail: cut(detail), position })
    };
    Some(features.iter().filter_map(place).take(limit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_servers_answers_are_understood() {
        let nominatim = r#"{"features":[{"properties":{"display_name":"Calle 93, Bogotá, Colombia"},
            "geometry":{"type":"Point","coordinates":[-74.05,4.67]}}]}"#;
        let photon = r#"{"features":[{"properties":{"name":"Calle 93","city":"Bogotá","country":"Colombia"},
            "geometry":{"type":"Point","coordinates":[-74.05,4.67]}}]}"#;
        let pelias = r#"{"features":[{"properties":{"name":"Calle 93","label":"Calle 93, Bogotá, Colombia"},
            "geometry":{"type":"Point","coordinates":[-74.05,4.67]}}]}"#;
        for answer in [nominatim, photon, pelias] {
            let found = read(answer.as_bytes(), 5).expect("GeoJSON");
            assert_eq!((found[0].name.as_str(), found[0].detail.as_str()), ("Calle 93", "Bogotá, Colombia"));
            assert_eq!(found[0].position.to_string(), "4.67, -74.05");
        }
    }

    #[test]
    fn what_no_map_can_show_is_left_out() {
        let hostile = r#"{"features":[{"properties":{"name":"x"},"geometry":{"coordinates":[500,4]}},
            {"properties":{},"geometry":{"coordinates":[1,2]}},{"properties":{"name":"y"}},7,null]}"#;
        assert_eq!(read(hostile.as_bytes(), 5), Some(Vec::new()));
        assert_eq!(read(b"<html>", 5), None);
        assert_eq!(
            filled("https://g/?q={search}&l={language}", "a&b {limit}", Culture::Es, 3),
            "https://g/?q=a%26b%20%7Blimit%7D&l=es"
        );
    }
}
