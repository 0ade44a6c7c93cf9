//! Measures speed and memory against the limits: `cargo xtask bench`.
use std::process::ExitCode;

fn main() -> ExitCode {
    elenco_tests::bench::run()
}
