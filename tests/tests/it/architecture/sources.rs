//! The files that the rules look at.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of the repository that is text.
pub struct Source {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
}

impl Source {
    /// A file for the rules' own tests.
    pub fn snippet(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether the whole file is made of tests.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }
}

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the workspace").to_path_buf()
}

/// Names of all files that git knows or would add; what it ignores is nobody's architecture.
pub fn file_names() -> Vec<String> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output()
        .expect("git lists the files of the checkout");
    assert!(output.status.success(), "git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).expect("file names are UTF-8");
    let mut names: Vec<String> = names.split_terminator('\0').map(str::to_owned).collect();
    // A file that was deleted but not yet committed as such is still listed.
    names.retain(|name| root().join(name).is_file());
    names.sort();
    names.dedup();
    assert!(names.len() > 50, "only {} files: the rules would check nothing", names.len());
    names
}

/// All text files whose name passes.
pub fn sources(wanted: impl Fn(&str) -> bool) -> Vec<Source> {
    file_names()
        .into_iter()
        .filter(|name| wanted(name))
        .filter_map(|path| {
            let text = String::from_utf8(std::fs::read(root().join(&path)).ok()?).ok()?;
            Some(Source { path, text })
        })
        .collect()
}

/// All Rust files.
pub fn rust_sources() -> Vec<Source> {
    sources(|name| name.ends_with(".rs"))
}

/// Fails with one line for each violation.
pub fn assert_none<T: Display>(violations: &[T]) {
    let lines: Vec<String> = violations.iter().map(|violation| format!("  {violation}")).collect();
    assert!(lines.is_empty(), "{} violations:\n{}", lines.len(), lines.join("\n"));
}
