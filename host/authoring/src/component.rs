//! From what a compiler makes to a plugin: one component with its manifest in a section.

use std::path::Path;

use wasi_preview1_component_adapter_provider::{
    WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER,
};
use wasm_encoder::{ComponentSection as _, CustomSection};
use wasmparser::{Parser, Payload};
use wit_component::ComponentEncoder;

use crate::error::BuildError;
use crate::manifest::Manifest;

/// Name of the custom section that holds the manifest; the host reads it without running the plugin.
pub const MANIFEST_SECTION: &str = "elenco:manifest";

/// Wraps a core module that was built for `wasm32-wasip1`.
///
/// # Errors
/// [`BuildError::Component`].
pub fn componentize(what: &str, module: &[u8]) -> Result<Vec<u8>, BuildError> {
    let adapter = WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER;
    ComponentEncoder::default()
        .validate(true)
        .module(module)
        .and_then(|encoder| encoder.adapter(WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, adapter))
        .and_then(|mut encoder| encoder.encode())
        // The chain of causes is what tells an author which export is missing.
        .map_err(|error| BuildError::Component { what: what.to_owned(), detail: format!("{error:#}") })
}

/// Appends the manifest to a component that has none yet.
///
/// # Errors
/// [`BuildError::Component`] for a manifest that cannot be written as JSON.
pub fn add_manifest(component: &mut Vec<u8>, manifest: &Manifest) -> Result<(), BuildError> {
    let text = serde_json::to_vec(manifest)
        .map_err(|error| BuildError::Component { what: manifest.name.clone(), detail: error.to_string() })?;
    CustomSection { name: MANIFEST_SECTION.into(), data: text.into() }.append_to_component(component);
    Ok(())
}

/// Names of what a component imports, at its outermost level; none of what is no component.
pub fn imports(component: &[u8]) -> Vec<String> {
    let (mut names, mut depth) = (Vec::new(), 0usize);
    for payload in Parser::new(0).parse_all(component) {
        match payload {
            Ok(Payload::ModuleSection { .. } | Payload::ComponentSection { .. }) => depth += 1,
            Ok(Payload::End(_)) => depth = depth.saturating_sub(1),
            Ok(Payload::ComponentImportSection(section)) if depth == 0 => {
                names.extend(section.into_iter().flatten().map(|import| import.name.name.to_owned()));
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    names
}

/// Writes a file beside its place and renames it: a reader never meets half a component.
///
/// # Errors
/// [`BuildError::File`].
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), BuildError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(BuildError::file(folder))?;
    }
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    let fresh = Path::new(&fresh);
    std::fs::write(fresh, bytes).map_err(BuildError::file(fresh))?;
    std::fs::rename(fresh, path).map_err(BuildError::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_module_is_not_wrapped() {
        let error = componentize("badge", b"not a module").unwrap_err();
        assert!(error.to_string().starts_with("badge cannot be made a component"), "{error}");
    }
}
