//! Set-up, plugin build, demo, tests and benchmarks: `cargo xtask --help`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]
#![allow(
    clippy::disallowed_methods,
    reason = "a developer's tool reads the environment and the clock as they are"
)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;

mod assets;
mod bench;
mod ci;
mod command;
mod debian;
mod demo;
mod failure;
mod guest;
mod interrupt;
mod npm;
mod plugins;
mod postgres;
mod python;
mod setup;
mod test;

/// What one does with this repository.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Check what the machine has, install what is missing as root, otherwise say what to run
    Setup,
    /// Build the first-party plugins whose sources changed
    Plugins,
    /// Build the console's scripts, styles and fonts
    Assets,
    /// Start Elenco with made-up people on an embedded database; arguments go to `elenco serve`
    Demo {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Formatting, lints and every test on both databases; arguments go to the test runner
    Test {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Measure speed and memory against the budgets; arguments go to the benchmark
    Bench {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Tests, then licences and advisories where cargo-deny is installed
    Ci,
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task, &workspace_root()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task, root: &Path) -> Result<(), Failure> {
    interrupt::install()?;
    match task {
        Task::Setup => setup::run_all(root),
        Task::Plugins => plugins::build_plugins(root).map_err(Failure::new),
        Task::Assets => assets::build_assets(root).map_err(Failure::new),
        Task::Demo { arguments } => demo::run_all(root, &arguments),
        Task::Test { arguments } => test::run_all(root, &arguments),
        Task::Bench { arguments } => bench::run_all(root, &arguments),
        Task::Ci => ci::run_all(root),
    }
}

/// The checkout that xtask works on.
fn workspace_root() -> PathBuf {
    // Where it is run decides, not where it was built: several checkouts may share what is built.
    let here = std::env::current_dir().unwrap_or_default();
    let found = here.ancestors().find(|folder| folder.join("xtask/Cargo.toml").is_file());
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    found.or(own.parent()).unwrap_or(own).to_path_buf()
}
