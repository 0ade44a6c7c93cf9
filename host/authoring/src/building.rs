//! Builds the folder of a plugin, whatever its language, to `dist/<name>.wasm`.

mod javascript;
mod python;
pub mod rust;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;

use crate::component::{add_manifest, write_whole};
use crate::error::BuildError;
use crate::manifest::Manifest;
use crate::toolchain::Programs;

/// A language that plugins are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Rust, with the SDK.
    Rust,
    /// JavaScript or TypeScript, on QuickJS.
    JavaScript,
    /// Python, on CPython.
    Python,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 3] = [Self::Rust, Self::JavaScript, Self::Python];

    /// As `--language` and the folders of the templates write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::JavaScript => "javascript",
            Self::Python => "python",
        }
    }

    /// The file that tells the language of a folder.
    const fn mark(self) -> &'static str {
        match self {
            Self::Rust => "Cargo.toml",
            Self::JavaScript => "package.json",
            Self::Python => "requirements.txt",
        }
    }

    /// The language of a plugin's folder.
    ///
    /// # Errors
    /// [`BuildError::NoLanguage`].
    pub fn of_folder(folder: &Path) -> Result<Language, BuildError> {
        let found = Self::ALL.into_iter().find(|language| folder.join(language.mark()).is_file());
        found.ok_or_else(|| BuildError::NoLanguage(folder.to_owned()))
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(name: &str) -> Result<Language, String> {
        let found = Self::ALL.into_iter().find(|language| language.as_str() == name);
        found.ok_or_else(|| format!("there are: {}", Self::ALL.map(Language::as_str).join(", ")))
    }
}

/// How a folder is built.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// Programs for Rust.
    pub programs: Programs,
    /// cargo's target folder; `target/guest` in the plugin's folder when none is named.
    pub target_dir: Option<PathBuf>,
    /// A virtual environment of Python that several plugins share; `.elenco/venv` in the plugin's folder when none is
    /// named.
    pub python_environment: Option<PathBuf>,
}

/// Builds a folder and says where the plugin stands: `dist/<name>.wasm`. What compilers say goes to the terminal.
///
/// # Errors
/// [`BuildError`]: a file of the folder that cannot be, a program that is missing or failed.
pub fn build(folder: &Path, options: &BuildOptions) -> Result<PathBuf, BuildError> {
    let manifest = Manifest::read(folder)?;
    let mut component = match Language::of_folder(folder)? {
        Language::Rust => rust::component(folder, &manifest.name, options)?,
        Language::JavaScript => javascript::component(folder)?,
        Language::Python => python::component(folder, options)?,
    };
    add_manifest(&mut component, &manifest)?;
    let built = folder.join("dist").join(format!("{}.wasm", manifest.name));
    write_whole(&built, &component)?;
    Ok(built)
}

/// Intermediate files of JavaScript and Python.
const BUILD_FOLDER: &str = ".elenco/build";

/// A program that runs in the plugin's folder.
struct Tool<'a> {
    folder: &'a Path,
    program: &'a str,
    /// What to do when there is no such program, or it fails.
    hint: &'a str,
    environment: &'a [(&'a str, &'a OsStr)],
}

impl Tool<'_> {
    /// Runs it to its end; what it says goes to the terminal.
    fn run(&self, arguments: &[&str]) -> Result<(), BuildError> {
        let failed = |detail: String| BuildError::Program { program: self.program.to_owned(), detail };
        let status = Command::new(self.program)
            .args(arguments)
            .envs(self.environment.iter().copied())
            .current_dir(self.folder)
            .status()
            .map_err(|error| failed(format!("{error}; {}", self.hint)))?;
        let done = status.success();
        if done { Ok(()) } else { Err(failed(format!("{status}; it says above why; {}", self.hint))) }
    }
}

/// Whether what a file asks for was installed: a copy of it lies where it was installed.
fn is_installed(wanted: &Path, noted: &Path) -> bool {
    let (wanted, noted) = (std::fs::read(wanted), std::fs::read(noted));
    wanted.is_ok_and(|wanted| noted.is_ok_and(|noted| noted == wanted))
}

fn note_installed(wanted: &Path, noted: &Path) -> Result<(), BuildError> {
    std::fs::copy(wanted, noted).map(drop).map_err(BuildError::file(noted))
}
