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

#[test]
fn a_plugin_has_the_name_of_its_folder() {
    assert!(manifest(&find(workspace(PLUGIN).path())).is_ok());
    let renamed = PLUGIN.replace("\"badge\"", "\"badges\"");
    let refused = manifest(&find(workspace(&renamed).path())).unwrap_err();
    assert!(refused.contains("the name must be that of its folder, badge"), "{refused}");
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
