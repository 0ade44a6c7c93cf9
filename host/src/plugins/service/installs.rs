//! Which plugins answer for a tenant: what every request carries to the extensions.
use std::collections::HashMap;
use std::sync::Arc;

use elenco_db::{Conn, DbError, PluginVersionId, TenantScope};

use crate::extensions::installed::Installs;
use crate::extensions::{Caller, Installed};
use crate::plugins::model::{Install, Version, VersionState};
use crate::plugins::queries;

/// For whom plugins are called: the tenant with its installs and settings, in one read.
///
/// # Errors
/// The engine's.
pub fn caller(conn: &mut Conn, scope: &TenantScope) -> Result<Caller, DbError> {
    let settings = super::settings(conn, scope)?;
    let installs = queries::installs::list(conn, scope)?;
    // Every request asks this: only what answers is read, and most tenants, who have none of their own, are spared it.
    let answering: Vec<PluginVersionId> = installs
        .iter()
        .filter(|install| install.enabled)
        .flat_map(|install| install.active.into_iter().chain(install.canary))
        .collect();
    let versions =
        if answering.is_empty() { Vec::new() } else { queries::versions::some(conn, scope, &answering)? };
    Ok(Caller {
        tenant: scope.tenant(),
        settings: Arc::new(settings),
        projects: super::settings::project_settings(conn, scope)?,
        installs: Arc::new(gather(&installs, &versions)),
    })
}

/// What the extensions need to know of the installs.
fn gather(installs: &[Install], versions: &[Version]) -> Installs {
    let known: HashMap<PluginVersionId, &Version> =
        versions.iter().map(|version| (version.id, version)).collect();
    let of = |install: &Install, id: Option<PluginVersionId>| {
        let version = known.get(&id?)?;
        matches!(version.state, VersionState::Ready).then(|| installed(install, version))
    };
    let on = || installs.iter().filter(|install| install.enabled);
    Installs {
        own: on().filter_map(|install| of(install, install.active)).collect(),
        on_trial: on().filter_map(|install| of(install, install.canary)).collect(),
        switched_off: installs
            .iter()
            .filter(|install| !install.enabled && install.active.is_none())
            .map(|install| install.plugin.clone())
            .collect(),
    }
}

/// A version with the grants of its install.
pub(super) fn installed(install: &Install, version: &Version) -> Installed {
    Installed::of(&version.described, install.revision, &install.granted)
}
