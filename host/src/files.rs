//! Files of tenants: photos, uploads, exports. A local folder by default, any S3-compatible store by configuration.
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use elenco_db::TenantId;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{GetOptions, ObjectStore, ObjectStoreExt as _, WriteMultipart};

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// There is no such file.
    #[error("no file {0}")]
    Missing(String),
    /// The store has no room left.
    #[error("the file store is full")]
    Full,
    /// The store did not answer as it should.
    #[error("file store: {0}")]
    Unavailable(String),
}

impl FilesError {
    fn of(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { path, .. } => Self::Missing(path),
            other if is_full(&other) => Self::Full,
            other => Self::Unavailable(other.to_string()),
        }
    }
}

/// Whether it comes from a disk without room, or from a quota that is used up.
fn is_full(error: &object_store::Error) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<std::io::Error>()
            && matches!(io.kind(), StorageFull | QuotaExceeded)
        {
            return true;
        }
        cause = error.source();
    }
    false
}

/// What a download needs to know of a file before its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    /// In bytes.
    pub size: u64,
    /// Another one whenever the file is another one.
    pub tag: String,
}

/// The store. Every key begins with the tenant, so one tenant's file never has another's name.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// The folder, when the store is one: it also holds pieces that a killed process left behind, which the store does
    /// not list.
    folder: Option<Arc<Path>>,
}

/// Name of a file in the store.
pub fn key(tenant: TenantId, folder: &str, name: &str) -> String {
    format!("{tenant}/{folder}/{name}")
}

impl Files {
    /// Files in a folder of this machine, which is made when it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn local(folder: &Path) -> Result<Self, FilesError> {
        std::fs::create_dir_all(folder).map_err(|error| FilesError::Unavailable(error.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(FilesError::of)?;
        Ok(Self { store: Arc::new(store.with_automatic_cleanup(true)), folder: Some(folder.into()) })
    }

    /// Files in any store.
    pub fn over(store: Arc<dyn ObjectStore>) -> Self {
        Self { store, folder: None }
    }

    /// Writes a whole small file; there is all of it or nothing.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<(), FilesError> {
        self.store.put(&Key::from(key), bytes.into()).await.map(|_| ()).map_err(FilesError::of)
    }

    /// Reads a whole small file.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn get(&self, key: &str) -> Result<Bytes, FilesError> {
        self.store.get(&Key::from(key)).await.map_err(FilesError::of)?.bytes().await.map_err(FilesError::of)
    }

    /// Reads `length` bytes from `offset`.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn get_range(&self, key: &str, offset: u64, length: u64) -> Result<Bytes, FilesError> {
        self.store.get_range(&Key::from(key), offset..offset + length).await.map_err(FilesError::of)
    }

    /// Size in bytes.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn size(&self, key: &str) -> Result<u64, FilesError> {
        self.store.head(&Key::from(key)).await.map(|meta| meta.size).map_err(FilesError::of)
    }

    /// Size, and what tells the file from another one under its name.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn stat(&self, key: &str) -> Result<Stat, FilesError> {
        let meta = self.store.head(&Key::from(key)).await.map_err(FilesError::of)?;
        let written = || format!("{:x}-{:x}", meta.last_modified.timestamp_micros(), meta.size);
        let tag = meta.e_tag.as_deref().map(|tag| tag.trim_matches('"').to_owned());
        Ok(Stat { size: meta.size, tag: tag.filter(|tag| !tag.starts_with("W/")).unwrap_or_else(written) })
    }

    /// A stream of the file's bytes, for a download; of a part of them when a range is asked for.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn stream(
        &self,
        key: &str,
        range: Option<std::ops::Range<u64>>,
    ) -> Result<impl futures_util::Stream<Item = Result<Bytes, FilesError>> + Send + 'static, FilesError>
    {
        use futures_util::StreamExt as _;
        let options =
            GetOptions { range: range.map(object_store::GetRange::Bounded), ..GetOptions::default() };
        let found = self.store.get_opts(&Key::from(key), options).await.map_err(FilesError::of)?;
        Ok(found.into_stream().map(|piece| piece.map_err(FilesError::of)))
    }

    /// Begins a file that is written piece by piece; it appears under its name only when it is finished.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn begin(&self, key: &str) -> Result<FileWriter, FilesError> {
        let upload = self.store.put_multipart(&Key::from(key)).await.map_err(FilesError::of)?;
        Ok(FileWriter { upload: WriteMultipart::new_with_chunk_size(upload, 5 << 20), written: 0 })
    }

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn delete(&self, key: &str) -> Result<(), FilesError> {
        match self.store.delete(&Key::from(key)).await.map_err(FilesError::of) {
            Err(FilesError::Missing(_)) | Ok(()) => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// Removes every file below a folder.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn delete_folder(&self, folder: &str) -> Result<(), FilesError> {
        use futures_util::TryStreamExt as _;
        if let Some(root) = &self.folder {
            let gone = tokio::fs::remove_dir_all(root.join(folder)).await;
            return match gone {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    Err(FilesError::Unavailable(error.to_string()))
                }
                _ => Ok(()),
            };
        }
        let found: Vec<_> =
            self.store.list(Some(&Key::from(folder))).try_collect().await.map_err(FilesError::of)?;
        for meta in found {
            self.delete(meta.location.as_ref()).await?;
        }
        Ok(())
    }
}

/// A file being written.
pub struct FileWriter {
    upload: WriteMultipart,
    written: u64,
}

impl FileWriter {
    /// Adds bytes; waits while the store is behind, so that memory stays flat.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), FilesError> {
        self.upload.wait_for_capacity(4).await.map_err(FilesError::of)?;
        self.upload.write(bytes);
        self.written += bytes.len() as u64;
        Ok(())
    }

    /// Bytes so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Makes the file appear.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn finish(self) -> Result<u64, FilesError> {
        let written = self.written;
        self.upload.finish().await.map_err(FilesError::of)?;
        Ok(written)
    }

    /// Throws away what was written.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn abandon(self) -> Result<(), FilesError> {
        self.upload.abort().await.map_err(FilesError::of)
    }
}
