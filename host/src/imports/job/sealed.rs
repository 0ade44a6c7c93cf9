//! Files that only the job can read: uploads and staged rows may hold passwords.
//!
//! Each file begins with a nonce; what follows is XChaCha20 (draft-irtf-cfrg-xchacha-03) under the import's key. The
//! cipher can start anywhere in a file, as a parser of workbooks wants it. It hides; it does not prove that a file is
//! unchanged, and need not: whoever can write to the file store can replace any file.
use std::io;

use bytes::Bytes;
use chacha20::XChaCha20;
use chacha20::cipher::{KeyIvInit as _, StreamCipher as _, StreamCipherSeek as _};
use secrecy::{ExposeSecret as _, SecretBox};
use tokio::runtime::Handle;

use crate::extensions::streams::FileSource;
use crate::files::{FileWriter, Files, FilesError};
use crate::ids::IdSource;

/// Bytes of the nonce at the beginning of a file.
const NONCE: usize = 24;
/// Bytes that are read ahead for a parser, which often asks for little.
const AHEAD: usize = 256 << 10;

/// The key of one import.
pub struct ImportKey(SecretBox<[u8; 32]>);

impl ImportKey {
    /// A new one.
    pub fn new(ids: &IdSource) -> Self {
        Self(SecretBox::new(Box::new(ids.secret::<32>())))
    }

    /// As the job's row keeps it: hexadecimal digits.
    pub fn to_text(&self) -> String {
        self.0.expose_secret().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads it again.
    pub fn parse(text: &str) -> Option<Self> {
        let mut key = Box::new([0; 32]);
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (byte, at) in key.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
        }
        Some(Self(SecretBox::new(key)))
    }

    fn cipher(&self, nonce: &[u8; NONCE]) -> XChaCha20 {
        XChaCha20::new(self.0.expose_secret().into(), nonce.into())
    }

    /// Writes a whole small file.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn put(
        &self,
        files: &Files,
        ids: &IdSource,
        key: &str,
        content: &[u8],
    ) -> Result<(), FilesError> {
        files.put(key, Bytes::from(self.seal(ids, content))).await
    }

    /// Seals something small that is kept elsewhere.
    pub fn seal(&self, ids: &IdSource, content: &[u8]) -> Vec<u8> {
        let nonce = ids.secret::<NONCE>();
        let mut sealed = Vec::with_capacity(NONCE + content.len());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(content);
        self.cipher(&nonce).apply_keystream(&mut sealed[NONCE..]);
        sealed
    }

    /// Opens it again; nothing when it is cut off.
    pub fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let mut content = sealed.get(NONCE..)?.to_vec();
        let nonce: [u8; NONCE] = sealed[..NONCE].try_into().ok()?;
        self.cipher(&nonce).apply_keystream(&mut content);
        Some(content)
    }

    /// Reads a whole small file.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn get(&self, files: &Files, key: &str) -> Result<Vec<u8>, FilesError> {
        let sealed = files.get(key).await?;
        self.open(&sealed).ok_or_else(|| too_short(key))
    }
}

fn too_short(key: &str) -> FilesError {
    FilesError::Unavailable(format!("{key} is cut off"))
}

/// Seals a file while it streams in.
pub struct SealedWriter {
    writer: FileWriter,
    cipher: XChaCha20,
    written: u64,
}

impl SealedWriter {
    /// Begins a file.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn begin(
        files: &Files,
        ids: &IdSource,
        import_key: &ImportKey,
        key: &str,
    ) -> Result<Self, FilesError> {
        let nonce = ids.secret::<NONCE>();
        let mut writer = files.begin(key).await?;
        writer.write(&nonce).await?;
        Ok(Self { writer, cipher: import_key.cipher(&nonce), written: 0 })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), FilesError> {
        let mut sealed = bytes.to_vec();
        self.cipher.apply_keystream(&mut sealed);
        self.written += bytes.len() as u64;
        self.writer.write(&sealed).await
    }

    /// Bytes so far, without the nonce.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Makes the file appear.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn finish(self) -> Result<u64, FilesError> {
        self.writer.finish().await?;
        Ok(self.written)
    }

    /// Throws away what was written.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn abandon(self) -> Result<(), FilesError> {
        self.writer.abandon().await
    }
}

/// A sealed file as a format plugin reads it. Blocking, like the plugin.
pub struct SealedSource {
    files: Files,
    key: String,
    name: String,
    size: u64,
    cipher: XChaCha20,
    handle: Handle,
    ahead: Vec<u8>,
    ahead_at: u64,
    failure: StoreFailure,
}

/// What the file store said when it failed under a parser, which can only tell that it did.
pub type StoreFailure = std::sync::Arc<std::sync::Mutex<Option<String>>>;

impl SealedSource {
    /// Opens a file for a parser that knows it as `name`.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn open(
        files: &Files,
        import_key: &ImportKey,
        key: &str,
        name: &str,
        failure: StoreFailure,
    ) -> Result<Self, FilesError> {
        let sealed = files.size(key).await?;
        let size = sealed.checked_sub(NONCE as u64).ok_or_else(|| too_short(key))?;
        let nonce = files.get_range(key, 0, NONCE as u64).await?;
        let nonce: [u8; NONCE] = nonce.as_ref().try_into().map_err(|_| too_short(key))?;
        Ok(Self {
            files: files.clone(),
            key: key.to_owned(),
            name: name.to_owned(),
            size,
            cipher: import_key.cipher(&nonce),
            handle: Handle::current(),
            ahead: Vec::new(),
            ahead_at: 0,
            failure,
        })
    }

    fn fetch(&mut self, offset: u64, wanted: usize) -> io::Result<()> {
        let length = (wanted.max(AHEAD) as u64).min(self.size - offset);
        let fetched = self.handle.block_on(self.files.get_range(&self.key, NONCE as u64 + offset, length));
        let mut bytes =
            fetched.map(|bytes| bytes.to_vec()).map_err(|error| self.failed(error.to_string()))?;
        self.cipher.try_seek(offset).map_err(|error| self.failed(error.to_string()))?;
        self.cipher.try_apply_keystream(&mut bytes).map_err(|error| self.failed(error.to_string()))?;
        (self.ahead, self.ahead_at) = (bytes, offset);
        Ok(())
    }

    fn failed(&self, reason: String) -> io::Error {
        if let Ok(mut failure) = self.failure.lock() {
            *failure = Some(reason.clone());
        }
        io::Error::other(reason)
    }
}

impl FileSource for SealedSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        if offset >= self.size || buffer.is_empty() {
            return Ok(0);
        }
        let inside =
            |this: &Self| offset >= this.ahead_at && offset < this.ahead_at + this.ahead.len() as u64;
        if !inside(self) {
            self.fetch(offset, buffer.len())?;
        }
        if !inside(self) {
            return Err(self.failed(format!("{} is cut off", self.key)));
        }
        let from = usize::try_from(offset - self.ahead_at).unwrap_or(usize::MAX);
        let piece = &self.ahead[from..];
        let count = piece.len().min(buffer.len());
        buffer[..count].copy_from_slice(&piece[..count]);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::clock::SystemClock;
    use crate::ids::SystemEntropy;

    fn ids() -> IdSource {
        IdSource::new(Arc::new(SystemClock), Arc::new(SystemEntropy))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_part_of_a_sealed_file_reads_as_it_was_written(
            content in proptest::collection::vec(any::<u8>(), 0..700_000),
            reads in proptest::collection::vec((any::<prop::sample::Index>(), 1_usize..400_000), 1..8),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let files = Files::local(folder.path()).expect("files");
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            let (ids, key) = (ids(), ImportKey::new(&ids()));
            let mut source = runtime.block_on(async {
                let mut writer = SealedWriter::begin(&files, &ids, &key, "t/upload").await.expect("begins");
                for piece in content.chunks(10_000) {
                    writer.write(piece).await.expect("writes");
                }
                assert_eq!(writer.finish().await.expect("finishes"), content.len() as u64);
                let again = ImportKey::parse(&key.to_text()).expect("the key's text");
                SealedSource::open(&files, &again, "t/upload", "people.csv", StoreFailure::default()).await.expect("opens")
            });
            prop_assert_eq!(source.size(), content.len() as u64);
            for (at, length) in reads {
                let at = at.index(content.len() + 1);
                let mut buffer = vec![0; length];
                let count = source.read_at(at as u64, &mut buffer).expect("reads");
                prop_assert_eq!(&buffer[..count], &content[at..at + count]);
                prop_assert_eq!(count == 0, at == content.len());
            }
        }
    }

    #[tokio::test]
    async fn the_store_holds_nothing_that_was_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::local(folder.path()).expect("files");
        let (ids, key) = (ids(), ImportKey::new(&ids()));
        let secret = b"correct horse battery staple";
        key.put(&files, &ids, "t/rows", secret).await.expect("puts");
        let stored = files.get("t/rows").await.expect("gets");
        assert!(!stored.windows(5).any(|window| window == &secret[..5]));
        assert_eq!(key.get(&files, "t/rows").await.expect("gets"), secret);
        assert_ne!(ImportKey::new(&ids).get(&files, "t/rows").await.expect("gets"), secret);
    }
}
