//! Installs npm packages exactly as a lock file says, only when it changed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::run;
use crate::failure::Failure;

/// The lock file of what is installed; npm deletes it together with the rest when it starts anew.
const INSTALLED: &str = "node_modules/.installed-from-package-lock.json";

/// Makes `node_modules` of `folder` be what its lock file says. No package's own scripts run.
pub fn install(folder: &Path) -> Result<(), Failure> {
    if is_current(folder) {
        return Ok(());
    }
    run(Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
        .current_dir(folder))?;
    fs::copy(folder.join("package-lock.json"), folder.join(INSTALLED))
        .map(drop)
        .map_err(|error| Failure::io("remembering which npm packages are installed", &error))
}

fn is_current(folder: &Path) -> bool {
    let read = |name| fs::read(folder.join(name)).ok();
    read("package-lock.json")
        .is_some_and(|wanted| read(INSTALLED).is_some_and(|installed| installed == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_lock_file_is_installed_anew() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("node_modules")).unwrap();
        fs::write(folder.path().join("package-lock.json"), "one").unwrap();
        assert!(!is_current(folder.path()));
        fs::write(folder.path().join(INSTALLED), "one").unwrap();
        assert!(is_current(folder.path()));
        fs::write(folder.path().join("package-lock.json"), "two").unwrap();
        assert!(!is_current(folder.path()));
    }
}
