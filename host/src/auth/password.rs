//! Hashes of passwords: argon2id (RFC 9106) with the parameters of NIST SP 800-63B-4's and OWASP's advice.
use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

/// Memory of one hash in KiB, passes over it, lanes: 19 MiB, 2, 1.
const PARAMETERS: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Why a password could not be hashed or checked.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// The library refused, which the fixed parameters rule out.
    #[error("argon2: {0}")]
    Argon2(String),
    /// The work was given up because the server stops.
    #[error("the server is stopping")]
    Stopping,
}

/// Hashes and checks passwords with at most as many hashes in flight as there are cores, so that a burst of
/// sign-ins can never take all memory.
#[derive(Clone)]
pub struct PasswordHasher {
    in_flight: Arc<Semaphore>,
    /// Hash of no password, checked for unknown names so that they take the same time.
    decoy: Arc<str>,
}

fn argon2() -> Result<Argon2<'static>, HashError> {
    let (memory, passes, lanes) = PARAMETERS;
    let parameters =
        Params::new(memory, passes, lanes, None).map_err(|error| HashError::Argon2(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

fn hash_now(password: &SecretString, salt: &[u8; 16]) -> Result<String, HashError> {
    argon2()?
        .hash_password_with_salt(password.expose_secret().as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(|error| HashError::Argon2(error.to_string()))
}

impl PasswordHasher {
    /// A hasher for this many hashes at once.
    ///
    /// # Errors
    /// When argon2 refuses the parameters.
    pub fn new(at_once: usize) -> Result<Self, HashError> {
        let decoy = hash_now(&SecretString::from("no password"), b"elenco decoy 001")?;
        Ok(Self { in_flight: Arc::new(Semaphore::new(at_once.max(1))), decoy: decoy.into() })
    }

    /// The hash in PHC form.
    ///
    /// # Errors
    /// [`HashError`].
    pub async fn hash(&self, password: SecretString, salt: [u8; 16]) -> Result<String, HashError> {
        self.with_permit(move || hash_now(&password, &salt)).await?
    }

    /// Whether the password is the one of the hash. Without a hash the same work is done, and the answer is no:
    /// whoever asks cannot tell by the time whether a name exists (CVE-2016-2513 and its kin).
    ///
    /// # Errors
    /// [`HashError`].
    pub async fn verify(&self, password: SecretString, hash: Option<String>) -> Result<bool, HashError> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        let met = self
            .with_permit(move || {
                let parsed =
                    PasswordHash::new(&hash).map_err(|error| HashError::Argon2(error.to_string()))?;
                Ok::<bool, HashError>(
                    argon2()?.verify_password(password.expose_secret().as_bytes(), &parsed).is_ok(),
                )
            })
            .await??;
        Ok(met && known)
    }

    async fn with_permit<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashError> {
        let permit = Arc::clone(&self.in_flight).acquire_owned().await.map_err(|_| HashError::Stopping)?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        })
        .await
        .map_err(|_| HashError::Stopping)
    }
}
