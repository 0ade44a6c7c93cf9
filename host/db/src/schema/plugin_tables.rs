//! Tables about plugins.
#![allow(
    missing_docs,
    reason = "diesel's macro writes the items; the columns are described in the migrations"
)]

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    plugin_versions (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        plugin -> Text,
        version -> Text,
        digest -> Text,
        size -> BigInt,
        publisher -> Text,
        manifest -> JsonSql,
        kinds -> JsonSql,
        asked -> JsonSql,
        signature -> JsonSql,
        state -> Text,
        refusal -> Nullable<JsonSql>,
        uploaded_by -> Nullable<UuidSql>,
        uploaded_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    plugin_installs (tenant_id, plugin) {
        tenant_id -> UuidSql,
        plugin -> Text,
        active_version_id -> Nullable<UuidSql>,
        previous_version_id -> Nullable<UuidSql>,
        canary_version_id -> Nullable<UuidSql>,
        enabled -> Bool,
        grants -> JsonSql,
        limits -> JsonSql,
        consented_by -> Nullable<UuidSql>,
        consented_at -> Nullable<InstantSql>,
        revision -> BigInt,
        changed_by -> Nullable<UuidSql>,
        changed_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    plugin_settings (tenant_id, plugin, scope_kind, scope_id) {
        tenant_id -> UuidSql,
        plugin -> Text,
        scope_kind -> Text,
        scope_id -> UuidSql,
        settings -> JsonSql,
        version -> BigInt,
        changed_by -> Nullable<UuidSql>,
        changed_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    plugin_settings_history (tenant_id, plugin, scope_kind, scope_id, version) {
        tenant_id -> UuidSql,
        plugin -> Text,
        scope_kind -> Text,
        scope_id -> UuidSql,
        version -> BigInt,
        settings -> Nullable<JsonSql>,
        changed_by -> Nullable<UuidSql>,
        changed_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    plugin_secrets (tenant_id, plugin, name) {
        tenant_id -> UuidSql,
        plugin -> Text,
        name -> Text,
        sealed -> Binary,
        changed_by -> Nullable<UuidSql>,
        changed_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    plugin_key_values (tenant_id, plugin, key) {
        tenant_id -> UuidSql,
        plugin -> Text,
        key -> Text,
        value -> Binary,
        changed_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    plugin_publishers (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        name -> Text,
        public_key -> Text,
        added_by -> Nullable<UuidSql>,
        added_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    plugin_figures (tenant_id, plugin, digest, minute) {
        tenant_id -> UuidSql,
        plugin -> Text,
        digest -> Text,
        minute -> InstantSql,
        calls -> BigInt,
        failures -> BigInt,
        fuel -> BigInt,
        rows -> BigInt,
        peak_memory -> BigInt,
        times -> Binary,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    plugin_failures (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        plugin -> Text,
        digest -> Text,
        at -> InstantSql,
        kind -> Text,
        function -> Text,
        code -> Text,
        message -> Text,
        input -> Nullable<JsonSql>,
        log -> JsonSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    plugin_differences (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        plugin -> Text,
        active_digest -> Text,
        canary_digest -> Text,
        at -> InstantSql,
        kind -> Text,
        function -> Text,
        input -> Nullable<JsonSql>,
        active -> JsonSql,
        canary -> JsonSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    plugin_comparisons (tenant_id, plugin, active_digest, canary_digest) {
        tenant_id -> UuidSql,
        plugin -> Text,
        active_digest -> Text,
        canary_digest -> Text,
        same -> BigInt,
        different -> BigInt,
        failed -> BigInt,
        since -> InstantSql,
        until -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    password_bases (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> Text,
        policies -> JsonSql,
        created_at -> InstantSql,
    }
}
