//! The life of a tenant's plugin after its upload: granted, active, rolled back, switched off, removed.
use elenco_db::{DbError, PluginVersionId};
use serde_json::{Value, json};

use super::installs::installed;
use super::upload::find_version;
use super::{note, object_id, store_key};
use crate::audit::model::AuditEntry;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::ExtensionError;
use crate::plugins::model::{Install, PluginProblem, Powers, Refusal, Version, VersionState};
use crate::plugins::queries;

/// How long making a version active waits for the compiler.
const LONGEST_WAIT: std::time::Duration = std::time::Duration::from_secs(60);

pub(super) fn refused(problem: PluginProblem) -> AppError {
    AppError::Plugin(Box::new(problem))
}

pub(super) async fn find(cx: &ServiceContext, plugin: &str) -> Result<Option<Install>, AppError> {
    let (scope, plugin) = (cx.scope, plugin.to_owned());
    let found = cx.app.db.read(move |conn| queries::installs::find(conn, &scope, &plugin)).await;
    found.map_err(AppError::Database)
}

/// An install of a plugin that has none yet.
fn fresh(plugin: &str) -> Install {
    Install {
        plugin: plugin.to_owned(),
        active: None,
        previous: None,
        canary: None,
        enabled: true,
        granted: Powers::default(),
        consented_by: None,
        consented_at: None,
        revision: 0,
    }
}

/// Writes an install that follows the one that was read, and the audit.
pub(super) async fn save(cx: &ServiceContext, install: Install, entry: AuditEntry) -> Result<(), AppError> {
    let (scope, by, now) = (cx.scope, cx.actor.user(), cx.app.clock.now());
    let written = cx.app.db.write(move |conn| {
        if !queries::installs::save(conn, &scope, &install, by, now)? {
            return Ok(false);
        }
        crate::audit::queries::insert(conn, &scope, std::slice::from_ref(&entry))?;
        Ok::<_, DbError>(true)
    });
    if written.await.map_err(AppError::Database)? { Ok(()) } else { Err(AppError::Conflict) }
}

/// Proves that a version loads with its grants before anybody depends on it.
pub(super) async fn must_load(
    cx: &ServiceContext,
    install: &Install,
    version: &Version,
) -> Result<(), AppError> {
    let tried = cx.app.extensions.try_install(cx.scope.tenant(), installed(install, version)).await;
    match tried {
        Err(ExtensionError::NotLoaded { code, reason, .. }) => {
            let refusal = Refusal { code: code.to_owned(), detail: reason };
            Err(refused(PluginProblem::Refused(refusal)))
        }
        other => other.map_err(AppError::Extension),
    }
}

/// Makes a version answer for the tenant. What it asks for and was not granted before must be in the consent; without
/// consent an upgrade that asks for more is held.
///
/// # Errors
/// [`AppError::Plugin`] says what is missing; [`AppError::Conflict`] when somebody else changed the plugin since.
pub async fn activate(
    cx: &ServiceContext,
    id: PluginVersionId,
    consent: Option<Powers>,
) -> Result<(), AppError> {
    cx.require(Permission::PluginsUpdate)?;
    // Who is quicker than the compiler waits for it, within reason.
    let ended = cx.app.preparing.ended(id);
    if tokio::time::timeout(LONGEST_WAIT, ended).await.is_err() {
        return Err(refused(PluginProblem::NotReady));
    }
    let version = find_version(cx, id).await?;
    match &version.state {
        VersionState::Ready => {}
        VersionState::Preparing => return Err(refused(PluginProblem::NotReady)),
        VersionState::Refused(refusal) => return Err(refused(PluginProblem::Refused(refusal.clone()))),
    }
    let described = &version.described;
    let before = find(cx, &described.name).await?.unwrap_or_else(|| fresh(&described.name));
    let mut granted = before.granted.clone();
    let consented = consent.is_some();
    if let Some(consent) = consent {
        // A host that was left off now is refused, even when an earlier version had it.
        granted.capabilities.extend(consent.capabilities);
        granted.http_hosts = consent.http_hosts;
    }
    // A host may be refused alone; without a capability the version could not even be linked.
    let missing = described.asked.beyond(&granted);
    let held = !missing.capabilities.is_empty() || (!consented && !missing.is_empty());
    if held || (before.active.is_none() && !consented) {
        return Err(refused(PluginProblem::ConsentNeeded(described.asked.clone())));
    }
    let install = Install {
        plugin: described.name.clone(),
        active: Some(id),
        previous: before.active.filter(|active| *active != id).or(before.previous),
        canary: before.canary.filter(|canary| *canary != id),
        enabled: true,
        // What the version does not ask for it does not keep: a later one asks again.
        granted: Powers {
            capabilities: granted.capabilities.intersection(&described.asked.capabilities).cloned().collect(),
            http_hosts: granted.http_hosts.intersection(&described.asked.http_hosts).cloned().collect(),
        },
        consented_by: if consented { cx.actor.user() } else { before.consented_by },
        consented_at: if consented { Some(cx.app.clock.now()) } else { before.consented_at },
        revision: before.revision + 1,
    };
    must_load(cx, &install, &version).await?;
    let entry = note(
        cx,
        "plugin",
        object_id(&install.plugin),
        "activate",
        [
            ("version", version_word(cx, before.active).await?, described.version.clone().into()),
            ("granted", json!(before.granted), json!(install.granted)),
        ],
    );
    let keep = installed(&install, &version);
    let plugin = install.plugin.clone();
    save(cx, install, entry).await?;
    cx.app.extensions.forget_installed(cx.scope.tenant(), &plugin, &[keep]);
    Ok(())
}

async fn version_word(cx: &ServiceContext, id: Option<PluginVersionId>) -> Result<Value, AppError> {
    match id {
        None => Ok(Value::Null),
        Some(id) => match find_version(cx, id).await {
            Ok(version) => Ok(version.described.version.into()),
            Err(AppError::NotFound) => Ok(Value::Null),
            Err(error) => Err(error),
        },
    }
}

/// Goes back to the version that answered before. It needs no new consent, unless it asks for what the present one did
/// not.
///
/// # Errors
/// As [`activate`]; [`PluginProblem::NothingBefore`].
pub async fn roll_back(cx: &ServiceContext, plugin: &str) -> Result<(), AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let before = find(cx, plugin).await?.ok_or(AppError::NotFound)?;
    let previous = before.previous.ok_or_else(|| refused(PluginProblem::NothingBefore))?;
    activate(cx, previous, None).await
}

/// Switches a plugin on or off for the tenant. A plugin of the operator is switched off for this tenant alone.
///
/// # Errors
/// [`AppError::NotFound`]; [`PluginProblem::LastPolicy`] when no plugin would check passwords any more.
pub async fn switch(cx: &ServiceContext, plugin: &str, on: bool) -> Result<(), AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let offered = cx.app.extensions.offers(plugin);
    let before = match find(cx, plugin).await? {
        Some(install) if install.enabled == on => return Ok(()),
        Some(install) => install,
        None if offered && on => return Ok(()),
        None if offered => fresh(plugin),
        None => return Err(AppError::NotFound),
    };
    if !on && super::overview::is_last_policy(cx, plugin).await? {
        return Err(refused(PluginProblem::LastPolicy));
    }
    let revision = before.revision + 1;
    let entry = note(
        cx,
        "plugin",
        object_id(plugin),
        if on { "switch-on" } else { "switch-off" },
        [("enabled", json!(before.enabled), json!(on))],
    );
    let install = Install { enabled: on, canary: before.canary.filter(|_| on), revision, ..before };
    if let Some(active) = install.active.filter(|_| on) {
        must_load(cx, &install, &find_version(cx, active).await?).await?;
    }
    save(cx, install, entry).await?;
    if !on {
        cx.app.extensions.forget_installed(cx.scope.tenant(), plugin, &[]);
    }
    Ok(())
}

/// Removes a plugin of the tenant with its versions, settings, secrets and kept values. Calls that run end on it; what
/// people's records hold stays.
///
/// # Errors
/// As [`switch`].
pub async fn remove(cx: &ServiceContext, plugin: &str) -> Result<(), AppError> {
    cx.require(Permission::PluginsDelete)?;
    if cx.app.extensions.offers(plugin) {
        return Err(AppError::NotFound);
    }
    if super::overview::is_last_policy(cx, plugin).await? {
        return Err(refused(PluginProblem::LastPolicy));
    }
    let (scope, name) = (cx.scope, plugin.to_owned());
    let entry = note(cx, "plugin", object_id(plugin), "delete", [("plugin", plugin.into(), Value::Null)]);
    let gone = cx.app.db.write(move |conn| {
        let versions = queries::versions::of_plugin(conn, &scope, &name)?;
        if versions.is_empty() {
            return Ok(None);
        }
        queries::removal::forget(conn, &scope, &name)?;
        crate::audit::queries::insert(conn, &scope, std::slice::from_ref(&entry))?;
        Ok::<_, DbError>(Some(versions))
    });
    let versions = gone.await.map_err(AppError::Database)?.ok_or(AppError::NotFound)?;
    cx.app.extensions.forget_installed(cx.scope.tenant(), plugin, &[]);
    for version in versions {
        delete_component(cx, &version.described.digest).await;
    }
    Ok(())
}

/// Removes one version that does not answer.
///
/// # Errors
/// [`AppError::NotFound`] also for one that answers or is on trial: the page does not offer it.
pub async fn remove_version(cx: &ServiceContext, id: PluginVersionId) -> Result<(), AppError> {
    cx.require(Permission::PluginsDelete)?;
    let version = find_version(cx, id).await?;
    let described = &version.described;
    let before = find(cx, &described.name).await?;
    if before.as_ref().is_some_and(|install| install.active == Some(id) || install.canary == Some(id)) {
        return Err(AppError::NotFound);
    }
    let scope = cx.scope;
    let entry = note(
        cx,
        "plugin-version",
        object_id(&described.name),
        "delete",
        [("version", described.version.clone().into(), Value::Null)],
    );
    let (by, now) = (cx.actor.user(), cx.app.clock.now());
    let written = cx.app.db.write(move |conn| {
        if let Some(install) = before.as_ref().filter(|install| install.previous == Some(id)) {
            let without = Install { previous: None, revision: install.revision + 1, ..install.clone() };
            if !queries::installs::save(conn, &scope, &without, by, now)? {
                return Ok(false);
            }
        }
        queries::versions::delete(conn, &scope, id)?;
        crate::audit::queries::insert(conn, &scope, std::slice::from_ref(&entry))?;
        Ok::<_, DbError>(true)
    });
    if !written.await.map_err(AppError::Database)? {
        return Err(AppError::Conflict);
    }
    delete_component(cx, &described.digest).await;
    Ok(())
}

/// Takes a component out of the store. What stays behind when the store does not answer is a file that nothing names.
async fn delete_component(cx: &ServiceContext, digest: &str) {
    let key = store_key(&cx.scope, digest);
    if let Err(error) = cx.app.files.delete(&key).await {
        tracing::warn!(key, %error, "a component stays in the store");
    }
}
