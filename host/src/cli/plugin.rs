//! Commands for authors of plugins. They need no server, no database and no configuration.

mod check;
mod making;
mod running;
mod sandbox;
mod scripted;
mod signing;
mod testing;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use elenco_authoring::building::Language;

use super::{CommandError, say};

/// What one does with plugins.
#[derive(Debug, Subcommand)]
pub(super) enum PluginCommand {
    /// Makes a folder with a plugin that works, to begin with.
    New {
        /// password-policy, field-schema, location-autofill, import-format, export-format, client-lookup, or format
        /// (reads and writes).
        #[arg(long)]
        kind: String,
        /// rust, javascript or python.
        #[arg(long)]
        language: Language,
        /// Small letters, digits and hyphens: `badge-numbers`.
        name: String,
        /// The folder to make; one of the plugin's name when nothing is said.
        #[arg(long)]
        dir: Option<PathBuf>,
    },
    /// Builds a plugin to dist/NAME.wasm.
    Build {
        /// The plugin's folder.
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// Folder for what cargo makes, for plugins in Rust.
        #[arg(long)]
        target_dir: Option<PathBuf>,
    },
    /// Says what the host would say of a plugin; exit status 1 when it would refuse it.
    Check {
        /// The plugin.
        file: PathBuf,
        /// Public keys that are trusted, as files.
        #[arg(long = "trust", value_name = "KEYFILE")]
        trust: Vec<PathBuf>,
    },
    /// Runs the cases of a plugin under the host's limits; exit status 1 when one fails.
    Test {
        /// The plugin's folder, or its file in dist/.
        #[arg(default_value = ".")]
        path: PathBuf,
        /// Takes the answers that come as those that are expected.
        #[arg(long)]
        accept: bool,
    },
    /// Makes one call and prints the answer as JSON.
    Run {
        /// The plugin.
        file: PathBuf,
        /// Kind and function: password-policy.rules.
        function: String,
        /// Parameters as a JSON object, or @FILE.
        #[arg(long, default_value = "{}")]
        input: String,
        /// Settings as a JSON object, or @FILE.
        #[arg(long, default_value = "{}")]
        settings: String,
        /// Language of the reader.
        #[arg(long, default_value = "en")]
        language: String,
    },
    /// Makes the one file to hand over: builds, signs when there is a key, prints the digest.
    Pack {
        /// The plugin's folder.
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// A component that another tool-chain has built, in place of a build.
        #[arg(long)]
        component: Option<PathBuf>,
        #[command(flatten)]
        key: KeyOptions<false>,
        /// Where to write it; dist/NAME.wasm when nothing is said.
        #[arg(long)]
        output: Option<PathBuf>,
    },
    /// Signs a plugin; an older signature is replaced.
    Sign {
        /// The plugin; it is written over.
        file: PathBuf,
        #[command(flatten)]
        key: KeyOptions<true>,
    },
    /// Makes a pair of keys: NAME.key, which stays secret, and NAME.pub, for those who trust you.
    Keygen {
        /// Beginning of the files' names.
        #[arg(default_value = "publisher")]
        name: PathBuf,
        /// Protects the secret key by a password, read from standard input.
        #[arg(long)]
        password: bool,
    },
    /// Says who signed a plugin; exit status 1 unless it was somebody trusted.
    Verify {
        /// The plugin.
        file: PathBuf,
        /// Public keys that are trusted, as files.
        #[arg(long = "trust", value_name = "KEYFILE", required = true)]
        trust: Vec<PathBuf>,
    },
}

/// A key to sign with.
#[derive(Debug, clap::Args)]
pub(super) struct KeyOptions<const REQUIRED: bool> {
    /// File of the secret key.
    #[arg(long, value_name = "KEYFILE", required = REQUIRED)]
    key: Option<PathBuf>,
    /// Reads the key's password from standard input.
    #[arg(long, requires = "key")]
    password: bool,
}

/// Runs a command. A refusal that has been told already is an error without words.
pub(super) fn run(command: PluginCommand) -> Result<(), CommandError> {
    match command {
        PluginCommand::New { kind, language, name, dir } => making::new(&kind, language, &name, dir),
        PluginCommand::Build { dir, target_dir } => making::build(&dir, target_dir),
        PluginCommand::Check { file, trust } => check::run(&file, &trust),
        PluginCommand::Test { path, accept } => testing::run(&path, accept),
        PluginCommand::Run { file, function, input, settings, language } => {
            running::run(&file, &function, &input, &settings, &language)
        }
        PluginCommand::Pack { dir, component, key, output } => {
            making::pack(&dir, component.as_deref(), key.key.as_deref(), key.password, output)
        }
        PluginCommand::Sign { file, key } => {
            let secret = signing::secret_key(key.key.as_deref().unwrap_or(Path::new("")), key.password)?;
            signing::sign(&file, &secret)
        }
        PluginCommand::Keygen { name, password } => signing::keygen(&name, password),
        PluginCommand::Verify { file, trust } => signing::verify(&file, &trust),
    }
}

/// For errors of the authoring crate, which say everything themselves.
fn told(error: impl std::fmt::Display) -> CommandError {
    CommandError(error.to_string())
}

/// The refusal has been printed.
fn refused() -> CommandError {
    CommandError(String::new())
}

fn read(path: &Path) -> Result<Vec<u8>, CommandError> {
    std::fs::read(path).map_err(|error| CommandError(format!("{}: {error}", path.display())))
}

/// blake3 of the whole file, as `digest` in `plugins.toml` pins it.
fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Bytes as people read them.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KiB", bytes.div_ceil(1024)),
        _ if bytes.is_multiple_of(1_048_576) => format!("{} MiB", bytes >> 20),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_readable() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([12, 1025, 3 << 19, 3 << 20].map(size), ["12 bytes", "2 KiB", "1.5 MiB", "3 MiB"]);
    }
}
