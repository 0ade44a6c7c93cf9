//! Tables about groups of people.
#![allow(
    missing_docs,
    reason = "diesel's macro writes the items; the columns are described in the migrations"
)]

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};
    use diesel::sql_types::*;
    groups (tenant_id, id) {
        tenant_id -> UuidSql,
        id -> UuidSql,
        kind -> Text,
        parent_id -> Nullable<UuidSql>,
        name -> Text,
        name_key -> Text,
        description -> Text,
        active -> Bool,
        version -> BigInt,
        created_at -> InstantSql,
        updated_at -> InstantSql,
        members -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    group_members (tenant_id, group_id, user_id) {
        tenant_id -> UuidSql,
        group_id -> UuidSql,
        user_id -> UuidSql,
        sort_key -> Text,
    }
}

diesel::table! {
    use crate::sql_types::UuidSql;
    use diesel::sql_types::*;
    group_projects (tenant_id, group_id, project_id) {
        tenant_id -> UuidSql,
        group_id -> UuidSql,
        project_id -> UuidSql,
    }
}
