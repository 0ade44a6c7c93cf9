//! Reads a component without running or compiling it: manifest, exports, imports.

use wasmparser::{Encoding, Parser, Payload};

use crate::bindings::{KNOWN_CONTRACTS, Needed, Version};
use crate::error::LoadFailure;
use crate::limits::{Limits, MAX_COMPONENT_BYTES, MAX_MANIFEST_BYTES};
use crate::manifest::{Capability, Grants, MANIFEST_SECTION, Manifest, quoted};
use crate::plugin::Kind;
use crate::wasi;

/// What a component says of itself, read without running or compiling it.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// Its manifest.
    pub manifest: Manifest,
    /// What it can be asked.
    pub kinds: Vec<Kind>,
    /// What its manifest asks for. Whatever it imports is among it.
    pub asked: Vec<Capability>,
    /// blake3 of the component, in hexadecimal digits.
    pub digest: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Reads a component from anywhere and says what it is. Runs and compiles nothing, and needs no grants.
///
/// # Errors
/// [`LoadFailure`], when it could not be loaded whatever it was granted.
pub fn inspect(bytes: &[u8]) -> Result<Inspection, LoadFailure> {
    let Inspected { manifest, kinds, asked, .. } = inspected(bytes)?;
    let digest = blake3::hash(bytes).to_hex().to_string();
    Ok(Inspection { manifest, kinds, asked, digest, size: bytes.len() as u64 })
}

pub(crate) struct Inspected {
    /// The version of the contract that it was made for.
    pub(crate) version: &'static Version,
    pub(crate) manifest: Manifest,
    pub(crate) kinds: Vec<Kind>,
    /// Capabilities that its manifest asks for.
    pub(crate) asked: Vec<Capability>,
    /// Those of them that it cannot do without.
    imported: Vec<Capability>,
}

impl Inspected {
    /// Checks that it may be loaded with these grants.
    pub(crate) fn check_grants(&self, grants: &Grants) -> Result<(), LoadFailure> {
        refuse(self.imported.iter().filter(|capability| !grants.has(**capability)), |capabilities| {
            LoadFailure::NotGranted { capabilities }
        })
    }
}

/// Names of unknown imports that a failure tells; a component can have a hundred thousand.
const NAMES_TOLD: usize = 10;

/// Names at the outermost level of a component, and its manifest section.
#[derive(Default)]
struct Outline {
    manifest: Option<Vec<u8>>,
    imports: Vec<String>,
    exports: Vec<String>,
}

/// Reads a component.
pub(crate) fn inspected(bytes: &[u8]) -> Result<Inspected, LoadFailure> {
    if bytes.len() as u64 > MAX_COMPONENT_BYTES {
        return Err(LoadFailure::TooLarge { bytes: bytes.len() as u64, allowed: MAX_COMPONENT_BYTES });
    }
    let outline = outline(bytes)?;
    let section = outline.manifest.ok_or(LoadFailure::NoManifest)?;
    let manifest = Manifest::parse(&section)?;
    let version = Version::of(&manifest.contract).ok_or_else(|| wrong_contract(&manifest.contract))?;
    let kinds = kinds(version, &outline.exports)?;
    let imported = imported(version, &outline.imports)?;
    refuse(
        imported.iter().filter(|capability| !manifest.capabilities.contains(capability)),
        |capabilities| LoadFailure::NotDeclared { capabilities },
    )?;
    manifest.limits.as_ref().map_or(Ok(()), |by| Limits::default().narrow(by, &kinds).map(drop))?;
    let asked = manifest.capabilities.iter().copied().collect();
    Ok(Inspected { version, manifest, kinds, asked, imported })
}

fn wrong_contract(found: &str) -> LoadFailure {
    LoadFailure::WrongContract { found: quoted(found), known: KNOWN_CONTRACTS }
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
    let damaged =
        |error: wasmparser::BinaryReaderError| LoadFailure::Damaged { detail: quoted(&error.to_string()) };
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
                let found = section.data().len();
                if found > MAX_MANIFEST_BYTES {
                    return Err(LoadFailure::ManifestTooLong {
                        part: "all",
                        found,
                        allowed: MAX_MANIFEST_BYTES,
                    });
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
fn kinds(version: &Version, exports: &[String]) -> Result<Vec<Kind>, LoadFailure> {
    let ours: Vec<&str> = exports.iter().filter_map(|name| (version.ours)(name)).collect();
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| ours.contains(&kind.as_str())).collect();
    if !kinds.is_empty() {
        return Ok(kinds);
    }
    Err(match other_version(version, exports) {
        Some(found) => wrong_contract(&found),
        None => LoadFailure::NoKind,
    })
}

fn other_version(version: &Version, names: &[String]) -> Option<String> {
    names
        .iter()
        .filter(|name| (version.ours)(name).is_none())
        .find_map(|name| name.strip_prefix("elenco:plugin/")?.split_once('@'))
        .map(|(_, version)| version.to_owned())
}

/// The capabilities among the imports.
fn imported(version: &Version, imports: &[String]) -> Result<Vec<Capability>, LoadFailure> {
    if let Some(found) = other_version(version, imports) {
        return Err(wrong_contract(&found));
    }
    let (mut capabilities, mut names) = (Vec::new(), Vec::new());
    for import in imports {
        match (version.ours)(import).map(version.needed) {
            Some(Needed::Nothing) => {}
            Some(Needed::Granted(capability)) => capabilities.push(capability),
            None if wasi::is_linked(import) => {}
            Some(Needed::Unknown) | None if names.len() < NAMES_TOLD => names.push(quoted(import)),
            Some(Needed::Unknown) | None => {}
        }
    }
    if names.is_empty() { Ok(capabilities) } else { Err(LoadFailure::UnknownImports { names }) }
}
