//! What an administrator sets; `settings.schema.json` says the same to the console.

use crate::path::Path;
use crate::template::Template;
use elenco_sdk::location_autofill::PARTS;
use serde::Deserialize;

/// The settings of the plugin.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Address to ask, with gaps; empty to ask nobody.
    pub url: String,
    /// Stands for the key of the service; the host puts the key in its place.
    pub token: String,
    pub headers: Vec<HeaderSetting>,
    pub answers: Vec<AnswerSetting>,
    /// Name of the service.
    pub source: String,
    pub cache_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            url: String::new(),
            token: String::new(),
            headers: Vec::new(),
            answers: Vec::new(),
            source: String::new(),
            cache_days: 30,
        }
    }
}

/// A header to send.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderSetting {
    pub name: String,
    /// `{token}` in it is the key of the service.
    pub value: String,
}

/// Where a part of the address stands in the answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerSetting {
    pub path: String,
    pub part: String,
}

/// Settings that can be worked with.
#[derive(Clone, Debug)]
pub struct Checked {
    pub url: Template,
    pub headers: Vec<(String, String)>,
    pub answers: Vec<(Path, String)>,
    /// The answers as they were set: what was kept for others is not for these.
    pub wanted: String,
    pub source: String,
    pub cache_days: u32,
}

impl Settings {
    /// The settings in a form to work with, none without an address; else the setting that is wrong, and why.
    pub fn check(&self) -> Result<Option<Checked>, (&'static str, String)> {
        if self.url.trim().is_empty() {
            return Ok(None);
        }
        let url = Template::parse(&self.url).map_err(|message| ("url", message))?;
        let mut answers = Vec::new();
        for AnswerSetting { path, part } in &self.answers {
            let place = Path::parse(path).ok_or_else(|| ("answers", format!("“{path}” names no place")))?;
            if !PARTS.contains(&part.as_str()) {
                return Err(("answers", format!("“{part}” is no part of an address")));
            }
            answers.push((place, part.clone()));
        }
        let wanted = self.answers.iter().map(|answer| format!("{}={}\n", answer.path, answer.part)).collect();
        let value = |value: &str| value.replace("{token}", &self.token);
        let headers = self.headers.iter().map(|header| (header.name.clone(), value(&header.value))).collect();
        let own = self.source.trim();
        let source = if own.is_empty() { url.host.clone() } else { own.to_owned() };
        Ok(Some(Checked { url, headers, answers, wanted, source, cache_days: self.cache_days }))
    }
}
