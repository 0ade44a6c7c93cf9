//! Tables about imports, exports, and the jobs and notifications that belong to them.
#![allow(
    missing_docs,
    reason = "diesel's macro writes the items; the columns are described in the migrations"
)]

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    jobs (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        kind -> Text,
        state -> Text,
        payload -> JsonSql,
        cursor -> JsonSql,
        progress -> JsonSql,
        attempts -> Integer,
        priority -> Integer,
        run_at -> InstantSql,
        lease_owner -> Nullable<Text>,
        lease_until -> Nullable<InstantSql>,
        cancel_requested -> Bool,
        error_code -> Nullable<Text>,
        error_detail -> Nullable<Text>,
        created_at -> InstantSql,
        started_at -> Nullable<InstantSql>,
        finished_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    notifications (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        user_id -> UuidSql,
        kind -> Text,
        state -> Text,
        subject -> JsonSql,
        created_at -> InstantSql,
        updated_at -> InstantSql,
        read_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    imports (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        project_id -> UuidSql,
        created_by -> UuidSql,
        job_id -> UuidSql,
        kind -> Text,
        file_name -> Text,
        file_size -> BigInt,
        upload_key -> Text,
        format -> Nullable<Text>,
        locale -> Text,
        options -> JsonSql,
        state -> Text,
        phase -> Text,
        column_map -> JsonSql,
        notices -> JsonSql,
        rows_read -> BigInt,
        rows_created -> BigInt,
        rows_updated -> BigInt,
        rows_unchanged -> BigInt,
        rows_failed -> BigInt,
        error_code -> Nullable<Text>,
        error_detail -> Nullable<JsonSql>,
        created_at -> InstantSql,
        started_at -> Nullable<InstantSql>,
        finished_at -> Nullable<InstantSql>,
        waiting -> Nullable<JsonSql>,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    import_edits (tenant_id, import_id, line) {
        tenant_id -> UuidSql,
        import_id -> UuidSql,
        line -> BigInt,
        sheet -> Integer,
        row -> BigInt,
        cells -> Nullable<Binary>,
        left_out -> Bool,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    import_mappings (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        kind -> Text,
        name -> Text,
        name_key -> Text,
        signature -> Text,
        choices -> JsonSql,
        version -> BigInt,
        created_at -> InstantSql,
        updated_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    import_memory (tenant_id, kind, header) {
        tenant_id -> UuidSql,
        kind -> Text,
        header -> Text,
        field -> Nullable<Text>,
        value_map -> JsonSql,
        confirmed_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    import_problems (tenant_id, import_id, code, field, line) {
        tenant_id -> UuidSql,
        import_id -> UuidSql,
        code -> Text,
        field -> Text,
        line -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::{JsonSql, UuidSql};
    use diesel::sql_types::*;
    import_failures (tenant_id, import_id, line) {
        tenant_id -> UuidSql,
        import_id -> UuidSql,
        line -> BigInt,
        sheet -> Integer,
        sheet_name -> Text,
        row -> BigInt,
        cells -> JsonSql,
        problems -> JsonSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    exports (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        project_id -> UuidSql,
        created_by -> UuidSql,
        job_id -> Nullable<UuidSql>,
        kind -> Text,
        mode -> Text,
        format -> Text,
        locale -> Text,
        options -> JsonSql,
        state -> Text,
        records -> BigInt,
        records_total -> BigInt,
        parts -> BigInt,
        file_key -> Nullable<Text>,
        file_name -> Text,
        file_size -> Nullable<BigInt>,
        error_code -> Nullable<Text>,
        error_detail -> Nullable<JsonSql>,
        created_at -> InstantSql,
        finished_at -> Nullable<InstantSql>,
        expires_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    export_parts (tenant_id, export_id, part) {
        tenant_id -> UuidSql,
        export_id -> UuidSql,
        part -> Integer,
        first_user -> UuidSql,
        last_user -> UuidSql,
        records -> BigInt,
        file_key -> Nullable<Text>,
        file_size -> Nullable<BigInt>,
        finished_at -> Nullable<InstantSql>,
    }
}
