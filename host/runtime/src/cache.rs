//! Compiled plugins on disk. A file is only believed when its keyed hash is right; anything else is compiled again.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretBox};
use wasmtime::Engine;

use crate::artefact::TrustedArtefact;

const HASH_BYTES: usize = 32;

/// What an artefact was made of and for.
#[derive(Clone, Copy)]
pub(crate) struct ArtefactId([u8; 32]);

/// The folder of compiled plugins.
pub(crate) struct ArtefactCache {
    dir: PathBuf,
    key: SecretBox<[u8; 32]>,
}

impl ArtefactCache {
    pub(crate) fn open(dir: PathBuf, key: &SecretBox<[u8; 32]>) -> std::io::Result<ArtefactCache> {
        std::fs::create_dir_all(&dir)?;
        // A key of its own, so that no other use of the installation's key can make a hash that fits here.
        let own = blake3::derive_key("elenco-runtime 2026-01 artefact cache", key.expose_secret());
        Ok(ArtefactCache { dir, key: SecretBox::new(Box::new(own)) })
    }

    /// The name of the artefact of a component for an engine.
    pub(crate) fn id(component: &blake3::Hash, engine: &Engine) -> ArtefactId {
        let mut hasher = EngineHasher(blake3::Hasher::new());
        hasher.0.update(component.as_bytes());
        engine.precompile_compatibility_hash().hash(&mut hasher);
        ArtefactId(*hasher.0.finalize().as_bytes())
    }

    fn path(&self, id: ArtefactId) -> PathBuf {
        self.dir.join(format!("{}.artefact", blake3::Hash::from_bytes(id.0).to_hex()))
    }

    /// Binds the code to what it was made of, so that one plugin's artefact cannot stand in for another's.
    fn seal(&self, id: ArtefactId, artefact: &[u8]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(self.key.expose_secret());
        hasher.update(&id.0);
        hasher.update(artefact);
        hasher.finalize()
    }

    /// The artefact, if there is one that this installation made.
    pub(crate) fn get(&self, id: ArtefactId) -> Option<TrustedArtefact> {
        let path = self.path(id);
        let mut bytes = std::fs::read(&path).ok()?;
        let artefact = bytes.split_off(bytes.len().min(HASH_BYTES));
        let Ok(found) = <[u8; HASH_BYTES]>::try_from(bytes) else { return None };
        // Comparison of blake3 hashes takes the same time wherever they differ.
        if self.seal(id, &artefact) != blake3::Hash::from_bytes(found) {
            tracing::warn!(file = %path.display(), "a compiled plugin in the cache was not made here; it is compiled again");
            return None;
        }
        Some(TrustedArtefact::vouch(artefact))
    }

    /// Keeps an artefact. A cache that cannot be written costs time at the next start and nothing else.
    pub(crate) fn put(&self, id: ArtefactId, artefact: &TrustedArtefact) {
        let path = self.path(id);
        if let Err(error) = self.write(&path, id, artefact) {
            tracing::warn!(file = %path.display(), %error, "a compiled plugin could not be kept");
        }
    }

    fn write(&self, path: &Path, id: ArtefactId, artefact: &TrustedArtefact) -> std::io::Result<()> {
        use std::io::Write as _;
        // Another process may write the same artefact: each writes a file of its own and moves it into place.
        let draft = path.with_extension(format!("{}.draft", std::process::id()));
        let mut file = std::fs::File::create(&draft)?;
        file.write_all(self.seal(id, artefact.bytes()).as_bytes())?;
        file.write_all(artefact.bytes())?;
        drop(file);
        std::fs::rename(&draft, path)
    }
}

/// Takes what the engine hashes of itself.
struct EngineHasher(blake3::Hasher);

impl Hasher for EngineHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.finalize().as_bytes().iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }
}
