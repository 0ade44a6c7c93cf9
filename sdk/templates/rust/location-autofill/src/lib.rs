//! Fills a person's address from the chosen location.

use elenco_sdk::location_autofill::{LocationAutofill, Part, Place, Suggestion};
use elenco_sdk::{Error, Language, Plugin};
use serde::Deserialize;

/// What an administrator may set; the defaults are those of `settings.schema.json`.
#[derive(Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Settings {
    parts: Vec<String>,
    name_as_reference: bool,
}

impl Default for Settings {
    fn default() -> Self {
        let parts = ["street", "number", "district", "city", "region", "postal-code", "country"];
        Self { parts: parts.map(str::to_owned).into(), name_as_reference: true }
    }
}

/// The plugin, for one tenant and one call.
struct FromLocation {
    settings: Settings,
}

impl Plugin for FromLocation {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        Ok(Self { settings })
    }
}

impl LocationAutofill for FromLocation {
    /// Everything that is known may be proposed: the host leaves out what the person has edited.
    fn suggest(&self, place: &Place, typed: &[Part], language: Language) -> Result<Vec<Suggestion>, Error> {
        let word = language.pick("Location", "Local", "Local");
        let suggestion = |part: &str, value: String| Suggestion {
            part: part.into(),
            value,
            source: format!("{word} {}", place.name),
        };
        let wanted = |part: &&Part| self.settings.parts.contains(&part.name) && !part.value.is_empty();
        let mut suggestions: Vec<Suggestion> = place
            .address
            .iter()
            .filter(wanted)
            .map(|part| suggestion(&part.name, part.value.clone()))
            .collect();
        let has_reference =
            typed.iter().any(|part| part.name == "reference" && !part.value.trim().is_empty());
        if self.settings.name_as_reference && !has_reference {
            let value = match place.code.as_str() {
                "" => place.name.clone(),
                code => format!("{} ({code})", place.name),
            };
            suggestions.push(suggestion("reference", value));
        }
        Ok(suggestions)
    }
}

elenco_sdk::export_plugin!(FromLocation: location_autofill);
