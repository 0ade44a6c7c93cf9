//! Publishers whose signatures this tenant trusts, besides those that the operator does.
use elenco_authoring::signature::PublicKey;
use elenco_db::{DbError, PublisherId};

use super::note;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::plugins::model::{PluginProblem, Publisher};
use crate::plugins::queries;

/// Longest name of a publisher, in characters.
pub const LONGEST_NAME: usize = 100;

/// All of them, by name.
///
/// # Errors
/// [`AppError::Forbidden`], the database's.
pub async fn list(cx: &ServiceContext) -> Result<Vec<Publisher>, AppError> {
    cx.require(Permission::PluginsList)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::publishers::list(conn, &scope)).await.map_err(AppError::Database)
}

/// Trusts a publisher from now on. Versions that were uploaded before keep what was found then.
///
/// # Errors
/// [`AppError::Plugin`] for a name or a key that is none, or a key that is trusted already.
pub async fn trust(cx: &ServiceContext, name: &str, public_key: &str) -> Result<(), AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let name = name.trim().to_owned();
    let problem = |problem: PluginProblem| AppError::Plugin(Box::new(problem));
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(problem(PluginProblem::PublisherName { longest: LONGEST_NAME }));
    }
    let key: PublicKey = public_key.trim().parse().map_err(|_| problem(PluginProblem::PublisherKey))?;
    let publisher = Publisher {
        id: PublisherId::from_uuid(cx.app.ids.uuid()),
        name: name.clone(),
        public_key: key.to_string(),
    };
    let (scope, by, now) = (cx.scope, cx.actor.user(), cx.app.clock.now());
    let entry = note(
        cx,
        "plugin-publisher",
        publisher.id.as_uuid(),
        "create",
        [("name", serde_json::Value::Null, name.into()), ("key", serde_json::Value::Null, key.id().into())],
    );
    let written = cx.app.db.write(move |conn| {
        queries::publishers::insert(conn, &scope, &publisher, by, now)?;
        crate::audit::queries::insert(conn, &scope, std::slice::from_ref(&entry))
    });
    match written.await {
        Ok(()) => Ok(()),
        Err(DbError::Unique { .. }) => Err(problem(PluginProblem::PublisherKnown)),
        Err(error) => Err(AppError::Database(error)),
    }
}

/// Trusts a publisher no longer.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn distrust(cx: &ServiceContext, id: PublisherId) -> Result<(), AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let scope = cx.scope;
    let entry = note(cx, "plugin-publisher", id.as_uuid(), "delete", []);
    let written = cx.app.db.write(move |conn| {
        let gone = queries::publishers::delete(conn, &scope, id)?;
        if gone {
            crate::audit::queries::insert(conn, &scope, std::slice::from_ref(&entry))?;
        }
        Ok::<_, DbError>(gone)
    });
    if written.await.map_err(AppError::Database)? { Ok(()) } else { Err(AppError::NotFound) }
}
