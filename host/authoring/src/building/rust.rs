//! Plugins in Rust: cargo, then a component around the module.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::BuildOptions;
use crate::component::componentize;
use crate::error::BuildError;
use crate::toolchain::{GuestToolchain, Programs, TARGET};

/// One call of cargo for plugins.
#[derive(Debug)]
pub struct CargoBuild<'a> {
    /// Where cargo runs.
    pub folder: &'a Path,
    /// Not that of the developer's own builds: another compiler would build everything anew.
    pub target_dir: &'a Path,
    /// `release`, or the workspace's own profile.
    pub profile: &'a str,
    /// Packages; none for the one of the folder.
    pub packages: Vec<&'a str>,
}

impl CargoBuild<'_> {
    /// Compiles.
    ///
    /// # Errors
    /// [`BuildError::Program`] when cargo is missing or fails; it has said why.
    pub fn run(&self, toolchain: &GuestToolchain, programs: &Programs) -> Result<(), BuildError> {
        let mut command = Command::new(&programs.cargo);
        command
            .current_dir(self.folder)
            .args(["build", "--profile", self.profile, "--target", TARGET])
            .arg("--target-dir")
            .arg(self.target_dir)
            .args(&toolchain.arguments)
            // Flags meant for the developer's own builds would be wrong for the guest's.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("CARGO_TARGET_DIR")
            .envs(toolchain.environment.iter().cloned());
        for package in &self.packages {
            command.args(["--package", package]);
        }
        let failed = |detail: String| BuildError::Program { program: "cargo".to_owned(), detail };
        let status = command
            .status()
            .map_err(|error| failed(format!("{error}; install Rust from https://rustup.rs")))?;
        if status.success() {
            Ok(())
        } else {
            Err(failed("a plugin did not compile; cargo says above why".to_owned()))
        }
    }

    /// Where cargo leaves the module of a plugin.
    pub fn module(&self, plugin: &str) -> PathBuf {
        let file = format!("{}.wasm", plugin.replace('-', "_"));
        self.target_dir.join(TARGET).join(self.profile).join(file)
    }
}

/// Builds a folder whose package has the name of the plugin.
pub(super) fn component(folder: &Path, name: &str, options: &BuildOptions) -> Result<Vec<u8>, BuildError> {
    let toolchain = GuestToolchain::find(&options.programs)?;
    let own = folder.join("target/guest");
    let target_dir = options.target_dir.as_deref().unwrap_or(&own);
    // cargo runs in the folder, so a relative path would be another one there.
    let target_dir = std::path::absolute(target_dir).map_err(BuildError::file(target_dir))?;
    let build = CargoBuild { folder, target_dir: &target_dir, profile: "release", packages: vec![name] };
    build.run(&toolchain, &options.programs)?;
    let module = build.module(name);
    componentize(name, &std::fs::read(&module).map_err(BuildError::file(&module))?)
}
