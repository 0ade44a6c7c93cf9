//! `cargo xtask test`: what has to be green before anything is merged.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::command::{cargo, find_program, run};
use crate::failure::Failure;
use crate::postgres::Cluster;
use crate::{assets, plugins, setup};

/// The address of the cluster for the tests' database harness.
const POSTGRES_URL: &str = "ELENCO_TEST_POSTGRES";
/// Makes a test without PostgreSQL fail instead of passing on SQLite alone.
const REQUIRE_POSTGRES: &str = "ELENCO_TEST_REQUIRE_POSTGRES";
/// Makes a browser test without a browser fail instead of being left out.
const REQUIRE_BROWSER: &str = "ELENCO_TEST_REQUIRE_BROWSER";
/// Makes a test of plugins in JavaScript or Python fail instead of being left out.
const REQUIRE_GUESTS: &str = "ELENCO_TEST_REQUIRE_GUESTS";

/// The same packages and targets everywhere: another selection would unify other features and build crates twice.
const EVERYTHING: [&str; 3] = ["--workspace", "--all-targets", "--locked"];

/// Checks, builds and tests the whole workspace; `arguments` go to the test runner.
pub fn run_all(root: &Path, arguments: &[String]) -> Result<(), Failure> {
    let started = Instant::now();
    run(cargo(root).args(["fmt", "--all", "--check"]))?;
    setup::for_tests(root)?;
    assets::build_assets(root).map_err(Failure::new)?;
    plugins::build_plugins(root).map_err(Failure::new)?;
    run(cargo(root).arg("clippy").args(EVERYTHING).args(["--", "--deny", "warnings"]))?;
    // Tests start the server's own program, which a test runner alone would not build.
    run(cargo(root).arg("build").args(EVERYTHING))?;
    run(cargo(root).args(["test", "--doc", "--workspace", "--locked"]))?;
    let cluster = Cluster::start()?;
    let outcome = run(test_runner(root)
        .args(arguments)
        .env(POSTGRES_URL, cluster.url())
        .env(REQUIRE_POSTGRES, "1")
        .env(REQUIRE_BROWSER, "1")
        .env(REQUIRE_GUESTS, "1"));
    drop(cluster);
    outcome?;
    println!("Everything passed in {}.", minutes(started.elapsed()));
    Ok(())
}

fn test_runner(root: &Path) -> Command {
    let mut command = cargo(root);
    if find_program("cargo-nextest").is_some() {
        command.args(["nextest", "run"]);
    } else {
        command.args(["test", "--no-fail-fast"]);
    }
    command.args(EVERYTHING);
    command
}

fn minutes(duration: Duration) -> String {
    let seconds = duration.as_secs();
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_shown_in_minutes_and_seconds() {
        assert_eq!(minutes(Duration::from_millis(125_900)), "2 min 05 s");
    }
}
