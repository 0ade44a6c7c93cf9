//! What plugins keep by their capability key-value: their side of it, and the administrator's.
use std::sync::Arc;

use elenco_db::{Conn, Db, DbError, Instant, TenantId, TenantScope};
use elenco_runtime::contract::{GuestError, InvalidValue};
use tokio::runtime::Handle;

use crate::auth::permission::Permission;
use crate::clock::Clock;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::key_values::{Changes, Kept, MOST_BYTES, MOST_KEYS, ValueStore};
use crate::plugins::queries;

/// Values in the database. Its methods wait for the database: they are called from threads that may block.
pub struct DatabaseValues {
    db: Db,
    clock: Arc<dyn Clock>,
    runtime: Handle,
}

/// Why changes were not kept.
enum Refused {
    Full,
    Database(DbError),
}

impl From<DbError> for Refused {
    fn from(error: DbError) -> Self {
        Self::Database(error)
    }
}

fn unavailable(error: &DbError) -> GuestError {
    tracing::warn!(%error, "the values of a plugin cannot be read or kept");
    GuestError::Unavailable("the store of the plugin does not answer".to_owned())
}

fn kept(conn: &mut Conn, scope: &TenantScope, plugin: &str) -> Result<Kept, DbError> {
    let (keys, of_keys, of_values) = queries::key_values::usage(conn, scope, plugin)?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(Kept { keys: count(keys), bytes: count(of_keys) + count(of_values) })
}

fn change(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    changes: &Changes,
    now: Instant,
) -> Result<(), Refused> {
    queries::key_values::lock(conn, scope)?;
    let gone: Vec<String> =
        changes.iter().filter(|(_, value)| value.is_none()).map(|(key, _)| key.clone()).collect();
    if !gone.is_empty() {
        queries::key_values::delete(conn, scope, plugin, &gone)?;
    }
    for (key, value) in changes {
        if let Some(value) = value {
            queries::key_values::put(conn, scope, plugin, key, value, now)?;
        }
    }
    // Looked at after the changes and before the commit: too much of it undoes them all. Who only forgets may do so
    // even when a quota of today is smaller than that of yesterday.
    let only_forgets = gone.len() == changes.len();
    if only_forgets || kept(conn, scope, plugin)?.fits() { Ok(()) } else { Err(Refused::Full) }
}

impl DatabaseValues {
    /// Values in this database. To be made inside the asynchronous runtime.
    pub fn new(db: Db, clock: Arc<dyn Clock>, runtime: Handle) -> Self {
        Self { db, clock, runtime }
    }

    fn read<T: Send + 'static>(
        &self,
        tenant: TenantId,
        work: impl FnOnce(&mut Conn, &TenantScope) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, GuestError> {
        let scope = TenantScope::of(tenant);
        let found = self.runtime.block_on(self.db.read(move |conn| work(conn, &scope)));
        found.map_err(|error| unavailable(&error))
    }
}

impl ValueStore for DatabaseValues {
    fn get(&self, tenant: TenantId, plugin: &str, key: &str) -> Result<Option<Vec<u8>>, GuestError> {
        // PostgreSQL has no texts with this character, so there is no such key.
        if key.contains('\0') {
            return Ok(None);
        }
        let (plugin, key) = (plugin.to_owned(), key.to_owned());
        self.read(tenant, move |conn, scope| queries::key_values::find(conn, scope, &plugin, &key))
    }

    fn keys(&self, tenant: TenantId, plugin: &str) -> Result<Vec<String>, GuestError> {
        let plugin = plugin.to_owned();
        self.read(tenant, move |conn, scope| queries::key_values::keys(conn, scope, &plugin))
    }

    fn kept(&self, tenant: TenantId, plugin: &str) -> Result<Kept, GuestError> {
        let plugin = plugin.to_owned();
        self.read(tenant, move |conn, scope| kept(conn, scope, &plugin))
    }

    fn commit(&self, tenant: TenantId, plugin: &str, changes: Changes) -> Result<(), GuestError> {
        if changes.iter().any(|(key, _)| key.contains('\0')) {
            let message = "a key cannot hold the character U+0000".to_owned();
            return Err(GuestError::Invalid(InvalidValue { field: "key".to_owned(), message }));
        }
        let (scope, plugin, now) = (TenantScope::of(tenant), plugin.to_owned(), self.clock.now());
        let written = self.db.write(move |conn| change(conn, &scope, &plugin, &changes, now));
        self.runtime.block_on(written).map_err(|refused| match refused {
            Refused::Database(error) => unavailable(&error),
            Refused::Full => GuestError::Limit(format!(
                "key-value: at most {MOST_KEYS} keys and {MOST_BYTES} bytes for one plugin"
            )),
        })
    }
}

/// How much a plugin keeps for the tenant.
///
/// # Errors
/// [`AppError::Forbidden`], the database's.
pub async fn kept_values(cx: &ServiceContext, plugin: &str) -> Result<Kept, AppError> {
    cx.require(Permission::PluginsList)?;
    let (scope, plugin) = (cx.scope, plugin.to_owned());
    cx.app.db.read(move |conn| kept(conn, &scope, &plugin)).await.map_err(AppError::Database)
}

/// Forgets everything that a plugin keeps for the tenant, and says how many keys that were. The audit notes it.
///
/// # Errors
/// [`AppError::Forbidden`], the database's.
pub async fn clear_values(cx: &ServiceContext, plugin: &str) -> Result<usize, AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let scope = cx.scope;
    let name = plugin.to_owned();
    let entry = super::note(cx, "plugin", super::object_id(plugin), "clear-values", []);
    let cleared = cx.app.db.write(move |conn| {
        let count = queries::key_values::clear(conn, &scope, &name)?;
        crate::audit::queries::insert(conn, &scope, std::slice::from_ref(&entry))?;
        Ok::<_, DbError>(count)
    });
    cleared.await.map_err(AppError::Database)
}
