//! A component comes in: read, verified, kept, compiled.
use elenco_authoring::signature::{self, TrustedPublisher};
use elenco_db::{DbError, PluginVersionId, TenantScope};

use super::{note, object_id, schemas, store_key};
use crate::app::App;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::Extensions;
use crate::plugins::model::{Described, PluginProblem, Refusal, Signature, Version, VersionState};
use crate::plugins::queries;

/// The largest component that is taken in, in bytes.
pub const LARGEST_COMPONENT: u64 = crate::extensions::LARGEST_COMPONENT;
/// Most plugins of one tenant.
pub const MOST_PLUGINS: usize = 50;
/// Most versions of one plugin that are kept.
pub const MOST_VERSIONS: usize = 20;

/// The code of a manifest that cannot be used, which a schema that cannot be used is part of.
const BAD_MANIFEST: &str = "plugin.E007";

fn refused(problem: PluginProblem) -> AppError {
    AppError::Plugin(Box::new(problem))
}

/// Whom the operator and the tenant trust.
async fn trusted(cx: &ServiceContext) -> Result<Vec<TrustedPublisher>, AppError> {
    let mut all = cx.app.extensions.publishers().to_vec();
    let own = super::publishers::list(cx).await?;
    all.extend(own.into_iter().filter_map(|publisher| {
        let key = publisher.public_key.parse().ok()?;
        Some(TrustedPublisher { name: publisher.name, key })
    }));
    Ok(all)
}

fn found(bytes: &[u8], trusted: &[TrustedPublisher]) -> Signature {
    match signature::verify(bytes, trusted) {
        signature::Signature::None => Signature::None,
        signature::Signature::Trusted { publisher, key_id } => Signature::Trusted { publisher, key: key_id },
        signature::Signature::Unknown { key_id } => Signature::Unknown { key: key_id },
        signature::Signature::Broken => Signature::Broken,
    }
}

/// What stands against this upload among what was uploaded before; the earlier upload when it is the same file.
fn among(versions: &[Version], described: &Described) -> Result<Option<PluginVersionId>, PluginProblem> {
    let mut own = versions.iter().filter(|version| version.described.name == described.name);
    if let Some(same) = own.clone().find(|version| version.described.digest == described.digest) {
        return Ok(Some(same.id));
    }
    if own.any(|version| version.described.version == described.version) {
        let (plugin, version) = (described.name.clone(), described.version.clone());
        return Err(PluginProblem::VersionTaken { plugin, version });
    }
    let count = versions.iter().filter(|version| version.described.name == described.name).count();
    if count >= MOST_VERSIONS {
        return Err(PluginProblem::TooManyVersions { most: MOST_VERSIONS });
    }
    let names: std::collections::BTreeSet<&str> =
        versions.iter().map(|version| version.described.name.as_str()).collect();
    if !names.contains(described.name.as_str()) && names.len() >= MOST_PLUGINS {
        return Err(PluginProblem::TooManyPlugins { most: MOST_PLUGINS });
    }
    Ok(None)
}

/// Takes a component in and begins to compile it. The same file again is the same version, however often it is sent.
///
/// # Errors
/// [`AppError::Plugin`] for a component that is not taken; nothing is kept of it then.
pub async fn upload(cx: &ServiceContext, bytes: Vec<u8>) -> Result<Version, AppError> {
    cx.require(Permission::PluginsAdd)?;
    let trusted = trusted(cx).await?;
    let reading = tokio::task::spawn_blocking(move || {
        let described = Extensions::inspect(&bytes);
        let signature = found(&bytes, &trusted);
        (described, signature, bytes)
    });
    let (described, signature, bytes) =
        reading.await.map_err(|_| AppError::Internal("a component was not read".to_owned()))?;
    let described = described.map_err(|refusal| refused(PluginProblem::Refused(refusal)))?;
    if let Some(problem) = described.settings_schema.as_ref().and_then(|schema| schemas::check(schema).err())
    {
        let refusal = Refusal { code: BAD_MANIFEST.to_owned(), detail: problem.to_string() };
        return Err(refused(PluginProblem::Refused(refusal)));
    }
    if cx.app.extensions.offers(&described.name) {
        return Err(refused(PluginProblem::NameTaken(described.name)));
    }
    if signature == Signature::Broken
        || (cx.app.extensions.requires_signature() && !matches!(signature, Signature::Trusted { .. }))
    {
        return Err(refused(PluginProblem::SignatureRequired(signature)));
    }
    let version = Version {
        id: PluginVersionId::from_uuid(cx.app.ids.uuid()),
        described,
        signature,
        state: VersionState::Preparing,
        uploaded_by: cx.actor.user(),
        uploaded_at: cx.app.clock.now(),
    };
    let scope = cx.scope;
    let before = cx.app.db.read(move |conn| queries::versions::list(conn, &scope)).await;
    if let Some(same) = among(&before.map_err(AppError::Database)?, &version.described).map_err(refused)? {
        return find_version(cx, same).await;
    }
    let key = store_key(&scope, &version.described.digest);
    cx.app.files.put(&key, bytes.into()).await.map_err(AppError::Files)?;
    match keep(cx, &version).await? {
        Some(other) => find_version(cx, other).await,
        None => {
            prepare_if_left(&cx.app, scope, version.clone());
            Ok(version)
        }
    }
}

/// Writes the version down; when somebody sent the same file at the same time, says under which id.
async fn keep(cx: &ServiceContext, version: &Version) -> Result<Option<PluginVersionId>, AppError> {
    let (scope, kept) = (cx.scope, version.clone());
    let entry = note(
        cx,
        "plugin-version",
        object_id(&version.described.name),
        "create",
        [
            ("plugin", serde_json::Value::Null, version.described.name.clone().into()),
            ("version", serde_json::Value::Null, version.described.version.clone().into()),
            ("digest", serde_json::Value::Null, version.described.digest.clone().into()),
        ],
    );
    let written = cx.app.db.write(move |conn| {
        let before = queries::versions::list(conn, &scope)?;
        match among(&before, &kept.described) {
            Ok(Some(same)) => return Ok(Ok(Some(same))),
            Ok(None) => {}
            Err(problem) => return Ok(Err(problem)),
        }
        queries::versions::insert(conn, &scope, &kept)?;
        crate::audit::queries::insert(conn, &scope, std::slice::from_ref(&entry))?;
        Ok::<_, DbError>(Ok(None))
    });
    match written.await {
        Ok(kept) => kept.map_err(refused),
        // Two at once, on an engine that lets both look before either writes.
        Err(DbError::Unique { .. }) => {
            let before = cx.app.db.read(move |conn| queries::versions::list(conn, &scope)).await;
            let found = among(&before.map_err(AppError::Database)?, &version.described).map_err(refused)?;
            found.map(Some).ok_or(AppError::Conflict)
        }
        Err(error) => Err(AppError::Database(error)),
    }
}

/// Compiles a version that was taken in, and notes how that ended. Safe to repeat: after the server was killed in the
/// middle, whoever looks at the version begins anew.
///
/// # Errors
/// The database's, the store's.
pub async fn prepare(app: &App, scope: &TenantScope, version: &Version) -> Result<VersionState, AppError> {
    let key = store_key(scope, &version.described.digest);
    let bytes = app.files.get(&key).await.map_err(AppError::Files)?;
    let state = match app.extensions.prepare(bytes.to_vec()).await.map_err(AppError::Extension)? {
        Ok(()) => VersionState::Ready,
        Err(refusal) => VersionState::Refused(Refusal { ..refusal }),
    };
    let (scope, id, kept) = (*scope, version.id, state.clone());
    let noted = app.db.write(move |conn| queries::versions::set_state(conn, &scope, id, &kept)).await;
    noted.map_err(AppError::Database)?;
    Ok(state)
}

/// Prepares a version in the background, unless this server is at it.
pub(super) fn prepare_if_left(app: &App, scope: TenantScope, version: Version) {
    let Some(turn) = app.preparing.begin(version.id) else { return };
    let app = app.clone();
    tokio::spawn(async move {
        let _turn = turn;
        if let Err(error) = prepare(&app, &scope, &version).await {
            tracing::warn!(%error, "a plugin was not prepared; its page tries again");
        }
    });
}

/// One version.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn find_version(cx: &ServiceContext, id: PluginVersionId) -> Result<Version, AppError> {
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::versions::some(conn, &scope, &[id])).await;
    found.map_err(AppError::Database)?.pop().ok_or(AppError::NotFound)
}
