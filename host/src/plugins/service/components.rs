//! Components of tenants' plugins, as the extensions fetch them.
use std::io;

use elenco_db::{TenantId, TenantScope};
use tokio::runtime::Handle;

use super::store_key;
use crate::extensions::installed::ComponentStore;
use crate::files::Files;

/// The file store, asked from threads that may block.
pub struct StoredComponents {
    files: Files,
    handle: Handle,
}

impl StoredComponents {
    /// Of this store; called within the runtime that the store's requests are to run on.
    pub fn of(files: Files) -> Self {
        Self { files, handle: Handle::current() }
    }
}

impl ComponentStore for StoredComponents {
    fn read(&self, tenant: TenantId, digest: &str) -> io::Result<Vec<u8>> {
        let key = store_key(&TenantScope::of(tenant), digest);
        let read = self.handle.block_on(self.files.get(&key));
        read.map(|bytes| bytes.to_vec()).map_err(|error| io::Error::other(error.to_string()))
    }
}
