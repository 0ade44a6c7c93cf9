//! Fills an address with what a service on the web knows: asks an address that is made of what is known so far, takes
//! the parts of the address out of the JSON that comes back, and keeps answers for some days.
//!
//! What was typed counts more than what the location says. Everything that goes into the address of the service is
//! encoded, so nobody can reach another page of it by typing. An answer that is not found says nothing; any other
//! failure is told, and nothing is filled in.

mod answers;
mod kept;
mod path;
mod settings;
mod template;

use answers::Found;
use elenco_sdk::location_autofill::{LocationAutofill, Part, Place, Suggestion};
use elenco_sdk::{Error, InvalidValue, Language, Plugin, clock, http, key_value};
use settings::{Checked, Settings};

/// Largest answer that is read, in bytes.
const MAX_ANSWER: usize = 256 << 10;

/// What the plugin reaches outside of itself: the host, or in a test something that the test knows.
trait Outside {
    /// Status and body of what is at an address.
    fn get(&self, url: &str, headers: &[(&str, &str)]) -> Result<(u16, Vec<u8>), Error>;
    /// A kept text.
    fn kept(&self, key: &str) -> Result<Option<String>, Error>;
    /// Keeps a text.
    fn keep(&self, key: &str, text: &str) -> Result<(), Error>;
    /// Forgets all texts.
    fn forget(&self) -> Result<(), Error>;
    /// Milliseconds since 1970.
    fn now(&self) -> u64;
}

/// The host.
struct Host;

impl Outside for Host {
    fn get(&self, url: &str, headers: &[(&str, &str)]) -> Result<(u16, Vec<u8>), Error> {
        let response = http::get(url, headers)?;
        let status = response.status;
        // Of an answer that is not read, nothing has to arrive.
        let body = if status == 200 { response.body.bytes(MAX_ANSWER)? } else { Vec::new() };
        Ok((status, body))
    }

    fn kept(&self, key: &str) -> Result<Option<String>, Error> {
        key_value::get_text(key)
    }

    fn keep(&self, key: &str, text: &str) -> Result<(), Error> {
        key_value::set_text(key, text)
    }

    fn forget(&self) -> Result<(), Error> {
        key_value::keys("")?.iter().try_for_each(|key| key_value::delete(key))
    }

    fn now(&self) -> u64 {
        clock::now()
    }
}

/// The plugin for one tenant; nothing to do before an address is set.
struct FromService {
    settings: Option<Checked>,
}

impl Plugin for FromService {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        let refused = |(setting, message): (&str, String)| {
            Error::Invalid(InvalidValue { field: setting.to_owned(), message })
        };
        Ok(Self { settings: settings.check().map_err(refused)? })
    }
}

impl FromService {
    fn suggest_from(
        &self,
        outside: &impl Outside,
        place: &Place,
        typed: &[Part],
        language: Language,
    ) -> Result<Vec<Suggestion>, Error> {
        let Some(settings) = &self.settings else { return Ok(Vec::new()) };
        let Some(url) = settings.url.fill(place, typed) else { return Ok(Vec::new()) };
        let found = self.found(outside, settings, &url, language)?;
        let suggestion = |(part, value)| Suggestion { part, value, source: settings.source.clone() };
        Ok(found.into_iter().map(suggestion).collect())
    }

    fn found(
        &self,
        outside: &impl Outside,
        settings: &Checked,
        url: &str,
        language: Language,
    ) -> Result<Found, Error> {
        let days = settings.cache_days;
        if let Some(found) = kept::find(outside, settings, url).filter(|_| days > 0) {
            return Ok(found);
        }
        let headers: Vec<(&str, &str)> =
            settings.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let (status, body) = outside.get(url, &headers)?;
        let found = match status {
            200 => {
                answers::read(&body, &settings.answers).ok_or_else(|| not_understood(settings, language))?
            }
            // There is no such place.
            404 | 410 => Found::new(),
            status => return Err(failed(settings, status, language)),
        };
        if days > 0 {
            kept::keep(outside, settings, url, &found);
        }
        Ok(found)
    }
}

impl LocationAutofill for FromService {
    fn suggest(&self, place: &Place, typed: &[Part], language: Language) -> Result<Vec<Suggestion>, Error> {
        self.suggest_from(&Host, place, typed, language)
    }
}

fn failed(settings: &Checked, status: u16, language: Language) -> Error {
    let source = &settings.source;
    Error::Unavailable(language.pick(
        format!("{source} answered with status {status}. Fill in the address yourself, or try again later."),
        format!("{source} respondió con el estado {status}. Complete la dirección usted mismo o inténtelo más tarde."),
        format!("{source} respondeu com o status {status}. Preencha o endereço você mesmo ou tente mais tarde."),
    ))
}

fn not_understood(settings: &Checked, language: Language) -> Error {
    let source = &settings.source;
    Error::Unavailable(language.pick(
        format!("{source} answered with something else than JSON. Fill in the address yourself, or try again later."),
        format!("{source} respondió con algo que no es JSON. Complete la dirección usted mismo o inténtelo más tarde."),
        format!("{source} respondeu com algo que não é JSON. Preencha o endereço você mesmo ou tente mais tarde."),
    ))
}

elenco_sdk::export_plugin!(FromService: location_autofill);

#[cfg(test)]
mod tests;
