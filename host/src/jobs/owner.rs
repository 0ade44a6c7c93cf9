//! Which worker processes are alive, told by locks on files.
//!
//! With SQLite all processes share a machine and a data folder. Each holds a lock on a file of its own, which the
//! operating system lets go of however the process dies. So the next start knows at once which leases are of the dead,
//! and an import goes on in the first second instead of when the lease has run out.
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// A worker process. While this lives, others find it alive.
#[derive(Debug)]
pub struct Owner {
    name: String,
    path: PathBuf,
    // Held for its lock.
    _file: Option<File>,
}

fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("workers")
}

impl Owner {
    /// Announces a process under a new name. Where files cannot be locked, leases run out by time alone.
    pub fn announce(data_dir: &Path, id: Uuid) -> Self {
        let name = id.simple().to_string();
        let folder = folder(data_dir);
        let path = folder.join(format!("{name}.lock"));
        let file = std::fs::create_dir_all(&folder).and_then(|()| File::create(&path)).and_then(|file| {
            file.try_lock().map_err(std::io::Error::from)?;
            Ok(file)
        });
        if let Err(error) = &file {
            tracing::warn!(path = %path.display(), %error, "the worker's file cannot be locked");
        }
        Self { name, path, _file: file.ok() }
    }

    /// Owner of one lease of this process. No two are the same, so that a process that takes its own job up again
    /// fences its former self off.
    pub fn lease(&self, id: Uuid) -> String {
        format!("{}.{}", self.name, id.simple())
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether the process that holds a lease is known to be dead. In doubt it is not.
pub fn is_dead(data_dir: &Path, lease_owner: &str) -> bool {
    let Some((name, _)) = lease_owner.split_once('.') else { return false };
    if Uuid::parse_str(name).is_err() {
        return false;
    }
    let path = folder(data_dir).join(format!("{name}.lock"));
    match File::open(&path) {
        Ok(file) => match file.try_lock() {
            Ok(()) => {
                let _ = std::fs::remove_file(&path);
                true
            }
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
        },
        // A process that ends in good order takes its file with it, and leaves no lease.
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_living_are_told_from_the_dead() {
        let folder = tempfile::tempdir().expect("a folder");
        let owner = Owner::announce(folder.path(), Uuid::from_u128(1));
        let lease = owner.lease(Uuid::from_u128(2));
        assert!(!is_dead(folder.path(), &lease));
        drop(owner);
        assert!(is_dead(folder.path(), &lease));
        assert!(!is_dead(folder.path(), "somebody"), "who is not of our kind is left alone");
        assert!(!is_dead(folder.path(), "../../etc/passwd.1"));
    }
}
