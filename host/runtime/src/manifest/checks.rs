//! What a manifest may say. It comes from strangers and is read by administrators, before they grant anything.

use semver::Version;

use super::{Manifest, hosts, plain_text, schema};
use crate::error::LoadFailure;
use crate::limits::{
    DESCRIPTION_CHARS, DESCRIPTION_LANGUAGES, HTTP_HOSTS, NAME_CHARS, PUBLISHER_CHARS, VERSION_CHARS,
};

pub(super) fn check(manifest: &Manifest) -> Result<(), LoadFailure> {
    name(&manifest.name)?;
    not_longer("version", manifest.version.chars().count(), VERSION_CHARS)?;
    if let Err(error) = Version::parse(&manifest.version) {
        return Err(LoadFailure::BadVersion { detail: error.to_string() });
    }
    not_longer("publisher", manifest.publisher.chars().count(), PUBLISHER_CHARS)?;
    plain("publisher", plain_text::check_line(&manifest.publisher))?;
    description(manifest)?;
    http_hosts(manifest)?;
    match manifest.settings_schema.as_ref().map_or(Ok(()), schema::check) {
        Ok(()) => Ok(()),
        Err(detail) => Err(LoadFailure::BadSettingsSchema { detail }),
    }
}

/// Names are parts of addresses, of keys and of file names.
fn name(name: &str) -> Result<(), LoadFailure> {
    not_longer("name", name.chars().count(), NAME_CHARS)?;
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let good = name.bytes().all(letters)
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && !name.ends_with('-')
        && !name.contains("--");
    if good { Ok(()) } else { Err(LoadFailure::BadName { name: plain_text::quoted(name) }) }
}

fn description(manifest: &Manifest) -> Result<(), LoadFailure> {
    not_longer("description", manifest.description.len(), DESCRIPTION_LANGUAGES)?;
    for (language, text) in &manifest.description {
        let tag = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if language.is_empty() || language.len() > 35 || !language.bytes().all(tag) {
            let problem = "its keys must be languages, such as `en`, `es` and `pt`";
            return Err(LoadFailure::ManifestText { part: "description", problem });
        }
        not_longer("description", text.chars().count(), DESCRIPTION_CHARS)?;
        plain("description", plain_text::check(text))?;
    }
    Ok(())
}

fn http_hosts(manifest: &Manifest) -> Result<(), LoadFailure> {
    not_longer("http-hosts", manifest.http_hosts.len(), HTTP_HOSTS)?;
    for pattern in &manifest.http_hosts {
        hosts::check(pattern)
            .map_err(|problem| LoadFailure::BadHost { pattern: plain_text::quoted(pattern), problem })?;
    }
    Ok(())
}

fn not_longer(part: &'static str, found: usize, allowed: usize) -> Result<(), LoadFailure> {
    if found <= allowed { Ok(()) } else { Err(LoadFailure::ManifestTooLong { part, found, allowed }) }
}

fn plain(part: &'static str, checked: Result<(), &'static str>) -> Result<(), LoadFailure> {
    checked.map_err(|problem| LoadFailure::ManifestText { part, problem })
}
