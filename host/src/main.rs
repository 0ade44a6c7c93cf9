//! The server's program.
use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    elenco::cli::run(elenco::cli::Cli::parse())
}
