//! The Rust SDK as it is written into a new plugin, with a `Cargo.toml` that stands by itself.

use rust_embed::RustEmbed;
use toml::{Table, Value};

use crate::contract;

/// Where it stands in the plugin's folder.
const FOLDER: &str = ".elenco/sdk";

#[derive(RustEmbed)]
#[folder = "../../sdk/src"]
struct Sources;

const OWN: &str = include_str!("../../../../sdk/Cargo.toml");
const WORKSPACE: &str = include_str!("../../../../Cargo.toml");

/// Paths in the plugin's folder, and what stands there.
pub(super) fn files() -> Vec<(String, String)> {
    let mut files = vec![(format!("{FOLDER}/Cargo.toml"), manifest())];
    files.extend(Sources::iter().filter_map(|path| {
        let text = String::from_utf8_lossy(&Sources::get(&path)?.data).into_owned();
        Some((format!("{FOLDER}/src/{path}"), text))
    }));
    let contract = contract::files().into_iter();
    files.extend(contract.map(|(name, text)| (format!("{FOLDER}/wit/v{}/{name}", contract::VERSION), text)));
    files
}

/// The SDK's own `Cargo.toml` with everything that it takes from the workspace filled in, and without what only its
/// own tests need.
fn manifest() -> String {
    let (Ok(mut own), Ok(workspace)) = (OWN.parse::<Table>(), WORKSPACE.parse::<Table>()) else {
        return OWN.to_owned();
    };
    for name in ["dev-dependencies", "lints"] {
        own.remove(name);
    }
    for (part, from) in [("package", "package"), ("dependencies", "dependencies")] {
        let Some(Value::Table(lines)) = own.get_mut(part) else { continue };
        for (name, line) in lines.iter_mut() {
            let inherited = line.get("workspace").and_then(Value::as_bool) == Some(true);
            let value = workspace.get("workspace").and_then(|table| table.get(from)?.get(name));
            if let (true, Some(value)) = (inherited, value) {
                *line = value.clone();
            }
        }
    }
    own.to_string()
}
