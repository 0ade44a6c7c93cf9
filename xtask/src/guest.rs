//! The compiler of plugins on this machine: found by `elenco-authoring`, installed here where that is allowed.

use std::process::Command;

use elenco_authoring::BuildError;
use elenco_authoring::toolchain::{DEBIAN_PACKAGES, GuestToolchain, Programs};

use crate::command::{find_program, is_root};

/// cargo as it calls itself, and the compiler that it was told to use.
pub fn programs() -> Programs {
    let on_the_path = Programs::default();
    Programs {
        cargo: std::env::var_os("CARGO").unwrap_or(on_the_path.cargo),
        rustc: std::env::var_os("RUSTC").unwrap_or(on_the_path.rustc),
    }
}

/// Finds the tool-chain, installs Debian's packages where it may, or says in one sentence what to run.
pub fn ensure_guest_toolchain() -> Result<GuestToolchain, String> {
    match GuestToolchain::find(&programs()) {
        Err(BuildError::NoCompiler) if is_root() && find_program("apt-get").is_some() => {
            install()?;
            GuestToolchain::find(&programs()).map_err(|error| error.to_string())
        }
        found => found.map_err(|error| error.to_string()),
    }
}

fn install() -> Result<(), String> {
    let install = || {
        Command::new("apt-get")
            .args(["install", "--yes", "--no-install-recommends"])
            .args(DEBIAN_PACKAGES)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .status()
            .is_ok_and(|status| status.success())
    };
    if install() {
        return Ok(());
    }
    // The lists of packages may be missing or old.
    let updated = Command::new("apt-get").arg("update").status().is_ok_and(|status| status.success());
    if updated && install() {
        return Ok(());
    }
    Err(format!("apt-get could not install {}: install them and repeat.", DEBIAN_PACKAGES.join(" ")))
}
