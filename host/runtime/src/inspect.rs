//! Reads a component without running or compiling it: manifest, exports, imports.

use wasmparser::{Encoding, Parser, Payload};

use crate::bindings::KNOWN_CONTRACTS;
use crate::bindings::v0_1::{self, Needed};
use crate::error::LoadFailure;
use crate::limits::MAX_MANIFEST_BYTES;
use crate::manifest::{Capability, Grants, MANIFEST_SECTION, Manifest};
use crate::plugin::Kind;
use crate::wasi;

/// What a component says of itself.
#[derive(Debug)]
pub(crate) struct Inspected {
    pub(crate) manifest: Manifest,
    pub(crate) kinds: Vec<Kind>,
    /// Capabilities that it imports or that its manifest asks for.
    pub(crate) asked: Vec<Capability>,
}

/// Names at the outermost level of a component, and its manifest section.
#[derive(Default)]
struct Outline {
    manifest: Option<Vec<u8>>,
    imports: Vec<String>,
    exports: Vec<String>,
}

/// Reads a component and checks that it may be loaded with these grants.
pub(crate) fn inspect(bytes: &[u8], grants: &Grants) -> Result<Inspected, LoadFailure> {
    let outline = outline(bytes)?;
    let section = outline.manifest.ok_or(LoadFailure::NoManifest)?;
    let manifest = Manifest::parse(&section)?;
    if manifest.contract != KNOWN_CONTRACTS {
        return Err(LoadFailure::WrongContract { found: manifest.contract, known: KNOWN_CONTRACTS });
    }
    let kinds = kinds(&outline.exports)?;
    let imported = imported(&outline.imports)?;
    refuse(
        imported.iter().filter(|capability| !manifest.capabilities.contains(capability)),
        |capabilities| LoadFailure::NotDeclared { capabilities },
    )?;
    refuse(imported.iter().filter(|capability| !grants.has(**capability)), |capabilities| {
        LoadFailure::NotGranted { capabilities }
    })?;
    let asked = manifest.capabilities.iter().copied().collect();
    Ok(Inspected { manifest, kinds, asked })
}

fn refuse<'a>(
    found: impl Iterator<Item = &'a Capability>,
    failure: impl FnOnce(Vec<String>) -> LoadFailure,
) -> Result<(), LoadFailure> {
    let names: Vec<String> = found.map(Capability::to_string).collect();
    if names.is_empty() { Ok(()) } else { Err(failure(names)) }
}

fn outline(bytes: &[u8]) -> Result<Outline, LoadFailure> {
    if !bytes.starts_with(b"\0asm") {
        return Err(LoadFailure::NotWebAssembly);
    }
    let damaged = |error: wasmparser::BinaryReaderError| LoadFailure::Damaged { detail: error.to_string() };
    let mut outline = Outline::default();
    // Modules and components within this one have sections of the same names, which are not its own.
    let mut depth = 0usize;
    for payload in Parser::new(0).parse_all(bytes) {
        match payload.map_err(damaged)? {
            Payload::Version { encoding: Encoding::Module, .. } if depth == 0 => {
                return Err(LoadFailure::CoreModule);
            }
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::CustomSection(section) if depth == 0 && section.name() == MANIFEST_SECTION => {
                if section.data().len() > MAX_MANIFEST_BYTES {
                    let detail = format!("it has more than {MAX_MANIFEST_BYTES} bytes");
                    return Err(LoadFailure::BadManifest { detail });
                }
                if outline.manifest.replace(section.data().to_vec()).is_some() {
                    return Err(LoadFailure::BadManifest { detail: "there are two of them".to_owned() });
                }
            }
            Payload::ComponentImportSection(imports) if depth == 0 => {
                for import in imports {
                    outline.imports.push(import.map_err(damaged)?.name.name.to_owned());
                }
            }
            Payload::ComponentExportSection(exports) if depth == 0 => {
                for export in exports {
                    outline.exports.push(export.map_err(damaged)?.name.name.to_owned());
                }
            }
            _ => {}
        }
    }
    Ok(outline)
}

/// The kinds among the exports. Guests export other names too, which are nobody's concern; a kind of another
/// version of the contract is.
fn kinds(exports: &[String]) -> Result<Vec<Kind>, LoadFailure> {
    let ours: Vec<&str> = exports.iter().filter_map(|name| v0_1::ours(name)).collect();
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| ours.contains(&kind.as_str())).collect();
    if !kinds.is_empty() {
        return Ok(kinds);
    }
    Err(match other_version(exports) {
        Some(found) => LoadFailure::WrongContract { found, known: KNOWN_CONTRACTS },
        None => LoadFailure::NoKind,
    })
}

fn other_version(names: &[String]) -> Option<String> {
    names
        .iter()
        .filter(|name| v0_1::ours(name).is_none())
        .find_map(|name| name.strip_prefix("elenco:plugin/")?.split_once('@'))
        .map(|(_, version)| version.to_owned())
}

/// The capabilities among the imports.
fn imported(imports: &[String]) -> Result<Vec<Capability>, LoadFailure> {
    if let Some(found) = other_version(imports) {
        return Err(LoadFailure::WrongContract { found, known: KNOWN_CONTRACTS });
    }
    let (mut capabilities, mut names) = (Vec::new(), Vec::new());
    for import in imports {
        match v0_1::ours(import).map(v0_1::needed) {
            Some(Needed::Nothing) => {}
            Some(Needed::Granted(capability)) => capabilities.push(capability),
            None if wasi::is_linked(import) => {}
            Some(Needed::Unknown) | None => names.push(import.clone()),
        }
    }
    if names.is_empty() { Ok(capabilities) } else { Err(LoadFailure::UnknownImports { names }) }
}
