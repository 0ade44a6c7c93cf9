//! `elenco plugin new`: a folder that builds and passes its own cases, from the templates in `sdk/templates`, whose
//! `README.md` says how they are laid out.

mod sdk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

use crate::building::Language;
use crate::contract;
use crate::error::BuildError;
use crate::manifest::is_name;

/// The folder of files that every kind gets, and that of files that every language gets.
const EVERY_KIND: &str = "every-kind";
const EVERY_LANGUAGE: &str = "every-language";

#[derive(RustEmbed)]
#[folder = "../../sdk/templates"]
struct Templates;

/// Kinds that there is a template of in a language.
pub fn kinds(language: Language) -> Vec<String> {
    let kinds: BTreeSet<String> = Templates::iter()
        .filter_map(|path| {
            let kind = path.strip_prefix(language.as_str())?.strip_prefix('/')?.split_once('/')?.0;
            (kind != EVERY_KIND).then(|| kind.to_owned())
        })
        .collect();
    kinds.into_iter().collect()
}

/// Makes the folder of a new plugin and says which files it has.
///
/// # Errors
/// [`BuildError::Name`], [`BuildError::NoTemplate`], and [`BuildError::Occupied`] for a folder that has something in
/// it: nothing is written over.
pub fn create(kind: &str, language: Language, name: &str, folder: &Path) -> Result<Vec<PathBuf>, BuildError> {
    if !is_name(name) {
        return Err(BuildError::Name(name.to_owned()));
    }
    let known = kinds(language);
    if !known.iter().any(|known| known == kind) {
        return Err(BuildError::NoTemplate {
            kind: kind.to_owned(),
            language: language.as_str().to_owned(),
            known: known.join(", "),
        });
    }
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file() {
        return Err(BuildError::Occupied(folder.to_owned()));
    }
    let files = files(kind, language, name);
    for (path, bytes) in &files {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).map_err(BuildError::file(parent))?;
        std::fs::write(&path, bytes).map_err(BuildError::file(&path))?;
    }
    Ok(files.into_keys().map(PathBuf::from).collect())
}

/// Paths in the new folder, and what stands there.
fn files(kind: &str, language: Language, name: &str) -> BTreeMap<String, Vec<u8>> {
    let crate_name = name.replace('-', "_");
    let words = [("{{name}}", name), ("{{crate}}", crate_name.as_str()), ("{{kind}}", kind)];
    let mut files = BTreeMap::new();
    // What comes later wins.
    let parts =
        [EVERY_LANGUAGE, language.as_str()].map(|folder| [EVERY_KIND, kind].map(|part| (folder, part)));
    for (folder, part) in parts.into_iter().flatten() {
        let start = format!("{folder}/{part}/");
        for path in Templates::iter() {
            let (Some(below), Some(file)) = (path.strip_prefix(&start), Templates::get(&path)) else {
                continue;
            };
            let below = below.replace("__name__", name);
            match (below.strip_suffix(".tmpl"), std::str::from_utf8(&file.data)) {
                (Some(path), Ok(text)) => {
                    let text = words.iter().fold(text.to_owned(), |text, (word, by)| text.replace(word, by));
                    files.insert(path.to_owned(), text.into_bytes());
                }
                _ => {
                    files.insert(below, file.data.into_owned());
                }
            }
        }
    }
    let added = match language {
        Language::Rust => sdk::files(),
        Language::JavaScript | Language::Python => contract::files()
            .into_iter()
            .map(|(name, text)| (format!("wit/deps/elenco-plugin/{name}"), text))
            .collect(),
    };
    files.extend(added.into_iter().map(|(path, text)| (path, text.into_bytes())));
    files
}

#[cfg(test)]
mod tests;
