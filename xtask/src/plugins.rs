//! Builds the first-party plugins: compile, turn into components, append the manifest.

use std::fs;
use std::path::{Path, PathBuf};

use elenco_authoring::building::rust::CargoBuild;
use elenco_authoring::component::{add_manifest, componentize, write_whole};
use elenco_authoring::manifest::{Manifest, PLUGIN_FILE};
use elenco_authoring::toolchain::GuestToolchain;

use crate::guest::{ensure_guest_toolchain, programs};

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
    let target_dir = root.join("target/guest");
    let packages = stale.iter().map(|plugin| plugin.name.as_str()).collect();
    let build = CargoBuild { folder: root, target_dir: &target_dir, profile: "guest", packages };
    build.run(&toolchain, &programs()).map_err(|error| error.to_string())?;
    for plugin in stale {
        pack(&build.module(&plugin.name), plugin)?;
    }
    Ok(())
}

fn find_plugins(root: &Path, toolchain: &GuestToolchain) -> Result<Vec<Plugin>, String> {
    let mut shared = blake3::Hasher::new();
    shared.update(toolchain.identity.as_bytes());
    // What is done to a module is an input, too.
    for source in [include_str!("plugins.rs"), include_str!("../../host/authoring/src/component.rs")] {
        shared.update(source.as_bytes());
    }
    for path in ["Cargo.toml", "Cargo.lock", "sdk/Cargo.toml", "sdk/src", "sdk/wit"] {
        add_files(&mut shared, &root.join(path))?;
    }
    let mut plugins = Vec::new();
    let folders = fs::read_dir(root.join("plugins")).map_err(|error| failed("plugins/", &error))?;
    for folder in folders {
        let folder = folder.map_err(|error| failed("plugins/", &error))?.path();
        if !folder.join(PLUGIN_FILE).exists() {
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

fn pack(module: &Path, plugin: &Plugin) -> Result<(), String> {
    let manifest = manifest(plugin)?;
    let said = |error: elenco_authoring::BuildError| error.to_string();
    let mut component = componentize(&plugin.name, &read(module)?).map_err(said)?;
    add_manifest(&mut component, &manifest).map_err(said)?;
    write_whole(&plugin.component, &component).map_err(said)?;
    write(&plugin.stamp, plugin.digest.as_bytes())
}

fn manifest(plugin: &Plugin) -> Result<Manifest, String> {
    let manifest = Manifest::read(&plugin.folder).map_err(|error| error.to_string())?;
    if manifest.name == plugin.name {
        Ok(manifest)
    } else {
        let path = plugin.folder.join(PLUGIN_FILE);
        Err(format!("{}: the name must be that of its folder, {}", path.display(), plugin.name))
    }
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
