//! A version on trial: put beside the one that answers, compared with it, promoted or stopped.
use std::collections::BTreeSet;

use elenco_db::{DbError, PluginDifferenceId, PluginVersionId, TenantId, TenantScope};
use serde_json::Value;

use super::installs::installed;
use super::lifecycle::{activate, find, must_load, refused, save};
use super::upload::find_version;
use super::{note, object_id};
use crate::app::App;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::plugins::model::canary::Compared;
use crate::plugins::model::{Install, PluginProblem, VersionState};
use crate::plugins::queries;
use crate::users;

/// People of the last imports whose fields are compared at one time.
const PEOPLE: usize = 500;

/// People whose fields one call is asked about.
const BATCH: usize = 100;

/// Puts a version beside the active one: what that one is asked from now on, this one is asked too.
///
/// # Errors
/// [`AppError::NotFound`] when it is active already or nothing is; [`PluginProblem::ConsentNeeded`] when it asks for
/// what was not granted: nobody has consented to its being tried either; [`PluginProblem::NotReady`].
pub async fn start_trial(cx: &ServiceContext, plugin: &str, id: PluginVersionId) -> Result<(), AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let version = find_version(cx, id).await?;
    let before = find(cx, plugin).await?.ok_or(AppError::NotFound)?;
    let active = before.active.filter(|active| *active != id && before.enabled).ok_or(AppError::NotFound)?;
    if version.described.name != plugin {
        return Err(AppError::NotFound);
    }
    match &version.state {
        VersionState::Ready => {}
        VersionState::Preparing => return Err(refused(PluginProblem::NotReady)),
        VersionState::Refused(refusal) => return Err(refused(PluginProblem::Refused(refusal.clone()))),
    }
    let missing = version.described.asked.beyond(&before.granted);
    if !missing.is_empty() {
        return Err(refused(PluginProblem::ConsentNeeded(missing)));
    }
    let active = find_version(cx, active).await?;
    let install = Install { canary: Some(id), revision: before.revision + 1, ..before };
    must_load(cx, &install, &version).await?;
    let number = version.described.version.clone();
    let entry = note(cx, "plugin", object_id(plugin), "try", [("on-trial", Value::Null, number.into())]);
    let keep = [installed(&install, &active), installed(&install, &version)];
    save(cx, install, entry).await?;
    cx.app.extensions.forget_installed(cx.scope.tenant(), plugin, &keep);
    Ok(())
}

/// Ends a trial and forgets what was compared.
///
/// # Errors
/// [`AppError::NotFound`] when no version is on trial.
pub async fn stop_trial(cx: &ServiceContext, plugin: &str) -> Result<(), AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let before = find(cx, plugin).await?.ok_or(AppError::NotFound)?;
    let canary = find_version(cx, before.canary.ok_or(AppError::NotFound)?).await?;
    let number = canary.described.version.clone();
    let entry =
        note(cx, "plugin", object_id(plugin), "stop-trial", [("on-trial", number.into(), Value::Null)]);
    let install = Install { canary: None, revision: before.revision + 1, ..before };
    save(cx, install, entry).await?;
    let (scope, name) = (cx.scope, plugin.to_owned());
    // What is still under way is not noted any more.
    drop(cx.app.extensions.take_comparisons_of(cx.scope.tenant(), plugin));
    let forgotten = cx.app.db.write(move |conn| queries::canary::forget(conn, &scope, &name));
    forgotten.await.map_err(AppError::Database)
}

/// Makes the version on trial answer.
///
/// # Errors
/// [`AppError::NotFound`] when no version is on trial; as [`activate`].
pub async fn promote(cx: &ServiceContext, plugin: &str) -> Result<(), AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let before = find(cx, plugin).await?.ok_or(AppError::NotFound)?;
    activate(cx, before.canary.ok_or(AppError::NotFound)?, None).await
}

/// How the version on trial compares with the active one so far; nothing when there is none.
///
/// # Errors
/// [`AppError::Forbidden`], the database's.
pub async fn compared(cx: &ServiceContext, plugin: &str) -> Result<Option<Compared>, AppError> {
    cx.require(Permission::PluginsList)?;
    let Some(install) = find(cx, plugin).await? else { return Ok(None) };
    let (Some(active), Some(canary)) = (install.active, install.canary) else { return Ok(None) };
    keep(&cx.app).await?;
    let active = find_version(cx, active).await?.described.digest;
    let canary = find_version(cx, canary).await?.described.digest;
    let (scope, name) = (cx.scope, plugin.to_owned());
    let found = cx.app.db.read(move |conn| queries::canary::find(conn, &scope, &name, &active, &canary));
    found.await.map(Some).map_err(AppError::Database)
}

/// Has both versions check the additional fields of the people of the last imports, as they are kept. Nothing about
/// them changes. Answers how many people that were.
///
/// # Errors
/// [`AppError::NotFound`] when no version is on trial; the active version's.
pub async fn try_on_imports(cx: &ServiceContext, plugin: &str) -> Result<usize, AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let install = find(cx, plugin).await?.ok_or(AppError::NotFound)?;
    install.canary.ok_or(AppError::NotFound)?;
    let scope = cx.scope;
    let imported = cx.app.db.read(move |conn| crate::audit::queries::last_imported(conn, &scope, PEOPLE));
    let ids = imported.await.map_err(AppError::Database)?;
    let kept = users::service::kept_records(cx, ids).await?;
    let mut people = 0;
    for (concept, records) in kept {
        people += records.len();
        for batch in records.chunks(BATCH) {
            let extensions = &cx.app.extensions;
            let compared =
                extensions.compare_records(&cx.caller, plugin, concept, batch.to_vec(), cx.culture);
            compared.await.map_err(AppError::Extension)?;
        }
    }
    Ok(people)
}

/// Writes down what was compared since the last time, on this server and for all tenants.
///
/// # Errors
/// The database's; what was taken is then lost, which costs a few counts.
pub async fn keep(app: &App) -> Result<(), AppError> {
    let comparisons = app.extensions.take_comparisons();
    let tenants: BTreeSet<TenantId> = comparisons.iter().map(|comparison| comparison.tenant).collect();
    let now = app.clock.now();
    for tenant in tenants {
        let scope = TenantScope::of(tenant);
        let own: Vec<_> = comparisons
            .iter()
            .filter(|comparison| comparison.tenant == tenant)
            .map(|comparison| {
                let id = || PluginDifferenceId::from_uuid(app.ids.uuid());
                let ids: Vec<_> = comparison.differences.iter().map(|_| id()).collect();
                (comparison.clone(), ids)
            })
            .collect();
        let written = app.db.write(move |conn| {
            own.iter()
                .try_for_each(|(comparison, ids)| queries::canary::add(conn, &scope, comparison, ids, now))
        });
        match written.await {
            // The tenant was removed in the meantime.
            Ok(()) | Err(DbError::ForeignKey { .. }) => {}
            Err(error) => return Err(AppError::Database(error)),
        }
    }
    Ok(())
}
