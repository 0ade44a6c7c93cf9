//! Rebuilds the crate when a migration changes, and gives tests a digest of all migrations: a template
//! database made from other migrations must not be taken.
#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new("../../migrations");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut digest = DefaultHasher::new();
    add(folder, &mut digest)?;
    println!("cargo:rustc-env=ELENCO_MIGRATIONS_DIGEST={:016x}", digest.finish());
    Ok(())
}

fn add(path: &Path, digest: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.map(|e| Ok(e?.path())).collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| add(entry, digest));
    }
    path.hash(digest);
    fs::read(path)?.hash(digest);
    Ok(())
}
