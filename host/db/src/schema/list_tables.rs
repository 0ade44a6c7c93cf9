//! Tables about lists of people: kept views, changes to many, and whom one can still restore.
#![allow(
    missing_docs,
    reason = "diesel's macro writes the items; the columns are described in the migrations"
)]

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    saved_views (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        user_id -> UuidSql,
        page -> Text,
        name -> Text,
        name_key -> Text,
        state -> JsonSql,
        shared -> Bool,
        version -> BigInt,
        created_at -> InstantSql,
        updated_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{JsonSql, UuidSql};
    use diesel::sql_types::*;
    list_preferences (tenant_id, user_id, page) {
        tenant_id -> UuidSql,
        user_id -> UuidSql,
        page -> Text,
        columns_shown -> JsonSql,
        default_view_id -> Nullable<UuidSql>,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    bulk_changes (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        project_id -> UuidSql,
        kind -> Text,
        action -> Text,
        parameters -> JsonSql,
        selection -> JsonSql,
        state -> Text,
        done -> BigInt,
        changed -> BigInt,
        total -> Nullable<BigInt>,
        created_by -> Nullable<UuidSql>,
        job_id -> Nullable<UuidSql>,
        created_at -> InstantSql,
        finished_at -> Nullable<InstantSql>,
        outcome -> JsonSql,
    }
}

diesel::table! {
    use crate::sql_types::{JsonSql, UuidSql};
    use diesel::sql_types::*;
    bulk_change_people (tenant_id, bulk_change_id, user_id) {
        tenant_id -> UuidSql,
        bulk_change_id -> UuidSql,
        user_id -> UuidSql,
        before -> JsonSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    deleted_users (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        kind -> Text,
        username -> Text,
        name -> Text,
        sort_key -> Text,
        document -> JsonSql,
        password_hash -> Nullable<Text>,
        password_basis -> Nullable<Text>,
        bulk_change_id -> Nullable<UuidSql>,
        deleted_by -> Nullable<UuidSql>,
        deleted_at -> InstantSql,
    }
}
