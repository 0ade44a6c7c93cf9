//! Finds what compiles plugins to WebAssembly on this machine.
//!
//! Two ways lead there. Where rustup has the target `wasm32-wasip1`, nothing else is needed. Where it has not,
//! Debian's packages bring a compiler together with the source of the standard library, which cargo then builds
//! for the target. rustup is never asked to fetch anything: it may have no network, and a build must not change
//! the developer's tool-chains.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::BuildError;

/// The target of all plugins.
pub const TARGET: &str = "wasm32-wasip1";

/// What brings the second way on Debian.
pub const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "rust-web-src", "wasi-libc"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_WASI: &str = "/usr/lib/wasm32-wasi";
/// Debian stable itself ships an older compiler under the same path.
const OLDEST_RUSTC: (u32, u32) = (1, 95);

/// How cargo is to be called for plugins.
#[derive(Debug, Clone)]
pub struct GuestToolchain {
    /// Environment of cargo.
    pub environment: Vec<(&'static str, OsString)>,
    /// Arguments of `cargo build` besides target, profile and packages.
    pub arguments: Vec<&'static str>,
    /// Says which compiler it is; part of what decides whether a plugin is up to date.
    pub identity: String,
}

/// The programs that build plugins. Not read from the environment here: the caller knows which ones are meant.
#[derive(Debug, Clone)]
pub struct Programs {
    /// cargo.
    pub cargo: OsString,
    /// The developer's own rustc.
    pub rustc: OsString,
}

impl Default for Programs {
    /// Those on the path.
    fn default() -> Programs {
        Programs { cargo: "cargo".into(), rustc: "rustc".into() }
    }
}

impl GuestToolchain {
    /// Finds the tool-chain on this machine; installs nothing.
    ///
    /// # Errors
    /// [`BuildError::NoCompiler`] says in one sentence what to run.
    pub fn find(programs: &Programs) -> Result<GuestToolchain, BuildError> {
        let rustc = Path::new(&programs.rustc);
        match from_rustup(rustc)? {
            Some(found) => Ok(found),
            None => from_debian(rustc)?.ok_or(BuildError::NoCompiler),
        }
    }
}

fn from_rustup(rustc: &Path) -> Result<Option<GuestToolchain>, BuildError> {
    // rustc names the folder whether it exists or not.
    let folder = output(rustc, &["--print", "target-libdir", "--target", TARGET])?;
    if !Path::new(folder.trim()).is_dir() {
        return Ok(None);
    }
    let identity = output(rustc, &["-vV"])?;
    Ok(Some(GuestToolchain { environment: Vec::new(), arguments: Vec::new(), identity }))
}

fn from_debian(own_rustc: &Path) -> Result<Option<GuestToolchain>, BuildError> {
    let rustc = Path::new(DEBIAN_RUSTC);
    let start_object = Path::new(DEBIAN_WASI).join("crt1-reactor.o");
    if !rustc.exists() || !start_object.exists() {
        return Ok(None);
    }
    let identity = output(rustc, &["-vV"])?;
    let sysroot = output(rustc, &["--print", "sysroot"])?;
    let std_source = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    if release(&identity) < Some(OLDEST_RUSTC) || !std_source.is_dir() {
        return Ok(None);
    }
    let linker = linker(own_rustc)?;
    let flags =
        format!("-Clink-self-contained=no -Clink-arg={} -Lnative={DEBIAN_WASI}", start_object.display());
    let environment = vec![
        ("RUSTC", rustc.into()),
        // Building the standard library is an unstable option of cargo.
        ("RUSTC_BOOTSTRAP", "1".into()),
        ("CARGO_TARGET_WASM32_WASIP1_LINKER", linker.into()),
        ("CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS", flags.into()),
    ];
    Ok(Some(GuestToolchain { environment, arguments: vec!["-Zbuild-std=std,panic_abort"], identity }))
}

/// The linker that comes with rustup's compiler, else one on the path.
fn linker(rustc: &Path) -> Result<PathBuf, BuildError> {
    let sysroot = output(rustc, &["--print", "sysroot"])?;
    let version = output(rustc, &["-vV"])?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let own = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
    Ok(if own.exists() { own } else { PathBuf::from("wasm-ld") })
}

fn release(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.lines().find_map(|line| line.strip_prefix("release: "))?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn output(program: &Path, arguments: &[&str]) -> Result<String, BuildError> {
    let failed = |detail: String| BuildError::Program { program: program.display().to_string(), detail };
    let run = Command::new(program).args(arguments).output().map_err(|error| failed(error.to_string()))?;
    if !run.status.success() {
        let said = String::from_utf8_lossy(&run.stderr);
        return Err(failed(format!("{} failed: {}", arguments.join(" "), said.trim())));
    }
    String::from_utf8(run.stdout).map_err(|_| failed("it answered with no text".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_release_of_a_compiler() {
        assert_eq!(release("rustc 1.96.0\nrelease: 1.96.0\nhost: x\n"), Some((1, 96)));
        assert_eq!(release("release: 1.63.0-nightly"), Some((1, 63)));
        assert!(release("release: 1.63.0") < Some(OLDEST_RUSTC));
        assert!(release("nothing of the kind") < Some(OLDEST_RUSTC));
    }
}
