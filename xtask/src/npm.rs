//! Installs npm packages, only when what is wanted changed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::run;
use crate::failure::Failure;

/// The file that says what is wanted, and its copy beside what is installed, which npm deletes together with the rest
/// when it starts anew.
struct Wanted {
    file: &'static str,
    installed: &'static str,
}

const LOCKED: Wanted =
    Wanted { file: "package-lock.json", installed: "node_modules/.installed-from-package-lock.json" };
const LISTED: Wanted =
    Wanted { file: "package.json", installed: "node_modules/.installed-from-package.json" };

/// Makes `node_modules` of `folder` be what its lock file says. No package's own scripts run.
pub fn install(folder: &Path) -> Result<(), Failure> {
    install_wanted(folder, &LOCKED, &["ci"])
}

/// Makes `node_modules` of `folder` be what its `package.json` says, which names exact versions. For packages that are
/// another one on each system, a lock file made on one of them would be incomplete on the others.
pub fn install_listed(folder: &Path) -> Result<(), Failure> {
    install_wanted(folder, &LISTED, &["install", "--no-package-lock"])
}

fn install_wanted(folder: &Path, wanted: &Wanted, arguments: &[&str]) -> Result<(), Failure> {
    if is_current(folder, wanted) {
        return Ok(());
    }
    run(Command::new("npm")
        .args(arguments)
        .args(["--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
        .current_dir(folder))?;
    fs::copy(folder.join(wanted.file), folder.join(wanted.installed))
        .map(drop)
        .map_err(|error| Failure::io("remembering which npm packages are installed", &error))
}

fn is_current(folder: &Path, wanted: &Wanted) -> bool {
    let read = |name| fs::read(folder.join(name)).ok();
    read(wanted.file).is_some_and(|asked| read(wanted.installed).is_some_and(|installed| installed == asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_lock_file_is_installed_anew() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("node_modules")).unwrap();
        fs::write(folder.path().join("package-lock.json"), "one").unwrap();
        assert!(!is_current(folder.path(), &LOCKED));
        fs::write(folder.path().join(LOCKED.installed), "one").unwrap();
        assert!(is_current(folder.path(), &LOCKED));
        fs::write(folder.path().join("package-lock.json"), "two").unwrap();
        assert!(!is_current(folder.path(), &LOCKED));
    }
}
