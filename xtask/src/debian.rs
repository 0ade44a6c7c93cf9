//! Debian packages: installed when this process may, otherwise named in one command.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use crate::command::{find_program, is_root, run};
use crate::failure::Failure;

/// The lists of packages are fetched once per run, not once per package.
static LISTS: OnceLock<Result<(), String>> = OnceLock::new();

/// Installs the packages as root; as anyone else, or on another system, fails with the one command to run.
pub fn install(packages: &[&str], purpose: &str) -> Result<(), Failure> {
    if packages.is_empty() {
        return Ok(());
    }
    if !is_root() || find_program("apt-get").is_none() {
        return Err(Failure::new(missing(packages, purpose)));
    }
    LISTS
        .get_or_init(|| {
            run(Command::new("apt-get").args(["update", "-qq"])).map_err(|failure| failure.to_string())
        })
        .clone()
        .map_err(Failure::new)?;
    run(Command::new("apt-get")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

/// The sentence for who may not install: what is missing, for what, and the one command.
fn missing(packages: &[&str], purpose: &str) -> String {
    let names = packages.join(" ");
    if Path::new("/etc/debian_version").exists() {
        format!(
            "{purpose} needs packages that are not installed; run:\n  sudo apt-get install -y --no-install-recommends {names}"
        )
    } else {
        format!("{purpose} needs what Debian calls {names}; install it with your system's package manager")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_names_every_package_and_the_purpose() {
        let text = missing(&["chromium", "gcc"], "the browser test");
        assert!(text.contains("chromium gcc") && text.contains("the browser test"), "{text}");
    }

    #[test]
    fn nothing_to_install_is_done_at_once() {
        install(&[], "nothing").unwrap();
    }
}
