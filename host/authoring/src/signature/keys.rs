//! Keys in minisign's files.

use std::fmt;
use std::io::Cursor;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret as _, SecretString};

use super::key_id;

/// Why a key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text is no public key.
    #[error(
        "this is not a public key of minisign: 56 letters and digits, with or without a line of comment above"
    )]
    Public,
    /// The text is no secret key.
    #[error("this is not a secret key of minisign")]
    Secret,
    /// The secret key is protected by a password, and none was given.
    #[error("this key is protected by a password; give it with --password")]
    PasswordMissing,
    /// The password does not open the key, or the key is damaged.
    #[error("the password does not open this key")]
    WrongPassword,
    /// No key was made.
    #[error("no key could be made: {0}")]
    Generate(String),
}

/// A key that verifies signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    key: minisign_verify::PublicKey,
    text: String,
    id: String,
}

impl PublicKey {
    /// Identifier of the key: 16 hexadecimal digits.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn accepts(&self, bytes: &[u8], signature: &minisign_verify::Signature) -> bool {
        self.key.verify(bytes, signature, false).is_ok()
    }
}

/// One line of base64, without its comment; what is stored and compared.
impl fmt::Display for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl FromStr for PublicKey {
    type Err = KeyError;

    /// Reads the line of base64 by itself, or a file of minisign with its comment.
    fn from_str(text: &str) -> Result<PublicKey, KeyError> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let line = lines.find(|line| !line.starts_with("untrusted comment:")).ok_or(KeyError::Public)?;
        let key = minisign_verify::PublicKey::from_base64(line).map_err(|_| KeyError::Public)?;
        let bytes = STANDARD.decode(line).map_err(|_| KeyError::Public)?;
        let id = bytes.get(2..10).and_then(|id| id.try_into().ok()).ok_or(KeyError::Public)?;
        if lines.next().is_some() {
            return Err(KeyError::Public);
        }
        Ok(PublicKey { key, text: line.to_owned(), id: key_id(id) })
    }
}

/// A key that makes signatures. It cannot be printed.
pub struct SecretKey(minisign::SecretKey);

impl SecretKey {
    /// Reads the text of a key file, which a password may protect.
    ///
    /// # Errors
    /// [`KeyError::PasswordMissing`] and [`KeyError::WrongPassword`] for a protected key; [`KeyError::Secret`].
    pub fn open(text: &SecretString, password: Option<&SecretString>) -> Result<SecretKey, KeyError> {
        let boxed =
            || minisign::SecretKeyBox::from_string(text.expose_secret()).map_err(|_| KeyError::Secret);
        if let Ok(key) = boxed()?.into_unencrypted_secret_key() {
            return Ok(SecretKey(key));
        }
        if !is_protected(text) {
            return Err(KeyError::Secret);
        }
        // Without a password the library would ask for one on the terminal.
        let password = password.ok_or(KeyError::PasswordMissing)?;
        let opened = boxed()?.into_secret_key(Some(password.expose_secret().to_owned()));
        opened.map(SecretKey).map_err(|_| KeyError::WrongPassword)
    }

    /// The key that verifies what this one signs.
    ///
    /// # Errors
    /// [`KeyError::Secret`] for a damaged key.
    pub fn public(&self) -> Result<PublicKey, KeyError> {
        let key = minisign::PublicKey::from_secret_key(&self.0).map_err(|_| KeyError::Secret)?;
        key.to_base64().parse()
    }

    pub(super) fn sign(&self, bytes: &[u8], comment: &str) -> Result<String, String> {
        // Lines would end the comment.
        let comment: String = comment.chars().filter(|letter| !letter.is_control()).collect();
        minisign::sign(
            None,
            &self.0,
            Cursor::new(bytes),
            Some(&comment),
            Some("signature of an Elenco plugin"),
        )
        .map(minisign::SignatureBox::into_string)
        .map_err(|error| error.to_string())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecretKey")
    }
}

/// Whether the text of a key file names the way in which a password protects it (scrypt).
fn is_protected(text: &SecretString) -> bool {
    let line = text.expose_secret().lines().nth(1).map(str::trim).unwrap_or_default();
    STANDARD.decode(line).is_ok_and(|bytes| bytes.get(2..4) == Some(&b"Sc"[..]))
}

/// Makes a key pair: the text of the secret key's file, protected by the password if there is one, and the public
/// key.
///
/// # Errors
/// [`KeyError::Generate`].
pub fn generate(password: Option<&SecretString>) -> Result<(SecretString, PublicKey), KeyError> {
    let failed = |error: minisign::PError| KeyError::Generate(error.to_string());
    let pair = match password {
        Some(password) => {
            minisign::KeyPair::generate_encrypted_keypair(Some(password.expose_secret().to_owned()))
        }
        None => minisign::KeyPair::generate_unencrypted_keypair(),
    }
    .map_err(failed)?;
    let text = pair.sk.to_box(Some("secret key of an Elenco publisher")).map_err(failed)?;
    Ok((SecretString::from(text.into_string()), pair.pk.to_base64().parse()?))
}
