//! Starts other programs, shows what is run, and turns their ends into failures.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::failure::Failure;
use crate::interrupt;

/// Prints the command, runs it with this terminal, and fails when it fails.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = run_to_status(command)?;
    if interrupt::is_requested() {
        return Err(Failure::new("stopped by a signal"));
    }
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("{} ended with {status}", shown(command))))
    }
}

/// Like [`run`], but the caller judges the exit status.
pub fn run_to_status(command: &mut Command) -> Result<ExitStatus, Failure> {
    eprintln!("$ {}", shown(command));
    let mut child = command.spawn().map_err(|error| cannot_start(command, &error))?;
    let watch = interrupt::watch(&child);
    let status = child.wait().map_err(|error| cannot_start(command, &error));
    drop(watch);
    status
}

/// Runs the command silently; on failure its output is part of the message.
pub fn run_quietly(command: &mut Command) -> Result<String, Failure> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| cannot_start(command, &error))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("{} ended with {}\n{text}{errors}", shown(command), output.status)))
}

/// The cargo that started this task, so that an explicit tool-chain stays in force.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// Where `program` is on the PATH.
pub fn find_program(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// Whether this process may install packages and must not run a database server as itself.
pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!(
        "cannot run {}: {error}. `cargo xtask setup` checks and installs what is needed",
        command.get_program().display()
    ))
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .map(|word| if word.contains(' ') { format!("'{word}'") } else { word.into_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_a_failure_that_names_it() {
        let failure = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err().to_string();
        assert!(failure.contains("sh -c 'exit 3'") && failure.contains('3'), "{failure}");
    }

    #[test]
    fn a_missing_program_tells_what_to_run() {
        let failure = run_quietly(&mut Command::new("elenco-no-such-program")).unwrap_err().to_string();
        assert!(failure.contains("cargo xtask setup"), "{failure}");
    }

    #[test]
    fn output_of_a_quiet_failure_is_kept() {
        let failure = run_quietly(Command::new("sh").args(["-c", "echo reason >&2; false"])).unwrap_err();
        assert!(failure.to_string().contains("reason"), "{failure}");
    }
}
