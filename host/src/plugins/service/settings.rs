//! What administrators set for plugins. Settings count from the next call on.
mod as_they_are;
mod secret_values;
mod standard;
mod versions;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use elenco_db::{Conn, DbError, GroupId, TenantScope};
use serde_json::{Value, json};

use super::schemas::{self, SchemaProblem};
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::settings::{Configurable, ProjectSettings};
use crate::plugins::model::differences::{differences, without_secrets};
use crate::plugins::model::settings::{SavedSettings, ScopedSettings, SettingsScope, secrets_of};
use crate::plugins::queries;
use crate::plugins::queries::settings::NewVersion;
use crate::users::model::Problem;

pub use as_they_are::save_settings;
pub use secret_values::take_secrets;
pub use standard::{ask_people, below_standard};
pub use versions::{restorable, versions};

/// The kind whose settings can be set for groups, too.
const POLICY: &str = "password-policy";
/// Most groups to choose from.
const GROUPS: i64 = 500;
/// Seconds after which a secret that was typed and never saved is taken away.
const ABANDONED: i64 = 24 * 3600;

/// What the tenant's administrators saved, by plugin.
///
/// # Errors
/// The engine's.
pub fn settings(conn: &mut Conn, scope: &TenantScope) -> Result<HashMap<String, Arc<str>>, DbError> {
    let saved = queries::settings::of_tenant(conn, scope)?;
    Ok(saved.into_iter().map(|(plugin, settings)| (plugin, Arc::from(settings.0.to_string()))).collect())
}

/// What they saved for projects, for calls that are about one.
///
/// # Errors
/// The engine's.
pub fn project_settings(conn: &mut Conn, scope: &TenantScope) -> Result<ProjectSettings, DbError> {
    let all = queries::settings::scoped(conn, scope)?.0.into_iter();
    Ok(ProjectSettings::new(all.filter_map(|(plugin, of, document)| match of {
        SettingsScope::Project(id) => Some((id, plugin, document)),
        SettingsScope::Tenant | SettingsScope::Group(_) => None,
    })))
}

/// What they saved for projects and groups.
///
/// # Errors
/// The engine's.
pub fn scoped(conn: &mut Conn, scope: &TenantScope) -> Result<ScopedSettings, DbError> {
    queries::settings::scoped(conn, scope)
}

/// The settings of one plugin for one scope, to be looked at or changed.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenSettings {
    /// The plugin's name.
    pub plugin: String,
    /// What it says about its settings.
    pub configurable: Configurable,
    /// Why its schema cannot be used.
    pub broken: Option<SchemaProblem>,
    /// For whom.
    pub of: SettingsScope,
    /// What was saved last; nothing when there is nothing, or not any more.
    pub saved: Option<SavedSettings>,
    /// What is shown: what was saved, else what counts without it.
    pub document: Value,
    /// Number of the newest version; 0 when none was ever saved.
    pub newest: i64,
    /// Narrower scopes that have settings.
    pub narrower: Vec<SettingsScope>,
    /// Groups for which there can be some, by name.
    pub groups: Vec<(GroupId, String)>,
}

impl OpenSettings {
    /// Whether its settings can be set for projects.
    pub fn by_project(&self) -> bool {
        self.by_group() || self.configurable.kinds.contains(&"field-schema")
    }

    /// Whether its settings can be set for groups.
    pub fn by_group(&self) -> bool {
        self.configurable.kinds.contains(&POLICY)
    }

    fn allows(&self, of: SettingsScope) -> bool {
        match of {
            SettingsScope::Tenant => true,
            SettingsScope::Project(_) => self.by_project(),
            SettingsScope::Group(id) => self.by_group() && self.groups.iter().any(|(known, _)| *known == id),
        }
    }
}

/// Opens the settings of a plugin.
///
/// # Errors
/// [`AppError::NotFound`] for a plugin or a scope that is not there; [`AppError::Extension`] for a plugin that did not
/// load.
pub async fn open(cx: &ServiceContext, plugin: &str, of: SettingsScope) -> Result<OpenSettings, AppError> {
    open_under(cx, Permission::PluginsList, plugin, of).await
}

/// The same for a page that has a permission of its own, because it is made for this plugin alone.
///
/// # Errors
/// As in [`open`].
pub async fn open_under(
    cx: &ServiceContext,
    permission: Permission,
    plugin: &str,
    of: SettingsScope,
) -> Result<OpenSettings, AppError> {
    cx.require(permission)?;
    let configurable =
        cx.app.extensions.configurable(&cx.caller, plugin).await.map_err(|error| match error {
            crate::extensions::ExtensionError::Absent(_) => AppError::NotFound,
            other => AppError::Extension(other),
        })?;
    let (scope, name) = (cx.scope, plugin.to_owned());
    let by_group = configurable.kinds.contains(&POLICY);
    let (all, newest, groups) = cx
        .app
        .db
        .read(move |conn| {
            let all = queries::settings::of_plugin(conn, &scope, &name)?;
            let mut groups = Vec::new();
            if by_group {
                groups = queries::settings::groups_by_name(conn, &scope, GROUPS)?;
                if let SettingsScope::Group(id) = of
                    && groups.iter().all(|(known, _)| *known != id)
                {
                    let found = queries::settings::group_name(conn, &scope, id)?;
                    groups.extend(found.map(|name| (id, name)));
                }
            }
            Ok((all, queries::settings::newest_version(conn, &scope, &name, of)?, groups))
        })
        .await
        .map_err(AppError::Database)?;
    let narrower =
        all.iter().map(|(scope, _)| *scope).filter(|scope| *scope != SettingsScope::Tenant).collect();
    let saved = all.into_iter().find(|(scope, _)| *scope == of).map(|(_, saved)| saved);
    let unsaved = if of == SettingsScope::Tenant { configurable.default.clone() } else { json!({}) };
    let open = OpenSettings {
        plugin: plugin.to_owned(),
        broken: configurable.schema.as_ref().and_then(|schema| schemas::check(schema).err()),
        document: saved.as_ref().map_or(unsaved, |saved| saved.document.clone()),
        configurable,
        of,
        saved,
        newest,
        narrower,
        groups,
    };
    if open.allows(of) { Ok(open) } else { Err(AppError::NotFound) }
}

/// What is wrong with a document for this plugin.
///
/// # Errors
/// [`AppError::Invalid`] with every problem, each with the value's address as its field.
pub async fn check(cx: &ServiceContext, open: &OpenSettings, document: &Value) -> Result<(), AppError> {
    let t = cx.texts();
    let mut problems = schemas::validate(open.configurable.schema.as_ref(), document, t)
        .map_err(|error| AppError::Internal(error.to_string()))?;
    let (scope, plugin) = (cx.scope, open.plugin.clone());
    let known = cx
        .app
        .db
        .read(move |conn| queries::secrets::names(conn, &scope, &plugin))
        .await
        .map_err(AppError::Database)?;
    let known: BTreeSet<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
    for (address, text) in texts_of(document) {
        if secrets_of(&json!(text)).iter().any(|name| !known.contains(name.as_str())) {
            let message = t.t("plugin-settings-secret-gone").into_owned();
            problems.push(Problem { field: address, code: "settings.secret-gone".to_owned(), message });
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}

/// Every text of a document with its address.
fn texts_of(document: &Value) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    let mut left = vec![(String::new(), document)];
    while let Some((address, value)) = left.pop() {
        match value {
            Value::String(text) => found.push((address, text.as_str())),
            Value::Array(items) => {
                left.extend(items.iter().enumerate().map(|(at, item)| (format!("{address}/{at}"), item)));
            }
            Value::Object(entries) => left.extend(entries.iter().map(|(name, entry)| {
                (format!("{address}/{}", crate::plugins::model::schema::escape(name)), entry)
            })),
            _ => {}
        }
    }
    found
}

/// Saves settings, or takes narrower ones away, over the version that was looked at. Says whether anything changed.
///
/// # Errors
/// [`AppError::Invalid`] as in [`check`]; [`AppError::Conflict`] when somebody else saved in the meantime.
pub async fn save(
    cx: &ServiceContext,
    open: &OpenSettings,
    document: Option<Value>,
    expected: i64,
) -> Result<bool, AppError> {
    save_under(cx, Permission::PluginsUpdate, open, document, expected).await
}

/// The same for a page that has a permission of its own, because it is made for this plugin alone.
///
/// # Errors
/// As in [`save`].
pub async fn save_under(
    cx: &ServiceContext,
    permission: Permission,
    open: &OpenSettings,
    document: Option<Value>,
    expected: i64,
) -> Result<bool, AppError> {
    cx.require(permission)?;
    if expected != open.newest {
        return Err(AppError::Conflict);
    }
    if let Some(document) = &document {
        check(cx, open, document).await?;
    }
    let before = open.saved.as_ref().map(|saved| saved.document.clone());
    if before == document {
        return Ok(false);
    }
    let entry = entry(cx, open, document.as_ref());
    let (scope, now, by) = (cx.scope, cx.app.clock.now(), cx.actor.user());
    let (plugin, of) = (open.plugin.clone(), open.of);
    let saved = cx
        .app
        .db
        .write(move |conn| {
            let version = expected + 1;
            let new = NewVersion { plugin: &plugin, of, document: document.as_ref(), version, by, now };
            queries::settings::save(conn, &scope, &new)?;
            forget_secrets(conn, &scope, &plugin, before.as_ref(), now)?;
            audit::insert(conn, &scope, std::slice::from_ref(&entry))
        })
        .await;
    match saved {
        Ok(()) => Ok(true),
        Err(DbError::Unique { .. }) => Err(AppError::Conflict),
        Err(error) => Err(AppError::Database(error)),
    }
}

/// Takes away the secrets that nothing names any more: at once when the settings named them until now, after a while
/// when somebody typed them and never saved.
fn forget_secrets(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    before: Option<&Value>,
    now: elenco_db::Instant,
) -> Result<(), DbError> {
    let all = queries::settings::of_plugin(conn, scope, plugin)?;
    let named: BTreeSet<String> = all.iter().flat_map(|(_, saved)| secrets_of(&saved.document)).collect();
    let replaced = before.map(secrets_of).unwrap_or_default();
    let gone: Vec<String> = queries::secrets::names(conn, scope, plugin)?
        .into_iter()
        .filter(|(name, typed)| {
            !named.contains(name) && (replaced.contains(name) || typed.plus_seconds(ABANDONED) < now)
        })
        .map(|(name, _)| name)
        .collect();
    queries::secrets::delete(conn, scope, plugin, &gone)
}

fn entry(cx: &ServiceContext, open: &OpenSettings, document: Option<&Value>) -> AuditEntry {
    let before = open.saved.as_ref().map(|saved| &saved.document);
    let masked = |value: Option<Value>| value.as_ref().map_or(Value::Null, without_secrets);
    let whom = match open.of {
        SettingsScope::Tenant => String::new(),
        narrower => format!("{}:", narrower.to_word()),
    };
    let mut changes: BTreeMap<String, Change> = differences(before, document)
        .into_iter()
        .map(|change| {
            let address = if change.address.is_empty() { "/" } else { &change.address };
            (format!("{whom}{address}"), Change { old: masked(change.old), new: masked(change.new) })
        })
        .collect();
    changes.insert("plugin".to_owned(), Change { old: Value::Null, new: json!(open.plugin) });
    cx.audit_entry(cx.app.clock.now(), ("plugin", super::object_id(&open.plugin)), "settings", changes)
}
