//! `cargo xtask ci`: the tests, and what only a machine with cargo-deny can check.

use std::path::Path;

use crate::command::{cargo, find_program, run};
use crate::failure::Failure;
use crate::test;

/// Runs the tests, then checks licences, sources and duplicates where cargo-deny is installed.
pub fn run_all(root: &Path) -> Result<(), Failure> {
    test::run_all(root, &[])?;
    if find_program("cargo-deny").is_some() {
        return run(cargo(root).args(["deny", "check", "bans", "licenses", "sources"]));
    }
    println!("cargo-deny is not installed: licences, bans and sources were not checked.");
    Ok(())
}
