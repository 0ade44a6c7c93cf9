//! What can go wrong on an author's machine. The texts are for the terminal: what happened, where, what to do.

use std::path::{Path, PathBuf};

use crate::toolchain::{DEBIAN_PACKAGES, TARGET};

/// Why a plugin was not made, built or packed.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file or folder cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file of the plugin says what cannot be.
    #[error("{path}: {detail}")]
    Content {
        /// Which.
        path: PathBuf,
        /// What is wrong and what would be right.
        detail: String,
    },
    /// Nothing in the folder tells its language.
    #[error(
        "{0} is no plugin that can be built: it has neither Cargo.toml, package.json nor requirements.txt beside \
         plugin.toml; make one with `elenco plugin new`"
    )]
    NoLanguage(PathBuf),
    /// There is no compiler for plugins in Rust.
    #[error(
        "No compiler for plugins: run `rustup target add {TARGET}`, or on Debian as root \
         `apt-get install --no-install-recommends {}`, and repeat.",
        DEBIAN_PACKAGES.join(" ")
    )]
    NoCompiler,
    /// A program cannot be started, or did not do its work.
    #[error("{program}: {detail}")]
    Program {
        /// Which.
        program: String,
        /// What it said, or what to do.
        detail: String,
    },
    /// What the compiler made cannot be made a component.
    #[error("{what} cannot be made a component: {detail}")]
    Component {
        /// The plugin.
        what: String,
        /// The chain of causes; it names a missing export.
        detail: String,
    },
    /// The folder of a new plugin has something in it.
    #[error("{0} is there already; choose another name or another --dir")]
    Occupied(PathBuf),
    /// A name that no plugin can have.
    #[error(
        "`{0}` cannot be the name of a plugin: take 1 to 64 small letters, digits and single hyphens, a letter first"
    )]
    Name(String),
    /// There is no template of this kind in this language.
    #[error("there is no template of a {kind} in {language}; there are: {known}")]
    NoTemplate {
        /// The kind.
        kind: String,
        /// The language.
        language: String,
        /// The kinds that there are.
        known: String,
    },
}

impl BuildError {
    /// For `map_err` at a file.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> BuildError {
        let path = path.to_owned();
        |source| BuildError::File { path, source }
    }

    pub(crate) fn content(path: &Path, detail: impl ToString) -> BuildError {
        BuildError::Content { path: path.to_owned(), detail: detail.to_string() }
    }
}
