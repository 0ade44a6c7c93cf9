//! `cargo xtask bench`: the budgets for speed and memory, on an optimised build.

use std::path::Path;

use crate::command::{cargo, run};
use crate::failure::Failure;
use crate::{assets, plugins, setup};

/// Builds everything with optimisation and runs the benchmark program.
pub fn run_all(root: &Path, arguments: &[String]) -> Result<(), Failure> {
    setup::for_demo()?;
    assets::build_assets(root).map_err(Failure::new)?;
    plugins::build_plugins(root).map_err(Failure::new)?;
    // The benchmark starts the server's own program, so that has to be as optimised as itself.
    run(cargo(root).args(["build", "--release", "--package", "elenco", "--package", "elenco-tests"]))?;
    run(cargo(root)
        .args([
            "run",
            "--release",
            "--package",
            "elenco",
            "--package",
            "elenco-tests",
            "--bin",
            "bench",
            "--",
        ])
        .args(arguments))
}
