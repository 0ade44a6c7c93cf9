use super::*;

/// Kinds, and `format` for two of them at once.
const KINDS: [&str; 7] = [
    "client-lookup",
    "export-format",
    "field-schema",
    "format",
    "import-format",
    "location-autofill",
    "password-policy",
];

#[test]
fn there_is_a_template_of_every_kind_in_rust() {
    assert_eq!(kinds(Language::Rust), KINDS);
}

#[test]
fn every_template_has_what_an_author_needs() {
    for language in Language::ALL {
        for kind in kinds(language) {
            let files = files(&kind, language, "my-plugin");
            let has = |path: &str| files.contains_key(path);
            for path in ["plugin.toml", "settings.schema.json", "README.md", ".gitignore"] {
                assert!(has(path), "{} {kind}: {path} is missing", language.as_str());
            }
            assert!(files.keys().any(|path| path.starts_with("cases/") && path.ends_with(".json")), "{kind}");
            for (path, bytes) in &files {
                assert!(!path.ends_with(".tmpl") && !path.contains("__name__"), "{kind}: {path}");
                let text = String::from_utf8_lossy(bytes);
                for word in ["{{name}}", "{{crate}}", "{{kind}}"] {
                    let sdk = path.starts_with(".elenco/");
                    assert!(sdk || !text.contains(word), "{} {kind}: {path} says {word}", language.as_str());
                }
            }
        }
    }
}

#[test]
fn the_sdk_stands_by_itself() {
    let files = files("password-policy", Language::Rust, "my-plugin");
    let manifest = String::from_utf8(files[".elenco/sdk/Cargo.toml"].clone()).unwrap();
    assert!(!manifest.contains("workspace"), "{manifest}");
    let manifest: toml::Table = manifest.parse().unwrap();
    assert!(manifest["dependencies"]["wit-bindgen"].is_str(), "{manifest}");
    for path in [".elenco/sdk/src/lib.rs", ".elenco/sdk/wit/v0.1/types.wit"] {
        assert!(files.contains_key(path), "{path}");
    }
}

#[test]
fn nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let new = |name: &str, kind: &str| create(kind, Language::Rust, name, folder.path());
    assert!(matches!(new("Bad Name", "password-policy"), Err(BuildError::Name(_))));
    assert!(matches!(new("good", "no-such-kind"), Err(BuildError::NoTemplate { .. })));
    new("good", "password-policy").unwrap();
    std::fs::write(folder.path().join("plugin.toml"), "mine").unwrap();
    assert!(matches!(new("good", "password-policy"), Err(BuildError::Occupied(_))));
    assert_eq!(std::fs::read_to_string(folder.path().join("plugin.toml")).unwrap(), "mine");
}
