use super::*;

const PLUGIN: &str = r#"
name = "badge"
version = "1.2.3"
publisher = "Example Ltd"
contract = "0.1"
capabilities = ["http"]
settings-schema = "schema.json"
[description]
en = "Badges"
es = "Credenciales"
pt = "Crachás"
"#;

/// A workspace with one plugin.
fn workspace(plugin_file: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("Cargo.toml", ""),
        ("Cargo.lock", ""),
        ("sdk/Cargo.toml", ""),
        ("sdk/src/lib.rs", ""),
        ("sdk/wit/v0.1/types.wit", ""),
        ("plugins/badge/plugin.toml", plugin_file),
        ("plugins/badge/schema.json", r#"{"type": "object"}"#),
        ("plugins/notes/readme.txt", "no plugin"),
    ] {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn find(root: &Path) -> Plugin {
    let toolchain =
        GuestToolchain { environment: Vec::new(), arguments: Vec::new(), identity: "rustc 1".into() };
    let mut plugins = find_plugins(root, &toolchain).unwrap();
    assert_eq!(plugins.len(), 1);
    plugins.remove(0)
}

fn refused(plugin_file: &str) -> String {
    manifest(&find(workspace(plugin_file).path())).unwrap_err()
}

#[test]
fn the_manifest_holds_what_the_author_wrote_and_the_schema() {
    let root = workspace(PLUGIN);
    let manifest: serde_json::Value = serde_json::from_slice(&manifest(&find(root.path())).unwrap()).unwrap();
    assert_eq!(
        manifest,
        serde_json::json!({
            "name": "badge", "version": "1.2.3", "publisher": "Example Ltd", "contract": "0.1",
            "description": {"en": "Badges", "es": "Credenciales", "pt": "Crachás"},
            "capabilities": ["http"], "settings-schema": {"type": "object"},
        })
    );
}

#[test]
fn mistakes_in_a_plugin_file_are_named() {
    assert!(
        refused(&PLUGIN.replace("\"badge\"", "\"badges\""))
            .contains("the name must be that of its folder, badge")
    );
    assert!(refused(&PLUGIN.replace("pt = ", "de = ")).contains("description.pt is missing"));
    assert!(refused(&PLUGIN.replace("publisher", "author")).contains("author"));
    assert!(refused(&PLUGIN.replace("schema.json", "none.json")).contains("none.json"));
}

#[test]
fn a_plugin_is_built_again_when_one_of_its_inputs_changed_and_only_then() {
    let root = workspace(PLUGIN);
    let plugin = find(root.path());
    assert!(!plugin.up_to_date());
    fs::create_dir_all(plugin.component.parent().unwrap()).unwrap();
    fs::write(&plugin.component, "component").unwrap();
    fs::write(&plugin.stamp, &plugin.digest).unwrap();
    assert!(find(root.path()).up_to_date());
    for path in ["Cargo.lock", "sdk/wit/v0.1/types.wit", "plugins/badge/schema.json"] {
        let path = root.path().join(path);
        let before = fs::read(&path).unwrap();
        fs::write(&path, "changed").unwrap();
        assert!(!find(root.path()).up_to_date(), "{}", path.display());
        fs::write(&path, before).unwrap();
    }
    assert!(find(root.path()).up_to_date());
    fs::remove_file(&plugin.component).unwrap();
    assert!(!find(root.path()).up_to_date());
}

#[test]
fn what_is_no_module_is_not_packed() {
    assert!(componentize(b"not a module").is_err());
}
