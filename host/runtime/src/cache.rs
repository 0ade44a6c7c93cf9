//! Compiled plugins on disk. A file is only believed when its keyed hash is right; anything else is compiled again.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret, SecretBox};
use wasmtime::Engine;

use crate::artefact::TrustedArtefact;
use crate::limits::{ARTEFACT_BYTES_KEPT, ARTEFACTS_KEPT};

const HASH_BYTES: usize = 32;

/// No artefact takes this long to write.
const DRAFT_AGE: Duration = Duration::from_secs(3_600);

#[allow(clippy::disallowed_methods, reason = "times of files are the machine's")]
fn now() -> SystemTime {
    SystemTime::now()
}

/// What an artefact was made of and for.
#[derive(Clone, Copy)]
pub(crate) struct ArtefactId([u8; 32]);

/// The folder of compiled plugins.
pub(crate) struct ArtefactCache {
    dir: PathBuf,
    key: SecretBox<[u8; 32]>,
    /// How many files there may be, and how many bytes in all of them.
    most: (usize, u64),
}

impl ArtefactCache {
    pub(crate) fn open(dir: PathBuf, key: &SecretBox<[u8; 32]>) -> std::io::Result<ArtefactCache> {
        std::fs::create_dir_all(&dir)?;
        // A key of its own, so that no other use of the installation's key can make a hash that fits here.
        let own = blake3::derive_key("elenco-runtime 2026-01 artefact cache", key.expose_secret());
        Ok(ArtefactCache {
            dir,
            key: SecretBox::new(Box::new(own)),
            most: (ARTEFACTS_KEPT, ARTEFACT_BYTES_KEPT),
        })
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
        // The time of a file says when it was last of use. A folder that cannot be written loses that, and nothing else.
        let _ = std::fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(now()));
        Some(TrustedArtefact::vouch(artefact))
    }

    /// Keeps an artefact. A cache that cannot be written costs time at the next start and nothing else.
    pub(crate) fn put(&self, id: ArtefactId, artefact: &TrustedArtefact) {
        let path = self.path(id);
        if let Err(error) = self.write(&path, id, artefact) {
            tracing::warn!(file = %path.display(), %error, "a compiled plugin could not be kept");
        }
        if let Err(error) = self.sweep(&path) {
            tracing::warn!(folder = %self.dir.display(), %error, "old compiled plugins could not be removed");
        }
    }

    /// Removes what was not used for longest, until the rest is within the bounds; never what was just kept.
    fn sweep(&self, kept: &Path) -> std::io::Result<()> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&self.dir)? {
            let (path, told) = entry.and_then(|entry| Ok((entry.path(), entry.metadata()?)))?;
            let used = told.modified()?;
            match path.extension().and_then(std::ffi::OsStr::to_str) {
                Some("artefact") => files.push((used, path, told.len())),
                // A process that ended while it wrote has left this behind.
                Some("draft") if now().duration_since(used).is_ok_and(|age| age > DRAFT_AGE) => {
                    std::fs::remove_file(&path)?;
                }
                _ => {}
            }
        }
        files.sort_unstable();
        let (mut count, mut bytes) = (files.len(), files.iter().map(|(.., length)| length).sum::<u64>());
        for (_, path, length) in files {
            if count <= self.most.0 && bytes <= self.most.1 {
                break;
            }
            if path == kept {
                continue;
            }
            // Another process may have removed it.
            if let Err(error) = std::fs::remove_file(&path)
                && error.kind() != std::io::ErrorKind::NotFound
            {
                return Err(error);
            }
            count -= 1;
            bytes -= length;
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(dir: &Path, most: (usize, u64)) -> ArtefactCache {
        let key = SecretBox::new(Box::new([7; 32]));
        ArtefactCache { most, ..ArtefactCache::open(dir.to_owned(), &key).unwrap() }
    }

    fn id(number: u8) -> ArtefactId {
        ArtefactId([number; 32])
    }

    /// Keeps an artefact of 100 bytes and makes it this many minutes old.
    fn put(cache: &ArtefactCache, number: u8, minutes: u64) {
        cache.put(id(number), &TrustedArtefact::vouch(vec![number; 100 - HASH_BYTES]));
        let file = std::fs::File::options().append(true).open(cache.path(id(number))).unwrap();
        file.set_modified(now() - Duration::from_secs(60 * minutes)).unwrap();
    }

    fn kept(cache: &ArtefactCache) -> Vec<u8> {
        (0..10).filter(|number| cache.path(id(*number)).exists()).collect()
    }

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let dir = tempfile::tempdir().unwrap();
        let few = cache(dir.path(), (3, u64::MAX));
        put(&few, 1, 30);
        put(&few, 2, 20);
        put(&few, 3, 10);
        assert!(few.get(id(1)).is_some(), "it is of use");
        put(&few, 4, 0);
        assert_eq!(kept(&few), [1, 3, 4]);
        let small = cache(dir.path(), (10, 250));
        put(&small, 5, 0);
        assert_eq!(kept(&small).len(), 2);
        assert!(kept(&small).contains(&5));
        let nothing = cache(dir.path(), (0, 0));
        put(&nothing, 6, 99);
        assert_eq!(kept(&nothing), [6], "what was just made is kept");
    }

    #[test]
    fn what_a_crash_left_behind_goes_and_other_files_stay() {
        let dir = tempfile::tempdir().unwrap();
        let cache = cache(dir.path(), (10, u64::MAX));
        let old = now() - 2 * DRAFT_AGE;
        for (name, time) in [("a.1.draft", old), ("b.2.draft", now()), ("notes.txt", old)] {
            std::fs::File::create(dir.path().join(name)).unwrap().set_modified(time).unwrap();
        }
        put(&cache, 1, 0);
        let left = ["a.1.draft", "b.2.draft", "notes.txt"].map(|name| dir.path().join(name).exists());
        assert_eq!(left, [false, true, true]);
    }
}
