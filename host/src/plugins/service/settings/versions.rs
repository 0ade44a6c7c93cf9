//! Versions of settings: who saved what, and back to one of them.
use std::collections::BTreeMap;

use elenco_db::UserId;
use serde_json::Value;

use super::OpenSettings;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::plugins::model::differences::differences;
use crate::plugins::model::settings::{ShownVersion, referenced_secret, secrets_of};
use crate::plugins::queries;
use crate::users;

/// Versions on a page.
const PAGE: usize = 20;

/// Versions from the newest, those before `before` when it is named, and whether there are older ones.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn versions(
    cx: &ServiceContext,
    open: &OpenSettings,
    before: Option<i64>,
) -> Result<(Vec<ShownVersion>, bool), AppError> {
    cx.require(Permission::PluginsList)?;
    let (scope, plugin, of) = (cx.scope, open.plugin.clone(), open.of);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let all = cx
        .app
        .db
        .read(move |conn| queries::settings::versions(conn, &scope, &plugin, of, before, limit))
        .await
        .map_err(AppError::Database)?;
    let who: Vec<UserId> = all.iter().filter_map(|version| version.by).collect();
    let names: BTreeMap<UserId, String> = users::service::names_of(cx, who).await?;
    let nothing = Value::Object(serde_json::Map::new());
    let shown = all.iter().take(PAGE).enumerate().map(|(at, version)| {
        // The first one and one after a removal are told value by value, too.
        let older = all.get(at + 1).and_then(|older| older.document.as_ref()).unwrap_or(&nothing);
        ShownVersion {
            who: version.by.and_then(|by| names.get(&by).cloned()),
            changes: differences(Some(older), version.document.as_ref()),
            version: version.clone(),
        }
    });
    Ok((shown.collect(), all.len() > PAGE))
}

/// An older version as it can be saved again: secrets that were replaced since stay as they are now, because the old
/// ones are gone for good.
///
/// # Errors
/// [`AppError::NotFound`] for a version that is not there or that took the settings away.
pub async fn restorable(cx: &ServiceContext, open: &OpenSettings, version: i64) -> Result<Value, AppError> {
    cx.require(Permission::PluginsUpdate)?;
    let (scope, plugin, of) = (cx.scope, open.plugin.clone(), open.of);
    let (found, known) = cx
        .app
        .db
        .read(move |conn| {
            let found =
                queries::settings::versions(conn, &scope, &plugin, of, Some(version.saturating_add(1)), 1)?;
            Ok((found, queries::secrets::names(conn, &scope, &plugin)?))
        })
        .await
        .map_err(AppError::Database)?;
    let found = found.into_iter().next().filter(|found| found.version == version);
    let mut document = found.and_then(|found| found.document).ok_or(AppError::NotFound)?;
    let missing: Vec<String> = secrets_of(&document)
        .into_iter()
        .filter(|name| known.iter().all(|(known, _)| known != name))
        .collect();
    if !missing.is_empty() {
        keep_secrets(&mut document, Some(&open.document), &missing);
    }
    Ok(document)
}

fn keep_secrets(value: &mut Value, now: Option<&Value>, missing: &[String]) {
    match value {
        Value::String(text) => {
            let gone = referenced_secret(text).is_some_and(|name| missing.iter().any(|gone| gone == name));
            if let (true, Some(Value::String(present))) = (gone, now)
                && referenced_secret(present).is_some()
            {
                text.clone_from(present);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter_mut().enumerate() {
                keep_secrets(item, now.and_then(|now| now.get(at)), missing);
            }
        }
        Value::Object(entries) => {
            for (name, entry) in entries.iter_mut() {
                keep_secrets(entry, now.and_then(|now| now.get(name)), missing);
            }
        }
        _ => {}
    }
}
