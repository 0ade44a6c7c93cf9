//! Texts in the reader's language.

use serde::{Deserialize, Serialize};

/// The languages that Elenco speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
    /// Portuguese.
    Pt,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::Es, Self::Pt];

    /// The language of a BCP 47 tag such as `pt-BR`; English for every other language.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "es" => Self::Es,
            "pt" => Self::Pt,
            _ => Self::En,
        }
    }

    /// One of three texts.
    ///
    /// ```
    /// use elenco_sdk::Language;
    /// assert_eq!(Language::of("pt-BR").pick("Yes", "Sí", "Sim"), "Sim");
    /// ```
    pub fn pick<T>(self, en: T, es: T, pt: T) -> T {
        match self {
            Self::En => en,
            Self::Es => es,
            Self::Pt => pt,
        }
    }
}

/// One text in all languages, as it stands in settings: `{"en": "Shoe size", "es": "Talla", "pt": "Número"}`.
/// A language that is missing is read from another one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// English.
    #[serde(default)]
    pub en: String,
    /// Spanish.
    #[serde(default)]
    pub es: String,
    /// Portuguese.
    #[serde(default)]
    pub pt: String,
}

impl Texts {
    /// The text in a language, else in English, else in whichever there is.
    pub fn pick(&self, language: Language) -> &str {
        let wanted = language.pick(&self.en, &self.es, &self.pt);
        [wanted, &self.en, &self.es, &self.pt]
            .into_iter()
            .find(|text| !text.is_empty())
            .map_or("", |text| text)
    }

    /// The text in all languages in which there is one.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        [&self.en, &self.es, &self.pt].into_iter().filter(|text| !text.is_empty()).map(String::as_str)
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_its_language_whatever_its_region_and_case() {
        assert_eq!(Language::of("pt-BR"), Language::Pt);
        assert_eq!(Language::of("ES_419"), Language::Es);
        assert_eq!(Language::of("de"), Language::En);
        assert_eq!(Language::of(""), Language::En);
    }

    #[test]
    fn a_missing_language_is_read_from_another() {
        let texts: Texts = serde_json::from_str(r#"{"es": "Talla"}"#).unwrap();
        assert_eq!(texts.pick(Language::Pt), "Talla");
        assert_eq!(texts.all().collect::<Vec<_>>(), ["Talla"]);
        assert!(Texts::default().is_empty());
    }
}
