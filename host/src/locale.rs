//! Languages: which one a reader has, its texts, and how it writes numbers, dates and sizes.
//!
//! Texts stand in `locales/<culture>/*.ftl` (Fluent), are embedded, and are parsed once. Tests in `locale/tests.rs`
//! see to it that the three languages have the same keys with the same variables, and that no key is unused.
mod days;
pub mod format;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language together with its habits of writing numbers and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Culture {
    /// English.
    #[default]
    En,
    /// Spanish of Latin America; the reader is usted.
    Es,
    /// Portuguese of Brazil; the reader is você.
    Pt,
}

impl Culture {
    /// Every culture, in the order in which choosers show them.
    pub const ALL: [Self; 3] = [Self::Es, Self::En, Self::Pt];

    /// `en`, `es` or `pt`: what is stored, and what `lang` says.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Pt => "pt",
        }
    }

    /// The language's own name for itself, the same in every language.
    pub fn native_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Pt => "Português",
        }
    }

    /// The culture of a language tag (BCP 47): `pt-BR` and `pt_BR` are `Pt`. Other languages are `None`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|culture| language.eq_ignore_ascii_case(culture.tag()))
    }

    /// The culture that an `Accept-Language` header (RFC 9110, 12.5.4) wants most among ours; the first of equals.
    /// Ranges that cannot be read, and those with weight 0, do not count.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for range in header.split(',').take(32) {
            let mut parts = range.split(';');
            let Some(culture) = parts.next().and_then(Self::from_tag) else { continue };
            let weight = match parts.find_map(|part| part.trim().strip_prefix("q=")) {
                Some(text) => text.trim().parse::<f32>().unwrap_or(0.0),
                None => 1.0,
            };
            if weight > 0.0 && weight <= 1.0 && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, culture));
            }
        }
        best.map(|(_, culture)| culture)
    }
}

impl fmt::Display for Culture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

/// A language tag that is none of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is none of en, es, pt")]
pub struct UnknownCulture(String);

impl FromStr for Culture {
    type Err = UnknownCulture;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Self::from_tag(tag).ok_or_else(|| UnknownCulture(tag.chars().take(32).collect()))
    }
}

/// What a text's variable stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Goes in as it is; markup escapes it later.
    Text(Cow<'a, str>),
    /// Chooses the plural form, and is written with the culture's thousands separator.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
numbers!(i32, u32, i64, u64, usize);

/// The texts of one culture. Copy it about; it is one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    culture: Culture,
}

impl Texts {
    /// The texts of a culture.
    pub fn of(culture: Culture) -> Self {
        Self { culture }
    }

    /// Whose texts these are.
    pub fn culture(&self) -> Culture {
        self.culture
    }

    /// A text without variables. A missing key is logged, and shown as itself rather than as nothing.
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        self.lookup(key, None)
    }

    /// A text with variables: `t.ta("users-count", &[("count", 3.into())])`.
    pub fn ta(&self, key: &str, variables: &[(&str, Value<'_>)]) -> String {
        let mut arguments = FluentArgs::with_capacity(variables.len());
        for (name, value) in variables {
            arguments.set(
                (*name).to_owned(),
                match value {
                    Value::Text(text) => FluentValue::String(Cow::Owned(text.as_ref().to_owned())),
                    Value::Number(number) => FluentValue::from(*number),
                },
            );
        }
        self.lookup(key, Some(&arguments)).into_owned()
    }

    fn lookup(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        let bundle = bundle(self.culture);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, culture = self.culture.tag(), "text is missing");
            return Cow::Owned(key.to_owned());
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, arguments, &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, culture = self.culture.tag(), ?errors, "text has a fault");
        }
        text
    }
}

#[derive(RustEmbed)]
#[folder = "locales"]
struct Files;

type Bundle = FluentBundle<FluentResource>;

fn bundle(culture: Culture) -> &'static Bundle {
    static EN: LazyLock<Bundle> = LazyLock::new(|| build(Culture::En));
    static ES: LazyLock<Bundle> = LazyLock::new(|| build(Culture::Es));
    static PT: LazyLock<Bundle> = LazyLock::new(|| build(Culture::Pt));
    match culture {
        Culture::En => &EN,
        Culture::Es => &ES,
        Culture::Pt => &PT,
    }
}

/// Parses every file of a culture. A fault in one message loses that message only; the log names it.
fn build(culture: Culture) -> Bundle {
    let language = LanguageIdentifier::from_str(culture.tag()).unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Isolating characters would end up in file names, in titles and in what readers copy.
    bundle.set_use_isolating(false);
    // The bundle's hook is a plain function, so each culture has its own.
    bundle.set_formatter(Some(match culture {
        Culture::En => |value, _| grouped(Culture::En, value),
        Culture::Es => |value, _| grouped(Culture::Es, value),
        Culture::Pt => |value, _| grouped(Culture::Pt, value),
    }));
    for path in Files::iter().filter(|path| path.starts_with(culture.tag()) && path.ends_with(".ftl")) {
        let Some(file) = Files::get(&path) else { continue };
        let source = String::from_utf8_lossy(&file.data).into_owned();
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
            tracing::error!(%path, ?errors, "texts cannot be parsed");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(%path, ?errors, "texts are defined twice");
        }
    }
    bundle
}

fn grouped(culture: Culture, value: &FluentValue<'_>) -> Option<String> {
    match value {
        // Only whole numbers come in through `Value`.
        FluentValue::Number(number) => Some(Texts::of(culture).number(number.value as i64)),
        _ => None,
    }
}
