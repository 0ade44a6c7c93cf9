//! Tables about what people are tied to: companies, services, calendars, shifts, comments.
#![allow(
    missing_docs,
    reason = "diesel's macro writes the items; the columns are described in the migrations"
)]

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    companies (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        kind -> Text,
        name -> Text,
        name_key -> Text,
        tax_id -> Text,
        external_id -> Nullable<Text>,
        email -> Text,
        phone -> Text,
        website -> Text,
        description -> Text,
        active -> Bool,
        address -> JsonSql,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        fields -> JsonSql,
        version -> BigInt,
        created_at -> InstantSql,
        updated_at -> InstantSql,
        clients -> BigInt,
        search_text -> Text,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    company_counts (tenant_id, kind, active) {
        tenant_id -> UuidSql,
        kind -> Text,
        active -> Bool,
        total -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    company_clients (tenant_id, company_id, user_id) {
        tenant_id -> UuidSql,
        company_id -> UuidSql,
        user_id -> UuidSql,
        sort_key -> Text,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, JsonSql, UuidSql};
    use diesel::sql_types::*;
    calendars (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        name -> Text,
        name_key -> Text,
        description -> Text,
        time_zone -> Text,
        week -> JsonSql,
        holidays -> JsonSql,
        active -> Bool,
        version -> BigInt,
        created_at -> InstantSql,
        updated_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    services (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        name -> Text,
        name_key -> Text,
        description -> Text,
        calendar_id -> Nullable<UuidSql>,
        active -> Bool,
        version -> BigInt,
        created_at -> InstantSql,
        updated_at -> InstantSql,
        clients -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    service_clients (tenant_id, service_id, user_id) {
        tenant_id -> UuidSql,
        service_id -> UuidSql,
        user_id -> UuidSql,
        sort_key -> Text,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    company_services (tenant_id, company_id, service_id) {
        tenant_id -> UuidSql,
        company_id -> UuidSql,
        service_id -> UuidSql,
        kind -> Text,
    }
}

diesel::table! {
    use crate::sql_types::{DaySql, InstantSql, UuidSql};
    use diesel::sql_types::*;
    shifts (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        user_id -> UuidSql,
        since -> DaySql,
        until -> DaySql,
        calendar_id -> UuidSql,
        version -> BigInt,
        created_at -> InstantSql,
        updated_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    group_roles (tenant_id, group_id, role_id) {
        tenant_id -> UuidSql,
        group_id -> UuidSql,
        role_id -> UuidSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    feedback (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        user_id -> Nullable<UuidSql>,
        company_id -> Nullable<UuidSql>,
        author_id -> Nullable<UuidSql>,
        author_name -> Text,
        body -> Text,
        version -> BigInt,
        created_at -> InstantSql,
        updated_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    field_files (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        field -> Text,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        created_by -> Nullable<UuidSql>,
        created_at -> InstantSql,
    }
}
