//! Secrets of plugins' settings. Whoever types one never sees it again; a plugin never sees it at all: its settings hold
//! `{{secret:NAME}}`, and the host puts the secret in that place of a header when it sends a request for the plugin.
use elenco_db::{Db, TenantId, TenantScope};
use elenco_runtime::contract::GuestError;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::runtime::Handle;

use crate::app::App;
use crate::auth::seal::Seal;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::http::Secrets;
use crate::plugins::queries;

/// Longest secret, in bytes: more than any key or token has.
pub const LONGEST: usize = 8 << 10;
/// Most secrets of one plugin in one tenant.
pub const MOST: usize = 200;

fn place<'a>(tenant: &'a str, plugin: &'a str, name: &'a str) -> [&'a str; 4] {
    ["plugin-secret", tenant, plugin, name]
}

/// The secret that a plugin's settings name in this tenant; none when it was taken away. For whoever writes it into a
/// request, and nobody else.
///
/// # Errors
/// The database's; [`AppError::Internal`] when it was sealed with another installation's key.
pub async fn reveal(
    app: &App,
    tenant: TenantId,
    plugin: &str,
    name: &str,
) -> Result<Option<SecretString>, AppError> {
    read(&app.db, &app.seal, tenant, plugin, name).await
}

async fn read(
    db: &Db,
    seal: &Seal,
    tenant: TenantId,
    plugin: &str,
    name: &str,
) -> Result<Option<SecretString>, AppError> {
    let scope = TenantScope::of(tenant);
    let (asked_plugin, asked) = (plugin.to_owned(), name.to_owned());
    let sealed = db
        .read(move |conn| queries::secrets::find(conn, &scope, &asked_plugin, &asked))
        .await
        .map_err(AppError::Database)?;
    let Some(sealed) = sealed else { return Ok(None) };
    let opened = seal.open(&place(&tenant.to_string(), plugin, name), &sealed);
    opened.map(Some).map_err(|error| AppError::Internal(format!("secret {name} of {plugin}: {error}")))
}

/// The secrets for whoever sends requests for plugins, on threads that may block.
#[derive(Clone)]
pub struct SealedSecrets {
    db: Db,
    seal: Seal,
    runtime: Handle,
}

impl SealedSecrets {
    /// Those of this database, sealed with this key.
    pub fn new(db: Db, seal: Seal, runtime: Handle) -> Self {
        Self { db, seal, runtime }
    }
}

impl Secrets for SealedSecrets {
    fn reveal(&self, tenant: TenantId, plugin: &str, name: &str) -> Result<Option<SecretString>, GuestError> {
        self.runtime.block_on(read(&self.db, &self.seal, tenant, plugin, name)).map_err(|error| {
            tracing::warn!(%error, "a secret of a plugin cannot be read");
            GuestError::Unavailable("the secrets of the plugin cannot be read".to_owned())
        })
    }
}

/// Keeps a secret under a new name, which is answered. Until settings that name it are saved, nothing uses it.
///
/// # Errors
/// [`AppError::TooLarge`]; [`AppError::BadRequest`] when the plugin has too many; the database's.
pub(in crate::plugins) async fn keep(
    cx: &ServiceContext,
    plugin: &str,
    stem: &str,
    secret: SecretString,
) -> Result<String, AppError> {
    if secret.expose_secret().len() > LONGEST {
        return Err(AppError::TooLarge { limit: LONGEST as u64 });
    }
    let name = new_name(stem, cx.app.ids.secret::<8>());
    let tenant = cx.scope.tenant().to_string();
    let sealed = cx
        .app
        .seal
        .seal(&cx.app.ids, &place(&tenant, plugin, &name), &secret)
        .map_err(|error| AppError::Internal(error.to_string()))?;
    let (scope, now, by) = (cx.scope, cx.app.clock.now(), cx.actor.user());
    let (plugin, kept) = (plugin.to_owned(), name.clone());
    let fits = cx
        .app
        .db
        .write(move |conn| {
            let fits = queries::secrets::names(conn, &scope, &plugin)?.len() < MOST;
            if fits {
                queries::secrets::insert(conn, &scope, &plugin, (&kept, &sealed), by, now)?;
            }
            Ok(fits)
        })
        .await
        .map_err(AppError::Database)?;
    if fits {
        Ok(name)
    } else {
        Err(AppError::BadRequest { code: "plugin.secrets", detail: format!("at most {MOST} secrets") })
    }
}

/// What the secret is for, in letters that every header can carry, and something drawn.
fn new_name(stem: &str, drawn: [u8; 8]) -> String {
    let letters = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let stem: String = stem.chars().map(letters).take(32).collect();
    let stem = stem.trim_matches('-');
    let drawn: String = drawn.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{drawn}", if stem.is_empty() { "secret" } else { stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_plain_letters() {
        assert_eq!(new_name("API key", [1, 2, 3, 4, 5, 6, 7, 0xff]), "api-key-01020304050607ff");
        assert_eq!(new_name("}}<ñ", [0; 8]), "secret-0000000000000000");
        assert!(new_name(&"x".repeat(1000), [0; 8]).len() < 64);
    }
}
