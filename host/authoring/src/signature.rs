//! Signatures of plugins: minisign's, which are ed25519 over a BLAKE2b hash.
//!
//! A signed plugin is its component with one more custom section at its very end, [`SIGNATURE_SECTION`], that holds
//! the text of a minisign signature over all bytes before that section, the manifest among them. Nothing about the
//! signature is our own format: cut off the section and `minisign -V` verifies the rest.
//!
//! The digest that `plugins.toml` pins and the console shows is that of the whole file, signature included: it names
//! one file. The signature says who made what stands before it; signing again changes the digest.

mod keys;
#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use wasm_encoder::{ComponentSection as _, CustomSection};
use wasmparser::{Chunk, Encoding, Parser, Payload};

pub use keys::{KeyError, PublicKey, SecretKey, generate};

/// Name of the custom section, the last of the file.
pub const SIGNATURE_SECTION: &str = "elenco:signature";

/// Longest text of a signature in bytes; an ordinary one has some 300.
const MAX_SIGNATURE_BYTES: usize = 4096;

/// A publisher whose key is trusted by the installation or a tenant.
#[derive(Debug, Clone)]
pub struct TrustedPublisher {
    /// What people call it.
    pub name: String,
    /// Its key.
    pub key: PublicKey,
}

/// What the signature of a file tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// There is none.
    None,
    /// Made with the key of a trusted publisher, over exactly these bytes.
    Trusted {
        /// The publisher's name.
        publisher: String,
        /// Identifier of the key: 16 hexadecimal digits.
        key_id: String,
    },
    /// Made, it says, with a key that nobody here trusts; whether that is true cannot be told without the key.
    Unknown {
        /// Identifier of the key: 16 hexadecimal digits.
        key_id: String,
    },
    /// It names a trusted key, but does not belong to these bytes; or it is none, or not the only one at the end.
    Broken,
}

/// Why a component was not signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// Only components carry signatures.
    #[error("this is not a WebAssembly component: {detail}; build it with `elenco plugin build`")]
    NotAComponent {
        /// What the parser said.
        detail: String,
    },
    /// The signature was not made.
    #[error("the signature could not be made: {detail}")]
    Failed {
        /// What the library said.
        detail: String,
    },
}

/// What the signature of a file tells, given whom this place trusts. Any bytes may be asked about.
pub fn verify(bytes: &[u8], trusted: &[TrustedPublisher]) -> Signature {
    let Ok(layout) = Layout::of(bytes) else {
        // What is no component cannot be run either; only a file that shows a signature can have a broken one.
        return Signature::None;
    };
    if layout.misplaced {
        return Signature::Broken;
    }
    let Some(text) = layout.signature else { return Signature::None };
    let parsed = std::str::from_utf8(text).ok().filter(|text| text.len() <= MAX_SIGNATURE_BYTES);
    let Some((signature, key_id)) = parsed.and_then(decode) else { return Signature::Broken };
    let named: Vec<&TrustedPublisher> =
        trusted.iter().filter(|publisher| publisher.key.id() == key_id).collect();
    if named.is_empty() {
        return Signature::Unknown { key_id };
    }
    let signed = &bytes[..layout.signed];
    // Identifiers of keys are random, but anyone may make a key with any identifier.
    match named.iter().find(|publisher| publisher.key.accepts(signed, &signature)) {
        Some(publisher) => Signature::Trusted { publisher: publisher.name.clone(), key_id },
        None => Signature::Broken,
    }
}

/// The bytes that a signature is over: the file without a signature at its end.
pub fn unsigned_bytes(bytes: &[u8]) -> &[u8] {
    Layout::of(bytes).map_or(bytes, |layout| &bytes[..layout.signed])
}

/// Signs a component; an older signature at its end is replaced. `comment` is covered by the signature and shown by
/// minisign: the plugin's name and version.
///
/// # Errors
/// [`SignError::NotAComponent`], also for one with a signature in the middle.
pub fn sign(bytes: &[u8], key: &SecretKey, comment: &str) -> Result<Vec<u8>, SignError> {
    let layout = Layout::of(bytes).map_err(|detail| SignError::NotAComponent { detail })?;
    if layout.misplaced {
        let detail = format!("there is a section `{SIGNATURE_SECTION}` before its end");
        return Err(SignError::NotAComponent { detail });
    }
    let mut signed = bytes[..layout.signed].to_vec();
    let text = key.sign(&signed, comment).map_err(|detail| SignError::Failed { detail })?;
    CustomSection { name: SIGNATURE_SECTION.into(), data: text.as_bytes().into() }
        .append_to_component(&mut signed);
    Ok(signed)
}

/// A minisign signature and the identifier of the key that it names.
fn decode(text: &str) -> Option<(minisign_verify::Signature, String)> {
    let signature = minisign_verify::Signature::decode(text).ok()?;
    // The second line holds algorithm (2 bytes), key identifier (8), signature (64); the library keeps it to itself.
    let line = STANDARD.decode(text.lines().nth(1)?.trim()).ok()?;
    let id = line.get(2..10)?.try_into().ok()?;
    Some((signature, key_id(id)))
}

/// As minisign writes it.
fn key_id(bytes: [u8; 8]) -> String {
    format!("{:016X}", u64::from_le_bytes(bytes))
}

/// Where the signature stands in a component.
struct Layout<'a> {
    /// Text of the signature in the last section.
    signature: Option<&'a [u8]>,
    /// Where that section begins; the end of the file when there is none.
    signed: usize,
    /// Whether there is such a section elsewhere.
    misplaced: bool,
}

impl<'a> Layout<'a> {
    fn of(bytes: &'a [u8]) -> Result<Layout<'a>, String> {
        let mut parser = Parser::new(0);
        let mut at = 0;
        let mut found: Vec<(usize, usize, &[u8])> = Vec::new();
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let (consumed, payload) = match parser.parse(rest, true).map_err(|error| error.to_string())? {
                Chunk::Parsed { consumed, payload } => (consumed, payload),
                Chunk::NeedMoreData(_) => return Err("it is cut off".to_owned()),
            };
            let begin = at;
            at += consumed;
            match payload {
                Payload::Version { encoding: Encoding::Module, .. } => {
                    return Err("it is a core module".to_owned());
                }
                // What lies inside has its own sections.
                Payload::ModuleSection { unchecked_range, .. }
                | Payload::ComponentSection { unchecked_range, .. } => {
                    at = unchecked_range.end;
                }
                Payload::CustomSection(section) if section.name() == SIGNATURE_SECTION => {
                    found.push((begin, at, section.data()));
                }
                Payload::End(_) => break,
                _ => {}
            }
        }
        let last = found.pop_if(|(_, end, _)| *end == bytes.len());
        Ok(Layout {
            signature: last.map(|(_, _, text)| text),
            signed: last.map_or(bytes.len(), |(begin, ..)| begin),
            misplaced: !found.is_empty(),
        })
    }
}
