//! What the pages of plugins show.
use std::collections::BTreeMap;

use elenco_db::DbError;

use super::installs::installed;
use super::upload;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::standing::Standing as Loaded;
use crate::plugins::model::{
    Install, Origin, PluginDetail, PluginSummary, Refusal, Standing, Version, VersionState,
};
use crate::plugins::queries;

/// The kind that checks passwords.
const PASSWORD_POLICY: &str = "password-policy";

/// What the database knows of one plugin.
#[derive(Default)]
struct Known {
    install: Option<Install>,
    versions: Vec<Version>,
}

async fn known(cx: &ServiceContext) -> Result<BTreeMap<String, Known>, AppError> {
    let scope = cx.scope;
    let read = cx.app.db.read(move |conn| {
        Ok::<_, DbError>((queries::installs::list(conn, &scope)?, queries::versions::list(conn, &scope)?))
    });
    let (installs, versions) = read.await.map_err(AppError::Database)?;
    let mut all: BTreeMap<String, Known> = BTreeMap::new();
    for version in versions {
        all.entry(version.described.name.clone()).or_default().versions.push(version);
    }
    for install in installs {
        let known = all.entry(install.plugin.clone()).or_default();
        known.install = Some(install);
    }
    Ok(all)
}

/// A plugin of the operator as this tenant has it.
fn offered(name: &str, stands: Result<Loaded, Refusal>, known: Option<Known>) -> PluginDetail {
    let install = known.and_then(|known| known.install);
    let off = install.as_ref().is_some_and(|install| !install.enabled);
    let standing = match &stands {
        _ if off => Standing::Off,
        Ok(_) => Standing::Active,
        Err(refusal) => Standing::Failed(refusal.clone()),
    };
    let loaded = stands.ok();
    PluginDetail {
        summary: PluginSummary {
            name: name.to_owned(),
            origin: Origin::Operator,
            standing,
            version: loaded.as_ref().map(|loaded| loaded.described.version.clone()),
            kinds: loaded.as_ref().map(|loaded| loaded.described.kinds.clone()).unwrap_or_default(),
            update_waits: false,
        },
        granted: loaded.as_ref().map(|loaded| loaded.granted.clone()).unwrap_or_default(),
        limits: loaded.as_ref().map(|loaded| loaded.limits.clone()).unwrap_or_default(),
        described: loaded.map(|loaded| loaded.described),
        install,
        versions: Vec::new(),
    }
}

/// A plugin of the tenant, without asking the engine.
fn own(name: &str, known: Known) -> PluginDetail {
    let Known { install, versions } = known;
    let active = install.as_ref().and_then(|install| install.active);
    let shown = versions.iter().find(|version| Some(version.id) == active).or(versions.first());
    let standing = match (&install, shown.map(|version| &version.state)) {
        (Some(install), _) if install.active.is_some() && install.enabled => Standing::Active,
        (Some(install), _) if install.active.is_some() => Standing::Off,
        (_, Some(VersionState::Preparing)) => Standing::Preparing,
        (_, Some(VersionState::Refused(refusal))) => Standing::Failed(refusal.clone()),
        (_, Some(VersionState::Ready) | None) => Standing::Waiting,
    };
    let summary = PluginSummary {
        name: name.to_owned(),
        origin: Origin::Tenant,
        standing,
        version: shown.map(|version| version.described.version.clone()),
        kinds: shown.map(|version| version.described.kinds.clone()).unwrap_or_default(),
        update_waits: false,
    };
    let described = shown.map(|version| version.described.clone());
    let granted = install.as_ref().map(|install| install.granted.clone()).unwrap_or_default();
    let mut detail = PluginDetail { summary, described, granted, limits: Vec::new(), install, versions };
    detail.summary.update_waits = active.is_some() && detail.offered().is_some();
    detail
}

async fn all(cx: &ServiceContext) -> Result<Vec<PluginDetail>, AppError> {
    let mut known = known(cx).await?;
    let mut all: Vec<PluginDetail> = cx
        .app
        .extensions
        .offered()
        .into_iter()
        .map(|(name, stands)| {
            let known = known.remove(&name);
            offered(&name, stands, known)
        })
        .collect();
    let own = known.into_iter().filter(|(_, known)| !known.versions.is_empty());
    all.extend(own.map(|(name, known)| self::own(&name, known)));
    Ok(all)
}

/// Every plugin of the tenant: the operator's in their order, then its own by name.
///
/// # Errors
/// [`AppError::Forbidden`], the database's.
pub async fn list_plugins(cx: &ServiceContext) -> Result<Vec<PluginSummary>, AppError> {
    cx.require(Permission::PluginsList)?;
    Ok(all(cx).await?.into_iter().map(|detail| detail.summary).collect())
}

/// One plugin with everything about it. A version that a killed server left half prepared is prepared again.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn find_plugin(cx: &ServiceContext, name: &str) -> Result<PluginDetail, AppError> {
    Ok(open_plugin(cx, name).await?.1)
}

/// Every plugin as [`list_plugins`] tells them, and one of them as [`find_plugin`] does: what a page beside the list
/// shows, gathered once.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn open_plugin(
    cx: &ServiceContext,
    name: &str,
) -> Result<(Vec<PluginSummary>, PluginDetail), AppError> {
    cx.require(Permission::PluginsList)?;
    let mut all = all(cx).await?;
    let list = all.iter().map(|detail| detail.summary.clone()).collect();
    let at = all.iter().position(|detail| detail.summary.name == name).ok_or(AppError::NotFound)?;
    let mut detail = all.swap_remove(at);
    for version in detail.versions.iter().filter(|version| version.state == VersionState::Preparing) {
        upload::prepare_if_left(&cx.app, cx.scope, version.clone());
    }
    if detail.summary.origin == Origin::Tenant
        && let (Some(install), Some(version)) = (&detail.install, detail.active())
    {
        let loading = cx.app.extensions.standing(cx.scope.tenant(), installed(install, version));
        match loading.await.map_err(AppError::Extension)? {
            Ok(loaded) => detail.limits = loaded.limits,
            Err(refusal) if install.enabled => detail.summary.standing = Standing::Failed(refusal),
            Err(_) => {}
        }
    }
    Ok((list, detail))
}

/// Whether this plugin answers for passwords now and no other would: without it nobody could set one.
pub(super) async fn is_last_policy(cx: &ServiceContext, name: &str) -> Result<bool, AppError> {
    let answers = |detail: &PluginDetail| {
        detail.summary.standing == Standing::Active
            && detail.summary.kinds.iter().any(|kind| kind == PASSWORD_POLICY)
    };
    let all = all(cx).await?;
    let mut policies = all.iter().filter(|detail| answers(detail));
    Ok(policies.clone().any(|detail| detail.summary.name == name)
        && policies.all(|detail| detail.summary.name == name))
}
