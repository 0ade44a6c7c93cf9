//! Use cases about the tenant's plugins.
pub mod canary;
pub mod components;
pub mod figures;
mod installs;
pub mod key_values;
mod lifecycle;
mod overview;
pub mod preparing;
pub mod publishers;
pub mod schemas;
pub mod secrets;
pub mod settings;
mod upload;

use elenco_db::TenantScope;
use uuid::Uuid;

use crate::audit::model::{AuditEntry, Change};
use crate::context::ServiceContext;
use crate::files;

pub use installs::caller;
pub use lifecycle::{activate, remove, remove_version, roll_back, switch};
pub use overview::{find_plugin, list_plugins, open_plugin};
pub use settings::{save_settings, settings};
pub use upload::{LARGEST_COMPONENT, MOST_PLUGINS, MOST_VERSIONS, find_version, upload};

/// Name of a component in the file store.
fn store_key(scope: &TenantScope, digest: &str) -> String {
    files::key(scope.tenant(), "plugins", &format!("{digest}.wasm"))
}

/// Plugins are known by their names; the audit wants an id, which is made of the name.
pub(super) fn object_id(plugin: &str) -> Uuid {
    let digest = blake3::hash(plugin.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.as_bytes()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What the audit keeps of a change.
fn note<const N: usize>(
    cx: &ServiceContext,
    object_kind: &'static str,
    object_id: Uuid,
    action: &'static str,
    changes: [(&str, serde_json::Value, serde_json::Value); N],
) -> AuditEntry {
    let changes =
        changes.into_iter().map(|(name, old, new)| (name.to_owned(), Change { old, new })).collect();
    cx.audit_entry(cx.app.clock.now(), (object_kind, object_id), action, changes)
}
