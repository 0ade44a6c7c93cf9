//! What the host would say of a plugin.
use std::path::{Path, PathBuf};

use elenco_authoring::component::{add_manifest, imports};
use elenco_authoring::manifest::{Manifest, PLUGIN_FILE};
use elenco_authoring::signature::{self, Signature};
use elenco_runtime::{LoadFailure, Plugin};

use super::sandbox::Sandbox;
use super::{CommandError, grouped, read, refused, say, signing, size, told};

pub(super) fn run(file: &Path, trust: &[PathBuf]) -> Result<(), CommandError> {
    let bytes = read(file)?;
    let trusted = signing::trusted(trust)?;
    let plugin = Sandbox::start(true)?.load(&bytes).map_err(|failure| refusal(file, &failure))?;
    let signature = signature::verify(&bytes, &trusted);
    for (label, text) in report(&plugin, &bytes) {
        say(&format!("{label:<12} {text}"))?;
    }
    say(&format!("{:<12} {}", "signature", signing::describe(&signature)))?;
    if signature == Signature::Broken {
        say(&format!("{}: would be refused", file.display()))?;
        return Err(refused());
    }
    say(&format!("{}: the host would take it", file.display()))
}

/// Refuses what the host would refuse. It is compiled for this, and found in the cache afterwards.
pub(super) fn whole(file: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    Sandbox::start(true)?.load(bytes).map(drop).map_err(|failure| refusal(file, &failure))
}

/// Refuses what the host would refuse of a folder's manifest, before anything is built.
pub(super) fn manifest(folder: &Path) -> Result<(), CommandError> {
    let manifest = Manifest::read(folder).map_err(told)?;
    // A component with nothing in it: its manifest is all that there is to say something about.
    let mut bare = b"\0asm\x0d\0\x01\0".to_vec();
    add_manifest(&mut bare, &manifest).map_err(told)?;
    match elenco_runtime::inspect(&bare) {
        Ok(_) | Err(LoadFailure::NoKind) => Ok(()),
        Err(failure) => Err(refusal(&folder.join(PLUGIN_FILE), &failure)),
    }
}

/// What the console says of a plugin in a word, `name version`, without compiling it.
pub(super) fn title(file: &Path, bytes: &[u8]) -> Result<String, CommandError> {
    let inspection = elenco_runtime::inspect(bytes).map_err(|failure| refusal(file, &failure))?;
    Ok(format!("{} {}", inspection.manifest.name, inspection.manifest.version))
}

/// A refusal with its stable code and what to do.
pub(super) fn refusal(file: &Path, failure: &LoadFailure) -> CommandError {
    let remedy = remedy(failure);
    CommandError(format!("{}: would be refused\n{}: {failure}\n{remedy}", file.display(), failure.code()))
}

fn report(plugin: &Plugin, bytes: &[u8]) -> Vec<(String, String)> {
    let manifest = plugin.manifest();
    let line = |label: &str, text: String| (label.to_owned(), text);
    let kinds: Vec<&str> = plugin.kinds().iter().map(|kind| kind.as_str()).collect();
    let asked: Vec<&str> = plugin.asked().iter().map(|capability| capability.as_str()).collect();
    let or_nothing = |list: Vec<&str>| if list.is_empty() { "nothing".to_owned() } else { list.join(", ") };
    let mut lines = vec![
        line("plugin", format!("{} {} by {}", manifest.name, manifest.version, manifest.publisher)),
        line("contract", manifest.contract.clone()),
        line("kinds", kinds.join(", ")),
        line("asks for", or_nothing(asked)),
        line("hosts", or_nothing(manifest.http_hosts.iter().map(String::as_str).collect())),
        line("size", format!("{} ({} bytes)", size(bytes.len() as u64), grouped(bytes.len() as u64))),
        line("digest", format!("blake3 {}", plugin.digest())),
    ];
    lines.extend(imports(bytes).into_iter().map(|name| line("imports", name)));
    lines.extend(
        manifest.description.iter().map(|(language, text)| line(&format!("in {language}"), text.clone())),
    );
    let settings = manifest.settings_schema.as_ref().and_then(|schema| schema["properties"].as_object());
    let names: Vec<&str> = settings.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    lines.push(line("settings", or_nothing(names)));
    for kind in plugin.kinds() {
        let limits = plugin.limits().kind(*kind);
        let text = format!(
            "{}: {} fuel, {} of memory, {} s a call",
            kind.as_str(),
            grouped(limits.fuel),
            size(limits.memory as u64),
            limits.wall.as_secs_f32()
        );
        lines.push(line("limits", text));
    }
    lines
}

/// What an author does about a refusal.
fn remedy(failure: &LoadFailure) -> &'static str {
    match failure {
        LoadFailure::Unreadable { .. } => "Look whether the file is there and may be read.",
        LoadFailure::TooLarge { .. } => "Make it smaller: leave out dependencies, build for release.",
        LoadFailure::NotWebAssembly | LoadFailure::Damaged { .. } => {
            "Build it again with `elenco plugin build`, and copy it as a binary file."
        }
        LoadFailure::CoreModule | LoadFailure::NoManifest => {
            "Build it with `elenco plugin build`, or give a component of another tool-chain to \
             `elenco plugin pack --component`."
        }
        LoadFailure::BadManifest { .. }
        | LoadFailure::ManifestTooLong { .. }
        | LoadFailure::ManifestText { .. }
        | LoadFailure::BadName { .. }
        | LoadFailure::BadVersion { .. }
        | LoadFailure::BadSettingsSchema { .. }
        | LoadFailure::BadHost { .. } => {
            "Put it right in plugin.toml or its settings schema, and build again."
        }
        LoadFailure::WrongContract { .. } => {
            "Build it against the contract that `elenco plugin new` writes, and say so in plugin.toml."
        }
        LoadFailure::NoKind => "Export at least one kind; a folder made by `elenco plugin new` shows how.",
        LoadFailure::NotGranted { .. } | LoadFailure::NotDeclared { .. } => {
            "Name it under `capabilities` in plugin.toml, or stop using it."
        }
        LoadFailure::UnknownImports { .. } => {
            "Take out what needs them: plugins have no files, no sockets and no environment."
        }
        LoadFailure::CompileTime { .. } | LoadFailure::CompileMemory { .. } => {
            "Make the code smaller: huge functions take the compiler long."
        }
        LoadFailure::WiderLimit(_) => {
            "Ask for no more than the default limits under `limits` in plugin.toml."
        }
        LoadFailure::Resources { .. } => {
            "Use fewer memories, tables or instances; one component of each is enough."
        }
        LoadFailure::Signature { .. } | LoadFailure::Unfit { .. } => {
            "Export the functions exactly as the contract has them: build against the files that `elenco plugin new` \
             writes."
        }
        _ => "Build it again; if that does not help, report it with this message.",
    }
}
