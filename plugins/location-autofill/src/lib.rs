//! Fills the address of a person from the address of the chosen location.

use elenco_sdk::location_autofill::{LocationAutofill, PARTS, Part, Place, Suggestion};
use elenco_sdk::{Error, Language, Plugin};

/// What an administrator sets; `settings.schema.json` says the same to the console.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Settings {
    /// Names of parts that are not filled in.
    leave_out: Vec<String>,
}

/// The plugin for one tenant.
struct FromLocation(Settings);

impl Plugin for FromLocation {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        Ok(Self(settings))
    }
}

impl LocationAutofill for FromLocation {
    /// Every part of the location's address that is not blank. What the person has typed is no reason to leave a
    /// part out: the host knows which parts were edited, and this plugin does not.
    fn suggest(&self, place: &Place, _typed: &[Part], language: Language) -> Result<Vec<Suggestion>, Error> {
        let source = source(place, language);
        let wanted = |part: &&Part| {
            PARTS.contains(&part.name.as_str())
                && !self.0.leave_out.contains(&part.name)
                && !part.value.trim().is_empty()
        };
        let suggestion = |part: &Part| Suggestion {
            part: part.name.clone(),
            value: part.value.trim().to_owned(),
            source: source.clone(),
        };
        Ok(place.address.iter().filter(wanted).map(suggestion).collect())
    }
}

fn source(place: &Place, language: Language) -> String {
    let name = [&place.name, &place.code].into_iter().find(|name| !name.trim().is_empty());
    let word = language.pick("Location", "Ubicación", "Localização");
    match name {
        Some(name) => format!("{word} {}", name.trim()),
        None => word.to_owned(),
    }
}

elenco_sdk::export_plugin!(FromLocation: location_autofill);

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, value: &str) -> Part {
        Part { name: name.into(), value: value.into() }
    }

    fn place() -> Place {
        Place {
            id: "1".into(),
            code: "SITE-001".into(),
            name: "Peixoto Centro".into(),
            address: vec![
                part("street", " Morro Ferreira, 993 "),
                part("complement", "  "),
                part("postal-code", "02392-434"),
                part("colour", "blue"),
            ],
            latitude: Some(-8.6282),
            longitude: Some(-59.97665),
        }
    }

    fn suggest(settings: &str, place: &Place, language: Language) -> Vec<(String, String, String)> {
        let plugin: FromLocation = elenco_sdk::open(settings).unwrap();
        let suggestions = plugin.suggest(place, &[part("street", "typed")], language).unwrap();
        suggestions
            .into_iter()
            .map(|suggestion| (suggestion.part, suggestion.value, suggestion.source))
            .collect()
    }

    #[test]
    fn every_known_part_that_is_not_blank_is_proposed_with_its_source() {
        let expected = [("street", "Morro Ferreira, 993"), ("postal-code", "02392-434")]
            .map(|(part, value)| (part.into(), value.into(), "Localização Peixoto Centro".into()));
        assert_eq!(suggest("{}", &place(), Language::Pt), expected);
    }

    #[test]
    fn parts_can_be_left_out() {
        let proposed = suggest(r#"{"leave-out": ["street"]}"#, &place(), Language::En);
        assert_eq!(proposed, [("postal-code".into(), "02392-434".into(), "Location Peixoto Centro".into())]);
    }

    #[test]
    fn a_location_without_a_name_is_known_by_its_code() {
        let nameless = Place { name: " ".into(), ..place() };
        assert_eq!(suggest("{}", &nameless, Language::Es)[0].2, "Ubicación SITE-001");
    }
}
