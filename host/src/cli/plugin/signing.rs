//! Keys and signatures at the terminal.
use std::io::Write as _;
use std::path::{Path, PathBuf};

use elenco_authoring::component::write_whole;
use elenco_authoring::signature::{self, SecretKey, Signature, TrustedPublisher};
use secrecy::{ExposeSecret as _, SecretString};

use super::{CommandError, check, digest, read, refused, say, told};

/// Opens a file with a secret key.
pub(super) fn secret_key(path: &Path, password: bool) -> Result<SecretKey, CommandError> {
    let text = std::fs::read_to_string(path)
        .map(SecretString::from)
        .map_err(|error| CommandError(format!("{}: {error}", path.display())))?;
    let password = password.then(read_password).transpose()?;
    SecretKey::open(&text, password.as_ref())
        .map_err(|error| CommandError(format!("{}: {error}", path.display())))
}

#[allow(clippy::print_stderr, reason = "a question at the terminal, which is no output")]
fn read_password() -> Result<SecretString, CommandError> {
    eprintln!("password:");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(told)?;
    let password = SecretString::from(line.trim_end_matches(['\r', '\n']).to_owned());
    if password.expose_secret().is_empty() {
        return Err(CommandError("the password is empty".to_owned()));
    }
    Ok(password)
}

/// Publishers of key files, called by the files' names.
pub(super) fn trusted(files: &[PathBuf]) -> Result<Vec<TrustedPublisher>, CommandError> {
    let publisher = |path: &PathBuf| {
        let text = String::from_utf8_lossy(&read(path)?).into_owned();
        let key = text.parse().map_err(|error| CommandError(format!("{}: {error}", path.display())))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(TrustedPublisher { name, key })
    };
    files.iter().map(publisher).collect()
}

/// A signature in words.
pub(super) fn describe(signature: &Signature) -> String {
    match signature {
        Signature::None => "none".to_owned(),
        Signature::Trusted { publisher, key_id } => format!("by {publisher}, key {key_id}"),
        Signature::Unknown { key_id } => {
            format!("by key {key_id}, which is not among the trusted ones; give its file with --trust")
        }
        Signature::Broken => "broken: the file was changed after it was signed; sign it again".to_owned(),
    }
}

pub(super) fn sign(file: &Path, secret: &SecretKey) -> Result<(), CommandError> {
    let bytes = read(file)?;
    let comment = check::title(file, &bytes)?;
    let signed = signature::sign(&bytes, secret, &comment).map_err(told)?;
    write_whole(file, &signed).map_err(told)?;
    say(&format!("{}: signed with key {}", file.display(), secret.public().map_err(told)?.id()))?;
    say(&format!("digest blake3 {}", digest(&signed)))
}

pub(super) fn keygen(name: &Path, password: bool) -> Result<(), CommandError> {
    let with_ending = |ending: &str| {
        let mut path = name.as_os_str().to_owned();
        path.push(ending);
        PathBuf::from(path)
    };
    let (secret_file, public_file) = (with_ending(".key"), with_ending(".pub"));
    let password = password.then(read_password).transpose()?;
    let (secret, public) = signature::generate(password.as_ref()).map_err(told)?;
    write_secret(&secret_file, &secret)?;
    let text = format!("untrusted comment: minisign public key {}\n{public}\n", public.id());
    std::fs::write(&public_file, text)
        .map_err(|error| CommandError(format!("{}: {error}", public_file.display())))?;
    say(&format!("{}: keep it secret, and keep a copy", secret_file.display()))?;
    say(&format!("{}: give it to administrators who trust you; key {}", public_file.display(), public.id()))
}

/// Never over another key, which would be lost, and for nobody else to read.
fn write_secret(path: &Path, secret: &SecretString) -> Result<(), CommandError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
        .open(path)
        .and_then(|mut file| file.write_all(secret.expose_secret().as_bytes()))
        .map_err(|error| CommandError(format!("{}: {error}; choose another name", path.display())))
}

pub(super) fn verify(file: &Path, trust: &[PathBuf]) -> Result<(), CommandError> {
    let bytes = read(file)?;
    let found = signature::verify(&bytes, &trusted(trust)?);
    say(&format!("{}: signature {}", file.display(), describe(&found)))?;
    say(&format!("digest blake3 {}", digest(&bytes)))?;
    if matches!(found, Signature::Trusted { .. }) { Ok(()) } else { Err(refused()) }
}
