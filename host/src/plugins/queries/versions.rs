//! Queries about uploaded versions.
use diesel::prelude::*;
use elenco_db::schema::plugin_versions;
use elenco_db::{Conn, DbError, Instant, Json, PluginVersionId, TenantId, TenantScope, UserId, each};
use serde_json::Value;

use crate::plugins::model::{Described, Refusal, Signature, Version, VersionState};

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = plugin_versions, treat_none_as_default_value = false)]
struct VersionRow {
    tenant_id: TenantId,
    id: PluginVersionId,
    plugin: String,
    version: String,
    digest: String,
    size: i64,
    publisher: String,
    manifest: Json<Value>,
    kinds: Json<Value>,
    asked: Json<Value>,
    signature: Json<Value>,
    state: String,
    refusal: Option<Json<Value>>,
    uploaded_by: Option<UserId>,
    uploaded_at: Instant,
}

fn json<T: serde::Serialize>(value: &T) -> Json<Value> {
    Json(serde_json::to_value(value).unwrap_or_default())
}

fn state_words(state: &VersionState) -> (&'static str, Option<Json<Value>>) {
    match state {
        VersionState::Preparing => ("preparing", None),
        VersionState::Ready => ("ready", None),
        VersionState::Refused(refusal) => ("refused", Some(json(refusal))),
    }
}

impl VersionRow {
    fn of(scope: &TenantScope, version: &Version) -> Self {
        let described = &version.described;
        let (state, refusal) = state_words(&version.state);
        Self {
            tenant_id: scope.tenant(),
            id: version.id,
            plugin: described.name.clone(),
            version: described.version.clone(),
            digest: described.digest.clone(),
            size: i64::try_from(described.size).unwrap_or(i64::MAX),
            publisher: described.publisher.clone(),
            manifest: json(described),
            kinds: json(&described.kinds),
            asked: json(&described.asked),
            signature: json(&version.signature),
            state: state.to_owned(),
            refusal,
            uploaded_by: version.uploaded_by,
            uploaded_at: version.uploaded_at,
        }
    }

    /// The version of a row; nothing when a newer program wrote what this one does not know.
    fn into_version(self) -> Option<Version> {
        let described: Described = serde_json::from_value(self.manifest.0).ok()?;
        let signature: Signature = serde_json::from_value(self.signature.0).ok()?;
        let state = match self.state.as_str() {
            "preparing" => VersionState::Preparing,
            "ready" => VersionState::Ready,
            _ => {
                let refusal: Refusal = serde_json::from_value(self.refusal?.0).ok()?;
                VersionState::Refused(refusal)
            }
        };
        Some(Version {
            id: self.id,
            described,
            signature,
            state,
            uploaded_by: self.uploaded_by,
            uploaded_at: self.uploaded_at,
        })
    }
}

/// Every version of every plugin of the tenant, the newest first. Both numbers are bounded when versions are uploaded.
pub(in crate::plugins) fn list(conn: &mut Conn, scope: &TenantScope) -> Result<Vec<Version>, DbError> {
    let rows: Vec<VersionRow> = plugin_versions::table
        .filter(plugin_versions::tenant_id.eq(scope.tenant()))
        .order(plugin_versions::id.desc())
        .select(VersionRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().filter_map(VersionRow::into_version).collect())
}

/// The versions with these ids; those that the tenant does not have are left out.
pub(in crate::plugins) fn some(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[PluginVersionId],
) -> Result<Vec<Version>, DbError> {
    let rows: Vec<VersionRow> = plugin_versions::table
        .filter(plugin_versions::tenant_id.eq(scope.tenant()))
        .filter(plugin_versions::id.eq_any(ids))
        .select(VersionRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().filter_map(VersionRow::into_version).collect())
}

/// Every version of one plugin, the newest first.
pub(in crate::plugins) fn of_plugin(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
) -> Result<Vec<Version>, DbError> {
    let rows: Vec<VersionRow> = plugin_versions::table
        .filter(plugin_versions::tenant_id.eq(scope.tenant()))
        .filter(plugin_versions::plugin.eq(plugin))
        .order(plugin_versions::id.desc())
        .select(VersionRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().filter_map(VersionRow::into_version).collect())
}

/// Adds a version.
pub(in crate::plugins) fn insert(
    conn: &mut Conn,
    scope: &TenantScope,
    version: &Version,
) -> Result<(), DbError> {
    let row = VersionRow::of(scope, version);
    each!(conn, c => diesel::insert_into(plugin_versions::table).values(&row).execute(c))?;
    Ok(())
}

/// Notes how far a version has come.
pub(in crate::plugins) fn set_state(
    conn: &mut Conn,
    scope: &TenantScope,
    id: PluginVersionId,
    state: &VersionState,
) -> Result<(), DbError> {
    let (word, refusal) = state_words(state);
    diesel::update(
        plugin_versions::table
            .filter(plugin_versions::tenant_id.eq(scope.tenant()))
            .filter(plugin_versions::id.eq(id)),
    )
    .set((plugin_versions::state.eq(word), plugin_versions::refusal.eq(refusal)))
    .execute(conn)?;
    Ok(())
}

/// Removes one version.
pub(in crate::plugins) fn delete(
    conn: &mut Conn,
    scope: &TenantScope,
    id: PluginVersionId,
) -> Result<(), DbError> {
    diesel::delete(
        plugin_versions::table
            .filter(plugin_versions::tenant_id.eq(scope.tenant()))
            .filter(plugin_versions::id.eq(id)),
    )
    .execute(conn)?;
    Ok(())
}
