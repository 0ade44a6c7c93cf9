//! From nothing to one file: new, build, pack.
use std::path::{Path, PathBuf};

use elenco_authoring::building::{self, BuildOptions, Language};
use elenco_authoring::component::{add_manifest, write_whole};
use elenco_authoring::manifest::Manifest;
use elenco_authoring::{signature, templates};

use crate::config::author_python_environment;

use super::{CommandError, check, digest, grouped, read, say, signing, told};

pub(super) fn new(
    kind: &str,
    language: Language,
    name: &str,
    dir: Option<PathBuf>,
) -> Result<(), CommandError> {
    let folder = dir.unwrap_or_else(|| PathBuf::from(name));
    let files = templates::create(kind, language, name, &folder).map_err(told)?;
    say(&format!("{} is a {kind} in {}:", folder.display(), language.as_str()))?;
    for file in files.iter().filter(|file| is_for_the_author(file)) {
        say(&format!("  {}", file.display()))?;
    }
    say("Next:")?;
    say(&format!("  cd {}", folder.display()))?;
    say("  elenco plugin build")?;
    say("  elenco plugin test")
}

/// The SDK and the contract are there to be read, not to be changed.
fn is_for_the_author(file: &Path) -> bool {
    !file.starts_with(".elenco") && !file.starts_with("wit/deps")
}

pub(super) fn build(dir: &Path, target_dir: Option<PathBuf>) -> Result<(), CommandError> {
    check::manifest(dir)?;
    let file = building::build(dir, &options(target_dir)).map_err(told)?;
    let bytes = read(&file)?;
    check::whole(&file, &bytes)?;
    say(&format!("{}: {} bytes", file.display(), grouped(bytes.len() as u64)))
}

fn options(target_dir: Option<PathBuf>) -> BuildOptions {
    let python_environment = author_python_environment();
    BuildOptions { target_dir, python_environment, ..BuildOptions::default() }
}

pub(super) fn pack(
    dir: &Path,
    component: Option<&Path>,
    key: Option<&Path>,
    password: bool,
    output: Option<PathBuf>,
) -> Result<(), CommandError> {
    // A key that cannot be opened is better known before a build.
    let secret = key.map(|key| signing::secret_key(key, password)).transpose()?;
    check::manifest(dir)?;
    let manifest = Manifest::read(dir).map_err(told)?;
    let mut bytes = match component {
        Some(component) => {
            let mut bytes = read(component)?;
            add_manifest(&mut bytes, &manifest).map_err(told)?;
            bytes
        }
        None => read(&building::build(dir, &options(None)).map_err(told)?)?,
    };
    let output = output.unwrap_or_else(|| dir.join("dist").join(format!("{}.wasm", manifest.name)));
    check::whole(&output, &bytes)?;
    if let Some(secret) = &secret {
        let comment = format!("{} {}", manifest.name, manifest.version);
        bytes = signature::sign(&bytes, secret, &comment).map_err(told)?;
    }
    write_whole(&output, &bytes).map_err(told)?;
    say(&format!("{}: {} bytes", output.display(), grouped(bytes.len() as u64)))?;
    say(&format!("digest blake3 {}", digest(&bytes)))?;
    match secret {
        Some(secret) => say(&format!("signed with key {}", secret.public().map_err(told)?.id())),
        None => say("not signed; give --key to sign it"),
    }
}
