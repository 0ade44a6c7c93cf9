//! Seals what the database keeps and only the server may read: the secrets of plugins' settings.
//!
//! XChaCha20-Poly1305 under the installation's key. What is sealed is bound to its place, so that nobody who writes to
//! the database can move one tenant's secret to another tenant or to another plugin.
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret as _, SecretBox, SecretString};

use crate::ids::IdSource;

/// Bytes of a key.
const KEY: usize = 32;
/// Bytes of the nonce, which is drawn anew each time; 24 are enough to draw at random (draft-irtf-cfrg-xchacha-03).
const NONCE: usize = 24;
/// Bytes that tell keys apart, at the beginning of what is sealed.
const MARK: usize = 4;

/// The installation's key. Cheap to clone; never printed.
#[derive(Clone)]
pub struct Seal {
    key: Arc<SecretBox<[u8; KEY]>>,
    mark: [u8; MARK],
}

/// Why the key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("{file}: {error}")]
    File {
        /// Which.
        file: String,
        /// Why.
        error: std::io::Error,
    },
    /// The file is no key.
    #[error("{file}: a key has {KEY} bytes")]
    Length {
        /// Which.
        file: String,
    },
}

/// Why something sealed cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Another installation's key sealed it.
    #[error("it was sealed with another key: let this server use the key of the installation that sealed it")]
    OtherKey,
    /// It was changed, cut off, or belongs somewhere else.
    #[error("it was changed since it was sealed")]
    Changed,
    /// It cannot be sealed.
    #[error("it cannot be sealed")]
    Unsealable,
}

impl Seal {
    /// The key of a configured file, which several servers share and which must be there; otherwise the data folder's
    /// own, which is made at the first start and which only the server's account may read.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn of_installation(
        data_dir: &Path,
        configured: Option<&Path>,
        ids: &IdSource,
    ) -> Result<Self, KeyError> {
        match configured {
            Some(file) => Self::read(file),
            None => Self::read_or_make(&data_dir.join("secrets.key"), ids),
        }
    }

    fn read(file: &Path) -> Result<Self, KeyError> {
        let bytes = std::fs::read(file).map_err(|error| failed(file, error))?;
        let key = <[u8; KEY]>::try_from(bytes)
            .map_err(|_| KeyError::Length { file: file.display().to_string() })?;
        Ok(Self::with_key(key))
    }

    /// Two servers that start at once agree: the first one makes the file, the other one reads it.
    fn read_or_make(file: &Path, ids: &IdSource) -> Result<Self, KeyError> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        if file.exists() {
            return Self::read(file);
        }
        // Written whole beside its place, so that nobody ever reads half a key.
        let draft = file.with_extension(format!("key.{}", ids.uuid().simple()));
        let key = ids.secret::<KEY>();
        let written =
            options.open(&draft).and_then(|mut out| out.write_all(&key).and_then(|()| out.sync_all()));
        written.map_err(|error| failed(&draft, error))?;
        let linked = std::fs::hard_link(&draft, file);
        std::fs::remove_file(&draft).map_err(|error| failed(&draft, error))?;
        match linked {
            Ok(()) => Ok(Self::with_key(key)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Self::read(file),
            Err(error) => Err(failed(file, error)),
        }
    }

    fn with_key(key: [u8; KEY]) -> Self {
        let digest = blake3::derive_key("elenco 2026 mark of the installation's key", &key);
        let mut mark = [0; MARK];
        mark.copy_from_slice(&digest[..MARK]);
        Self { key: Arc::new(SecretBox::new(Box::new(key))), mark }
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.key.expose_secret().into())
    }

    /// Seals a text for one place, named by words: the tenant, the plugin, the secret's name.
    ///
    /// # Errors
    /// [`SealError::Unsealable`], for texts of sizes that no secret has.
    pub fn seal(&self, ids: &IdSource, place: &[&str], text: &SecretString) -> Result<Vec<u8>, SealError> {
        let nonce = ids.secret::<NONCE>();
        let payload = Payload { msg: text.expose_secret().as_bytes(), aad: &bound_to(place) };
        let sealed =
            self.cipher().encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Unsealable)?;
        Ok([&self.mark[..], &nonce, &sealed].concat())
    }

    /// Reads what was sealed for this place.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn open(&self, place: &[&str], sealed: &[u8]) -> Result<SecretString, SealError> {
        let (mark, rest) = sealed.split_at_checked(MARK).ok_or(SealError::Changed)?;
        if mark != self.mark {
            return Err(SealError::OtherKey);
        }
        let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or(SealError::Changed)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| SealError::Changed)?;
        let payload = Payload { msg: sealed, aad: &bound_to(place) };
        let text = self.cipher().decrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Changed)?;
        String::from_utf8(text).map(SecretString::from).map_err(|_| SealError::Changed)
    }
}

impl Seal {
    /// What the database keeps of a secret that somebody else holds: a keyed hash, so that whoever reads or writes the
    /// database alone can neither find nor make one. Bound to its place, like everything that is sealed.
    pub fn keyed_hash(&self, place: &[&str], secret: &[u8]) -> Vec<u8> {
        let key = blake3::derive_key("elenco 2026 keyed hashes of secrets", self.key.expose_secret());
        let mut hasher = blake3::Hasher::new_keyed(&key);
        hasher.update(&bound_to(place));
        hasher.update(secret);
        hasher.finalize().as_bytes().to_vec()
    }
}

/// The words of a place, each with its length before it, so that no two places read the same.
fn bound_to(place: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for word in place {
        bytes.extend_from_slice(&(word.len() as u64).to_le_bytes());
        bytes.extend_from_slice(word.as_bytes());
    }
    bytes
}

fn failed(file: &Path, error: std::io::Error) -> KeyError {
    KeyError::File { file: file.display().to_string(), error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::ids::SystemEntropy;

    fn ids() -> IdSource {
        IdSource::new(Arc::new(SystemClock), Arc::new(SystemEntropy))
    }

    #[test]
    fn what_is_sealed_is_read_in_its_place_only() {
        let seal = Seal::with_key([1; KEY]);
        let text = SecretString::from("s3cret-ñ");
        let sealed = seal.seal(&ids(), &["tenant", "plugin", "name"], &text).unwrap();
        assert!(!sealed.windows(6).any(|window| window == b"s3cret"));
        let read = seal.open(&["tenant", "plugin", "name"], &sealed).unwrap();
        assert_eq!(read.expose_secret(), "s3cret-ñ");
        for place in
            [&["tenant", "plugin", "other"][..], &["tenant", "pluginname"], &["tenantplugin", "name"]]
        {
            assert_eq!(seal.open(place, &sealed).unwrap_err(), SealError::Changed);
        }
        let again = seal.seal(&ids(), &["tenant", "plugin", "name"], &text).unwrap();
        assert_ne!(sealed, again, "the same secret twice does not look the same");
    }

    #[test]
    fn a_keyed_hash_is_of_one_key_one_place_and_one_secret() {
        let hash =
            |key: u8, place: &str, secret: &[u8]| Seal::with_key([key; KEY]).keyed_hash(&[place], secret);
        let one = hash(1, "place", b"secret");
        assert_eq!(one, hash(1, "place", b"secret"));
        for other in [hash(2, "place", b"secret"), hash(1, "other", b"secret"), hash(1, "place", b"Secret")] {
            assert_ne!(one, other);
        }
        assert_ne!(one, blake3::hash(b"secret").as_bytes().to_vec());
    }

    #[test]
    fn another_key_and_any_changed_byte_are_noticed() {
        let seal = Seal::with_key([1; KEY]);
        let sealed = seal.seal(&ids(), &["place"], &SecretString::from("word")).unwrap();
        assert_eq!(Seal::with_key([2; KEY]).open(&["place"], &sealed).unwrap_err(), SealError::OtherKey);
        for at in MARK..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(seal.open(&["place"], &changed).unwrap_err(), SealError::Changed, "byte {at}");
        }
        for length in 0..sealed.len() {
            assert!(seal.open(&["place"], &sealed[..length]).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn the_key_is_made_once_and_for_the_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let first = Seal::of_installation(folder.path(), None, &ids()).unwrap();
        let sealed = first.seal(&ids(), &["place"], &SecretString::from("word")).unwrap();
        let second = Seal::of_installation(folder.path(), None, &ids()).unwrap();
        assert!(second.open(&["place"], &sealed).is_ok());
        let file = folder.path().join("secrets.key");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
        let shared = Seal::of_installation(Path::new("/nowhere"), Some(&file), &ids()).unwrap();
        assert!(shared.open(&["place"], &sealed).is_ok());
        std::fs::write(&file, b"short").unwrap();
        assert!(matches!(Seal::of_installation(folder.path(), None, &ids()), Err(KeyError::Length { .. })));
        let missing = folder.path().join("missing.key");
        assert!(matches!(
            Seal::of_installation(folder.path(), Some(&missing), &ids()),
            Err(KeyError::File { .. })
        ));
    }
}
