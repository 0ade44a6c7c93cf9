//! Builds the first-party plugins: compile, turn into components, append the manifest.

use crate::guest_toolchain::{GuestToolchain, TARGET, ensure_guest_toolchain};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasi_preview1_component_adapter_provider::{
    WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER,
};
use wasm_encoder::{ComponentSection, CustomSection};
use wit_component::ComponentEncoder;

/// Name of the custom section that holds the manifest; the host reads it without running the plugin.
const MANIFEST_SECTION: &str = "elenco:manifest";

/// `plugin.toml` of a plugin, as its author writes it.
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
    limits: Option<BTreeMap<String, u64>>,
    /// A JSON Schema, in a file beside this one.
    settings_schema: Option<PathBuf>,
}

/// The manifest as it stands in the component.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest {
    name: String,
    version: String,
    publisher: String,
    description: BTreeMap<String, String>,
    contract: String,
    capabilities: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<BTreeMap<String, u64>>,
    settings_schema: serde_json::Value,
}

struct Plugin {
    folder: PathBuf,
    name: String,
    component: PathBuf,
    stamp: PathBuf,
    digest: String,
}

impl Plugin {
    fn up_to_date(&self) -> bool {
        self.component.exists() && fs::read_to_string(&self.stamp).is_ok_and(|stamp| stamp == self.digest)
    }
}

/// Builds every folder of `plugins/` that has a `plugin.toml` to `target/plugins/<name>.wasm`, those whose inputs
/// changed since the last time. All of them are compiled by one call of cargo.
pub fn build_plugins(root: &Path) -> Result<(), String> {
    let toolchain = ensure_guest_toolchain()?;
    let plugins = find_plugins(root, &toolchain)?;
    let stale: Vec<&Plugin> = plugins.iter().filter(|plugin| !plugin.up_to_date()).collect();
    if stale.is_empty() {
        return Ok(());
    }
    compile(root, &toolchain, &stale)?;
    for plugin in stale {
        pack(root, plugin)?;
    }
    Ok(())
}

fn find_plugins(root: &Path, toolchain: &GuestToolchain) -> Result<Vec<Plugin>, String> {
    let mut shared = blake3::Hasher::new();
    shared.update(toolchain.identity.as_bytes());
    // What this file does to a component is an input, too.
    shared.update(include_str!("plugins.rs").as_bytes());
    for path in ["Cargo.toml", "Cargo.lock", "sdk/Cargo.toml", "sdk/src", "sdk/wit"] {
        add_files(&mut shared, &root.join(path))?;
    }
    let mut plugins = Vec::new();
    let folders = fs::read_dir(root.join("plugins")).map_err(|error| failed("plugins/", &error))?;
    for folder in folders {
        let folder = folder.map_err(|error| failed("plugins/", &error))?.path();
        if !folder.join("plugin.toml").exists() {
            continue;
        }
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut digest = shared.clone();
        add_files(&mut digest, &folder)?;
        let built = root.join("target/plugins");
        plugins.push(Plugin {
            component: built.join(format!("{name}.wasm")),
            stamp: built.join(format!("{name}.stamp")),
            digest: digest.finalize().to_string(),
            folder,
            name,
        });
    }
    plugins.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(plugins)
}

fn add_files(digest: &mut blake3::Hasher, path: &Path) -> Result<(), String> {
    for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
        let entry = entry.map_err(|error| failed(&path.display().to_string(), &error))?;
        if entry.file_type().is_file() {
            let bytes = read(entry.path())?;
            digest.update(entry.path().to_string_lossy().as_bytes());
            digest.update(&bytes.len().to_le_bytes());
            digest.update(&bytes);
        }
    }
    Ok(())
}

fn compile(root: &Path, toolchain: &GuestToolchain, plugins: &[&Plugin]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(root)
        .args(["build", "--profile", "guest", "--target", TARGET])
        .arg("--target-dir")
        .arg(root.join("target/guest"))
        .args(&toolchain.arguments)
        // Flags meant for the host's own build would be wrong for the guest's.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_TARGET_DIR")
        .envs(toolchain.environment.iter().cloned());
    for plugin in plugins {
        command.args(["--package", &plugin.name]);
    }
    let status = command.status().map_err(|error| failed("cargo", &error))?;
    if status.success() { Ok(()) } else { Err("A plugin did not compile; cargo says above why.".into()) }
}

fn pack(root: &Path, plugin: &Plugin) -> Result<(), String> {
    let manifest = manifest(plugin)?;
    let module = root
        .join("target/guest")
        .join(TARGET)
        .join("guest")
        .join(format!("{}.wasm", plugin.name.replace('-', "_")));
    let mut component = componentize(&read(&module)?)
        .map_err(|error| format!("{} cannot be made a component: {error}", plugin.name))?;
    CustomSection { name: MANIFEST_SECTION.into(), data: (&manifest).into() }
        .append_to_component(&mut component);
    if let Some(folder) = plugin.component.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(&folder.display().to_string(), &error))?;
    }
    // A reader must never meet half a component: write beside it, then rename.
    let fresh = plugin.component.with_extension("wasm.new");
    write(&fresh, &component)?;
    fs::rename(&fresh, &plugin.component)
        .map_err(|error| failed(&plugin.component.display().to_string(), &error))?;
    write(&plugin.stamp, plugin.digest.as_bytes())
}

fn componentize(module: &[u8]) -> Result<Vec<u8>, String> {
    let adapter = WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER;
    ComponentEncoder::default()
        .validate(true)
        .module(module)
        .and_then(|encoder| encoder.adapter(WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, adapter))
        .and_then(|mut encoder| encoder.encode())
        // The chain of causes is what tells an author which export is missing.
        .map_err(|error| format!("{error:#}"))
}

fn manifest(plugin: &Plugin) -> Result<Vec<u8>, String> {
    let path = plugin.folder.join("plugin.toml");
    let text =
        String::from_utf8(read(&path)?).map_err(|error| failed(&path.display().to_string(), &error))?;
    let file: PluginFile =
        toml::from_str(&text).map_err(|error| failed(&path.display().to_string(), &error))?;
    if file.name != plugin.name {
        return Err(format!("{}: the name must be that of its folder, {}", path.display(), plugin.name));
    }
    for language in ["en", "es", "pt"] {
        if !file.description.contains_key(language) {
            return Err(format!("{}: description.{language} is missing", path.display()));
        }
    }
    let settings_schema = match &file.settings_schema {
        None => serde_json::json!({ "type": "object", "additionalProperties": false }),
        Some(schema) => {
            let schema = plugin.folder.join(schema);
            serde_json::from_slice(&read(&schema)?)
                .map_err(|error| failed(&schema.display().to_string(), &error))?
        }
    };
    let manifest = Manifest {
        name: file.name,
        version: file.version,
        publisher: file.publisher,
        description: file.description,
        contract: file.contract,
        capabilities: file.capabilities,
        limits: file.limits,
        settings_schema,
    };
    serde_json::to_vec(&manifest).map_err(|error| failed("manifest", &error))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| failed(&path.display().to_string(), &error))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| failed(&path.display().to_string(), &error))
}

fn failed(what: &str, error: &dyn std::fmt::Display) -> String {
    format!("{what}: {error}")
}

#[cfg(test)]
mod tests;
