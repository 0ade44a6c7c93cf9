//! A virtual environment with what plugins in Python are built with, made anew only when the requirements changed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::{find_program, run, run_quietly};
use crate::failure::Failure;

/// The requirements of what is installed, inside of the environment.
const INSTALLED: &str = "requirements.txt";

/// Debian's packages for [`is_ready`].
pub const DEBIAN_PACKAGES: [&str; 2] = ["python3", "python3-venv"];

/// Whether virtual environments can be made here. Debian's Python has the module for it, but not what it installs.
pub fn is_ready() -> bool {
    find_program("python3").is_some()
        && run_quietly(Command::new("python3").args(["-c", "import venv, ensurepip"])).is_ok()
}

/// Makes `folder` an environment with what the file `requirements` names.
pub fn install(folder: &Path, requirements: &Path) -> Result<(), Failure> {
    if is_current(folder, requirements) {
        return Ok(());
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
    run(Command::new(folder.join("bin/python"))
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
        .arg(requirements))?;
    fs::copy(requirements, folder.join(INSTALLED))
        .map(drop)
        .map_err(|error| Failure::io("remembering which Python packages are installed", &error))
}

fn is_current(folder: &Path, requirements: &Path) -> bool {
    fs::read(requirements)
        .is_ok_and(|wanted| fs::read(folder.join(INSTALLED)).is_ok_and(|installed| installed == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_requirements_are_installed_anew() {
        let root = tempfile::tempdir().unwrap();
        let (folder, requirements) = (root.path().join("venv"), root.path().join("wanted.txt"));
        fs::create_dir(&folder).unwrap();
        assert!(!is_current(&folder, &requirements));
        fs::write(&requirements, "one").unwrap();
        assert!(!is_current(&folder, &requirements));
        fs::copy(&requirements, folder.join(INSTALLED)).unwrap();
        assert!(is_current(&folder, &requirements));
        fs::write(&requirements, "two").unwrap();
        assert!(!is_current(&folder, &requirements));
    }
}
