//! `cargo xtask setup`: what this machine needs, and how it gets it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::find_program;
use crate::failure::Failure;
use crate::guest::ensure_guest_toolchain;
use crate::postgres::Programs;
use crate::{command, debian, npm, python};

/// A program of which one name must be on the PATH, and Debian's packages that bring it.
struct Requirement {
    purpose: &'static str,
    names: &'static [&'static str],
    packages: &'static [&'static str],
}

/// What the demo needs besides cargo and the plugins' tool-chain.
const FOR_DEMO: [Requirement; 2] = [
    Requirement { purpose: "C code of dependencies", names: &["cc", "gcc"], packages: &["gcc", "libc6-dev"] },
    Requirement { purpose: "front-end libraries", names: &["npm"], packages: &["nodejs", "npm"] },
];

/// The names under which systems install the browser that the tests drive.
pub const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

const BROWSER: Requirement =
    Requirement { purpose: "browser tests", names: BROWSERS, packages: &["chromium"] };

/// Checks everything, says what was found, and installs what is missing where it may.
pub fn run_all(root: &Path) -> Result<(), Failure> {
    for_tests(root)?;
    for requirement in FOR_DEMO.iter().chain([&BROWSER]) {
        if let Some(program) = found(requirement) {
            println!("{:<24}{}", requirement.purpose, program.display());
        }
    }
    println!("{:<24}{}", "PostgreSQL for tests", Programs::find_or_install()?.folder().display());
    println!("{:<24}{}", "compiler of plugins", toolchain()?);
    println!("This machine has what Elenco needs: `cargo xtask demo` starts it.");
    Ok(())
}

/// What `cargo xtask demo` needs.
pub fn for_demo() -> Result<(), Failure> {
    install(missing_packages(&FOR_DEMO), "Elenco")
}

/// What `cargo xtask test` needs: the demo's needs, a browser with its driver, PostgreSQL, and what builds plugins in
/// every language.
pub fn for_tests(root: &Path) -> Result<(), Failure> {
    let mut packages = missing_packages(FOR_DEMO.iter().chain([&BROWSER]));
    if Programs::find().is_none() {
        packages.push("postgresql");
    }
    if !python::is_ready() {
        packages.extend(python::DEBIAN_PACKAGES);
    }
    install(packages, "testing Elenco")?;
    npm::install(&root.join("tests/browser"))?;
    for_guests(root)
}

/// What plugins in JavaScript and Python are built with, where the tests look for it: what the templates name.
fn for_guests(root: &Path) -> Result<(), Failure> {
    let templates = root.join("sdk/templates");
    let packages = root.join("target/guest-node");
    let listed = templates.join("javascript/every-kind/package.json.tmpl");
    fs::create_dir_all(&packages)
        .and_then(|()| fs::read_to_string(&listed))
        .map(|text| text.replace("{{name}}", "guest-tests"))
        .and_then(|text| fs::write(packages.join("package.json"), text))
        .map_err(|error| Failure::io("preparing the packages of JavaScript plugins", &error))?;
    npm::install_listed(&packages)?;
    python::install(&root.join("target/guest-python"), &templates.join("python/every-kind/requirements.txt"))
}

/// One command for everything that is missing, the plugins' tool-chain included.
fn install(mut packages: Vec<&'static str>, purpose: &str) -> Result<(), Failure> {
    // As root the tool-chain is installed by its own module, which knows more than one way.
    if !command::is_root() && ensure_guest_toolchain().is_err() {
        packages.extend(elenco_authoring::toolchain::DEBIAN_PACKAGES);
    }
    debian::install(&packages, purpose)
}

fn toolchain() -> Result<String, Failure> {
    let toolchain = ensure_guest_toolchain().map_err(Failure::new)?;
    Ok(toolchain.identity.lines().next().unwrap_or_default().to_owned())
}

fn missing_packages<'a>(requirements: impl IntoIterator<Item = &'a Requirement>) -> Vec<&'static str> {
    requirements
        .into_iter()
        .filter(|requirement| found(requirement).is_none())
        .flat_map(|requirement| requirement.packages.iter().copied())
        .collect()
}

fn found(requirement: &Requirement) -> Option<PathBuf> {
    requirement.names.iter().find_map(|name| find_program(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_of_the_names_will_do() {
        let requirement = Requirement { purpose: "x", names: &["elenco-none", "sh"], packages: &["dash"] };
        assert_eq!(missing_packages([&requirement]), Vec::<&str>::new());
    }

    #[test]
    fn what_is_missing_is_asked_for_by_its_packages() {
        let requirement = Requirement { purpose: "x", names: &["elenco-none"], packages: &["one", "two"] };
        assert_eq!(missing_packages([&requirement]), ["one", "two"]);
    }
}
