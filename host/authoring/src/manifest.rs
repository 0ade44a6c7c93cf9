//! The manifest: from `plugin.toml`, as an author writes it, to the JSON document in the component.
//!
//! What it may say is the host's concern, which reads it from the finished component; here is looked after what the
//! host cannot see, or what is better said with the name of the author's file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::BuildError;

/// Name of the file.
pub const PLUGIN_FILE: &str = "plugin.toml";

/// Languages that a description must have.
const LANGUAGES: [&str; 3] = ["en", "es", "pt"];

/// `plugin.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PluginFile {
    name: String,
    version: String,
    publisher: String,
    description: BTreeMap<String, String>,
    contract: String,
    #[serde(default)]
    capabilities: Vec<String>,
    #[serde(default)]
    http_hosts: Vec<String>,
    limits: Option<BTreeMap<String, u64>>,
    /// A JSON Schema, in a file beside this one.
    settings_schema: Option<PathBuf>,
}

/// The manifest as it stands in the component.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Manifest {
    /// Name of the plugin.
    pub name: String,
    /// Its version, SemVer.
    pub version: String,
    publisher: String,
    description: BTreeMap<String, String>,
    contract: String,
    capabilities: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    http_hosts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<BTreeMap<String, u64>>,
    settings_schema: serde_json::Value,
}

impl Manifest {
    /// Reads `plugin.toml` of a folder and the schema that it names.
    ///
    /// # Errors
    /// [`BuildError::File`] and [`BuildError::Content`] with the file at fault.
    pub fn read(folder: &Path) -> Result<Manifest, BuildError> {
        let path = folder.join(PLUGIN_FILE);
        let text = std::fs::read_to_string(&path).map_err(BuildError::file(&path))?;
        let file: PluginFile = toml::from_str(&text).map_err(|error| BuildError::content(&path, error))?;
        if !is_name(&file.name) {
            return Err(BuildError::content(&path, BuildError::Name(file.name)));
        }
        for language in LANGUAGES {
            if file.description.get(language).is_none_or(|text| text.trim().is_empty()) {
                let detail =
                    format!("description.{language} is missing; say in a sentence what the plugin does");
                return Err(BuildError::content(&path, detail));
            }
        }
        let settings_schema = match &file.settings_schema {
            None => serde_json::json!({ "type": "object", "additionalProperties": false }),
            Some(schema) => {
                let schema = folder.join(schema);
                let text = std::fs::read_to_string(&schema).map_err(BuildError::file(&schema))?;
                serde_json::from_str(&text).map_err(|error| BuildError::content(&schema, error))?
            }
        };
        Ok(Manifest {
            name: file.name,
            version: file.version,
            publisher: file.publisher,
            description: file.description,
            contract: file.contract,
            capabilities: file.capabilities,
            http_hosts: file.http_hosts,
            limits: file.limits,
            settings_schema,
        })
    }
}

/// Whether a plugin may have this name: it is part of paths, addresses and of the names of crates.
pub fn is_name(name: &str) -> bool {
    let letters = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let begins = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    letters && begins && name.len() <= 64 && !name.ends_with('-') && !name.contains("--")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLUGIN: &str = r#"
name = "badge"
version = "1.2.3"
publisher = "Example Ltd"
contract = "0.1"
capabilities = ["http"]
http-hosts = ["api.example.com"]
settings-schema = "schema.json"
[description]
en = "Badges"
es = "Credenciales"
pt = "Crachás"
"#;

    fn read(plugin: &str) -> Result<Manifest, BuildError> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("plugin.toml"), plugin).unwrap();
        std::fs::write(folder.path().join("schema.json"), r#"{"type": "object"}"#).unwrap();
        Manifest::read(folder.path())
    }

    #[test]
    fn the_manifest_holds_what_the_author_wrote_and_the_schema() {
        assert_eq!(
            serde_json::to_value(read(PLUGIN).unwrap()).unwrap(),
            serde_json::json!({
                "name": "badge", "version": "1.2.3", "publisher": "Example Ltd", "contract": "0.1",
                "description": {"en": "Badges", "es": "Credenciales", "pt": "Crachás"},
                "capabilities": ["http"], "http-hosts": ["api.example.com"], "settings-schema": {"type": "object"},
            })
        );
    }

    #[test]
    fn mistakes_in_a_plugin_file_are_named() {
        for (from, to, said) in [
            ("pt = ", "de = ", "description.pt is missing"),
            ("Credenciales", " ", "description.es is missing"),
            ("publisher", "author", "author"),
            ("schema.json", "none.json", "none.json"),
            ("\"badge\"", "\"Badge\"", "`Badge` cannot be the name"),
        ] {
            let error = read(&PLUGIN.replace(from, to)).unwrap_err().to_string();
            assert!(error.contains(said), "{to}: {error}");
        }
    }

    #[test]
    fn names_are_fit_for_paths_and_crates() {
        for name in ["a", "badge-numbers", "crm2"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "2a", "-a", "a-", "a--b", "A", "a_b", "a/b", "..", "é", &"a".repeat(65)] {
            assert!(!is_name(name), "{name}");
        }
    }
}
