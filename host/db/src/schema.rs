//! The tables as diesel sees them, equal on both engines.
//! The migrations in `migrations/sqlite` and `migrations/postgres` create them; a test compares the three.
//! Foreign keys have two columns, so joins name both: `.on(b::tenant_id.eq(a::tenant_id).and(...))`.
#![allow(
    missing_docs,
    reason = "diesel's macro writes the items; the columns are described in the migrations"
)]

mod group_tables;
mod list_tables;
mod mail_tables;
mod plugin_tables;
mod setup_tables;
mod transfer_tables;

pub use group_tables::*;
pub use list_tables::*;
pub use mail_tables::*;
pub use plugin_tables::*;
pub use setup_tables::*;
pub use transfer_tables::*;

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    tenants (id) {
        id -> UuidSql,
        slug -> Text,
        name -> Text,
        culture -> Text,
        created_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    projects (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        name -> Text,
        name_key -> Text,
        description -> Text,
        created_at -> InstantSql,
        version -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    locations (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        code -> Text,
        code_key -> Text,
        name -> Text,
        name_key -> Text,
        address -> JsonSql,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        phone -> Text,
        active -> Bool,
        version -> BigInt,
        created_at -> InstantSql,
        updated_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    users (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        kind -> Text,
        username -> Text,
        username_key -> Text,
        email -> Text,
        email_key -> Text,
        first_names -> Text,
        last_names -> Text,
        phone -> Text,
        mobile -> Text,
        position -> Text,
        external_id -> Nullable<Text>,
        active -> Bool,
        culture -> Text,
        photo_id -> Nullable<UuidSql>,
        location_id -> Nullable<UuidSql>,
        address -> JsonSql,
        fields -> JsonSql,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        password_hash -> Nullable<Text>,
        password_basis -> Nullable<Text>,
        must_change_password -> Bool,
        valid_since -> Nullable<InstantSql>,
        valid_until -> Nullable<InstantSql>,
        last_sign_in_at -> Nullable<InstantSql>,
        search_text -> Text,
        sort_key -> Text,
        version -> BigInt,
        created_at -> InstantSql,
        updated_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    memberships (tenant_id, project_id, user_id) {
        tenant_id -> UuidSql,
        project_id -> UuidSql,
        user_id -> UuidSql,
        kind -> Text,
        sort_key -> Text,
        active -> Bool,
        created_at -> InstantSql,
        last_key -> Text,
        username_key -> Text,
        email_key -> Text,
        user_created_at -> InstantSql,
        user_updated_at -> InstantSql,
        user_signed_in_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    membership_counts (tenant_id, project_id, kind, active) {
        tenant_id -> UuidSql,
        project_id -> UuidSql,
        kind -> Text,
        active -> Bool,
        total -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    roles (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        name -> Text,
        name_key -> Text,
        permissions -> JsonSql,
        created_at -> InstantSql,
        description -> Text,
        version -> BigInt,
        template -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    user_roles (tenant_id, user_id, role_id) {
        tenant_id -> UuidSql,
        user_id -> UuidSql,
        role_id -> UuidSql,
        sort_key -> Text,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    sessions (id_hash) {
        id_hash -> Binary,
        tenant_id -> UuidSql,
        user_id -> UuidSql,
        project_id -> Nullable<UuidSql>,
        csrf_token -> Text,
        created_at -> InstantSql,
        last_seen_at -> InstantSql,
        expires_at -> InstantSql,
        address -> Text,
        agent -> Text,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    sign_in_failures (tenant_id, subject) {
        tenant_id -> UuidSql,
        subject -> Text,
        failures -> Integer,
        last_failure_at -> InstantSql,
        locked_until -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    tokens (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        user_id -> UuidSql,
        description -> Text,
        secret_hash -> Binary,
        prefix -> Text,
        expires_at -> Nullable<InstantSql>,
        created_at -> InstantSql,
        last_used_at -> Nullable<InstantSql>,
        revoked_at -> Nullable<InstantSql>,
        scopes -> Nullable<JsonSql>,
        created_by -> Nullable<UuidSql>,
        search_text -> Text,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    audit_entries (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        at -> InstantSql,
        actor_kind -> Text,
        actor_id -> Nullable<UuidSql>,
        way -> Text,
        way_ref -> Nullable<Text>,
        object_kind -> Text,
        object_id -> UuidSql,
        action -> Text,
        changes -> JsonSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    idempotency_keys (tenant_id, token_or_user, key) {
        tenant_id -> UuidSql,
        token_or_user -> UuidSql,
        key -> Text,
        method_path -> Text,
        response -> JsonSql,
        created_at -> InstantSql,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    tenants,
    projects,
    locations,
    users,
    memberships,
    membership_counts,
    roles,
    user_roles,
    sessions,
    sign_in_failures,
    tokens,
    jobs,
    notifications,
    imports,
    import_failures,
    import_edits,
    import_mappings,
    import_memory,
    import_problems,
    exports,
    export_parts,
    audit_entries,
    idempotency_keys,
    plugin_versions,
    plugin_installs,
    plugin_settings,
    plugin_settings_history,
    plugin_secrets,
    plugin_key_values,
    plugin_publishers,
    plugin_figures,
    plugin_failures,
    plugin_differences,
    plugin_comparisons,
    groups,
    group_members,
    group_projects,
    field_files,
    companies,
    company_counts,
    company_clients,
    calendars,
    services,
    service_clients,
    company_services,
    shifts,
    group_roles,
    feedback,
    saved_views,
    list_preferences,
    bulk_changes,
    bulk_change_people,
    deleted_users,
    mails,
    password_links,
    mail_wishes,
);
