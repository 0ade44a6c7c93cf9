//! How a format's plugin is to read one file: settings that a file has for itself, and what the plugin says it found.
//!
//! A plugin names them in the schema of its settings: `"x-reading": {"settings": […], "describe": "…"}`. The settings
//! are properties with an `enum` of texts; one that is left out is for the plugin to find out. The setting `describe`
//! asks the plugin to add a sheet [`TOLD_SHEET`] at the end, whose rows say what it found: a name and a value.
use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::streams::{FileReader, FileSource, Source};
use super::{Caller, ExtensionError, Extensions, failed};
use crate::locale::Culture;

/// The sheet in which a plugin says how it read a file.
pub const TOLD_SHEET: &str = "_reading";

/// A setting that a file may have for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSetting {
    /// Its name.
    pub name: String,
    /// As people read it.
    pub title: String,
    /// The values that it may have, as people read them.
    pub choices: Vec<(String, String)>,
}

fn word(of: Option<&Value>, culture: Culture) -> Option<String> {
    of?.get(culture.tag())?.as_str().map(str::to_owned)
}

fn setting(schema: &Value, name: &str, culture: Culture) -> Option<FileSetting> {
    let property = schema.get("properties")?.get(name)?;
    let title = word(property.get("x-title"), culture)
        .or_else(|| property.get("title").and_then(Value::as_str).map(str::to_owned));
    let choices = property.get("enum")?.as_array()?.iter().filter_map(Value::as_str).map(|value| {
        let label = word(property.get("x-titles").and_then(|titles| titles.get(value)), culture);
        (value.to_owned(), label.unwrap_or_else(|| value.to_owned()))
    });
    Some(FileSetting {
        name: name.to_owned(),
        title: title.unwrap_or_else(|| name.to_owned()),
        choices: choices.collect(),
    })
}

fn settings(schema: Option<&Value>, culture: Culture) -> Vec<FileSetting> {
    let Some(schema) = schema else { return Vec::new() };
    let names = schema.get("x-reading").and_then(|reading| reading.get("settings")).and_then(Value::as_array);
    let names = names.into_iter().flatten().filter_map(Value::as_str);
    names.filter_map(|name| setting(schema, name, culture)).collect()
}

/// The settings of a tenant with those of one file laid over them. What the schema does not offer is passed over.
fn laid_over(
    own: &str,
    schema: Option<&Value>,
    reading: &BTreeMap<String, String>,
    describe: bool,
) -> Arc<str> {
    let mut all: Map<String, Value> = serde_json::from_str(own).unwrap_or_default();
    for offered in settings(schema, Culture::En) {
        let chosen = reading.get(&offered.name);
        if let Some(value) = chosen.filter(|value| offered.choices.iter().any(|(choice, _)| choice == *value))
        {
            all.insert(offered.name, json!(value));
        }
    }
    let asks = schema.and_then(|schema| schema.get("x-reading")?.get("describe")?.as_str());
    if let Some(asks) = asks.filter(|_| describe) {
        all.insert(asks.to_owned(), json!(true));
    }
    Arc::from(Value::Object(all).to_string())
}

impl Extensions {
    /// The settings that a file may have for itself when this plugin reads it.
    ///
    /// # Errors
    /// When the plugin is not there.
    pub async fn file_settings(
        &self,
        caller: &Caller,
        plugin: &str,
        culture: Culture,
    ) -> Result<Vec<FileSetting>, ExtensionError> {
        let (this, caller, name) = (self.clone(), caller.clone(), plugin.to_owned());
        Self::blocking(move || {
            let plugin = this.named(&caller, &name)?;
            Ok(settings(plugin.manifest().settings_schema.as_ref(), culture))
        })
        .await
    }

    /// Opens a file with a plugin as this file is to be read; `describe` asks the plugin to say what it found.
    /// Blocking.
    ///
    /// # Errors
    /// When the plugin is not there, or refuses the file.
    pub fn read_file_as(
        &self,
        caller: &Caller,
        plugin: &str,
        source: Box<dyn FileSource>,
        culture: Culture,
        reading: &BTreeMap<String, String>,
        describe: bool,
    ) -> Result<FileReader, ExtensionError> {
        if reading.is_empty() && !describe {
            return self.read_file(caller, plugin, source, culture);
        }
        let ready = self.named(caller, plugin)?;
        let mut scope = self.scope(caller, plugin, false);
        scope.settings =
            laid_over(&scope.settings, ready.manifest().settings_schema.as_ref(), reading, describe);
        let call = Self::open(plugin, &ready, scope)?;
        let reader = call.open_reader(Box::new(Source(source)), culture.tag()).map_err(failed(plugin))?;
        Ok(FileReader { plugin: plugin.to_owned(), reader })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_settings_that_the_schema_offers_and_no_others() {
        let schema = json!({
            "properties": {
                "delimiter": { "type": "string" },
                "read_quote": { "enum": ["'", "\""], "x-title": { "pt": "Aspas" }, "x-titles": { "'": { "pt": "Simples" } } },
            },
            "x-reading": { "settings": ["read_quote", "gone"], "describe": "tell" },
        });
        let offered = settings(Some(&schema), Culture::Pt);
        assert_eq!(offered.len(), 1);
        assert_eq!(offered[0].title, "Aspas");
        assert_eq!(offered[0].choices[0], ("'".to_owned(), "Simples".to_owned()));
        let reading: BTreeMap<String, String> = [("read_quote", "'"), ("delimiter", "x"), ("tell", "y")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        let own = r#"{"delimiter":";"}"#;
        let laid: Value = serde_json::from_str(&laid_over(own, Some(&schema), &reading, true)).unwrap();
        assert_eq!(laid, json!({ "delimiter": ";", "read_quote": "'", "tell": true }));
        let bad = [("read_quote".to_owned(), "?".to_owned())].into();
        let laid: Value = serde_json::from_str(&laid_over(own, Some(&schema), &bad, false)).unwrap();
        assert_eq!(laid, json!({ "delimiter": ";" }));
    }
}
