//! `cargo xtask demo`: from a clean checkout to a running server.

use std::path::Path;

use crate::command::{cargo, run_to_status};
use crate::failure::Failure;
use crate::{assets, interrupt, plugins, setup};

/// Builds what the server carries and loads, then runs it until it is stopped.
pub fn run_all(root: &Path, arguments: &[String]) -> Result<(), Failure> {
    setup::for_demo()?;
    assets::build_assets(root).map_err(Failure::new)?;
    plugins::build_plugins(root).map_err(Failure::new)?;
    let status = run_to_status(
        cargo(root)
            .args(["run", "--package", "elenco", "--", "serve", "--demo", "--data-dir", "data/demo"])
            .args(arguments),
    )?;
    // Ctrl-C is how one leaves the demo.
    if status.success() || interrupt::is_requested() {
        return Ok(());
    }
    Err(Failure::new(format!("the server ended with {status}")))
}
